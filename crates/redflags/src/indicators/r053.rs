//! R053: Two who often bid together, and always the same one wins.

use super::prelude::*;

static CARD: Card = Card {
    code: "R053",
    title: "Two who often bid together, and always the same one wins",
    stage: Stage::Bids,
    about: About::Pair,
    sure: Sure::Pattern,
    unit: Unit::Share,
    formula: "In at least `least` contests both bid, and one of them won at least `share` of these.",
    source: GUIDE,
    meaning: "A firm and its shadow.",
    mistakes: "Two leading firms of a small market, one of them cheaper.",
    fields: &[
        "bids/details/tenderers/id",
        "bids/details/status",
        "awards/suppliers/id",
    ],
};

/// The thresholds of R053.
pub(super) struct R053 {
    share: f64,
    least: i64,
}

impl R053 {
    pub(super) fn new(s: Section<'_>) -> R053 {
        R053 {
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R053 {
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
        let read = |mut key: Parts<'_>, [n, _, _]: Sums| {
            (
                (key.text().to_owned(), key.text().to_owned()),
                (key.text().to_owned(), n),
            )
        };
        groups(facts, Table::Pair, read, |(a, b), won| {
            let all: i64 = won.iter().map(|w| w.1).sum();
            if all < self.least {
                return;
            }
            for (who, n) in won.iter().filter(|w| matches!(w.0.as_str(), "a" | "b")) {
                let share = *n as f64 / all as f64;
                if share >= self.share {
                    let winner = if who == "a" { a } else { b };
                    found.flag(
                        About::Pair,
                        &format!("{a} | {b}"),
                        share,
                        self.share,
                        says("winner", [winner, n, &all]),
                    );
                }
            }
        })
    }
}
