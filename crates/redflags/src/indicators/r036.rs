//! R036: The lowest bid was disqualified.

use super::prelude::*;

static CARD: Card = Card {
    code: "R036",
    title: "The lowest bid was disqualified",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Share,
    formula: "In a lot with an active award and a valid price, the lowest comparable price is a disqualified bid's. Left out where the award criteria are others than price.",
    source: GUIDE,
    meaning: "Throwing out the cheapest is the shortest way to a dearer friend.",
    mistakes: "Bids that are too low to be serious, or that lack a required paper.",
    fields: &[
        "tender/awardCriteria",
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/status",
        "awards/status",
    ],
};

/// The thresholds of R036.
pub(super) struct R036 {
    criteria: Vec<String>,
}

impl R036 {
    pub(super) fn new(s: Section<'_>) -> R036 {
        R036 {
            criteria: s.texts("criteria"),
        }
    }
}

impl Indicator for R036 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        if v.p
            .tender
            .award_criteria
            .as_deref()
            .is_some_and(|c| !self.criteria.iter().any(|k| k == c))
        {
            return Seen::Apart;
        }
        let mut seen = Seen::Missing("bids/details/value/amount (with an active award)");
        for contest in v.contests.iter().filter(|c| !c.awards.is_empty()) {
            let (Some(lowest), Some(valid)) =
                (contest.prices.first(), contest.valid_prices().next())
            else {
                continue;
            };
            seen = Seen::Computed;
            if lowest.bid.status == BidStatus::Disqualified && lowest.amount < valid.amount {
                let status = saw(
                    format!("/bids/details/{}/status", lowest.bid.at),
                    "disqualified",
                );
                out.flag(
                    lowest.amount / valid.amount,
                    vec![saw_bid(lowest.bid), status, saw_bid(valid.bid)],
                );
            }
        }
        seen
    }
}
