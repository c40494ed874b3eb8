//! R024: The second price is very close to the winner's.

use super::prelude::*;

static CARD: Card = Card {
    code: "R024",
    title: "The second price is very close to the winner's",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The lowest valid price of another bidder minus the winner's, divided by the winner's, from 0 to `share`. Lot by lot, in one currency.",
    source: GUIDE,
    meaning: "Somebody may have seen the other's bid, or both were made by one hand.",
    mistakes: "Markets with known prices: fuel, catalogue goods.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
        "awards/suppliers/id",
    ],
};

/// The thresholds of R024.
pub(super) struct R024 {
    share: f64,
}

impl R024 {
    pub(super) fn new(s: Section<'_>) -> R024 {
        R024 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R024 {
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
            if ratio <= self.share {
                out.flag(ratio, vec![saw_bid(winner.bid), saw_bid(second.bid)]);
            }
        }
        seen
    }
}
