//! R054: A direct award grew beyond the competitive threshold.

use super::prelude::*;

static CARD: Card = Card {
    code: "R054",
    title: "A direct award grew beyond the competitive threshold",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The method is limited or direct, the award lies below the threshold ([thresholds]) and its contract at or above; without a threshold: the contract exceeds the award by more than `share` and has amendments.",
    source: GUIDE,
    meaning: "A small gift that grows needs no competition at any time.",
    mistakes: "Options that were priced in the award.",
    fields: &[
        "tender/procurementMethod",
        "awards/value/amount",
        "contracts/value/amount",
        "contracts/amendments",
    ],
};

/// The thresholds of R054.
pub(super) struct R054 {
    share: f64,
}

impl R054 {
    pub(super) fn new(s: Section<'_>) -> R054 {
        R054 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R054 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !need!(v.p.tender.method, "tender/procurementMethod").restricted() {
            return Seen::Apart;
        }
        let mut seen = Seen::Missing("contracts/value/amount (with its award)");
        for (award, contract) in with_awards(v) {
            let Some((before, after)) = v.both(&award.value, &contract.value) else {
                continue;
            };
            seen = Seen::Computed;
            let currency = award.value.currency.as_deref().unwrap_or_default();
            let changed = contract.amendments.as_ref().is_some_and(|a| !a.is_empty());
            let grown = match v.common.threshold(currency, v.p.tender.category.as_deref()) {
                Some(threshold) => before < threshold && after >= threshold,
                None => changed && after > before * (1.0 + self.share),
            };
            if grown {
                out.flag(
                    after / before,
                    vec![
                        saw_money(format!("/awards/{}/value", award.at), &award.value),
                        saw_money(format!("/contracts/{}/value", contract.at), &contract.value),
                    ],
                );
            }
        }
        seen
    }
}
