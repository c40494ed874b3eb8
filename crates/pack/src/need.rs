//! How people find a service: what happened to them, and whether the rules let them have it.

use dmn::feel::{Context, Environment, Expression, Value};
use dmn::{DecideError, Outcome};
use serde_json::{Map, Value as Json};

use crate::{Form, Pack, Rule};

/// What happens in a life or to a business, in the order in which people meet it. After the life events and
/// business events of the European Union's core vocabulary of public services (CPSV-AP 3.2, `cv:Event`).
pub const EVENTS: [&str; 18] = [
    "having-a-child",
    "studying",
    "looking-for-work",
    "losing-a-job",
    "looking-for-a-home",
    "changing-relationship",
    "driving",
    "travelling",
    "moving",
    "being-ill",
    "living-with-a-disability",
    "facing-an-emergency",
    "facing-a-crime",
    "retiring",
    "losing-a-relative",
    "starting-a-business",
    "running-a-business",
    "closing-a-business",
];

/// A check before one applies: the rule that will decide, asked with some of the start form's answers.
#[derive(Clone, Debug)]
pub struct Eligibility {
    /// The task of rules, a key of [`Pack::rules`].
    pub rule: String,
    /// The questions of the start form that are asked. None of them says who somebody is.
    pub fields: Vec<String>,
    /// Over what the rule gives: `"yes"`, `"no"` or `"depends"`.
    pub answer: Expression,
}

/// What the rules say to somebody who has not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligible {
    /// Nothing in the rules stands against it.
    Yes,
    /// The rules refuse it.
    No,
    /// Somebody has to look.
    Depends,
}

impl Eligible {
    /// `yes`, `no` or `depends`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Depends => "depends",
        }
    }
}

impl Pack {
    /// The check before one applies: its rule and its form, where the pack has one.
    #[must_use]
    pub fn eligibility(&self) -> Option<(&Eligibility, &Rule, &Form)> {
        let eligibility = self.eligibility.as_ref()?;
        let rule = self.rules.get(&eligibility.rule)?;
        Some((eligibility, rule, self.forms.get(&self.start_form)?))
    }

    /// Makes the decision over answers that count, and says what it means for who asks.
    ///
    /// # Errors
    /// What the rules stumbled over.
    pub fn is_eligible(
        &self,
        eligibility: &Eligibility,
        rule: &Rule,
        kept: &Map<String, Json>,
        environment: &Environment,
    ) -> Result<(Eligible, Outcome), DecideError> {
        let mut input = Context::new();
        input.insert(
            self.start_form.as_str(),
            Value::from_json(&Json::Object(kept.clone())),
        );
        let outcome = rule.model.decide(&rule.decision, &input, environment)?;
        let mut seen = Context::new();
        if let Value::Context(entries) = &outcome.value {
            for (name, value) in entries.iter() {
                seen.insert(name, value.clone());
            }
        }
        let answer = eligibility.answer.evaluate(&seen, environment).ok();
        let eligible = match answer.as_ref().and_then(Value::as_str) {
            Some("yes") => Eligible::Yes,
            Some("no") => Eligible::No,
            // Where the pack's expression says nothing, nothing is promised.
            _ => Eligible::Depends,
        };
        Ok((eligible, outcome))
    }
}
