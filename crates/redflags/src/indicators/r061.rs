//! R061: The decision took extremely little time.

use super::prelude::*;

static CARD: Card = Card {
    code: "R061",
    title: "The decision took extremely little time",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from the end of the submission period to the first active award, fewer than `days` (also negative); limited and direct methods are left out.",
    source: GUIDE,
    meaning: "Nobody can read the bids so quickly: the winner may have been known.",
    mistakes: "Auctions and catalogues, which decide by themselves.",
    fields: &["tender/tenderPeriod/endDate", "awards/date"],
};

/// The thresholds of R061.
pub(super) struct R061 {
    days: f64,
}

impl R061 {
    pub(super) fn new(s: Section<'_>) -> R061 {
        R061 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R061 {
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
        if days < self.days {
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
