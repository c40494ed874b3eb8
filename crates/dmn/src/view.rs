//! A model as people and checks look at it: its tables, the types of its inputs, what it reads.

use std::sync::Arc;

use crate::Model;
use crate::feel::Value;
use crate::feel::ast::{Expr, Kind, Test};
use crate::feel::inputs;
use crate::feel::types::{Plain, Type};
use crate::model::{Callable, Decision, Parts, Requirement, Target};
use crate::table::Table;
use crate::table::cell::{Cell, Part, cell};

/// A decision with its tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    /// Its id in the file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its decision tables, in the order in which they are written.
    pub tables: Vec<TableView>,
}

/// A decision table as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// Its hit policy, as one letter and an aggregator (`U`, `C+`).
    pub hit_policy: &'static str,
    /// Its input columns.
    pub inputs: Vec<Column>,
    /// The names of its output columns; empty where there is none.
    pub outputs: Vec<String>,
    /// The names of its annotation columns.
    pub annotations: Vec<String>,
    /// Its rules, in order.
    pub rules: Vec<RuleView>,
}

/// An input column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its expression.
    pub source: String,
    /// What people call it.
    pub label: String,
}

/// A rule as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// Its id in the file.
    pub id: String,
    /// Its conditions, one an input column.
    pub conditions: Vec<String>,
    /// Its results, one an output column.
    pub outputs: Vec<String>,
    /// Its annotations, one a column.
    pub annotations: Vec<String>,
}

/// What a value looks like, as far as it is declared: enough to ask for it by a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Nothing is declared.
    Any,
    /// One of these values.
    OneOf(Vec<Value>),
    /// Text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date and time.
    DateTime,
    /// A duration.
    Duration,
    /// A list.
    List(Box<Shape>),
    /// Named entries.
    Context(Vec<(String, Shape)>),
}

/// A place where the logic of a model reads one of its inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The input and the members taken of it: `["application", "floor_area"]`.
    pub path: Vec<String>,
    /// The file, from 0: the model itself, then what it imports.
    pub file: usize,
    /// Line of the file, from 1.
    pub line: u32,
    /// Character of the line, from 1.
    pub column: u32,
    /// The id of the element in which it stands.
    pub element: Option<String>,
}

impl Model {
    /// The decisions with their tables, in the order of the file.
    #[must_use]
    pub fn tables(&self) -> Vec<DecisionView> {
        let view = |decision: &Decision| DecisionView {
            id: decision.id.clone(),
            name: decision.name.to_string(),
            tables: decision.logic.as_ref().map(tables).unwrap_or_default(),
        };
        self.parts().decisions.iter().map(view).collect()
    }

    /// The decisions that one rests on, and itself: those that it needs before those that need them.
    #[must_use]
    pub fn needed(&self, decision: &str) -> Vec<String> {
        let parts = self.parts();
        let Some(start) = parts.decisions.iter().position(|d| *d.name == *decision) else {
            return Vec::new();
        };
        let (mut found, mut left) = (Vec::new(), vec![start]);
        while let Some(at) = left.pop() {
            if found.contains(&at) {
                continue;
            }
            found.push(at);
            let requires = parts.decisions[at].requires.iter();
            left.extend(requires.filter_map(|r| match r.target {
                Target::Decision(at) => Some(at),
                _ => None,
            }));
        }
        let names = found.iter().rev();
        names
            .map(|at| parts.decisions[*at].name.to_string())
            .collect()
    }

    /// What an input looks like.
    #[must_use]
    pub fn input_shape(&self, input: &str) -> Shape {
        let found = self.parts().inputs.iter().find(|i| &*i.name == input);
        found.map_or(Shape::Any, |i| Shape::of(&i.of))
    }

    /// What a decision's result looks like.
    #[must_use]
    pub fn result_shape(&self, decision: &str) -> Shape {
        let found = self.parts().decisions.iter().find(|d| &*d.name == decision);
        found.map_or(Shape::Any, |d| Shape::of(&d.of))
    }

    /// Where the logic reads the model's inputs, each place once, in the order of the file.
    #[must_use]
    pub fn reads(&self) -> Vec<Read> {
        let parts = self.parts();
        let mut all = Vec::new();
        for decision in &parts.decisions {
            if let Some(logic) = &decision.logic {
                reads(logic, &inputs_of(parts, &decision.requires), &mut all);
            }
        }
        for knowledge in &parts.knowledge {
            let Some(lambda) = &knowledge.lambda else {
                continue;
            };
            let mut known = inputs_of(parts, &knowledge.requires);
            known.retain(|name| lambda.params.iter().all(|(param, _)| param != name));
            reads(&lambda.body, &known, &mut all);
        }
        all
    }

    /// What one decision reads, itself or by what it requires.
    #[must_use]
    pub fn reads_of(&self, decision: &str) -> Vec<Vec<String>> {
        let parts = self.parts();
        let needed = self.needed(decision);
        let mut all = Vec::new();
        for decision in parts
            .decisions
            .iter()
            .filter(|d| needed.iter().any(|n| **n == *d.name))
        {
            if let Some(logic) = &decision.logic {
                reads(logic, &inputs_of(parts, &decision.requires), &mut all);
            }
        }
        let mut paths: Vec<Vec<String>> = Vec::new();
        for read in all {
            if !paths.contains(&read.path) {
                paths.push(read.path);
            }
        }
        paths
    }
}

/// The names of the input data that an element requires.
fn inputs_of(parts: &Parts, requires: &[Requirement]) -> Vec<Arc<str>> {
    let own = requires.iter().filter(|r| r.import.is_none());
    let names = own.filter_map(|r| match r.target {
        Target::Input(_) => Some(parts.name(r.target)),
        Target::Decision(_) | Target::Callable(Callable::Knowledge(_) | Callable::Service(_)) => {
            None
        }
    });
    names.collect()
}

fn reads(logic: &Expr, known: &[Arc<str>], all: &mut Vec<Read>) {
    inputs::visit(logic, &mut |expr, bound| match &expr.kind {
        Kind::Placed(place, inner) => {
            let free = inputs::free_at(inner, false).into_iter();
            let own = free.filter(|(path, _)| {
                known.iter().any(|name| **name == *path[0])
                    && bound.names.iter().all(|name| **name != *path[0])
            });
            all.extend(own.map(|(path, offset)| {
                let (line, column) = place.at(offset);
                Read {
                    path,
                    file: place.file(),
                    line,
                    column,
                    element: place.element.as_deref().map(str::to_owned),
                }
            }));
        }
        Kind::Table(table) => expressions(table).for_each(|e| reads(e, known, all)),
        _ => {}
    });
}

/// Everything in a table that is evaluated.
fn expressions(table: &Table) -> impl Iterator<Item = &Expr> {
    let inputs = table.inputs.iter().map(|c| &c.expr);
    let defaults = table.outputs.iter().filter_map(|c| c.default.as_ref());
    let rules = table.rules.iter().flat_map(|rule| {
        let tests = rule.conditions.iter().flat_map(|(_, tests)| tests);
        let conditions = tests.map(|t| &t.expr);
        conditions.chain(&rule.outputs)
    });
    inputs.chain(rules).chain(defaults)
}

fn tables(logic: &Expr) -> Vec<TableView> {
    let mut all = Vec::new();
    inputs::visit(logic, &mut |expr, _| {
        if let Kind::Table(table) = &expr.kind {
            all.push(table_view(table));
        }
    });
    all
}

fn table_view(table: &Table) -> TableView {
    let column = |c: &crate::table::InputColumn| Column {
        source: c.source.clone(),
        label: c.label.clone().unwrap_or_else(|| c.source.clone()),
    };
    let rule = |r: &crate::table::Rule| RuleView {
        id: r.id.clone(),
        conditions: r
            .conditions
            .iter()
            .map(|(source, _)| source.clone())
            .collect(),
        outputs: r.outputs.iter().map(written).collect(),
        annotations: r.annotations.clone(),
    };
    TableView {
        hit_policy: table.policy.letters(),
        inputs: table.inputs.iter().map(column).collect(),
        outputs: table
            .outputs
            .iter()
            .map(|o| o.name.as_deref().unwrap_or_default().to_owned())
            .collect(),
        annotations: table.annotations.clone(),
        rules: table.rules.iter().map(rule).collect(),
    }
}

/// An expression of a cell as FEEL.
fn written(expr: &Expr) -> String {
    match &expr.kind {
        Kind::Typed(inner, _) => written(inner),
        Kind::Placed(place, _) => place.source().to_owned(),
        Kind::Constant(Value::String(text)) => format!("\"{text}\""),
        Kind::Constant(value) => value.to_string(),
        _ => String::new(),
    }
}

impl Shape {
    fn of(of: &Type) -> Shape {
        match of {
            Type::Allowed(of, tests) => match points(tests) {
                Some(values) => Shape::OneOf(values),
                None => Shape::of(of),
            },
            Type::List(item) => Shape::List(Box::new(Shape::of(item))),
            Type::Context(entries) => Shape::Context(
                entries
                    .iter()
                    .map(|(name, of)| (name.to_string(), Shape::of(of)))
                    .collect(),
            ),
            Type::Plain(plain) => Shape::plain(*plain),
            Type::Any | Type::Null | Type::Function(_) | Type::Range(_) => Shape::Any,
        }
    }

    fn plain(of: Plain) -> Shape {
        match of {
            Plain::Number => Shape::Number,
            Plain::String => Shape::Text,
            Plain::Boolean => Shape::Boolean,
            Plain::Date => Shape::Date,
            Plain::Time => Shape::Time,
            Plain::DateTime => Shape::DateTime,
            Plain::DaysTime | Plain::YearsMonths => Shape::Duration,
            Plain::Context => Shape::Any,
        }
    }
}

/// The values that tests allow, when they name each.
fn points(tests: &[Test]) -> Option<Vec<Value>> {
    let Cell::Parts(parts) = cell(tests) else {
        return None;
    };
    let point = |part: Part| match part {
        Part::Point(value) => Some(value),
        Part::Between(_) => None,
    };
    parts.into_iter().map(point).collect()
}
