//! R046: A bidder is barred or sanctioned.

use super::prelude::*;

static CARD: Card = Card {
    code: "R046",
    title: "A bidder is barred or sanctioned",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "A bidder's identifier or name is on the list given with --debarred.",
    source: GUIDE,
    meaning: "A barred firm may not bid at all.",
    mistakes: "Namesakes; sanctions that have ended.",
    fields: &["parties/roles", "parties/id"],
};

/// R046 has no thresholds.
pub(super) struct R046;

impl R046 {
    pub(super) fn new(_: Section<'_>) -> R046 {
        R046
    }
}

impl Indicator for R046 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.common.debarred.is_empty() {
            return Seen::Apart;
        }
        let parties = bidders(v);
        if parties.is_empty() {
            return Seen::Missing("parties/roles");
        }
        for party in parties {
            let ids = party
                .identifier
                .iter()
                .map(|i| i.1.to_string())
                .chain(party.org.key().map(str::to_owned));
            let names = party.org.name.iter().map(|n| fold(n));
            if let Some(hit) = ids.chain(names).find(|k| v.common.debarred.contains(k)) {
                out.flag(1.0, vec![saw(format!("/parties/{}", party.at), hit)]);
            }
        }
        Seen::Computed
    }
}
