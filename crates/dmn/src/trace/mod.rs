//! Why a decision came out as it did.

mod conditions;
mod sentences;
mod teller;
mod words;

pub use words::texts;

pub use teller::Vocabulary;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::feel::{Context, Value};

/// A condition of a table in words of a language, `>= 20` as “at least 20”; as it is written where there are no simple ones.
/// `source` is the column's expression.
#[must_use]
pub fn condition_in_words(
    source: &str,
    condition: &str,
    language: &str,
    vocabulary: &dyn Vocabulary,
) -> String {
    conditions::in_words(
        source,
        condition,
        &teller::Teller::new(language, vocabulary),
    )
}

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
    /// What people call its input columns, one each.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The names of its output columns, one each; empty where there is none.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// The names of its annotation columns, one each.
    #[serde(default)]
    pub annotations: Vec<String>,
    /// The rules that matched, in the order of the table.
    pub rules: Vec<RuleTrace>,
    /// The rules that did not match, each with the first input that kept it from matching.
    pub others: Vec<OtherRule>,
    /// How many more did not match than are told.
    #[serde(default)]
    pub more: usize,
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
    /// The first input column, from 0, whose condition did not hold; none when all held and the table had stopped before.
    pub input: Option<usize>,
    /// That condition as written.
    pub condition: String,
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
        if self.on {
            self.open.push(Vec::new());
        }
    }

    pub(crate) fn table(&mut self, table: TableTrace) {
        if let Some(open) = self.open.last_mut() {
            open.push(table);
        }
    }

    pub(crate) fn leave(&mut self, name: &str, id: &str, inputs: &Context, value: &Value) {
        if !self.on {
            return;
        }
        let tables = self.open.pop().unwrap_or_default();
        let inputs = inputs
            .iter()
            .filter(|(_, v)| !matches!(v, Value::Function(_)));
        let inputs = inputs.map(|(n, v)| (n.to_owned(), told(v)));
        self.decisions.push(DecisionTrace {
            name: name.into(),
            id: id.into(),
            inputs: Json::Object(inputs.collect()),
            value: told(value),
            tables,
        });
    }

    pub(crate) fn into_trace(self) -> Trace {
        Trace {
            decisions: self.decisions,
        }
    }
}

/// Heaviest value that is told in full.
const TOLD: u64 = 10_000;

/// A value as JSON; one that is too large for an explanation only by its size.
pub(crate) fn told(value: &Value) -> Json {
    if value.weight() <= TOLD {
        return value.to_json();
    }
    Json::String(format!("… ({} of {})", value.type_name(), value.weight()))
}
