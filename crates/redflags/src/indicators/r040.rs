//! R040: A supplier has a high share of a buyer's awards.

use super::prelude::*;

static CARD: Card = Card {
    code: "R040",
    title: "A supplier has a high share of a buyer's awards",
    stage: Stage::Award,
    about: About::BuyerSupplier,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The amount of a supplier's awards divided by all of the buyer's in one currency, at least `share`, from `least` awards of the buyer.",
    source: GUIDE,
    meaning: "A buyer and a firm that cannot live without each other.",
    mistakes: "Single sources: energy, software; small buyers.",
    fields: &[
        "buyer/id",
        "awards/suppliers/id",
        "awards/value/amount",
        "awards/status",
    ],
};

/// The thresholds of R040.
pub(super) struct R040 {
    share: f64,
    least: i64,
}

impl R040 {
    pub(super) fn new(s: Section<'_>) -> R040 {
        R040 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R040 {
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
        let read = |mut key: Parts<'_>, [n, cents, _]: Sums| {
            (
                (key.text().to_owned(), key.text().to_owned()),
                (key.text().to_owned(), n, cents),
            )
        };
        groups(
            facts,
            Table::BuyerSupplier,
            read,
            |(currency, buyer), suppliers| {
                let (awards, total) = suppliers
                    .iter()
                    .fold((0, 0_i64), |s, x| (s.0 + x.1, s.1.saturating_add(x.2)));
                if awards < self.least || total == 0 {
                    return;
                }
                for (supplier, n, cents) in suppliers {
                    let share = *cents as f64 / total as f64;
                    if share >= self.share {
                        found.flag(
                            About::BuyerSupplier,
                            &format!("{buyer} | {supplier}"),
                            share,
                            self.share,
                            says("share-of-buyer", [n, &awards, currency]),
                        );
                    }
                }
            },
        )
    }
}
