//! R032: Bidders share a beneficial owner.

use super::prelude::*;

static CARD: Card = Card {
    code: "R032",
    title: "Bidders share a beneficial owner",
    stage: Stage::Bids,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "Two bidders of one process name the same beneficial owner.",
    source: GUIDE,
    meaning: "Firms of one owner do not compete with each other.",
    mistakes: "Namesakes, where owners have no identifier.",
    fields: &["parties/roles", "parties/id", "parties/beneficialOwners/id"],
};

/// R032 has no thresholds.
pub(super) struct R032;

impl R032 {
    pub(super) fn new(_: Section<'_>) -> R032 {
        R032
    }
}

impl Indicator for R032 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let parties = bidders(v);
        if !parties.iter().any(|p| !p.owners.is_empty()) {
            return Seen::Missing("parties/beneficialOwners");
        }
        for (a, b) in pairs(&parties) {
            if let Some(owner) = a.owners.iter().find(|o| b.owners.contains(o)) {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/parties/{}/beneficialOwners", a.at), owner),
                        saw(format!("/parties/{}/beneficialOwners", b.at), owner),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
