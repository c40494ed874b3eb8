//! R067: Delivery failed or was late.

use super::prelude::*;

static CARD: Card = Card {
    code: "R067",
    title: "Delivery failed or was late",
    stage: Stage::Delivery,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "Milestones whose status is notMet, or that were met more than `days` after they were due.",
    source: GUIDE,
    meaning: "Paid and not done; nobody checked who could do it.",
    mistakes: "Delays that the buyer caused.",
    fields: &[
        "contracts/implementation/milestones/dueDate",
        "contracts/implementation/milestones/dateMet",
    ],
};

/// The thresholds of R067.
pub(super) struct R067 {
    days: f64,
}

impl R067 {
    pub(super) fn new(s: Section<'_>) -> R067 {
        R067 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R067 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let all: Vec<_> =
            v.p.contracts
                .iter()
                .flat_map(|k| k.implementation.milestones.iter().map(move |m| (k.at, m)))
                .collect();
        if all.is_empty() {
            return Seen::Missing("contracts/implementation/milestones");
        }
        for (contract, milestone) in all {
            let field = format!(
                "/contracts/{contract}/implementation/milestones/{}",
                milestone.at
            );
            let late = v
                .moment(milestone.due.as_ref())
                .zip(v.moment(milestone.met.as_ref()))
                .map(|(due, met)| due.days_until(&met));
            if milestone.status.as_deref() == Some("notMet") {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("{field}/status"), "notMet"),
                        saw_text(format!("{field}/dueDate"), milestone.due.as_deref()),
                    ],
                );
            } else if let Some(days) = late.filter(|d| *d > self.days) {
                out.flag(
                    days,
                    vec![
                        saw_text(format!("{field}/dueDate"), milestone.due.as_deref()),
                        saw_text(format!("{field}/dateMet"), milestone.met.as_deref()),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
