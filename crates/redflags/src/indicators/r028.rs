//! R028: Identical bid prices.

use super::prelude::*;

static CARD: Card = Card {
    code: "R028",
    title: "Identical bid prices",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "Two different bidders with the same price in the same currency (or both without one) for the same lot. Bids that were handed in; amounts above zero.",
    source: GUIDE,
    meaning: "The same price to the cent from two firms is rarely chance.",
    mistakes: "Fixed tariffs; placeholders like 1.00.",
    fields: &[
        "bids/details/value/amount",
        "bids/details/value/currency",
        "bids/details/tenderers/id",
    ],
};

/// The thresholds of R028.
pub(super) struct R028 {
    least: f64,
}

impl R028 {
    pub(super) fn new(s: Section<'_>) -> R028 {
        R028 {
            least: s.number("least_amount"),
        }
    }
}

impl Indicator for R028 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let mut seen = Seen::Missing("bids/details/value/amount (two)");
        for contest in &v.contests {
            let alone = contest
                .bids
                .iter()
                .filter(|b| contest.lot.is_none() || b.lots.len() == 1);
            let priced = alone.filter_map(|b| {
                Some((
                    b.value.amount.filter(|a| *a > self.least)?,
                    b.value.currency.as_deref().unwrap_or_default(),
                    who(&b.tenderers)?,
                    *b,
                ))
            });
            let mut priced: Vec<_> = priced.collect();
            if priced.len() < 2 {
                continue;
            }
            seen = Seen::Computed;
            priced.sort_by(|a, b| {
                a.0.total_cmp(&b.0)
                    .then(a.1.cmp(b.1))
                    .then(a.2.cmp(&b.2))
                    .then(a.3.at.cmp(&b.3.at))
            });
            for same in priced.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
                let bidders = same.chunk_by(|a, b| a.2 == b.2).count();
                if bidders > 1 {
                    let both = |s: &(f64, &str, std::borrow::Cow<'_, str>, &Bid<'_>)| {
                        [
                            saw_bid(s.3),
                            saw(format!("/bids/details/{}/tenderers", s.3.at), &s.2),
                        ]
                    };
                    out.flag(bidders as f64, same.iter().flat_map(both).collect());
                }
            }
        }
        seen
    }
}
