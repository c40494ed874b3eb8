//! R065: Amendments reduce what is delivered.

use super::prelude::*;

static CARD: Card = Card {
    code: "R065",
    title: "Amendments reduce what is delivered",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "In an amended contract, an item's quantity is below that of the same item (by id) in the award.",
    source: GUIDE,
    meaning: "The same money for less.",
    mistakes: "Needs that really shrank, with the price.",
    fields: &[
        "contracts/amendments",
        "contracts/items/quantity",
        "awards/items/quantity",
    ],
};

/// R065 has no thresholds.
pub(super) struct R065;

impl R065 {
    pub(super) fn new(_: Section<'_>) -> R065 {
        R065
    }
}

impl Indicator for R065 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_contracts {
            return Seen::Missing("contracts");
        }
        let mut seen = Seen::Missing("contracts/items/quantity (with its award's)");
        for (award, contract) in with_awards(v) {
            if contract.amendments.as_ref().is_none_or(Vec::is_empty) {
                continue;
            }
            for item in &contract.items {
                let before = award
                    .items
                    .iter()
                    .find(|i| i.id.is_some() && i.id == item.id)
                    .and_then(|i| Some((i.quantity?, i.at)));
                let (Some((before, at)), Some(after)) = (before, item.quantity) else {
                    continue;
                };
                seen = Seen::Computed;
                if after < before {
                    out.flag(
                        after - before,
                        vec![
                            saw(format!("/awards/{}/items/{at}/quantity", award.at), before),
                            saw(
                                format!("/contracts/{}/items/{}/quantity", contract.at, item.at),
                                after,
                            ),
                        ],
                    );
                }
            }
        }
        seen
    }
}
