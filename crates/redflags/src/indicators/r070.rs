//! R070: A losing bidder is hired as a subcontractor.

use super::prelude::*;

static CARD: Card = Card {
    code: "R070",
    title: "A losing bidder is hired as a subcontractor",
    stage: Stage::Delivery,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "An organisation is a subcontractor of the process, bid in it, and is no supplier.",
    source: GUIDE,
    meaning: "The price of staying behind: the winner shares afterwards.",
    mistakes: "Small markets where all work with all.",
    fields: &[
        "parties/roles",
        "awards/suppliers/id",
        "bids/details/tenderers/id",
    ],
};

/// R070 has no thresholds.
pub(super) struct R070;

impl R070 {
    pub(super) fn new(_: Section<'_>) -> R070 {
        R070
    }
}

impl Indicator for R070 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let parts: Vec<_> =
            v.p.parties
                .iter()
                .filter(|p| p.roles & role::SUBCONTRACTOR != 0)
                .collect();
        if parts.is_empty() {
            return Seen::Missing("parties/roles (subcontractor)");
        }
        for party in parts {
            let Some(key) = party.org.key() else { continue };
            let bid = party.roles & role::TENDERER != 0
                || v.p
                    .bids
                    .iter()
                    .any(|b| b.tenderers.iter().any(|t| t.key() == Some(key)));
            let won = v
                .active_awards()
                .any(|a| a.suppliers.iter().any(|s| s.key() == Some(key)));
            if bid && !won {
                out.flag(
                    1.0,
                    vec![
                        saw(
                            format!("/parties/{}/roles", party.at),
                            "subcontractor, tenderer",
                        ),
                        saw(format!("/parties/{}/id", party.at), key),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
