//! R008: Taking part costs much.

use super::prelude::*;

static CARD: Card = Card {
    code: "R008",
    title: "Taking part costs much",
    stage: Stage::Tender,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The sum of participation fees divided by the estimated value, above `share`.",
    source: GUIDE,
    meaning: "High fees keep small firms away.",
    mistakes: "Deposits that are paid back; fees for a framework with many calls.",
    fields: &[
        "tender/participationFees/value/amount",
        "tender/participationFees/value/currency",
        "tender/value/amount",
    ],
};

/// The thresholds of R008.
pub(super) struct R008 {
    share: f64,
}

impl R008 {
    pub(super) fn new(s: Section<'_>) -> R008 {
        R008 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R008 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if v.p.tender.fees.is_empty() {
            return Seen::Missing("tender/participationFees");
        }
        let (value, currency) = need!(v.price(&v.p.tender.value), "tender/value/amount");
        let fees =
            v.p.tender
                .fees
                .iter()
                .filter_map(|f| v.price(f))
                .filter(|f| f.1 == currency);
        let share = fees.map(|f| f.0).sum::<f64>() / value;
        if share > self.share {
            out.flag(
                share,
                vec![
                    saw_money("/tender/participationFees/0/value", &v.p.tender.fees[0]),
                    saw_money("/tender/value", &v.p.tender.value),
                ],
            );
        }
        Seen::Computed
    }
}
