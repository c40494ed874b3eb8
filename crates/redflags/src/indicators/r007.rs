//! R007: Far more technical specifications than usual.

use super::prelude::*;

static CARD: Card = Card {
    code: "R007",
    title: "Far more technical specifications than usual",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Outlier,
    unit: Unit::Number,
    formula: "Documents of tender/documents whose type is one of `types`, above the upper fence (third quartile and `reach` times the distance of the quartiles) of all tenders of the same market and the same method, from `least` of them, and at least `least_documents`.",
    source: GUIDE,
    meaning: "Specifications that describe one maker's product go into every detail.",
    mistakes: "Whether a specification is reasonable only a reader can tell; tenders with many lots; one file where others publish ten.",
    fields: &[
        "tender/documents/documentType",
        "tender/procurementMethod",
        "tender/items/classification/id",
    ],
};

/// The thresholds of R007.
pub(super) struct R007 {
    reach: f64,
    least: usize,
    least_documents: usize,
    types: Vec<String>,
}

impl R007 {
    pub(super) fn new(s: Section<'_>) -> R007 {
        R007 {
            reach: s.number("reach"),
            least: s.count("least"),
            least_documents: s.count("least_documents"),
            types: s.texts("types"),
        }
    }
}

impl Indicator for R007 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let documents = need!(v.p.tender.documents.as_ref(), "tender/documents");
        let method = need!(
            v.p.tender.method_code.as_deref(),
            "tender/procurementMethod"
        );
        let class = need!(v.class.as_deref(), "tender/items/classification/id");
        let found: Vec<_> = documents
            .iter()
            .filter(|d| {
                d.kind
                    .as_deref()
                    .is_some_and(|k| self.types.iter().any(|t| t == k))
            })
            .collect();
        if found.is_empty() {
            return Seen::Apart;
        }
        let group = format!("{class} {method}");
        if found.len() >= self.least_documents {
            let shown = found.iter().map(|d| {
                let field = format!("/tender/documents/{}/documentType", d.at);
                saw_text(field, d.kind.as_deref())
            });
            out.outlier(found.len() as f64, &group, shown.collect());
        } else {
            out.among(found.len() as f64, &group);
        }
        Seen::Computed
    }

    fn fences(&self, _: &str, values: &Distribution) -> Option<(f64, f64)> {
        let (_, high) = values.fences(self.reach);
        (values.count() >= self.least as u64).then_some((f64::NEG_INFINITY, high))
    }
}
