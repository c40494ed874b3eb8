//! R021: A buyer often uses discretionary criteria.

use super::prelude::*;

static CARD: Card = Card {
    code: "R021",
    title: "A buyer often uses discretionary criteria",
    stage: Stage::Tender,
    about: About::Buyer,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The share of a buyer's processes whose award criteria are others than the lowest price, at least `share`, from `least` processes.",
    source: GUIDE,
    meaning: "Points for quality can be given as one likes.",
    mistakes: "Buyers of services and of research.",
    fields: &["tender/awardCriteria", "buyer/id"],
};

/// The thresholds of R021.
pub(super) struct R021 {
    share: f64,
    least: i64,
}

impl R021 {
    pub(super) fn new(s: Section<'_>) -> R021 {
        R021 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R021 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.buyer().is_none() {
            return Seen::Missing("buyer/id");
        }
        if v.p.tender.award_criteria.is_some() {
            Seen::Computed
        } else {
            Seen::Missing("tender/awardCriteria")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        facts.sums(Table::BuyerMethods, |mut key, [all, those, _]| {
            let (buyer, kind) = (key.text(), key.text());
            let share = those as f64 / all as f64;
            if kind == "criteria" && all >= self.least && share >= self.share {
                found.flag(
                    About::Buyer,
                    buyer,
                    share,
                    self.share,
                    says("of-processes", [&those, &all]),
                );
            }
        })
    }
}
