//! R062: The decision took extremely long.

use super::prelude::*;

static CARD: Card = Card {
    code: "R062",
    title: "The decision took extremely long",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from the end of the submission period to the first active award, more than `days`; limited and direct methods are left out.",
    source: GUIDE,
    meaning: "Time in which bidders are talked to, or worn down.",
    mistakes: "Complaints; large works; dates of publication instead of decision.",
    fields: &["tender/tenderPeriod/endDate", "awards/date"],
};

/// The thresholds of R062.
pub(super) struct R062 {
    days: f64,
}

impl R062 {
    pub(super) fn new(s: Section<'_>) -> R062 {
        R062 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R062 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.tender.method.is_some_and(|m| m.restricted()) {
            return Seen::Apart;
        }
        let end = v.p.tender.period.end.as_ref();
        let deadline = need!(v.moment(end), "tender/tenderPeriod/endDate");
        let dated = v
            .active_awards()
            .filter_map(|a| Some((v.moment(a.date.as_ref())?, a)));
        let (date, award) = need!(dated.min_by_key(|(m, a)| (m.seconds, a.at)), "awards/date");
        let days = deadline.days_until(&date);
        if days > self.days {
            out.flag(
                days,
                vec![
                    saw_text("/tender/tenderPeriod/endDate", end.map(AsRef::as_ref)),
                    saw_text(format!("/awards/{}/date", award.at), award.date.as_deref()),
                ],
            );
        }
        Seen::Computed
    }
}
