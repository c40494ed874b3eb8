//! R015: Long time between the opening of bids and their evaluation.

use super::prelude::*;

static CARD: Card = Card {
    code: "R015",
    title: "Long time between the opening of bids and their evaluation",
    stage: Stage::Award,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from the opening of bids to awardPeriod/startDate, more than `days`.",
    source: GUIDE,
    meaning: "Opened bids that lie around can be changed, and their makers talked to.",
    mistakes: "Large works; complaints that stop the clock.",
    fields: &["tender/bidOpening/date", "tender/awardPeriod/startDate"],
};

/// The thresholds of R015.
pub(super) struct R015 {
    days: f64,
}

impl R015 {
    pub(super) fn new(s: Section<'_>) -> R015 {
        R015 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R015 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let opening = need!(
            v.moment(v.p.tender.bid_opening.as_ref()),
            "tender/bidOpening/date"
        );
        let award = &v.p.tender.award_period;
        let start = need!(
            v.moment(award.start.as_ref()),
            "tender/awardPeriod/startDate"
        );
        let days = opening.days_until(&start);
        if days > self.days {
            let opening = saw_text("/tender/bidOpening/date", v.p.tender.bid_opening.as_deref());
            out.flag(
                days,
                vec![
                    opening,
                    saw_text("/tender/awardPeriod/startDate", award.start.as_deref()),
                ],
            );
        }
        Seen::Computed
    }
}
