//! R004: The call was not advertised, or late.

use super::prelude::*;

static CARD: Card = Card {
    code: "R004",
    title: "The call was not advertised, or late",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Fact,
    unit: Unit::Number,
    formula: "An open call without a document of type tenderNotice, or with one published more than `late_days` after the submission period began.",
    source: GUIDE,
    meaning: "Who does not hear of a call cannot bid.",
    mistakes: "Notices that are published on another portal and not linked.",
    fields: &[
        "tender/documents/documentType",
        "tender/documents/datePublished",
        "tender/tenderPeriod/startDate",
    ],
};

/// The thresholds of R004.
pub(super) struct R004 {
    late_days: f64,
}

impl R004 {
    pub(super) fn new(s: Section<'_>) -> R004 {
        R004 {
            late_days: s.number("late_days"),
        }
    }
}

impl Indicator for R004 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.tender.method.is_some_and(|m| !m.competitive()) {
            return Seen::Apart;
        }
        let documents = need!(v.p.tender.documents.as_ref(), "tender/documents");
        let notices: Vec<_> = documents
            .iter()
            .filter(|d| d.kind.as_deref() == Some("tenderNotice"))
            .collect();
        if notices.is_empty() {
            out.flag(1.0, vec![saw("/tender/documents", "(no tenderNotice)")]);
            return Seen::Computed;
        }
        let Some(start) = v.moment(v.p.tender.period.start.as_ref()) else {
            return Seen::Computed;
        };
        let published = notices
            .iter()
            .filter_map(|d| Some((v.moment(d.published.as_ref())?, *d)));
        let Some((first, document)) = published.min_by_key(|(m, _)| m.seconds) else {
            return Seen::Computed;
        };
        let late = start.days_until(&first);
        if late > self.late_days {
            let field = format!("/tender/documents/{}/datePublished", document.at);
            let start = saw_text(
                "/tender/tenderPeriod/startDate",
                v.p.tender.period.start.as_deref(),
            );
            out.flag(
                late,
                vec![saw_text(field, document.published.as_deref()), start],
            );
        }
        Seen::Computed
    }
}
