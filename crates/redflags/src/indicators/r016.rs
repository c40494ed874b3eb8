//! R016: The estimate is far from what is usual for such goods.

use super::prelude::*;

static CARD: Card = Card {
    code: "R016",
    title: "The estimate is far from what is usual for such goods",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Logarithm,
    formula: "log10 of the estimated value outside the fences (quartiles and `reach` times their distance) of all estimates in the same market and currency, from `least` of them.",
    source: GUIDE,
    meaning: "An estimate may be blown up for a supplier, or cut small to stay below a threshold.",
    mistakes: "Markets cut too coarsely; quantities that differ widely.",
    fields: &[
        "tender/value/amount",
        "tender/value/currency",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R016.
pub(super) struct R016 {
    reach: f64,
    least: usize,
}

impl R016 {
    pub(super) fn new(s: Section<'_>) -> R016 {
        R016 {
            reach: s.number("reach"),
            least: s.count("least"),
        }
    }
}

impl Indicator for R016 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let (amount, currency) = need!(v.price(&v.p.tender.value), "tender/value/amount");
        let class = need!(v.class.as_deref(), "tender/items/classification/id");
        let group = format!("{class} {currency}");
        out.outlier(
            amount.log10(),
            &group,
            vec![
                saw_money("/tender/value", &v.p.tender.value),
                saw("market", class),
            ],
        );
        Seen::Computed
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        (values.count() >= self.least as u64).then(|| values.fences(self.reach))
    }
}
