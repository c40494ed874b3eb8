//! R025: A bidder rarely wins.

use super::prelude::*;

static CARD: Card = Card {
    code: "R025",
    title: "A bidder rarely wins",
    stage: Stage::Bids,
    about: About::Tenderer,
    sure: Sure::Pattern,
    unit: Unit::Share,
    formula: "Contests won divided by contests with a valid bid, at most `share`, from `least` contests with other bidders whose awards are final.",
    source: GUIDE,
    meaning: "Who keeps bidding and never wins may be paid to make the others look good.",
    mistakes: "New or dear firms; framework calls.",
    fields: &[
        "awards/suppliers/id",
        "bids/details/status",
        "bids/details/tenderers/id",
    ],
};

/// The thresholds of R025.
pub(super) struct R025 {
    share: f64,
    least: i64,
}

impl R025 {
    pub(super) fn new(s: Section<'_>) -> R025 {
        R025 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R025 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        if v.contests
            .iter()
            .any(|c| c.settled && c.winner_key().is_some())
        {
            Seen::Computed
        } else {
            Seen::Missing("awards/suppliers/id")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        facts.sums(Table::Wins, |mut key, [won, all, _]| {
            let share = won as f64 / all as f64;
            if all >= self.least && share <= self.share {
                found.flag(
                    About::Tenderer,
                    key.text(),
                    share,
                    self.share,
                    says("won", [&won, &all]),
                );
            }
        })
    }
}
