//! R049: Direct awards just below the threshold, again and again.

use super::prelude::*;

static CARD: Card = Card {
    code: "R049",
    title: "Direct awards just below the threshold, again and again",
    stage: Stage::Award,
    about: About::BuyerSupplier,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "At least `least` limited or direct awards of a buyer to one supplier within `days`, each at most `below` under the threshold ([thresholds]).",
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

/// The thresholds of R049.
pub(super) struct R049 {
    below: f64,
    least: usize,
    days: i64,
    thresholds: BTreeMap<String, f64>,
}

impl R049 {
    pub(super) fn new(s: Section<'_>, common: &Common) -> R049 {
        R049 {
            below: s.number("below"),
            least: s.count("least"),
            days: s.least("days"),
            thresholds: common.thresholds.clone(),
        }
    }
}

impl Indicator for R049 {
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
        if v.p.tender.method.is_none() {
            return Seen::Missing("tender/procurementMethod");
        }
        if v.common.thresholds.is_empty() {
            Seen::Apart
        } else {
            Seen::Computed
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        groups(
            facts,
            Table::Purchases,
            purchase,
            |(currency, buyer, supplier), buys| {
                let Some(threshold) = self.thresholds.get(currency) else {
                    return;
                };
                let near = |b: &&Buy| {
                    b.restricted
                        && b.amount < *threshold
                        && b.amount >= threshold * (1.0 - self.below)
                };
                let near: Vec<&Buy> = buys.iter().filter(near).collect();
                if let Some((from, n, sum)) =
                    busiest(&near, self.days).filter(|w| w.1 >= self.least)
                {
                    let counted = says(
                        "below-threshold",
                        [&n, &format_args!("{sum:.2}"), currency, &self.days, &from],
                    );
                    found.flag(
                        About::BuyerSupplier,
                        &format!("{buyer} | {supplier}"),
                        n as f64,
                        self.least as f64,
                        counted,
                    );
                }
            },
        )
    }
}
