//! R072: A buyer's suppliers often give work to others.

use super::prelude::*;

static CARD: Card = Card {
    code: "R072",
    title: "A buyer's suppliers often give work to others",
    stage: Stage::Award,
    about: About::Buyer,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The share of a buyer's awards with hasSubcontracting, at least `share`, from `least` awards that say whether.",
    source: GUIDE,
    meaning: "Winners who are only doors.",
    mistakes: "Building works.",
    fields: &["awards/hasSubcontracting", "buyer/id"],
};

/// The thresholds of R072.
pub(super) struct R072 {
    share: f64,
    least: i64,
}

impl R072 {
    pub(super) fn new(s: Section<'_>) -> R072 {
        R072 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R072 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.buyer().is_none() {
            return Seen::Missing("buyer/id");
        }
        if v.active_awards().any(|a| a.subcontracting.is_some()) {
            Seen::Computed
        } else {
            Seen::Missing("awards/hasSubcontracting")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        facts.sums(Table::Subcontracts, |mut key, [all, those, _]| {
            let share = those as f64 / all as f64;
            if all >= self.least && share >= self.share {
                found.flag(
                    About::Buyer,
                    key.text(),
                    share,
                    self.share,
                    says("of-awards", [&those, &all]),
                );
            }
        })
    }
}
