//! R011: Purchases split to stay below a threshold.

use super::prelude::*;

static CARD: Card = Card {
    code: "R011",
    title: "Purchases split to stay below a threshold",
    stage: Stage::Tender,
    about: About::Buyer,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "Limited or direct purchases of a buyer in one market within `days`, each below the threshold ([thresholds]) and together at or above it, at least two; without a threshold: at least `least`.",
    source: GUIDE,
    meaning: "One purchase cut into pieces that need no competition.",
    mistakes: "Needs that come one after the other.",
    fields: &[
        "tender/procurementMethod",
        "tender/items/classification/id",
        "awards/value/amount",
        "awards/date",
        "buyer/id",
    ],
};

/// The thresholds of R011.
pub(super) struct R011 {
    least: usize,
    days: i64,
    thresholds: BTreeMap<String, f64>,
}

impl R011 {
    pub(super) fn new(s: Section<'_>, common: &Common) -> R011 {
        R011 {
            least: s.count("least"),
            days: s.least("days"),
            thresholds: common.thresholds.clone(),
        }
    }
}

impl Indicator for R011 {
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
        if v.p.tender.method.is_some() {
            Seen::Computed
        } else {
            Seen::Missing("tender/procurementMethod")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |key: Parts<'_>, sums: Sums| {
            let (subject, buy) = purchase(key, sums);
            (
                subject,
                Buy {
                    restricted: true,
                    ..buy
                },
            )
        };
        groups(
            facts,
            Table::Direct,
            read,
            |(currency, buyer, class), buys| {
                let threshold = self.thresholds.get(currency).copied();
                let small: Vec<&Buy> = buys
                    .iter()
                    .filter(|b| threshold.is_none_or(|t| b.amount < t))
                    .collect();
                let Some((from, n, sum)) = busiest(&small, self.days) else {
                    return;
                };
                let (crosses, bar) = match threshold {
                    Some(threshold) => (n >= 2 && sum >= threshold, threshold),
                    None => (n >= self.least, self.least as f64),
                };
                if crosses {
                    let value = if threshold.is_some() { sum } else { n as f64 };
                    let counted = says(
                        "direct-in-market",
                        [
                            class,
                            &n,
                            &format_args!("{sum:.2}"),
                            currency,
                            &self.days,
                            &from,
                        ],
                    );
                    found.flag(About::Buyer, buyer, value, bar, counted);
                }
            },
        )
    }
}
