//! R010: A non-competitive procedure is not justified.

use super::prelude::*;

static CARD: Card = Card {
    code: "R010",
    title: "A non-competitive procedure is not justified",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Present,
    formula: "The method is limited or direct, and procurementMethodRationale is missing or shorter than `least_characters`.",
    source: GUIDE,
    meaning: "Without a reason on paper nobody can check whether competition could be skipped.",
    mistakes: "Reasons that are given in a document; small purchases that need none.",
    fields: &[
        "tender/procurementMethod",
        "tender/procurementMethodRationale",
    ],
};

/// The thresholds of R010.
pub(super) struct R010 {
    least: usize,
}

impl R010 {
    pub(super) fn new(s: Section<'_>) -> R010 {
        R010 {
            least: s.count("least_characters"),
        }
    }
}

impl Indicator for R010 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let method = need!(v.p.tender.method, "tender/procurementMethod");
        if !method.restricted() {
            return Seen::Apart;
        }
        let rationale = v.p.tender.rationale.as_deref();
        if rationale.map_or(0, |r| r.trim().chars().count()) < self.least {
            let method = saw_text(
                "/tender/procurementMethod",
                v.p.tender.method_code.as_deref(),
            );
            out.flag(
                1.0,
                vec![
                    method,
                    saw_text("/tender/procurementMethodRationale", rationale),
                ],
            );
        }
        Seen::Computed
    }
}
