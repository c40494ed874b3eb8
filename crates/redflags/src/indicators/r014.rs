//! R014: Short time between the call and the opening of bids.

use super::prelude::*;

static CARD: Card = Card {
    code: "R014",
    title: "Short time between the call and the opening of bids",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from tenderPeriod/startDate to the opening of bids, fewer than `days`; limited and direct methods are left out.",
    source: GUIDE,
    meaning: "Only bidders who knew beforehand can be ready.",
    mistakes: "Emergencies; second rounds.",
    fields: &["tender/tenderPeriod/startDate", "tender/bidOpening/date"],
};

/// The thresholds of R014.
pub(super) struct R014 {
    days: f64,
}

impl R014 {
    pub(super) fn new(s: Section<'_>) -> R014 {
        R014 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R014 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.tender.method.is_some_and(|m| m.restricted()) {
            return Seen::Apart;
        }
        let opening = need!(
            v.moment(v.p.tender.bid_opening.as_ref()),
            "tender/bidOpening/date"
        );
        let start = need!(
            v.moment(v.p.tender.period.start.as_ref()),
            "tender/tenderPeriod/startDate"
        );
        let days = start.days_until(&opening);
        if (0.0..self.days).contains(&days) {
            let start = saw_text(
                "/tender/tenderPeriod/startDate",
                v.p.tender.period.start.as_deref(),
            );
            out.flag(
                days,
                vec![
                    start,
                    saw_text("/tender/bidOpening/date", v.p.tender.bid_opening.as_deref()),
                ],
            );
        }
        Seen::Computed
    }
}
