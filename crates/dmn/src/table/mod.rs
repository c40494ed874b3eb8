//! Decision tables (DMN 1.5, chapter 8).

pub(crate) mod cell;
mod explain;
mod hit;
mod index;
mod run;

use std::sync::Arc;

use crate::feel::Value;
use crate::feel::ast::{Expr, Test};
use crate::feel::types::Type;
use crate::place::Spot;

use index::Index;

/// A table, ready.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) policy: Policy,
    pub(crate) inputs: Vec<InputColumn>,
    pub(crate) outputs: Vec<OutputColumn>,
    pub(crate) rules: Vec<Rule>,
    /// Names of the annotation columns; those named like a language hold what is told in it.
    pub(crate) annotations: Vec<String>,
    pub(crate) spot: Spot,
    index: Option<Index>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect(Option<Aggregator>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aggregator {
    Sum,
    Count,
    Min,
    Max,
}

#[derive(Debug)]
pub(crate) struct InputColumn {
    pub(crate) source: String,
    /// What people call it.
    pub(crate) label: Option<String>,
    pub(crate) expr: Expr,
    pub(crate) of: Type,
    pub(crate) allowed: Option<Vec<Test>>,
}

#[derive(Debug)]
pub(crate) struct OutputColumn {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) of: Type,
    /// Allowed values, the most important first.
    pub(crate) values: Vec<Test>,
    pub(crate) default: Option<Expr>,
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) spot: Spot,
    pub(crate) conditions: Vec<(String, Vec<Test>)>,
    pub(crate) outputs: Vec<Expr>,
    pub(crate) annotations: Vec<String>,
}

impl Policy {
    fn letters(self) -> &'static str {
        match self {
            Policy::Unique => "U",
            Policy::Any => "A",
            Policy::Priority => "P",
            Policy::First => "F",
            Policy::RuleOrder => "R",
            Policy::OutputOrder => "O",
            Policy::Collect(None) => "C",
            Policy::Collect(Some(Aggregator::Sum)) => "C+",
            Policy::Collect(Some(Aggregator::Count)) => "C#",
            Policy::Collect(Some(Aggregator::Min)) => "C<",
            Policy::Collect(Some(Aggregator::Max)) => "C>",
        }
    }
}

/// The results of one matching rule, one a column.
type Row = Vec<Value>;

impl Table {
    /// With its rules found by an index where that pays.
    pub(crate) fn indexed(mut self) -> Table {
        self.index = Index::of(&self);
        self
    }

    /// A table without rules.
    pub(crate) fn new(
        policy: Policy,
        spot: Spot,
        inputs: Vec<InputColumn>,
        outputs: Vec<OutputColumn>,
    ) -> Table {
        Table {
            policy,
            inputs,
            outputs,
            rules: Vec::new(),
            annotations: Vec::new(),
            spot,
            index: None,
        }
    }
}
