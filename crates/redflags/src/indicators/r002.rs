//! R002: The estimate lies just below a threshold.

use super::prelude::*;

static CARD: Card = Card {
    code: "R002",
    title: "The estimate lies just below a threshold",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The estimated value is at most `below` under the amount from which competition or approval is due ([thresholds] in the settings), as a share of it.",
    source: GUIDE,
    meaning: "An estimate may have been set so that stricter rules do not apply.",
    mistakes: "Prices of common goods happen to lie there; thresholds that changed.",
    fields: &["tender/value/amount", "tender/value/currency"],
};

/// The thresholds of R002.
pub(super) struct R002 {
    below: f64,
}

impl R002 {
    pub(super) fn new(s: Section<'_>) -> R002 {
        R002 {
            below: s.number("below"),
        }
    }
}

impl Indicator for R002 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let (amount, currency) = need!(v.price(&v.p.tender.value), "tender/value/amount");
        let Some(threshold) = v.common.threshold(currency, v.p.tender.category.as_deref()) else {
            return Seen::Apart;
        };
        let under = (threshold - amount) / threshold;
        if under > 0.0 && under <= self.below {
            out.flag(
                under,
                vec![
                    saw_money("/tender/value", &v.p.tender.value),
                    saw("threshold", threshold),
                ],
            );
        }
        Seen::Computed
    }
}
