//! S02: Highest and lowest bid are close.

use super::prelude::*;

static CARD: Card = Card {
    code: "S02",
    title: "Highest and lowest bid are close",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Share,
    formula: "Highest price minus lowest, divided by the lowest (spread). One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Imhof, Karagoek, Rutz: Screening for bid rigging (2018); Huber, Imhof: Machine learning with screens for detecting bid-rigging cartels (2019)",
    meaning: "Cover bids stay close to the price agreed on.",
    mistakes: "Goods with a known price.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S02.
pub(super) struct S02 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S02 {
    pub(super) fn new(s: Section<'_>) -> S02 {
        S02 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S02 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(v, out, spread, |value| value <= self.bar)
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(self.quantile).min(self.bar);
        (values.count() >= self.least as u64).then_some((bar, f64::INFINITY))
    }
}
