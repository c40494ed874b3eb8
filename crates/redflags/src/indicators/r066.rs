//! R066: Amendments increase what is delivered.

use super::prelude::*;

static CARD: Card = Card {
    code: "R066",
    title: "Amendments increase what is delivered",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "In an amended contract, an item's quantity is above that of the same item (by id) in the award.",
    source: GUIDE,
    meaning: "More is bought without competition.",
    mistakes: "Options that were priced in the award.",
    fields: &[
        "contracts/amendments",
        "contracts/items/quantity",
        "awards/items/quantity",
    ],
};

/// R066 has no thresholds.
pub(super) struct R066;

impl R066 {
    pub(super) fn new(_: Section<'_>) -> R066 {
        R066
    }
}

impl Indicator for R066 {
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
                if after > before {
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
