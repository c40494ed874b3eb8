//! R057: Bidders take turns.

use super::prelude::*;

static CARD: Card = Card {
    code: "R057",
    title: "Bidders take turns",
    stage: Stage::Bids,
    about: About::Group,
    sure: Sure::Pattern,
    unit: Unit::Number,
    formula: "The same set of bidders met in at least `least` contests of one market, each of them won, and their wins differ by at most one.",
    source: GUIDE,
    meaning: "A cartel that shares the work evenly.",
    mistakes: "Chance, in few contests between equals.",
    fields: &[
        "bids/details/tenderers/id",
        "awards/suppliers/id",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R057.
pub(super) struct R057 {
    least: i64,
}

impl R057 {
    pub(super) fn new(s: Section<'_>) -> R057 {
        R057 {
            least: s.least("least"),
        }
    }
}

impl Indicator for R057 {
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
        groups(facts, Table::Rotation, read, |(class, set), wins| {
            let all: i64 = wins.iter().map(|w| w.1).sum();
            let members = set.split(" | ").count();
            let (most, fewest) = wins
                .iter()
                .fold((0, i64::MAX), |m, w| (m.0.max(w.1), m.1.min(w.1)));
            if all >= self.least && wins.len() == members && most - fewest <= 1 {
                let shares = wins
                    .iter()
                    .map(|(who, n)| format!("{who}: {n}"))
                    .collect::<Vec<_>>()
                    .join(", ");
                found.flag(
                    About::Group,
                    set,
                    all as f64,
                    self.least as f64,
                    says("turns", [class, &shares]),
                );
            }
        })
    }
}
