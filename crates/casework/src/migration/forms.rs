//! What two versions of a form ask, and what a case was never asked.

use bpmn::State;
use dmn::feel;
use pack::{Field, Form, Pack};

use super::Effect;

/// How a form differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormChange {
    pub(super) form: String,
    /// Fields by the code of what happened to them.
    fields: Vec<(&'static str, Vec<String>)>,
}

/// The forms that both versions have and that differ.
pub(super) fn differences(old: &Pack, new: &Pack) -> Vec<FormChange> {
    let pairs = new
        .forms
        .iter()
        .filter_map(|(id, form)| Some((id, old.forms.get(id)?, form)));
    pairs
        .filter_map(|(id, before, after)| {
            let fields = fields(before, after);
            (!fields.is_empty()).then(|| FormChange {
                form: id.clone(),
                fields,
            })
        })
        .collect()
}

fn fields(before: &Form, after: &Form) -> Vec<(&'static str, Vec<String>)> {
    let names = |fields: Vec<&Field>| fields.into_iter().map(|f| f.name.clone()).collect();
    let added: Vec<String> = names(
        after
            .fields()
            .filter(|f| before.field(&f.name).is_none())
            .collect(),
    );
    let gone: Vec<String> = names(
        before
            .fields()
            .filter(|f| after.field(&f.name).is_none())
            .collect(),
    );
    let else_: Vec<String> = names(
        after
            .fields()
            .filter(|f| before.field(&f.name).is_some_and(|was| other(was, f)))
            .collect(),
    );
    let all = [
        ("form-asks", added),
        ("form-asks-no-more", gone),
        ("form-asks-else", else_),
    ];
    all.into_iter().filter(|(_, f)| !f.is_empty()).collect()
}

/// The same question, another answer.
fn other(was: &Field, is: &Field) -> bool {
    was.kind != is.kind
        || was.required != is.required
        || was.options != is.options
        || was.accept != is.accept
        || was.compute.is_some() != is.compute.is_some()
}

impl FormChange {
    pub(super) fn effects(&self, element: &str) -> impl Iterator<Item = Effect> {
        self.fields.iter().map(move |(code, fields)| {
            let args = [("form", self.form.clone()), ("fields", fields.join(", "))];
            Effect::new(element, code, &args)
        })
    }
}

/// What the new start form asks of everybody and the case has no answer to.
pub(super) fn never_asked(new: &Pack, state: &State) -> Option<Effect> {
    let form = new.forms.get(&new.start_form)?;
    let sent = state.variables().get(&new.start_form);
    let answer = |name: &str| match sent {
        Some(feel::Value::Context(data)) => data.get(name).cloned().unwrap_or_default(),
        _ => feel::Value::Null,
    };
    let lacking = form
        .fields()
        .filter(|f| f.required && f.when.is_none() && f.compute.is_none())
        .filter(|f| matches!(answer(&f.name), feel::Value::Null));
    let fields: Vec<String> = lacking.map(|f| f.name.clone()).collect();
    let args = [("form", form.id.clone()), ("fields", fields.join(", "))];
    (!fields.is_empty()).then(|| Effect::new("", "sent-lacks", &args))
}
