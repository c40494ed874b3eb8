//! R039: Bidders' questions were not answered.

use super::prelude::*;

static CARD: Card = Card {
    code: "R039",
    title: "Bidders' questions were not answered",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "The number of enquiries without an answer in a tender that is closed.",
    source: GUIDE,
    meaning: "Unequal knowledge: some got their answer elsewhere.",
    mistakes: "Questions that were taken back, or answered for all at once.",
    fields: &[
        "tender/enquiries/date",
        "tender/enquiries/dateAnswered",
        "tender/enquiries/answer",
        "tender/status",
    ],
};

/// R039 has no thresholds.
pub(super) struct R039;

impl R039 {
    pub(super) fn new(_: Section<'_>) -> R039 {
        R039
    }
}

impl Indicator for R039 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let enquiries = need!(v.p.tender.enquiries.as_ref(), "tender/enquiries");
        if matches!(
            v.p.tender.status,
            TenderStatus::Planning | TenderStatus::Planned | TenderStatus::Active
        ) {
            return Seen::Apart;
        }
        let open: Vec<_> = enquiries.iter().filter(|e| !e.answered).collect();
        if !open.is_empty() {
            let evidence = open.iter().map(|e| {
                saw_text(
                    format!("/tender/enquiries/{}/date", e.at),
                    e.asked.as_deref(),
                )
            });
            out.flag(open.len() as f64, evidence.collect());
        }
        Seen::Computed
    }
}
