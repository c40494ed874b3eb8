//! R063: A contract is not published.

use super::prelude::*;

static CARD: Card = Card {
    code: "R063",
    title: "A contract is not published",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "Contracts without a document of one of the `types`, where the process publishes documents of contracts or says that it has none.",
    source: GUIDE,
    meaning: "What was signed cannot be held against what was done.",
    mistakes: "Texts published on another portal.",
    fields: &["contracts/documents/documentType"],
};

/// The thresholds of R063.
pub(super) struct R063 {
    types: Vec<String>,
}

impl R063 {
    pub(super) fn new(s: Section<'_>) -> R063 {
        R063 {
            types: s.texts("types"),
        }
    }
}

impl Indicator for R063 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.contracts.is_empty() {
            return Seen::Missing("contracts");
        }
        if v.p.contracts.iter().all(|k| k.documents.is_none()) {
            return Seen::Missing("contracts/documents");
        }
        let signed = |k: &&Contract<'_>| {
            k.documents.iter().flatten().any(|d| {
                d.kind
                    .as_deref()
                    .is_some_and(|t| self.types.iter().any(|x| x == t))
            })
        };
        let bare: Vec<_> = v.p.contracts.iter().filter(|k| !signed(k)).collect();
        if !bare.is_empty() {
            out.flag(
                bare.len() as f64,
                bare.iter()
                    .map(|k| saw(format!("/contracts/{}/documents", k.at), "(no contract)"))
                    .collect(),
            );
        }
        Seen::Computed
    }
}
