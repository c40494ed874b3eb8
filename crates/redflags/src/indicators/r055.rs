//! R055: Many direct awards that together exceed the threshold.

use super::prelude::*;

static CARD: Card = Card {
    code: "R055",
    title: "Many direct awards that together exceed the threshold",
    stage: Stage::Award,
    about: About::BuyerSupplier,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "Limited or direct awards of a buyer to one supplier within `days`, at least two and together at or above the threshold ([thresholds]), each below it; without a threshold: at least `least`.",
    source: GUIDE,
    meaning: "One purchase cut into pieces that need no competition.",
    mistakes: "Regular small needs.",
    fields: &[
        "awards/suppliers/id",
        "awards/date",
        "awards/value/amount",
        "tender/procurementMethod",
        "buyer/id",
    ],
};

/// The thresholds of R055.
pub(super) struct R055 {
    least: usize,
    days: i64,
    thresholds: BTreeMap<String, f64>,
}

impl R055 {
    pub(super) fn new(s: Section<'_>, common: &Common) -> R055 {
        R055 {
            least: s.count("least"),
            days: s.least("days"),
            thresholds: common.thresholds.clone(),
        }
    }
}

impl Indicator for R055 {
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
        if v.p.tender.method.is_some() {
            Seen::Computed
        } else {
            Seen::Missing("tender/procurementMethod")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        groups(
            facts,
            Table::Purchases,
            purchase,
            |(currency, buyer, supplier), buys| {
                let threshold = self.thresholds.get(currency).copied();
                let small = |b: &&Buy| b.restricted && threshold.is_none_or(|t| b.amount < t);
                let small: Vec<&Buy> = buys.iter().filter(small).collect();
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
                        "direct",
                        [&n, &format_args!("{sum:.2}"), currency, &self.days, &from],
                    );
                    found.flag(
                        About::BuyerSupplier,
                        &format!("{buyer} | {supplier}"),
                        value,
                        bar,
                        counted,
                    );
                }
            },
        )
    }
}
