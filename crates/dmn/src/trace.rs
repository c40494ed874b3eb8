//! Why a decision came out as it did.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::feel::{Context, Value};

/// The decisions that were made on the way, in the order in which they were needed; the last is the one asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// Each decision once.
    pub decisions: Vec<DecisionTrace>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionTrace {
    /// Its name.
    pub name: String,
    /// Its id in the file.
    pub id: String,
    /// What it was given, as plain JSON.
    pub inputs: Json,
    /// What came out, as plain JSON.
    pub value: Json,
    /// The decision tables it went through.
    pub tables: Vec<TableTrace>,
}

/// One decision table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableTrace {
    /// Its hit policy, as one letter and an aggregator (`U`, `C+`).
    pub hit_policy: String,
    /// What stood in its input columns: expression and value.
    pub inputs: Vec<(String, Json)>,
    /// The rules that matched, in the order of the table.
    pub rules: Vec<RuleTrace>,
    /// The rules that did not match, each with the first input that kept it from matching.
    pub others: Vec<OtherRule>,
}

/// A rule that matched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleTrace {
    /// Its row, from 1.
    pub row: usize,
    /// Its id in the file.
    pub id: String,
    /// Its conditions as written, one an input.
    pub conditions: Vec<String>,
    /// Its annotations (the article of the law), one a column.
    pub annotations: Vec<String>,
    /// Its results, one an output column.
    pub outputs: Vec<Json>,
}

/// A rule that did not match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherRule {
    /// Its row, from 1.
    pub row: usize,
    /// The first input column, from 0, whose condition did not hold.
    pub input: usize,
    /// That condition as written.
    pub condition: String,
}

impl Trace {
    /// The trace as sentences for the person concerned, in Arabic (`ar`), French (`fr`) or English.
    #[must_use]
    pub fn sentences(&self, language: &str) -> Vec<String> {
        self.decisions
            .iter()
            .flat_map(|d| d.sentences(language))
            .collect()
    }
}

impl DecisionTrace {
    fn sentences(&self, language: &str) -> Vec<String> {
        let mut all = Vec::new();
        for table in &self.tables {
            for rule in &table.rules {
                all.push(rule_sentence(table, rule, language));
            }
        }
        let (name, value) = (&self.name, shown(&self.value));
        all.push(match language {
            "ar" => format!("نتيجة «{name}»: {value}."),
            "fr" => format!("Résultat de « {name} » : {value}."),
            _ => format!("The result of “{name}” is {value}."),
        });
        all
    }
}

fn rule_sentence(table: &TableTrace, rule: &RuleTrace, language: &str) -> String {
    let (and, row) = (
        if language == "ar" {
            " و"
        } else if language == "fr" {
            " et "
        } else {
            " and "
        },
        rule.row,
    );
    let because: Vec<String> = table
        .inputs
        .iter()
        .zip(&rule.conditions)
        .filter(|(_, condition)| condition.trim() != "-")
        .map(|((name, value), _)| format!("{name} = {}", shown(value)))
        .collect();
    let because = because.join(and);
    let law = rule
        .annotations
        .iter()
        .filter(|a| !a.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    let law = if law.is_empty() {
        String::new()
    } else {
        format!(" ({law})")
    };
    match (language, because.is_empty()) {
        ("ar", true) => format!("طُبقت القاعدة {row}{law}."),
        ("ar", false) => format!("طُبقت القاعدة {row} لأن {because}{law}."),
        ("fr", true) => format!("La règle {row} s’applique{law}."),
        ("fr", false) => format!("La règle {row} s’applique, car {because}{law}."),
        (_, true) => format!("Rule {row} applies{law}."),
        (_, false) => format!("Rule {row} applies because {because}{law}."),
    }
}

fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Collects a trace while a decision is made.
#[derive(Default)]
pub(crate) struct Tracer {
    decisions: Vec<DecisionTrace>,
    /// Tables of the decisions being made, the innermost last.
    open: Vec<Vec<TableTrace>>,
    on: bool,
}

/// Most tables traced: functions may call a table often.
const TABLES: usize = 200;

impl Tracer {
    pub(crate) fn on() -> Tracer {
        Tracer {
            on: true,
            ..Tracer::default()
        }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.on && self.open.last().is_some_and(|tables| tables.len() < TABLES)
    }

    pub(crate) fn enter(&mut self) {
        self.open.push(Vec::new());
    }

    pub(crate) fn table(&mut self, table: TableTrace) {
        if let Some(open) = self.open.last_mut() {
            open.push(table);
        }
    }

    pub(crate) fn leave(&mut self, name: &str, id: &str, inputs: &Context, value: &Value) {
        let tables = self.open.pop().unwrap_or_default();
        if self.on {
            let inputs = inputs
                .iter()
                .filter(|(_, v)| !matches!(v, Value::Function(_)));
            let inputs = Json::Object(inputs.map(|(n, v)| (n.to_owned(), v.to_json())).collect());
            self.decisions.push(DecisionTrace {
                name: name.into(),
                id: id.into(),
                inputs,
                value: value.to_json(),
                tables,
            });
        }
    }

    pub(crate) fn into_trace(self) -> Trace {
        Trace {
            decisions: self.decisions,
        }
    }
}
