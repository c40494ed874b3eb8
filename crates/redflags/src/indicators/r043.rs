//! R043: A bidder has the same contact as the buyer.

use super::prelude::*;

static CARD: Card = Card {
    code: "R043",
    title: "A bidder has the same contact as the buyer",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "A bidder and the buyer or procuring entity have the same telephone or e-mail.",
    source: GUIDE,
    meaning: "The official and the firm may be one.",
    mistakes: "State-owned firms; portals that put their own number everywhere.",
    fields: &[
        "parties/roles",
        "parties/id",
        "parties/contactPoint/telephone",
    ],
};

/// R043 has no thresholds.
pub(super) struct R043;

impl R043 {
    pub(super) fn new(_: Section<'_>) -> R043 {
        R043
    }
}

impl Indicator for R043 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let official = |p: &&Party<'_>| p.roles & (role::BUYER | role::PROCURING_ENTITY) != 0;
        let officials: Vec<_> =
            v.p.parties
                .iter()
                .filter(official)
                .map(Contact::of)
                .collect();
        let bidders: Vec<_> = bidders(v).into_iter().map(Contact::of).collect();
        if !officials.iter().any(Contact::known) || !bidders.iter().any(Contact::known) {
            return Seen::Missing("parties/contactPoint/telephone");
        }
        for official in &officials {
            let others = bidders
                .iter()
                .filter(|b| b.party.org.key() != official.party.org.key());
            for shared in others.filter_map(|b| official.shared(b)) {
                out.flag(1.0, shared.to_vec());
            }
        }
        Seen::Computed
    }
}
