//! R029: Bid prices deviate from Benford's law.

use super::prelude::*;

static CARD: Card = Card {
    code: "R029",
    title: "Bid prices deviate from Benford's law",
    stage: Stage::Bids,
    about: About::Market,
    sure: Sure::Pattern,
    unit: Unit::Number,
    formula: "The mean absolute deviation of the leading digits of a market's bid prices from log10(1 + 1/d), above `deviation`, from `least` prices.",
    source: GUIDE,
    meaning: "People who make numbers up choose their first digits more evenly than business does.",
    mistakes: "Prices held within a narrow range by rule; few price levels.",
    fields: &[
        "bids/details/value/amount",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R029.
pub(super) struct R029 {
    deviation: f64,
    least: i64,
}

impl R029 {
    pub(super) fn new(s: Section<'_>) -> R029 {
        R029 {
            deviation: s.number("deviation"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R029 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.class.is_none() {
            return Seen::Missing("tender/items/classification/id");
        }
        if v.p.bids.iter().any(|b| v.price(&b.value).is_some()) {
            Seen::Computed
        } else {
            Seen::Missing("bids/details/value/amount")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |mut key: Parts<'_>, [n, _, _]: Sums| {
            (
                (key.text().to_owned(), key.text().to_owned()),
                (key.int(), n),
            )
        };
        groups(facts, Table::Digits, read, |(class, currency), digits| {
            let all: i64 = digits.iter().map(|d| d.1).sum();
            if all < self.least || class.is_empty() {
                return;
            }
            let share = |digit: i64| {
                digits.iter().find(|d| d.0 == digit).map_or(0, |d| d.1) as f64 / all as f64
            };
            let deviation = (1..=9)
                .map(|d| (share(d) - (1.0 + 1.0 / d as f64).log10()).abs())
                .sum::<f64>()
                / 9.0;
            if deviation > self.deviation {
                found.flag(
                    About::Market,
                    &format!("{class} {currency}"),
                    deviation,
                    self.deviation,
                    says("prices", [&all]),
                );
            }
        })
    }
}
