//! R019: Few bidders at one buyer for goods that many offer elsewhere.

use super::prelude::*;

static CARD: Card = Card {
    code: "R019",
    title: "Few bidders at one buyer for goods that many offer elsewhere",
    stage: Stage::Tender,
    about: About::Buyer,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "A buyer's mean number of bidders in a market, at most `share` of the mean at all other buyers; from `least` contests of the buyer and `least_others` of the others.",
    source: GUIDE,
    meaning: "Firms stay away where they know that they cannot win.",
    mistakes: "Remote places; unusual specifications.",
    fields: &[
        "tender/items/classification/id",
        "buyer/id",
        "bids/details/tenderers/id",
    ],
};

/// The thresholds of R019.
pub(super) struct R019 {
    share: f64,
    least: i64,
    least_others: i64,
}

impl R019 {
    pub(super) fn new(s: Section<'_>) -> R019 {
        R019 {
            share: s.number("share"),
            least: s.least("least"),
            least_others: s.least("least_others"),
        }
    }
}

impl Indicator for R019 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, _: &mut Out<'_>) -> Seen {
        if v.class.is_none() {
            return Seen::Missing("tender/items/classification/id");
        }
        if v.buyer().is_none() {
            return Seen::Missing("buyer/id");
        }
        if v.p.has_bids {
            Seen::Computed
        } else {
            Seen::Missing("bids/details")
        }
    }

    fn close(&self, facts: &dyn Facts, found: &mut Found) -> Result<(), FactsError> {
        let read = |mut key: Parts<'_>, [contests, bidders, _]: Sums| {
            (
                key.text().to_owned(),
                (key.text().to_owned(), contests, bidders),
            )
        };
        groups(facts, Table::Bidders, read, |class, buyers| {
            let (all, total) = buyers
                .iter()
                .fold((0, 0), |sum, b| (sum.0 + b.1, sum.1 + b.2));
            for (buyer, contests, bidders) in buyers
                .iter()
                .filter(|b| b.1 >= self.least && all - b.1 >= self.least_others)
            {
                let own = *bidders as f64 / *contests as f64;
                let others = (total - bidders) as f64 / (all - contests) as f64;
                if own <= others * self.share {
                    found.flag(
                        About::Buyer,
                        buyer,
                        own / others,
                        self.share,
                        says(
                            "bidders",
                            [
                                class,
                                &format_args!("{own:.2}"),
                                contests,
                                &format_args!("{others:.2}"),
                            ],
                        ),
                    );
                }
            }
        })
    }
}
