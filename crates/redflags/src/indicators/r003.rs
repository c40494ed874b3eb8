//! R003: The submission period is too short.

use super::prelude::*;

static CARD: Card = Card {
    code: "R003",
    title: "The submission period is too short",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from tenderPeriod/startDate to endDate, fewer than `days`. Dates without a time count whole days.",
    source: GUIDE,
    meaning: "Only bidders who knew beforehand can make a bid in time.",
    mistakes: "Emergencies, catalogues, second rounds, framework call-offs; methods in `except_methods` are left out.",
    fields: &[
        "tender/tenderPeriod/startDate",
        "tender/tenderPeriod/endDate",
    ],
};

/// The thresholds of R003.
pub(super) struct R003 {
    days: f64,
    except: Vec<String>,
}

impl R003 {
    pub(super) fn new(s: Section<'_>) -> R003 {
        R003 {
            days: s.number("days"),
            except: s.texts("except_methods"),
        }
    }
}

impl Indicator for R003 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if self
            .except
            .iter()
            .any(|m| v.p.tender.method_code.as_deref() == Some(m))
        {
            return Seen::Apart;
        }
        let period = &v.p.tender.period;
        let start = need!(
            v.moment(period.start.as_ref()),
            "tender/tenderPeriod/startDate"
        );
        let end = need!(v.moment(period.end.as_ref()), "tender/tenderPeriod/endDate");
        let days = start.days_until(&end);
        if days < 0.0 {
            return Seen::Missing("tender/tenderPeriod (ends before it starts)");
        }
        if days < self.days {
            let start = saw_text("/tender/tenderPeriod/startDate", period.start.as_deref());
            out.flag(
                days,
                vec![
                    start,
                    saw_text("/tender/tenderPeriod/endDate", period.end.as_deref()),
                ],
            );
        }
        Seen::Computed
    }
}
