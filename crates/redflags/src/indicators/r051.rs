//! R051: A market is highly concentrated.

use super::prelude::*;

static CARD: Card = Card {
    code: "R051",
    title: "A market is highly concentrated",
    stage: Stage::Award,
    about: About::Market,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "The sum of the squares of all suppliers' shares of the market (Herfindahl-Hirschman index, 0 to 1), at least `index`, from `least` awards.",
    source: GUIDE,
    meaning: "Few firms share all work, by nature or by agreement.",
    mistakes: "Small countries; markets cut too finely.",
    fields: &[
        "awards/suppliers/id",
        "awards/value/amount",
        "awards/status",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R051.
pub(super) struct R051 {
    index: f64,
    least: i64,
}

impl R051 {
    pub(super) fn new(s: Section<'_>) -> R051 {
        R051 {
            index: s.number("index"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R051 {
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
            let index: f64 = suppliers
                .iter()
                .map(|s| (s.2 as f64 / total as f64).powi(2))
                .sum();
            if awards >= self.least && index >= self.index {
                found.flag(
                    About::Market,
                    market,
                    index,
                    self.index,
                    says("market", [&suppliers.len(), &awards]),
                );
            }
        })
    }
}
