//! One contracting process from plan to payment, as its compiled release tells it.

mod picture;

pub(crate) use picture::picture;

use serde_json::Value;

use crate::release::{list, moment, money, org, text};

/// Most steps of one stage; a process with more says so.
const MOST: usize = 40;

/// A stage of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// What is to be bought, and with which money.
    Plan,
    /// The call for bids.
    Tender,
    /// The decision.
    Award,
    /// What was signed.
    Contract,
    /// What was paid.
    Payment,
}

impl Stage {
    /// All, in their order.
    pub(crate) const ALL: [Stage; 5] = [
        Stage::Plan,
        Stage::Tender,
        Stage::Award,
        Stage::Contract,
        Stage::Payment,
    ];

    /// The end of its texts' keys.
    #[must_use]
    pub(crate) fn code(self) -> &'static str {
        match self {
            Stage::Plan => "plan",
            Stage::Tender => "tender",
            Stage::Award => "award",
            Stage::Contract => "contract",
            Stage::Payment => "payment",
        }
    }
}

/// Something that happened, or that is told to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// On which stage.
    pub(crate) stage: Stage,
    /// The day, in days since 1970.
    pub(crate) from: Option<i32>,
    /// The last day, of what takes time.
    pub(crate) to: Option<i32>,
    /// In hundredths, with the currency.
    pub(crate) amount: Option<(i64, String)>,
    /// Identifiers and names of who wins, signs or is paid.
    pub(crate) who: Vec<(String, String)>,
    /// Its own title.
    pub(crate) title: String,
    /// `status` as written.
    pub(crate) status: String,
    /// Of tenders: how many bid. Of contracts: how often they were changed.
    pub(crate) count: Option<u64>,
}

/// The way of a process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Story {
    /// What is bought, in the publisher's words.
    pub(crate) description: String,
    /// What happened, by stage and day.
    pub(crate) steps: Vec<Step>,
    /// Steps that are left out, because there are too many of their stage.
    pub(crate) left_out: usize,
}

impl Story {
    /// Of a compiled release. Empty for one that is no JSON.
    #[must_use]
    pub(crate) fn of(release: &str) -> Story {
        let Ok(release) = serde_json::from_str::<Value>(release) else {
            return Story::default();
        };
        let mut story = Story {
            description: text(&release, "/tender/description"),
            ..Story::default()
        };
        story.add(plan(&release).into_iter().collect());
        story.add(tender(&release).into_iter().collect());
        story.add(
            list(&release, "/awards")
                .map(|a| award(a, &release))
                .collect(),
        );
        story.add(
            list(&release, "/contracts")
                .map(|c| contract(c, &release))
                .collect(),
        );
        let payments =
            list(&release, "/contracts").flat_map(|c| list(c, "/implementation/transactions"));
        story.add(payments.map(|p| payment(p, &release)).collect());
        story
    }

    fn add(&mut self, mut steps: Vec<Step>) {
        steps.sort_by_key(|s| (s.from.is_none(), s.from));
        self.left_out += steps.len().saturating_sub(MOST);
        steps.truncate(MOST);
        self.steps.extend(steps);
    }

    /// First and last day of all that has one.
    #[must_use]
    pub(crate) fn days(&self) -> Option<(i32, i32)> {
        let days = || self.steps.iter().flat_map(|s| [s.from, s.to]).flatten();
        Some((days().min()?, days().max()?))
    }
}

fn step(stage: Stage, value: &Value) -> Step {
    Step {
        stage,
        from: None,
        to: None,
        amount: money(value, "/value"),
        who: Vec::new(),
        title: text(value, "/title"),
        status: text(value, "/status"),
        count: None,
    }
}

fn day(value: &Value, pointer: &str) -> Option<i32> {
    moment(value, pointer).map(|m| m.day)
}

fn plan(release: &Value) -> Option<Step> {
    let planning = release.get("planning").filter(|p| p.is_object())?;
    let documents = list(planning, "/documents");
    let dates = documents.filter_map(|d| day(d, "/datePublished"));
    Some(Step {
        from: dates.min(),
        amount: money(planning, "/budget/amount"),
        title: text(planning, "/budget/project"),
        ..step(Stage::Plan, planning)
    })
}

fn tender(release: &Value) -> Option<Step> {
    let tender = release.get("tender").filter(|t| t.is_object())?;
    let bidders = list(tender, "/tenderers").count();
    let said = tender.pointer("/numberOfTenderers").and_then(Value::as_u64);
    Some(Step {
        from: day(tender, "/tenderPeriod/startDate"),
        to: day(tender, "/tenderPeriod/endDate"),
        who: org(tender, "/procuringEntity", release)
            .or_else(|| org(release, "/buyer", release))
            .into_iter()
            .collect(),
        count: said.or((bidders > 0).then_some(bidders as u64)),
        ..step(Stage::Tender, tender)
    })
}

fn award(award: &Value, release: &Value) -> Step {
    Step {
        from: day(award, "/date"),
        who: list(award, "/suppliers")
            .filter_map(|s| org(s, "", release))
            .collect(),
        ..step(Stage::Award, award)
    }
}

fn contract(contract: &Value, release: &Value) -> Step {
    let awarded = list(release, "/awards")
        .find(|a| !text(a, "/id").is_empty() && text(a, "/id") == text(contract, "/awardID"));
    let who = awarded.map(|a| {
        list(a, "/suppliers")
            .filter_map(|s| org(s, "", release))
            .collect()
    });
    let changes = list(contract, "/amendments").count() as u64;
    Step {
        from: day(contract, "/dateSigned").or_else(|| day(contract, "/period/startDate")),
        to: day(contract, "/period/endDate"),
        who: who.unwrap_or_default(),
        count: (changes > 0).then_some(changes),
        ..step(Stage::Contract, contract)
    }
}

fn payment(payment: &Value, release: &Value) -> Step {
    Step {
        from: day(payment, "/date"),
        amount: money(payment, "/value").or_else(|| money(payment, "/amount")),
        who: org(payment, "/payee", release).into_iter().collect(),
        ..step(Stage::Payment, payment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_told_in_the_order_of_stages_and_days() {
        let release = r#"{"ocid":"x","planning":{"budget":{"project":"Schools","amount":{"amount":200,"currency":"USD"}}},
            "tender":{"tenderPeriod":{"startDate":"2025-01-01","endDate":"2025-02-01"},"numberOfTenderers":3},
            "awards":[{"id":"1","date":"2025-03-01","suppliers":[{"id":"S","name":"Supplier"}]}],
            "contracts":[{"awardID":"1","dateSigned":"2025-04-01","period":{"endDate":"2026-04-01"},"amendments":[{}],
              "implementation":{"transactions":[{"date":"2025-09-01","value":{"amount":5,"currency":"USD"}},{"date":"2025-05-01"}]}}]}"#;
        let story = Story::of(release);
        let stages: Vec<_> = story
            .steps
            .iter()
            .map(|s| (s.stage.code(), s.count))
            .collect();
        assert_eq!(
            stages,
            [
                ("plan", None),
                ("tender", Some(3)),
                ("award", None),
                ("contract", Some(1)),
                ("payment", None),
                ("payment", None)
            ]
        );
        assert_eq!(
            story.steps[3].who,
            [("S".to_owned(), "Supplier".to_owned())]
        );
        assert!(story.steps[4].from < story.steps[5].from, "payments by day");
        assert_eq!(story.days(), Some((20_089, 20_544)));
    }

    #[test]
    fn many_payments_are_bounded_and_said_to_be() {
        let many: Vec<_> = (0..100).map(|n| format!("{{\"id\":\"{n}\"}}")).collect();
        let release = format!(
            r#"{{"contracts":[{{"implementation":{{"transactions":[{}]}}}}]}}"#,
            many.join(",")
        );
        let story = Story::of(&release);
        assert_eq!((story.steps.len(), story.left_out), (1 + MOST, 60));
        assert_eq!(Story::of("no JSON"), Story::default());
    }
}
