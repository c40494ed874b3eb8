//! S06: Bid prices cluster with few outsiders.

use super::prelude::*;

static CARD: Card = Card {
    code: "S06",
    title: "Bid prices cluster with few outsiders",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "Excess kurtosis of the prices, from four bidders. One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Imhof, Karagoek, Rutz: Screening for bid rigging (2018); Huber, Imhof: Machine learning with screens for detecting bid-rigging cartels (2019)",
    meaning: "Cover bids stay close to each other.",
    mistakes: "Goods with a known price and one beginner.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S06.
pub(super) struct S06 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S06 {
    pub(super) fn new(s: Section<'_>) -> S06 {
        S06 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S06 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(
            v,
            out,
            |prices| Moments::of(prices).and_then(|m| m.kurtosis),
            |value| value >= self.bar,
        )
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(1.0 - self.quantile).max(self.bar);
        (values.count() >= self.least as u64).then_some((f64::NEG_INFINITY, bar))
    }
}
