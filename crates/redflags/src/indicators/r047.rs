//! R047: A supplier cannot be traced.

use super::prelude::*;

static CARD: Card = Card {
    code: "R047",
    title: "A supplier cannot be traced",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Present,
    formula: "A supplier's contact point is published, and it has neither website nor e-mail nor an official identifier.",
    source: GUIDE,
    meaning: "Shell firms leave no trace.",
    mistakes: "Small firms without a website.",
    fields: &["awards/suppliers/id", "parties/contactPoint/url"],
};

/// R047 has no thresholds.
pub(super) struct R047;

impl R047 {
    pub(super) fn new(_: Section<'_>) -> R047 {
        R047
    }
}

impl Indicator for R047 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let suppliers: Vec<_> =
            v.p.parties
                .iter()
                .filter(|p| p.roles & role::SUPPLIER != 0)
                .collect();
        if !suppliers
            .iter()
            .any(|p| p.phone.is_some() || p.email.is_some() || p.url.is_some())
        {
            return Seen::Missing("parties/contactPoint");
        }
        for party in suppliers {
            if party.url.is_none() && party.email.is_none() && party.identifier.is_none() {
                out.flag(
                    1.0,
                    vec![
                        saw(
                            format!("/parties/{}/contactPoint", party.at),
                            "(no url, no email)",
                        ),
                        saw(format!("/parties/{}/identifier", party.at), "(none)"),
                    ],
                );
            }
        }
        Seen::Computed
    }
}
