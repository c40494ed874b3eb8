//! R073: Nothing shows that the work was done as agreed.

use super::prelude::*;

static CARD: Card = Card {
    code: "R073",
    title: "Nothing shows that the work was done as agreed",
    stage: Stage::Delivery,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "A contract is terminated, its implementation publishes documents, and none is of one of the `types`.",
    source: GUIDE,
    meaning: "Work that nobody inspected may not exist.",
    mistakes: "Inspections kept elsewhere.",
    fields: &[
        "contracts/status",
        "contracts/implementation/documents/documentType",
    ],
};

/// The thresholds of R073.
pub(super) struct R073 {
    types: Vec<String>,
}

impl R073 {
    pub(super) fn new(s: Section<'_>) -> R073 {
        R073 {
            types: s.texts("types"),
        }
    }
}

impl Indicator for R073 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let ended: Vec<_> =
            v.p.contracts
                .iter()
                .filter(|k| k.status == ContractStatus::Terminated)
                .collect();
        if ended.is_empty() {
            return if v.p.has_contracts {
                Seen::Apart
            } else {
                Seen::Missing("contracts")
            };
        }
        let mut seen = Seen::Missing("contracts/implementation/documents");
        for contract in ended {
            let Some(documents) = contract.implementation.documents.as_ref() else {
                continue;
            };
            seen = Seen::Computed;
            if !documents.iter().any(|d| {
                d.kind
                    .as_deref()
                    .is_some_and(|k| self.types.iter().any(|t| t == k))
            }) {
                out.flag(
                    1.0,
                    vec![
                        saw(format!("/contracts/{}/status", contract.at), "terminated"),
                        saw(
                            format!("/contracts/{}/implementation/documents", contract.at),
                            "(no completion)",
                        ),
                    ],
                );
            }
        }
        seen
    }
}
