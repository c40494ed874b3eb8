//! R050: A supplier has a high share of a market.

use super::prelude::*;

static CARD: Card = Card {
    code: "R050",
    title: "A supplier has a high share of a market",
    stage: Stage::Award,
    about: About::Supplier,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The amount of a supplier's awards divided by all awards of the market in one currency, at least `share`, from `least` awards in the market.",
    source: GUIDE,
    meaning: "A market without competition, by nature or by agreement.",
    mistakes: "Patents; natural monopolies; markets cut too finely.",
    fields: &[
        "awards/suppliers/id",
        "awards/value/amount",
        "awards/status",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R050.
pub(super) struct R050 {
    share: f64,
    least: i64,
}

impl R050 {
    pub(super) fn new(s: Section<'_>) -> R050 {
        R050 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R050 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.class.is_none() {
            return Seen::Missing("tender/items/classification/id");
        }
        if v.buyer().is_none() {
            return Seen::Missing("buyer/id");
        }
        if v.active_awards().all(|a| a.suppliers.is_empty()) {
            return Seen::Missing("awards/suppliers/id");
        }
        if !v.active_awards().any(|a| v.price(&a.value).is_some()) {
            return Seen::Missing("awards/value/amount");
        }
        Seen::Computed
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        markets(facts, |market, suppliers, awards, total| {
            for (supplier, n, cents) in suppliers.iter().filter(|_| awards >= self.least) {
                let share = *cents as f64 / total as f64;
                if share >= self.share {
                    found.flag(
                        About::Supplier,
                        supplier,
                        share,
                        self.share,
                        says("share-of-market", [&market, n, &awards]),
                    );
                }
            }
        })
    }
}
