//! R038: Excessively many bids are disqualified.

use super::prelude::*;

static CARD: Card = Card {
    code: "R038",
    title: "Excessively many bids are disqualified",
    stage: Stage::Bids,
    about: About::Buyer,
    sure: Sure::Outlier,
    unit: Unit::Share,
    formula: "Disqualified among submitted bids of a buyer, a procuring entity or a bidder: at or above the upper fence (third quartile and `reach` times the distance of the quartiles) of its kind and at least `share`, from `least` bids.",
    source: GUIDE,
    meaning: "A buyer who throws many out chooses the winners; a bidder thrown out often may bid for show.",
    mistakes: "Buyers of delicate goods; beginners.",
    fields: &[
        "bids/details/status",
        "bids/details/tenderers/id",
        "buyer/id",
        "tender/procuringEntity/id",
    ],
};

/// The thresholds of R038.
pub(super) struct R038 {
    reach: f64,
    share: f64,
    least: i64,
}

impl R038 {
    pub(super) fn new(s: Section<'_>) -> R038 {
        R038 {
            reach: s.number("reach"),
            share: s.number("share"),
            least: s.least("least"),
        }
    }
}

impl Indicator for R038 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if !v.p.has_bids {
            return Seen::Missing("bids/details");
        }
        if v.p.bids.iter().any(|b| b.status.submitted()) {
            Seen::Computed
        } else {
            Seen::Missing("bids/details/status")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |mut key: Parts<'_>, [out, all, _]: Sums| {
            (key.text().to_owned(), (key.text().to_owned(), out, all))
        };
        groups(facts, Table::Disqualified, read, |kind, counted| {
            let about = match kind.as_str() {
                "buyer" => About::Buyer,
                "entity" => About::Entity,
                _ => About::Tenderer,
            };
            let enough: Vec<_> = counted.iter().filter(|c| c.2 >= self.least).collect();
            let ratio = |c: &(String, i64, i64)| c.1 as f64 / c.2 as f64;
            let (_, fence) =
                Distribution::of(enough.iter().map(|c| ratio(c)).collect()).fences(self.reach);
            let bar = fence.max(self.share);
            for one in enough.into_iter().filter(|c| ratio(c) >= bar) {
                found.flag(
                    about,
                    &one.0,
                    ratio(one),
                    bar,
                    says("disqualified", [&one.1, &one.2]),
                );
            }
        })
    }
}
