//! S05: Bid prices lean to the high side.

use super::prelude::*;

static CARD: Card = Card {
    code: "S05",
    title: "Bid prices lean to the high side",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "Skewness of the prices, negative when one lies far below a cluster. One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Imhof, Karagoek, Rutz: Screening for bid rigging (2018); Huber, Imhof: Machine learning with screens for detecting bid-rigging cartels (2019)",
    meaning: "Losers who agreed bid close to each other, high up.",
    mistakes: "One efficient firm among equals.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S05.
pub(super) struct S05 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S05 {
    pub(super) fn new(s: Section<'_>) -> S05 {
        S05 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S05 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(
            v,
            out,
            |prices| Moments::of(prices).and_then(|m| m.skewness),
            |value| value <= self.bar,
        )
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(self.quantile).min(self.bar);
        (values.count() >= self.least as u64).then_some((bar, f64::INFINITY))
    }
}
