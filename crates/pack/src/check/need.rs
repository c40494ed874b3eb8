//! What leads people to a service: events of the house's list, and a check before one applies that asks all
//! its rule reads and nothing that says who somebody is.

use std::collections::BTreeSet;

use super::Checker;
use crate::manifest::Manifest;
use crate::pack::Pack;
use crate::{EVENTS, Eligibility, FieldKind, Form};

const TABLE: &str = "[eligibility]";

impl Checker<'_> {
    pub(super) fn eligibility(&mut self, manifest: &Manifest) -> Option<Eligibility> {
        let raw = manifest.eligibility.as_ref()?;
        let answer = self.expression("answer =", "answer", &raw.answer)?;
        Some(Eligibility {
            rule: raw.rule.clone(),
            fields: raw.fields.clone(),
            answer,
        })
    }

    pub(super) fn needs(&mut self, pack: &Pack) {
        let mut seen = BTreeSet::new();
        for event in &pack.events {
            if !EVENTS.contains(&event.as_str()) || !seen.insert(event) {
                let message = format!("an event is one of these, each once: {}", EVENTS.join(", "));
                self.error("unknown-event", "events", event, message);
            }
        }
        let Some(eligibility) = &pack.eligibility else {
            return;
        };
        let Some(form) = pack.forms.get(&pack.start_form) else {
            return;
        };
        if !pack.rules.contains_key(&eligibility.rule) {
            let message = format!("there is no [rules.{}]", eligibility.rule);
            self.error_at(
                "unknown-element",
                (TABLE, "rule"),
                &eligibility.rule,
                message,
            );
            return;
        }
        self.asked(eligibility, form);
        self.read(pack, eligibility, form);
    }

    /// What is asked can be asked of anybody.
    fn asked(&mut self, eligibility: &Eligibility, form: &Form) {
        if eligibility.fields.is_empty() {
            let message = "name the questions of the start form that are asked";
            self.error_at("no-questions", (TABLE, "fields"), "", message);
        }
        for name in &eligibility.fields {
            let message = match form.field(name) {
                None => "the start form has no such field",
                Some(f) if f.compute.is_some() => "this is computed: it need not be named",
                Some(f)
                    if matches!(
                        f.kind,
                        FieldKind::Text | FieldKind::Files | FieldKind::Group
                    ) =>
                {
                    "a check asks choices, numbers and days: text may say who somebody is, and the answers stand in the page's address"
                }
                Some(_) => continue,
            };
            self.error_at("bad-question", (TABLE, "fields"), name, message);
        }
    }

    /// What the rule reads, or what decides whether that is asked, is asked.
    fn read(&mut self, pack: &Pack, eligibility: &Eligibility, form: &Form) {
        let rule = &pack.rules[&eligibility.rule];
        let mut missing = BTreeSet::new();
        for path in rule.model.reads_of(&rule.decision) {
            match path.as_slice() {
                [input, field, ..] if *input == pack.start_form => {
                    let behind = form.questions_behind(field).into_iter();
                    missing.extend(behind.filter(|q| !eligibility.fields.iter().any(|f| f == q)));
                }
                [input, ..] => {
                    let message = format!(
                        "the rule reads `{input}`, which is not known before somebody applies"
                    );
                    self.error_at(
                        "unknown-variable",
                        (TABLE, "rule"),
                        &eligibility.rule,
                        message,
                    );
                }
                [] => {}
            }
        }
        for field in missing {
            let message = format!("the rule depends on `{field}`: name it in `fields`");
            self.error_at("question-missing", (TABLE, "fields"), field, message);
        }
    }
}
