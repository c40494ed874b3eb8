//! R001: Planning documents are not available.

use super::prelude::*;

static CARD: Card = Card {
    code: "R001",
    title: "Planning documents are not available",
    stage: Stage::Planning,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "The release has a planning section, and no document in it.",
    source: GUIDE,
    meaning: "A purchase that nobody planned, or whose plan is hidden, is easier to shape for one supplier.",
    mistakes: "Plans that are published elsewhere, or for a whole year at once.",
    fields: &["planning/documents/documentType"],
};

/// R001 has no thresholds.
pub(super) struct R001;

impl R001 {
    pub(super) fn new(_: Section<'_>) -> R001 {
        R001
    }
}

impl Indicator for R001 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.planning.given {
            return Seen::Missing("planning");
        }
        if v.p.planning.documents.as_ref().is_none_or(Vec::is_empty) {
            out.flag(1.0, vec![saw("/planning/documents", "(none)")]);
        }
        Seen::Computed
    }
}
