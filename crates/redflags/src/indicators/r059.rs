//! R059: The contract differs much from its award.

use super::prelude::*;

static CARD: Card = Card {
    code: "R059",
    title: "The contract differs much from its award",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The difference of a contract's value from its award's, divided by the award's, beyond `share` either way.",
    source: GUIDE,
    meaning: "What was won in competition is not what is paid.",
    mistakes: "Contracts for a part of the award; taxes in one of the two.",
    fields: &[
        "awards/id",
        "awards/value/amount",
        "contracts/awardID",
        "contracts/value/amount",
    ],
};

/// The thresholds of R059.
pub(super) struct R059 {
    share: f64,
}

impl R059 {
    pub(super) fn new(s: Section<'_>) -> R059 {
        R059 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R059 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        if !v.p.has_contracts {
            return Seen::Missing("contracts");
        }
        let mut seen = Seen::Missing("contracts/value/amount (with its award)");
        for (award, contract) in with_awards(v) {
            let Some((before, after)) = v.both(&award.value, &contract.value) else {
                continue;
            };
            seen = Seen::Computed;
            let change = (after - before) / before;
            if change.abs() > self.share {
                out.flag(
                    change,
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
