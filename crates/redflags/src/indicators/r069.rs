//! R069: Amendments increase the price.

use super::prelude::*;

static CARD: Card = Card {
    code: "R069",
    title: "Amendments increase the price",
    stage: Stage::Contract,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "An amended contract's value divided by its award's, above 1 + `share`.",
    source: GUIDE,
    meaning: "A low bid wins, and grows once nobody competes any more.",
    mistakes: "Price clauses; options that were priced in the award.",
    fields: &[
        "contracts/amendments",
        "contracts/value/amount",
        "awards/value/amount",
    ],
};

/// The thresholds of R069.
pub(super) struct R069 {
    share: f64,
}

impl R069 {
    pub(super) fn new(s: Section<'_>) -> R069 {
        R069 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R069 {
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
            let amendments = contract.amendments.as_ref().map_or(0, Vec::len);
            if amendments > 0 && after > before * (1.0 + self.share) {
                let value = saw_money(format!("/contracts/{}/value", contract.at), &contract.value);
                out.flag(
                    after / before,
                    vec![
                        saw_money(format!("/awards/{}/value", award.at), &award.value),
                        value,
                        saw(format!("/contracts/{}/amendments", contract.at), amendments),
                    ],
                );
            }
        }
        seen
    }
}
