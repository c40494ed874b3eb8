//! S04: The gap to the winner is larger than the gaps between losers.

use super::prelude::*;

static CARD: Card = Card {
    code: "S04",
    title: "The gap to the winner is larger than the gaps between losers",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "Second-lowest price minus lowest, divided by the mean step between the other prices (alternative relative distance). One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Imhof, Karagoek, Rutz: Screening for bid rigging (2018); Huber, Imhof: Machine learning with screens for detecting bid-rigging cartels (2019)",
    meaning: "Losers who agreed bid close to each other, and leave a safe gap to the winner.",
    mistakes: "One efficient firm among equals.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S04.
pub(super) struct S04 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S04 {
    pub(super) fn new(s: Section<'_>) -> S04 {
        S04 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S04 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(v, out, alternative_distance, |value| value >= self.bar)
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(1.0 - self.quantile).max(self.bar);
        (values.count() >= self.least as u64).then_some((f64::NEG_INFINITY, bar))
    }
}
