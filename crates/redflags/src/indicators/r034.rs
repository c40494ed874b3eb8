//! R034: Two bidders always bid in the same order.

use super::prelude::*;

static CARD: Card = Card {
    code: "R034",
    title: "Two bidders always bid in the same order",
    stage: Stage::Bids,
    about: About::Pair,
    sure: Sure::Pattern,
    unit: Unit::Number,
    formula: "Of the contests in which both bid at known different times, at least `least`, one was first in all.",
    source: GUIDE,
    meaning: "One hand makes both bids, one after the other.",
    mistakes: "Portals that list bids in a fixed order with made-up times.",
    fields: &["bids/details/date", "bids/details/tenderers/id"],
};

/// The thresholds of R034.
pub(super) struct R034 {
    least: i64,
}

impl R034 {
    pub(super) fn new(s: Section<'_>) -> R034 {
        R034 {
            least: s.least("least"),
        }
    }
}

impl Indicator for R034 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        if v.p
            .bids
            .iter()
            .filter(|b| v.moment(b.date.as_ref()).is_some())
            .count()
            > 1
        {
            Seen::Computed
        } else {
            Seen::Missing("bids/details/date")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |mut key: Parts<'_>, [_, a, b]: Sums| {
            ((key.text().to_owned(), key.text().to_owned()), (a, b))
        };
        groups(facts, Table::Pair, read, |(one, other), orders| {
            let (a, b) = orders.iter().fold((0, 0), |s, o| (s.0 + o.0, s.1 + o.1));
            if a + b >= self.least && a.min(b) == 0 {
                let (first, second) = if b == 0 { (one, other) } else { (other, one) };
                found.flag(
                    About::Pair,
                    &format!("{one} | {other}"),
                    (a + b) as f64,
                    self.least as f64,
                    says("before", [first, second, &(a + b)]),
                );
            }
        })
    }
}
