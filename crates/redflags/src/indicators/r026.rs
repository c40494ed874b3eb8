//! R026: Consortia prevail.

use super::prelude::*;

static CARD: Card = Card {
    code: "R026",
    title: "Consortia prevail",
    stage: Stage::Award,
    about: About::Market,
    sure: Sure::Pattern,
    unit: Unit::Share,
    formula: "The share of a market's awards that go to several suppliers together, at least `share`, from `least` awards.",
    source: GUIDE,
    meaning: "Firms that could compete bid together.",
    mistakes: "Works too large for one firm.",
    fields: &["awards/suppliers/id", "tender/items/classification/id"],
};

/// The thresholds of R026.
pub(super) struct R026 {
    share: f64,
    least: i64,
}

impl R026 {
    pub(super) fn new(s: Section<'_>) -> R026 {
        R026 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R026 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.class.is_none() {
            return Seen::Missing("tender/items/classification/id");
        }
        if v.active_awards().any(|a| !a.suppliers.is_empty()) {
            Seen::Computed
        } else {
            Seen::Missing("awards/suppliers/id")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        facts.sums(Table::Consortia, |mut key, [all, joint, _]| {
            let share = joint as f64 / all as f64;
            if all >= self.least && share >= self.share {
                found.flag(
                    About::Market,
                    key.text(),
                    share,
                    self.share,
                    says("of-awards", [&joint, &all]),
                );
            }
        })
    }
}
