//! S01: Bid prices hardly vary.

use super::prelude::*;

static CARD: Card = Card {
    code: "S01",
    title: "Bid prices hardly vary",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Share,
    formula: "Standard deviation of the prices divided by their mean (coefficient of variation). One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Imhof, Karagoek, Rutz: Screening for bid rigging (2018); Huber, Imhof: Machine learning with screens for detecting bid-rigging cartels (2019)",
    meaning: "Cover bids stay close to the price agreed on.",
    mistakes: "Goods with a known price.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S01.
pub(super) struct S01 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S01 {
    pub(super) fn new(s: Section<'_>) -> S01 {
        S01 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S01 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(v, out, variation, |value| value <= self.bar)
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(self.quantile).min(self.bar);
        (values.count() >= self.least as u64).then_some((bar, f64::INFINITY))
    }
}
