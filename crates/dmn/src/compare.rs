//! Two versions of a decision over recorded inputs: who would have been decided otherwise, and by which rules.

use crate::feel::{Context, Environment};
use crate::{DecideError, Model, Outcome, Trace};

/// What two versions of a decision make of many inputs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How many inputs were decided by both.
    pub cases: usize,
    /// The inputs that they decide otherwise, in the order given.
    pub differences: Vec<Difference>,
}

/// An input that two versions decide otherwise.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Its place among the inputs, from 0.
    pub case: usize,
    /// What the first version decides; why it stopped, when a limit was reached.
    pub before: Result<Outcome, String>,
    /// What the second version decides.
    pub after: Result<Outcome, String>,
}

/// A rule that applied: its decision, its row, from 1, and its id in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The name of the decision.
    pub decision: String,
    /// The rule's row, from 1.
    pub row: usize,
    /// The rule's id.
    pub id: String,
}

impl Difference {
    /// The rules that made the first version decide as it did and did not apply in the second, and the other way round: why
    /// the two differ.
    #[must_use]
    pub fn rules(&self) -> (Vec<Applied>, Vec<Applied>) {
        let (before, after) = (applied(&self.before), applied(&self.after));
        let only = |some: &[Applied], others: &[Applied]| {
            some.iter()
                .filter(|a| !others.contains(a))
                .cloned()
                .collect()
        };
        (only(&before, &after), only(&after, &before))
    }
}

/// Decides every input by both versions, and keeps what differs.
///
/// # Errors
/// When one of the versions has no such decision.
pub fn compare(
    before: &Model,
    after: &Model,
    decision: &str,
    inputs: &[Context],
    environment: &Environment,
) -> Result<Comparison, DecideError> {
    let mut differences = Vec::new();
    for (case, input) in inputs.iter().enumerate() {
        let old = decided(before, decision, input, environment)?;
        let new = decided(after, decision, input, environment)?;
        let same = match (&old, &new) {
            (Ok(a), Ok(b)) => a.value == b.value,
            (Err(_), Err(_)) => true,
            _ => false,
        };
        if !same {
            differences.push(Difference {
                case,
                before: old,
                after: new,
            });
        }
    }
    Ok(Comparison {
        cases: inputs.len(),
        differences,
    })
}

fn decided(
    model: &Model,
    decision: &str,
    input: &Context,
    environment: &Environment,
) -> Result<Result<Outcome, String>, DecideError> {
    match model.decide(decision, input, environment) {
        Ok(outcome) => Ok(Ok(outcome)),
        Err(DecideError::Limit(error)) => Ok(Err(error.to_string())),
        Err(unknown) => Err(unknown),
    }
}

fn applied(outcome: &Result<Outcome, String>) -> Vec<Applied> {
    let Ok(Outcome {
        trace: Trace { decisions },
        ..
    }) = outcome
    else {
        return Vec::new();
    };
    let rules = decisions.iter().flat_map(|decision| {
        let rules = decision.tables.iter().flat_map(|table| &table.rules);
        rules.map(|rule| Applied {
            decision: decision.name.clone(),
            row: rule.row,
            id: rule.id.clone(),
        })
    });
    rules.collect()
}
