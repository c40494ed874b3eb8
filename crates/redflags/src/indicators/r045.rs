//! R045: A bidder is not in the register of businesses.

use super::prelude::*;

static CARD: Card = Card {
    code: "R045",
    title: "A bidder is not in the register of businesses",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "A bidder's identifier is not among those of the register given with --registered.",
    source: GUIDE,
    meaning: "A firm that does not exist cannot do the work.",
    mistakes: "Foreign firms; old copies of the register.",
    fields: &["parties/roles", "parties/id"],
};

/// R045 has no thresholds.
pub(super) struct R045;

impl R045 {
    pub(super) fn new(_: Section<'_>) -> R045 {
        R045
    }
}

impl Indicator for R045 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.common.registered.is_empty() {
            return Seen::Apart;
        }
        let parties = bidders(v);
        if parties.is_empty() {
            return Seen::Missing("parties/roles");
        }
        for party in parties {
            let own = party
                .identifier
                .iter()
                .map(|i| i.1.as_ref())
                .chain(party.org.key());
            let own: Vec<&str> = own.collect();
            if !own.iter().any(|id| v.common.registered.contains(*id)) {
                out.flag(
                    1.0,
                    vec![saw(format!("/parties/{}/id", party.at), own.join(", "))],
                );
            }
        }
        Seen::Computed
    }
}
