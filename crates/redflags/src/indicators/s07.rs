//! S07: Three of the bids hardly vary.

use super::prelude::*;

static CARD: Card = Card {
    code: "S07",
    title: "Three of the bids hardly vary",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Share,
    formula: "The least coefficient of variation over all subsets of three bids, from four bidders. One price a bidder, one lot, one currency; judged among contests with as many bidders: outside the outer `quantile` of its band and beyond `bar`, from `least` contests in the band.",
    source: "Wallimann, Imhof, Huber: A machine learning approach for flagging incomplete bid-rigging cartels (2023)",
    meaning: "A cartel of three among honest bidders does not show in the whole.",
    mistakes: "In many bids some are close by chance: judge within the band only.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of S07.
pub(super) struct S07 {
    quantile: f64,
    bar: f64,
    least: usize,
}

impl S07 {
    pub(super) fn new(s: Section<'_>) -> S07 {
        S07 {
            quantile: s.number("quantile"),
            bar: s.number("bar"),
            least: s.count("least"),
        }
    }
}

impl Indicator for S07 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        screen(
            v,
            out,
            |prices| least_variation(prices, 3),
            |value| value <= self.bar,
        )
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let bar = values.quantile(self.quantile).min(self.bar);
        (values.count() >= self.least as u64).then_some((bar, f64::INFINITY))
    }
}
