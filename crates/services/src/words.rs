//! Words that come from packs, and what the record's facts are called.

mod fact;

pub(crate) use fact::{fact, kind};

use std::collections::BTreeMap;

use casework::case::Status;
use casework::record::mend::{Change, Mend};
use dmn::{Vocabulary, feel};
use maud::{Markup, html};
use pack::{FieldError, Pack};
use serde_json::Value as Json;
use web::components::Tone;
use web::{Value, View};

/// A text of the pack in the reader's language.
pub(crate) fn of(view: &View, pack: &Pack, key: &str) -> String {
    pack.texts.format(view.lang().code(), key, &[])
}

/// A text of the pack that it may leave out.
pub(crate) fn maybe(view: &View, pack: &Pack, key: &str) -> Option<String> {
    pack.texts.text(view.lang().code(), key)
}

/// The service's name.
pub(crate) fn service(view: &View, pack: &Pack) -> String {
    of(view, pack, "service-name")
}

/// What an element of the process is called: the pack's text, else the model's own name for it.
pub(crate) fn element(view: &View, pack: &Pack, id: &str) -> String {
    maybe(view, pack, &format!("task-{id}"))
        .or_else(|| {
            pack.process
                .node(id)
                .map(|n| n.name.to_owned())
                .filter(|n| !n.is_empty())
        })
        .unwrap_or_else(|| id.to_owned())
}

/// An element in a list of several: those without a name of their own are told by their id.
pub(crate) fn place(view: &View, pack: &Pack, id: &str) -> String {
    let name = element(view, pack, id);
    if name == id {
        name
    } else {
        format!("{name} ({id})")
    }
}

/// What a mend does, in a line.
pub(crate) fn mend(view: &View, pack: &Pack, mend: &Mend) -> String {
    match mend {
        Mend::Set(changes) => {
            let one = |change: &Change| {
                let args = [
                    ("name", term(view, pack, &change.name).into()),
                    ("value", short(&value(view, &change.new)).into()),
                ];
                view.with("mend-does-set", &args)
            };
            changes.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        Mend::Move { from, to } => {
            let args = [
                ("from", element(view, pack, from).into()),
                ("to", element(view, pack, to).into()),
            ];
            view.with("mend-does-move", &args)
        }
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The role in which somebody reads a case for who asked.
pub(crate) const REPRESENTATIVE: &str = "representative";

/// A role's name; the applicant is nobody's role.
pub(crate) fn role(view: &View, pack: &Pack, id: &str) -> String {
    if id == pack::APPLICANT {
        return view.t("role-applicant");
    }
    if id == REPRESENTATIVE {
        return view.t("role-representative");
    }
    of(view, pack, &format!("role-{id}"))
}

/// One of several things that a group asks about: "Partner 2"; `n` counts from 0.
pub(crate) fn item(view: &View, pack: &Pack, form: &str, group: &str, n: usize) -> String {
    let number = view.text.number(i64::try_from(n + 1).unwrap_or(i64::MAX));
    let key = format!("item-{form}-{group}");
    pack.texts
        .format(view.lang().code(), &key, &[("n", number)])
}

/// The question of a form's field; in a group with the thing that it is about.
pub(crate) fn label(view: &View, pack: &Pack, form: &str, field: &str) -> String {
    let mut parts = field.splitn(3, '.');
    if let (Some(group), Some(Ok(n)), Some(asked)) =
        (parts.next(), parts.next().map(str::parse), parts.next())
    {
        let args = [
            ("item", item(view, pack, form, group, n).into()),
            (
                "label",
                of(view, pack, &format!("field-{form}-{group}-{asked}")).into(),
            ),
        ];
        return view.with("group-label", &args);
    }
    of(view, pack, &format!("field-{form}-{field}"))
}

/// Help with a form's field.
pub(crate) fn hint(view: &View, pack: &Pack, form: &str, field: &str) -> Option<String> {
    maybe(view, pack, &format!("field-{form}-{field}.hint"))
}

/// One answer to choose.
pub(crate) fn option(view: &View, pack: &Pack, form: &str, field: &str, value: &str) -> String {
    maybe(view, pack, &format!("option-{form}-{field}-{value}")).unwrap_or_else(|| value.to_owned())
}

/// What is wrong with a field, said so that it can be mended.
pub(crate) fn field_error(view: &View, pack: &Pack, form: &str, e: &FieldError) -> String {
    let own = maybe(view, pack, &format!("error-{form}-{}", e.field));
    match (e.code.as_ref(), own) {
        ("custom", Some(own)) => own,
        _ => explain(view, &e.code, &label(view, pack, form, &e.field), &e.args),
    }
}

/// The same where the pack is not at hand: the field by its id.
pub(crate) fn generic_error(view: &View, e: &FieldError) -> String {
    explain(view, &e.code, &e.field, &e.args)
}

fn explain(view: &View, code: &str, label: &str, args: &BTreeMap<String, String>) -> String {
    let mut all: Vec<(&str, Value<'_>)> = vec![("label", label.into())];
    all.extend(args.iter().map(|(k, v)| (k.as_str(), v.as_str().into())));
    if !args.contains_key("limit") {
        all.push(("limit", "".into()));
    }
    let code = match args.get("format").map(String::as_str) {
        Some("email") => "email",
        _ => code,
    };
    let key = format!("field-error-{}", code.replace('_', "-"));
    let known = view.text.texts().has(view.lang(), &key);
    view.with(if known { &key } else { "field-error-type" }, &all)
}

/// A value of a form as a reader sees it.
pub(crate) fn answer(view: &View, pack: &Pack, form: &str, field: &str, value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(true) => view.t("answer-yes"),
        Json::Bool(false) => view.t("answer-no"),
        Json::String(text) => match text.parse::<jiff::civil::Date>() {
            Ok(date) if text.len() == 10 => view.text.date(date),
            _ => option(view, pack, form, field, text),
        },
        Json::Number(n) => number(view, n),
        Json::Array(items) => {
            let all: Vec<_> = items
                .iter()
                .map(|v| answer(view, pack, form, field, v))
                .collect();
            view.text.list(&all)
        }
        Json::Object(thing) => thing_of(view, pack, form, field, thing),
    }
}

/// The answers about one thing of a group.
fn thing_of(
    view: &View,
    pack: &Pack,
    form: &str,
    group: &str,
    thing: &serde_json::Map<String, Json>,
) -> String {
    let asked = pack.forms.get(form).and_then(|f| f.field(group));
    let asked = asked.map_or(&[][..], |f| f.items.as_slice()).iter();
    let lines = asked.filter_map(|f| {
        let name = format!("{group}-{}", f.name);
        let value = answer(view, pack, form, &name, thing.get(&f.name)?);
        let args = [
            ("label", label(view, pack, form, &name).into()),
            ("value", value.into()),
        ];
        Some(view.with("group-answer", &args))
    });
    lines.collect::<Vec<_>>().join(&view.t("group-between"))
}

fn number(view: &View, n: &serde_json::Number) -> String {
    let plain = n.to_string();
    let places = plain
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    match (n.as_i64(), n.as_f64()) {
        (Some(whole), _) => view.text.number(whole),
        (None, Some(float)) => view.text.decimal(float, places),
        _ => plain,
    }
}

/// A FEEL value in words.
pub(crate) fn value(view: &View, value: &feel::Value) -> String {
    plain(view, &value.to_json())
}

/// A JSON value in words, where no form tells more about it.
pub(crate) fn plain(view: &View, value: &Json) -> String {
    match value {
        Json::Null => view.t("answer-none"),
        Json::Bool(true) => view.t("answer-yes"),
        Json::Bool(false) => view.t("answer-no"),
        Json::String(text) => text.clone(),
        Json::Number(n) => number(view, n),
        Json::Array(items) => items
            .iter()
            .map(|v| plain(view, v))
            .collect::<Vec<_>>()
            .join(", "),
        Json::Object(fields) => {
            let all = fields
                .iter()
                .map(|(k, v)| format!("{k}: {}", plain(view, v)));
            all.collect::<Vec<_>>().join("; ")
        }
    }
}

/// What the rules call a value, or an entry of one, in the reader's language.
pub(crate) fn term(view: &View, pack: &Pack, name: &str) -> String {
    let known = pack.vocabulary(view.lang().code()).name(name, name);
    known.unwrap_or_else(|| name.to_owned())
}

/// What rules decided, in the pack's words.
pub(crate) fn result(view: &View, pack: &Pack, value: &Json) -> Markup {
    result_of(view, pack, "", value)
}

/// The value of a name of the rules, in the pack's words; contexts as lists.
pub(crate) fn result_of(view: &View, pack: &Pack, name: &str, value: &Json) -> Markup {
    told(view, &pack.vocabulary(view.lang().code()), name, value)
}

/// A value of rules in words, as far as there are any.
pub(crate) fn told(view: &View, words: &dyn Vocabulary, name: &str, value: &Json) -> Markup {
    match value {
        Json::String(text) => {
            let word = words.value(name, text);
            html! { bdi { (word.unwrap_or_else(|| dated(view, text))) } }
        }
        Json::Array(items) if !items.is_empty() => {
            html! { ul { @for item in items { li { (told(view, words, name, item)) } } } }
        }
        Json::Object(fields) if !fields.is_empty() => html! {
            ul class="facts" {
                @for (key, value) in fields {
                    li {
                        bdi { (words.name(key, key).unwrap_or_else(|| key.clone())) } ": "
                        strong { (told(view, words, key, value)) }
                    }
                }
            }
        },
        other => html! { bdi { (plain(view, other)) } },
    }
}

fn dated(view: &View, text: &str) -> String {
    match text.parse::<jiff::civil::Date>() {
        Ok(date) if text.len() == 10 => view.text.date(date),
        _ => text.to_owned(),
    }
}

/// Where a case stands, in a word.
pub(crate) fn status(view: &View, status: Status, yours: bool) -> (Tone, String) {
    if yours && status != Status::Closed {
        return (Tone::Attention, view.t("status-yours"));
    }
    let tone = match status {
        Status::Open => Tone::Active,
        Status::Paused => Tone::Attention,
        Status::Incident => Tone::Bad,
        Status::Closed => Tone::Good,
        Status::Erased => Tone::Neutral,
    };
    (tone, view.t(&format!("status-{}", status.as_str())))
}
