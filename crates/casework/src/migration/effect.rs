//! One thing that a move changes or that keeps a case: kept in the entry as data, so that pages say it in each language.

use std::collections::BTreeMap;
use std::fmt;

use bpmn::migrate;
use serde::{Deserialize, Serialize};

/// What happens to an element of a case, or why it cannot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Effect {
    /// The element; empty for the case as a whole.
    pub element: String,
    /// Names a sentence: `migration-<code>` in the pages' texts.
    pub code: String,
    /// What the sentence says besides. Times are RFC 3339.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Effect {
    pub(super) fn new(element: &str, code: &str, args: &[(&str, String)]) -> Self {
        let args = args.iter().map(|(k, v)| ((*k).to_owned(), v.clone()));
        Self {
            element: element.to_owned(),
            code: code.to_owned(),
            args: args.collect(),
        }
    }
}

impl From<migrate::Change> for Effect {
    fn from(change: migrate::Change) -> Self {
        Self::new(
            &change.element,
            change.what.code(),
            &change.what.arguments(),
        )
    }
}

/// The sentence in English, for the command line.
impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = own(&self.code).or_else(|| migrate::sentence(&self.code));
        let args: Vec<(&str, String)> = self
            .args
            .iter()
            .map(|(k, v)| (k.as_str(), v.clone()))
            .collect();
        let said = migrate::filled(sentence.unwrap_or(&self.code), &args);
        match self.element.as_str() {
            "" => f.write_str(&said),
            element => write!(f, "{element}: {said}"),
        }
    }
}

fn own(code: &str) -> Option<&'static str> {
    OWN.iter()
        .find(|(known, _)| *known == code)
        .map(|(_, sentence)| *sentence)
}

/// Every code that an effect or a problem can have.
pub fn codes() -> impl Iterator<Item = &'static str> {
    OWN.iter().map(|(code, _)| *code).chain(migrate::codes())
}

/// What each code of our own says, in English; `{name}` stands for an argument.
const OWN: &[(&str, &str)] = &[
    (
        "task-again",
        "is the {role}'s and was the {before}'s: somebody is drawn anew",
    ),
    (
        "task-applicant",
        "becomes the applicant's and was the {before}'s",
    ),
    (
        "deadline-kept",
        "is to be done in {now} working days and was in {before}: the deadline that runs stays, {due}",
    ),
    (
        "deadline-again",
        "its deadline is counted anew: {due}; it was {before}",
    ),
    ("deadline-new", "has a deadline from now on: {due}"),
    ("deadline-gone", "has no deadline any more; it was {before}"),
    (
        "overdue-else",
        "when it is late, {now} follows and no more {before}",
    ),
    (
        "form-else",
        "is filled in by the form {form} and was by {before}",
    ),
    ("form-asks", "its form {form} asks more: {fields}"),
    (
        "form-asks-no-more",
        "its form {form} asks no more: {fields}",
    ),
    (
        "form-asks-else",
        "its form {form} asks in another way: {fields}",
    ),
    (
        "sent-lacks",
        "the application form {form} asks what this case was never asked: {fields}",
    ),
    (
        "promise-kept",
        "{now} working days are promised and were {before}: what was promised to this case stays, {due}",
    ),
    (
        "reads",
        "the new version reads {name}, which this case does not have",
    ),
    (
        "step-added",
        "is a step that the case may come to and could not before",
    ),
    ("step-gone", "is a step that the case can come to no more"),
    (
        "no-task",
        "waits for somebody, and the new version says nothing about such a task",
    ),
    (
        "task-asked",
        "waits for what the applicant was asked: the case can move when the answer is there or the question is over",
    ),
    (
        "no-start-form",
        "what was sent is under {before}, and the new version reads {now}",
    ),
];
