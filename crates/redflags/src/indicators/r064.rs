//! R064: The contract was modified.

use super::prelude::*;

static CARD: Card = Card {
    code: "R064",
    title: "The contract was modified",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "The number of amendments of all contracts, at least `least`.",
    source: GUIDE,
    meaning: "Each change is a chance to give what the competition did not.",
    mistakes: "Changes of names, dates and accounts.",
    fields: &["contracts/amendments"],
};

/// The thresholds of R064.
pub(super) struct R064 {
    least: usize,
}

impl R064 {
    pub(super) fn new(s: Section<'_>) -> R064 {
        R064 {
            least: s.count("least"),
        }
    }
}

impl Indicator for R064 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let lists: Vec<_> =
            v.p.contracts
                .iter()
                .filter_map(|k| Some((k.at, k.amendments.as_ref()?)))
                .collect();
        if v.p.contracts.is_empty() {
            return Seen::Missing("contracts");
        }
        let all: usize = lists.iter().map(|(_, a)| a.len()).sum();
        if all >= self.least.max(1) {
            let one = |at: u32, a: &Amendment<'_>| {
                saw_text(
                    format!("/contracts/{at}/amendments/{}", a.at),
                    a.description
                        .as_deref()
                        .or(a.rationale.as_deref())
                        .or(a.date.as_deref()),
                )
            };
            out.flag(
                all as f64,
                lists
                    .iter()
                    .flat_map(|(at, list)| list.iter().map(move |a| one(*at, a)))
                    .collect(),
            );
        }
        Seen::Computed
    }
}
