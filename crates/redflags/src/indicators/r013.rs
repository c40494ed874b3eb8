//! R013: A buyer often uses non-competitive methods.

use super::prelude::*;

static CARD: Card = Card {
    code: "R013",
    title: "A buyer often uses non-competitive methods",
    stage: Stage::Tender,
    about: About::Buyer,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The share of a buyer's processes that are limited or direct, at least `share`, from `least` processes.",
    source: GUIDE,
    meaning: "Exceptions became the rule.",
    mistakes: "Hospitals and armies with many emergencies and single sources.",
    fields: &["tender/procurementMethod", "buyer/id"],
};

/// The thresholds of R013.
pub(super) struct R013 {
    share: f64,
    least: i64,
}

impl R013 {
    pub(super) fn new(s: Section<'_>) -> R013 {
        R013 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R013 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.buyer().is_none() {
            return Seen::Missing("buyer/id");
        }
        if v.p.tender.method.is_some() {
            Seen::Computed
        } else {
            Seen::Missing("tender/procurementMethod")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        facts.sums(Table::BuyerMethods, |mut key, [all, those, _]| {
            let (buyer, kind) = (key.text(), key.text());
            let share = those as f64 / all as f64;
            if kind == "method" && all >= self.least && share >= self.share {
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
