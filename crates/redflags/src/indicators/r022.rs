//! R022: Wide disparity in bid prices.

use super::prelude::*;

static CARD: Card = Card {
    code: "R022",
    title: "Wide disparity in bid prices",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "Highest minus lowest comparable price of valid bids, divided by the lowest, above `share`. Lot by lot, in one currency.",
    source: GUIDE,
    meaning: "Cover bids are often far too high; a very low one may have been made with knowledge of later changes.",
    mistakes: "Bids for different parts of the work; unclear specifications.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
    ],
};

/// The thresholds of R022.
pub(super) struct R022 {
    share: f64,
}

impl R022 {
    pub(super) fn new(s: Section<'_>) -> R022 {
        R022 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R022 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let mut seen = Seen::Missing("bids/details/value/amount (two comparable)");
        for contest in &v.contests {
            let prices: Vec<_> = contest.valid_prices().collect();
            let [low, .., high] = prices.as_slice() else {
                continue;
            };
            seen = Seen::Computed;
            let spread = (high.amount - low.amount) / low.amount;
            if spread > self.share {
                out.flag(spread, vec![saw_bid(low.bid), saw_bid(high.bid)]);
            }
        }
        seen
    }
}
