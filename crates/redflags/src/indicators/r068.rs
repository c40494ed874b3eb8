//! R068: More was paid than the contract says.

use super::prelude::*;

static CARD: Card = Card {
    code: "R068",
    title: "More was paid than the contract says",
    stage: Stage::Delivery,
    about: About::Process,
    sure: Sure::Rule,
    unit: Unit::Share,
    formula: "The sum of transactions, or the final value, divided by the contract's value, above 1 + `share`.",
    source: GUIDE,
    meaning: "Money flows out beside the contract.",
    mistakes: "Taxes; price clauses; payments for several contracts.",
    fields: &[
        "contracts/value/amount",
        "contracts/implementation/transactions/value/amount",
        "contracts/implementation/finalValue/amount",
    ],
};

/// The thresholds of R068.
pub(super) struct R068 {
    share: f64,
}

impl R068 {
    pub(super) fn new(s: Section<'_>) -> R068 {
        R068 {
            share: s.number("share"),
        }
    }
}

impl Indicator for R068 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn look(&self, v: &View<'_>, out: &mut Out<'_>) -> Seen {
        let mut seen = Seen::Missing("contracts/implementation/transactions");
        for contract in &v.p.contracts {
            let Some((value, currency)) = v.price(&contract.value) else {
                continue;
            };
            let paid: Vec<f64> = contract
                .implementation
                .transactions
                .iter()
                .filter_map(|t| v.price(t))
                .filter(|t| t.1 == currency)
                .map(|t| t.0)
                .collect();
            let end = v
                .price(&contract.implementation.final_value)
                .filter(|f| f.1 == currency)
                .map(|f| f.0);
            let Some(spent) = end.or_else(|| (!paid.is_empty()).then(|| paid.iter().sum())) else {
                continue;
            };
            seen = Seen::Computed;
            if spent > value * (1.0 + self.share) {
                let field = if end.is_some() {
                    "finalValue"
                } else {
                    "transactions"
                };
                out.flag(
                    spent / value,
                    vec![
                        saw_money(format!("/contracts/{}/value", contract.at), &contract.value),
                        saw(
                            format!("/contracts/{}/implementation/{field}", contract.at),
                            spent,
                        ),
                    ],
                );
            }
        }
        seen
    }
}
