//! R012: A direct award that the procurement plan does not show.

use super::prelude::*;

static CARD: Card = Card {
    code: "R012",
    title: "A direct award that the procurement plan does not show",
    stage: Stage::Planning,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "The method is limited or direct, planning documents are published, and none is a procurementPlan.",
    source: GUIDE,
    meaning: "What the plan foresaw as a competition may have been given away.",
    mistakes: "Plans published for a whole year elsewhere.",
    fields: &[
        "tender/procurementMethod",
        "planning/documents/documentType",
    ],
};

/// R012 has no thresholds.
pub(super) struct R012;

impl R012 {
    pub(super) fn new(_: Section<'_>) -> R012 {
        R012
    }
}

impl Indicator for R012 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let method = need!(v.p.tender.method, "tender/procurementMethod");
        if !method.restricted() {
            return Seen::Apart;
        }
        let documents = need!(v.p.planning.documents.as_ref(), "planning/documents");
        if !documents
            .iter()
            .any(|d| d.kind.as_deref() == Some("procurementPlan"))
        {
            let method = saw_text(
                "/tender/procurementMethod",
                v.p.tender.method_code.as_deref(),
            );
            out.flag(
                1.0,
                vec![method, saw("/planning/documents", "(no procurementPlan)")],
            );
        }
        Seen::Computed
    }
}
