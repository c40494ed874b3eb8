//! The questions that a decision's inputs are: from its types, from the forms of its pack, else FEEL.

use dmn::Shape;
use dmn::feel::Value;
use pack::{FieldKind, Pack};

use super::Ruling;

/// How an input is asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Number,
    YesNo,
    /// A day; as text where a form holds it so, else as a date of FEEL.
    Day {
        text: bool,
    },
    /// A time, a moment or a duration, typed as ISO 8601: the name of its type in FEEL.
    Typed(&'static str),
    One(Vec<Value>),
    Many(Vec<Value>),
    /// Anything, as a FEEL expression; JSON is one.
    Feel,
}

/// A question: which input, which entry of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    pub(crate) path: Vec<String>,
    pub(crate) kind: Kind,
}

impl Question {
    /// Its name in the form and its path in expressions.
    pub(crate) fn name(&self) -> String {
        self.path.join(".")
    }
}

/// An input with its questions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    pub(crate) input: String,
    pub(crate) questions: Vec<Question>,
}

/// What is asked to make a decision.
pub(crate) fn groups(ruling: &Ruling) -> Vec<Group> {
    let inputs = ruling.model.inputs(&ruling.decision).unwrap_or_default();
    let reads = ruling.model.reads_of(&ruling.decision);
    let group = |input: dmn::Input| {
        let shape = ruling.model.input_shape(&input.name);
        let mut questions = match (&shape, &ruling.deployed) {
            (Shape::Any, Some((pack, _))) => {
                of_pack(pack, &input.name, &members(&reads, &input.name))
            }
            _ => Vec::new(),
        };
        if questions.is_empty() {
            put(&mut vec![input.name.clone()], &shape, &mut questions);
        }
        Group {
            input: input.name,
            questions,
        }
    };
    inputs.into_iter().map(group).collect()
}

/// The entries that are read of an input, each once.
fn members<'r>(reads: &'r [Vec<String>], input: &str) -> Vec<&'r str> {
    let mut all = Vec::new();
    for path in reads.iter().filter(|path| path[0] == input) {
        if let Some(member) = path.get(1).filter(|m| !all.contains(&m.as_str())) {
            all.push(member.as_str());
        }
    }
    all
}

/// An input of no declared type that is a form of the pack, or the result of another of its rules.
fn of_pack(pack: &Pack, input: &str, members: &[&str]) -> Vec<Question> {
    let mut questions = Vec::new();
    if let Some(form) = pack.forms.get(input) {
        let asked = form.fields().filter(|f| members.contains(&f.name.as_str()));
        questions.extend(asked.map(|f| Question {
            path: vec![input.to_owned(), f.name.clone()],
            kind: of_field(f),
        }));
        return questions;
    }
    let made = |r: &&pack::Rule| r.result.as_deref() == Some(input);
    if let Some(rule) = pack.rules.values().find(made)
        && let Shape::Context(entries) = rule.model.result_shape(&rule.decision)
    {
        let read = |(name, _): &&(String, Shape)| members.contains(&name.as_str());
        for (name, shape) in entries.iter().filter(read) {
            put(
                &mut vec![input.to_owned(), name.clone()],
                shape,
                &mut questions,
            );
        }
    }
    questions
}

fn of_field(field: &pack::Field) -> Kind {
    let options = || field.options.iter().map(|o| Value::from(o.as_str()));
    match field.kind {
        FieldKind::Text => Kind::Text,
        FieldKind::Number | FieldKind::Integer => Kind::Number,
        FieldKind::Boolean => Kind::YesNo,
        FieldKind::Date => Kind::Day { text: true },
        FieldKind::Choice => Kind::One(options().collect()),
        FieldKind::Choices => Kind::Many(options().collect()),
        FieldKind::Files | FieldKind::Group => Kind::Feel,
    }
}

fn put(path: &mut Vec<String>, shape: &Shape, all: &mut Vec<Question>) {
    if let Shape::Context(entries) = shape {
        for (name, shape) in entries {
            path.push(name.clone());
            put(path, shape, all);
            path.pop();
        }
        return;
    }
    let kind = match shape {
        Shape::OneOf(values) => Kind::One(values.clone()),
        Shape::Text => Kind::Text,
        Shape::Number => Kind::Number,
        Shape::Boolean => Kind::YesNo,
        Shape::Date => Kind::Day { text: false },
        Shape::Time => Kind::Typed("time"),
        Shape::DateTime => Kind::Typed("date and time"),
        Shape::Duration => Kind::Typed("duration"),
        Shape::List(item) => match &**item {
            Shape::OneOf(values) => Kind::Many(values.clone()),
            _ => Kind::Feel,
        },
        Shape::Any | Shape::Context(_) => Kind::Feel,
    };
    all.push(Question {
        path: path.clone(),
        kind,
    });
}
