//! R043: A bidder has the same contact as the buyer.

use super::prelude::*;

static CARD: Card = Card {
    code: "R043",
    title: "A bidder has the same contact as the buyer",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
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
        let officials: Vec<_> =
            v.p.parties
                .iter()
                .filter(|p| p.roles & (role::BUYER | role::PROCURING_ENTITY) != 0)
                .collect();
        let parties = bidders(v);
        if !officials.iter().any(|p| reach(p).next().is_some())
            || !parties.iter().any(|p| reach(p).next().is_some())
        {
            return Seen::Missing("parties/contactPoint/telephone");
        }
        for (a, b) in officials
            .iter()
            .flat_map(|a| parties.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a.at != b.at && a.org.key() != b.org.key())
        {
            if let Some((field, value)) = shared(a, b) {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/parties/{}/contactPoint/{field}", a.at), &value),
                        saw(format!("/parties/{}/contactPoint/{field}", b.at), value),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
