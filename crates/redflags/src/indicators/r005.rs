//! R005: Key tender documents are not available.

use super::prelude::*;

static CARD: Card = Card {
    code: "R005",
    title: "Key tender documents are not available",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "How many of the document types in `types` are missing from tender/documents.",
    source: GUIDE,
    meaning: "Bidders who do not get the papers elsewhere cannot make a good bid.",
    mistakes: "One file that holds all papers under one type.",
    fields: &["tender/documents/documentType"],
};

/// The thresholds of R005.
pub(super) struct R005 {
    types: Vec<String>,
}

impl R005 {
    pub(super) fn new(s: Section<'_>) -> R005 {
        R005 {
            types: s.texts("types"),
        }
    }
}

impl Indicator for R005 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let documents = need!(v.p.tender.documents.as_ref(), "tender/documents");
        let has = |kind: &String| documents.iter().any(|d| d.kind.as_deref() == Some(kind));
        let missing: Vec<&str> = self
            .types
            .iter()
            .filter(|t| !has(t))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() {
            let there = documents
                .iter()
                .filter_map(|d| d.kind.as_deref())
                .collect::<Vec<_>>()
                .join(", ");
            out.flag(
                missing.len() as f64,
                vec![
                    saw("/tender/documents", there),
                    saw("missing", missing.join(", ")),
                ],
            );
        }
        Seen::Computed
    }
}
