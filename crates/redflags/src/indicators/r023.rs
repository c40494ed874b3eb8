//! R023: Bid prices are fixed multiples or steps.

use super::prelude::*;

static CARD: Card = Card {
    code: "R023",
    title: "Bid prices are fixed multiples or steps",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Number,
    formula: "At least three different comparable prices whose steps are all the same, as a difference or as a ratio, within `tolerance`. Lot by lot.",
    source: GUIDE,
    meaning: "Prices made by one hand often follow a simple rule.",
    mistakes: "Tariffs; price lists with fixed steps.",
    fields: &["bids/details/value/amount", "bids/details/value/currency"],
};

/// The thresholds of R023.
pub(super) struct R023 {
    tolerance: f64,
}

impl R023 {
    pub(super) fn new(s: Section<'_>) -> R023 {
        R023 {
            tolerance: s.number("tolerance"),
        }
    }
}

impl Indicator for R023 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        let mut seen = Seen::Missing("bids/details/value/amount (three different)");
        for contest in &v.contests {
            let mut prices: Vec<_> = contest.prices.iter().collect();
            prices.dedup_by(|a, b| a.amount == b.amount);
            if prices.len() < 3 {
                continue;
            }
            seen = Seen::Computed;
            let step = |of: fn(f64, f64) -> f64| {
                let steps: Vec<f64> = prices
                    .windows(2)
                    .map(|w| of(w[0].amount, w[1].amount))
                    .collect();
                let same = steps
                    .iter()
                    .all(|s| ((s - steps[0]) / steps[0]).abs() <= self.tolerance);
                same.then_some(steps[0])
            };
            if let Some(step) = step(|a, b| b - a).or_else(|| step(|a, b| b / a - 1.0)) {
                out.flag(step, prices.iter().map(|p| saw_bid(p.bid)).collect());
            }
        }
        seen
    }
}
