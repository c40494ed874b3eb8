//! R058: A heavily discounted bid.

use super::prelude::*;

static CARD: Card = Card {
    code: "R058",
    title: "A heavily discounted bid",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Share,
    formula: "The lowest valid price of another bidder minus the winner's, divided by the winner's, above the upper fence (third quartile and `reach` times the distance of the quartiles) of all processes, and at least `least_share`. Lot by lot, in one currency.",
    source: GUIDE,
    meaning: "A bid far below all others may rest on inside knowledge, or be made to grow later.",
    mistakes: "Real savings; a firm new to the market.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
        "awards/suppliers/id",
    ],
};

/// The thresholds of R058.
pub(super) struct R058 {
    reach: f64,
    least_share: f64,
}

impl R058 {
    pub(super) fn new(s: Section<'_>) -> R058 {
        R058 {
            reach: s.number("reach"),
            least_share: s.number("least_share"),
        }
    }
}

impl Indicator for R058 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let mut seen = Seen::Missing("awards/suppliers/id (with two comparable prices)");
        for contest in v.contests.iter().filter(|c| c.settled) {
            let (Some(winner), Some(second)) = (contest.winning_price(), contest.runner_up())
            else {
                continue;
            };
            if second.amount < winner.amount {
                continue;
            }
            seen = Seen::Computed;
            let ratio = (second.amount - winner.amount) / winner.amount;
            if ratio >= self.least_share {
                out.outlier(ratio, "", vec![saw_bid(winner.bid), saw_bid(second.bid)]);
            } else {
                out.among(ratio, "");
            }
        }
        seen
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let (_, high) = values.fences(self.reach);
        // If three quarters have no distance at all, everything else would be flagged.
        (high > 0.0).then_some((f64::NEG_INFINITY, high))
    }
}
