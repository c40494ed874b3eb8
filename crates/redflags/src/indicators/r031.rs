//! R031: The winning price is very close to the estimate, or above.

use super::prelude::*;

static CARD: Card = Card {
    code: "R031",
    title: "The winning price is very close to the estimate, or above",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The winning price divided by the estimated value, from 1 - `close` upwards; processes without lots.",
    source: GUIDE,
    meaning: "Somebody may have told the winner the secret estimate.",
    mistakes: "Estimates that are published; prices set by law.",
    fields: &[
        "bids/details/value/amount",
        "tender/value/amount",
        "tender/value/currency",
        "awards/suppliers/id",
    ],
};

/// The thresholds of R031.
pub(super) struct R031 {
    close: f64,
}

impl R031 {
    pub(super) fn new(s: Section<'_>) -> R031 {
        R031 {
            close: s.number("close"),
        }
    }
}

impl Indicator for R031 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let [contest] = v.contests.as_slice() else {
            return Seen::Apart;
        };
        if contest.lot.is_some() {
            return Seen::Apart;
        }
        let winner = need!(
            contest.winning_price(),
            "bids/details/value/amount (of the winner)"
        );
        let (price, estimate) = need!(
            v.both(&winner.bid.value, &v.p.tender.value),
            "tender/value/amount"
        );
        let share = price / estimate;
        if share >= 1.0 - self.close {
            out.flag(
                share,
                vec![
                    saw_bid(winner.bid),
                    saw_money("/tender/value", &v.p.tender.value),
                ],
            );
        }
        Seen::Computed
    }
}
