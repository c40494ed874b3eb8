//! Smells of corruption: nothing is wrong with the file, and yet a procedure drawn so has been abused elsewhere.
//!
//! Each is a warning with its reason. A pack keeps one that cannot be helped by saying why, in the pack itself, where everybody
//! reads it:
//!
//! ```toml
//! [[justified]]
//! smell = "wait-without-deadline"
//! element = "AwaitCourt"
//! reason = "The court sets its own time (Article 12)"
//! ```

mod decisions;
mod people;
mod repetition;

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, MANIFEST, PROCESS};
use crate::APPLICANT;
use crate::finding::line_of;
use crate::manifest::Work;
use crate::pack::{Justification, Pack, Task};

/// The smells that can be justified.
const SMELLS: [&str; 8] = [
    "decides-and-pays",
    "applies-and-inspects",
    "wait-without-deadline",
    "decision-without-rule",
    "free-text-decides",
    "endless-demands",
    "law-not-cited",
    "risk-without-law",
];

/// A smell: which, at what element, where, and why it is one.
struct Smell {
    code: &'static str,
    element: String,
    file: &'static str,
    line: u32,
    reason: String,
}

impl Checker<'_> {
    pub(super) fn smells(&mut self, pack: &Pack, works: &BTreeMap<String, Work>) {
        let nose = Nose {
            pack,
            works,
            source: &self.source,
        };
        let mut smells = nose.people();
        smells.extend(nose.waits());
        smells.extend(nose.decisions());
        smells.extend(nose.repetition());
        smells.extend(nose.laws());
        self.justify(&pack.justified, smells);
    }

    /// What is justified is silent; what justifies nothing is told.
    fn justify(&mut self, justified: &[Justification], smells: Vec<Smell>) {
        let mut used = BTreeSet::new();
        for smell in smells {
            let why = justified
                .iter()
                .position(|j| j.smell == smell.code && j.element == smell.element);
            if let Some(at) = why {
                used.insert(at);
                continue;
            }
            let message = format!(
                "{}; change the procedure, or say why it must be so: [[justified]] smell = \"{}\", element = \"{}\", reason = \"…\"",
                smell.reason, smell.code, smell.element
            );
            self.findings
                .warning(smell.code, smell.file, smell.line, &smell.element, message);
        }
        for (at, justification) in justified.iter().enumerate() {
            let line = line_of(&self.source, &justification.reason);
            if !SMELLS.contains(&justification.smell.as_str()) {
                let known = SMELLS.join(", ");
                self.findings.error(
                    "bad-justification",
                    MANIFEST,
                    line,
                    &justification.element,
                    format!("`{}` is none of {known}", justification.smell),
                );
            } else if justification.reason.trim().is_empty() {
                self.findings.error(
                    "bad-justification",
                    MANIFEST,
                    line,
                    &justification.element,
                    "a justification has a reason that people can read",
                );
            } else if !used.contains(&at) {
                self.findings.warning(
                    "needless-justification",
                    MANIFEST,
                    line,
                    &justification.element,
                    "nothing smells so here any more: take the justification away",
                );
            }
        }
    }
}

/// What is smelled at.
struct Nose<'p> {
    pack: &'p Pack,
    works: &'p BTreeMap<String, Work>,
    source: &'p str,
}

impl Nose<'_> {
    /// At an element of the process.
    fn at(&self, code: &'static str, element: &str, reason: impl Into<String>) -> Smell {
        let line = self.pack.process.node(element).map_or(1, |n| n.line);
        Smell {
            code,
            element: element.to_owned(),
            file: PROCESS,
            line,
            reason: reason.into(),
        }
    }

    /// At a table of `pack.toml`.
    fn in_manifest(
        &self,
        code: &'static str,
        element: &str,
        at: &str,
        reason: impl Into<String>,
    ) -> Smell {
        Smell {
            code,
            element: element.to_owned(),
            file: MANIFEST,
            line: line_of(self.source, at),
            reason: reason.into(),
        }
    }

    /// What a task is: as it says (`does = "pay"`), else as its rule, its id and its form's id say.
    fn work(&self, element: &str, task: &Task) -> Work {
        if let Some(work) = self.works.get(element) {
            return *work;
        }
        if task.departure.is_some() {
            return Work::Decide;
        }
        let text = format!("{element} {}", task.form.as_deref().unwrap_or_default());
        let words = words(&text);
        let has = |known: &[&str]| words.iter().any(|w| known.contains(&w.as_str()));
        if has(&[
            "pay", "payment", "payments", "fee", "fees", "cash", "collect", "refund", "disburse",
        ]) {
            Work::Pay
        } else if has(&["inspect", "inspection", "audit"]) {
            Work::Inspect
        } else if has(&[
            "decide", "decision", "approve", "approval", "grant", "award",
        ]) {
            Work::Decide
        } else if has(&["apply", "application"]) {
            Work::Apply
        } else {
            Work::Other
        }
    }

    fn confirms(&self, element: &str) -> bool {
        self.pack
            .tasks
            .values()
            .any(|t| t.departure.as_ref().is_some_and(|d| d.confirm == element))
    }

    /// Officials' tasks.
    fn officials(&self) -> impl Iterator<Item = (&String, &Task)> {
        self.pack
            .tasks
            .iter()
            .filter(|(_, task)| task.role != APPLICANT)
    }
}

/// `RecordPayment` and `site_visit` as small words.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in text.chars() {
        let breaks = !c.is_alphanumeric() || (c.is_uppercase() && small);
        if breaks {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase() || c.is_numeric();
    }
    words.retain(|w| !w.is_empty());
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_read_as_words() {
        assert_eq!(
            super::words("RecordPayment site_visit2 ABC"),
            ["record", "payment", "site", "visit2", "abc"]
        );
    }
}
