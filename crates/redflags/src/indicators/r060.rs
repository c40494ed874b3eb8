//! R060: Long time between award and signature.

use super::prelude::*;

static CARD: Card = Card {
    code: "R060",
    title: "Long time between award and signature",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Days,
    formula: "Days from an award's date to its contract's dateSigned, more than `days`.",
    source: GUIDE,
    meaning: "Time in which a price is talked about again.",
    mistakes: "Complaints; conditions that had to be met first.",
    fields: &["awards/date", "contracts/dateSigned"],
};

/// The thresholds of R060.
pub(super) struct R060 {
    days: f64,
}

impl R060 {
    pub(super) fn new(s: Section<'_>) -> R060 {
        R060 {
            days: s.number("days"),
        }
    }
}

impl Indicator for R060 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_contracts {
            return Seen::Missing("contracts");
        }
        let mut seen = Seen::Missing("contracts/dateSigned (with its award's date)");
        for (award, contract) in with_awards(v) {
            let (Some(from), Some(to)) = (
                v.moment(award.date.as_ref()),
                v.moment(contract.signed.as_ref()),
            ) else {
                continue;
            };
            seen = Seen::Computed;
            let days = from.days_until(&to);
            if days > self.days {
                out.flag(
                    days,
                    vec![
                        saw_text(format!("/awards/{}/date", award.at), award.date.as_deref()),
                        saw_text(
                            format!("/contracts/{}/dateSigned", contract.at),
                            contract.signed.as_deref(),
                        ),
                    ],
                );
            }
        }
        seen
    }
}
