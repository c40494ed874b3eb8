//! R056: The winning bid does not meet the award criteria.

use super::prelude::*;

static CARD: Card = Card {
    code: "R056",
    title: "The winning bid does not meet the award criteria",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Share,
    formula: "The only criterion is the price (priceOnly, lowestCost), and a valid comparable price of another bidder is lower than the winner's. Lot by lot.",
    source: GUIDE,
    meaning: "The rules of the game were changed for one.",
    mistakes: "Bids found valid first and invalid later; discounts for combined lots.",
    fields: &[
        "tender/awardCriteria",
        "bids/details/status",
        "bids/details/value/amount",
        "awards/suppliers/id",
    ],
};

/// R056 has no thresholds.
pub(super) struct R056;

impl R056 {
    pub(super) fn new(_: Section<'_>) -> R056 {
        R056
    }
}

impl Indicator for R056 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let criteria = need!(v.p.tender.award_criteria.as_deref(), "tender/awardCriteria");
        if !matches!(criteria, "priceOnly" | "lowestCost") {
            return Seen::Apart;
        }
        let mut seen = Seen::Missing("bids/details/value/amount (of the winner and another)");
        for contest in v.contests.iter().filter(|c| c.settled) {
            let (Some(winner), Some(other)) = (contest.winning_price(), contest.runner_up()) else {
                continue;
            };
            seen = Seen::Computed;
            if other.amount < winner.amount {
                out.flag(
                    winner.amount / other.amount - 1.0,
                    vec![
                        saw_bid(winner.bid),
                        saw_bid(other.bid),
                        saw("/tender/awardCriteria", criteria),
                    ],
                );
            }
        }
        seen
    }
}
