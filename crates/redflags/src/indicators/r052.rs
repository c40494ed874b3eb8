//! R052: A small first purchase, then much larger ones.

use super::prelude::*;

static CARD: Card = Card {
    code: "R052",
    title: "A small first purchase, then much larger ones",
    stage: Stage::Award,
    about: About::BuyerSupplier,
    sure: Sure::Pattern,
    unit: Unit::Number,
    formula: "A later award of a buyer to a supplier is at least `times` the first one, in one currency, from `least` awards.",
    source: GUIDE,
    meaning: "A foot in the door, then the door.",
    mistakes: "Trials before a large order: good practice, if there was competition.",
    fields: &[
        "awards/suppliers/id",
        "awards/date",
        "awards/value/amount",
        "buyer/id",
    ],
};

/// The thresholds of R052.
pub(super) struct R052 {
    times: f64,
    least: usize,
}

impl R052 {
    pub(super) fn new(s: Section<'_>) -> R052 {
        R052 {
            times: s.number("times"),
            least: s.count("least"),
        }
    }
}

impl Indicator for R052 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
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
        groups(
            facts,
            Table::Purchases,
            purchase,
            |(currency, buyer, supplier), buys| {
                let all: i64 = buys.iter().map(|b| b.times).sum();
                let Some(first) = buys.first().filter(|_| all >= self.least as i64) else {
                    return;
                };
                // The first day may have several; the largest of them counts, against us.
                let opening = buys
                    .iter()
                    .filter(|b| b.day == first.day)
                    .map(|b| b.amount)
                    .fold(0.0, f64::max);
                let Some(most) = buys
                    .iter()
                    .filter(|b| b.day > first.day)
                    .max_by(|a, b| a.amount.total_cmp(&b.amount))
                else {
                    return;
                };
                let times = most.amount / opening;
                if times >= self.times {
                    let counted = says(
                        "first-and-later",
                        [
                            &format_args!("{opening:.2}"),
                            &format_args!("{:.2}", most.amount),
                            currency,
                            &most.ocid,
                        ],
                    );
                    found.flag(
                        About::BuyerSupplier,
                        &format!("{buyer} | {supplier}"),
                        times,
                        self.times,
                        counted,
                    );
                }
            },
        )
    }
}
