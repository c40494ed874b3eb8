//! Decision tables (DMN 1.5, chapter 8).

use std::sync::Arc;

use crate::feel::ast::{Expr, Operator, Test};
use crate::feel::eval::{Evaluated, Machine, arithmetic, compare, equal};
use crate::feel::scope::Scope;
use crate::feel::types::Type;
use crate::feel::{Context, Value};
use crate::trace::{OtherRule, RuleTrace, TableTrace};

/// A table, ready.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) policy: Policy,
    pub(crate) inputs: Vec<InputColumn>,
    pub(crate) outputs: Vec<OutputColumn>,
    pub(crate) rules: Vec<Rule>,
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

impl Machine<'_> {
    pub(crate) fn table(&mut self, table: &Table, scope: &Scope) -> Evaluated {
        let mut inputs = Vec::with_capacity(table.inputs.len());
        for column in &table.inputs {
            let value = self.eval(&column.expr, scope)?;
            let value = self.coerce(&column.of, value);
            if let Some(allowed) = &column.allowed
                && self.passes_any(&value, allowed, scope)?.as_bool() != Some(true)
            {
                return Ok(Value::Null);
            }
            inputs.push(value);
        }
        let (mut hits, mut others) = (Vec::new(), Vec::new());
        for (at, rule) in table.rules.iter().enumerate() {
            match self.first_failing(rule, &inputs, scope)? {
                None => hits.push(at),
                Some(input) => others.push((at, input)),
            }
            if table.policy == Policy::First && !hits.is_empty() {
                break;
            }
        }
        let rows = hits
            .iter()
            .map(|at| self.row(table, &table.rules[*at], scope))
            .collect::<Evaluated<Vec<Row>>>()?;
        if self.tracer.is_on() {
            let trace = traced(table, &inputs, &hits, &rows, &others);
            self.tracer.table(trace);
        }
        if rows.is_empty() {
            return self.default_of(table, scope);
        }
        self.hit(table, rows, scope)
    }

    fn first_failing(
        &mut self,
        rule: &Rule,
        inputs: &[Value],
        scope: &Scope,
    ) -> Evaluated<Option<usize>> {
        for (at, ((_, tests), input)) in rule.conditions.iter().zip(inputs).enumerate() {
            if self.passes_any(input, tests, scope)?.as_bool() != Some(true) {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn row(&mut self, table: &Table, rule: &Rule, scope: &Scope) -> Evaluated<Row> {
        let mut row = Vec::with_capacity(rule.outputs.len());
        for (column, expr) in table.outputs.iter().zip(&rule.outputs) {
            let value = self.eval(expr, scope)?;
            row.push(self.coerce(&column.of, value));
        }
        Ok(row)
    }

    fn default_of(&mut self, table: &Table, scope: &Scope) -> Evaluated {
        if table.outputs.iter().all(|o| o.default.is_none()) {
            return Ok(match table.policy {
                Policy::Collect(Some(Aggregator::Count)) => Value::from(0),
                _ => Value::Null,
            });
        }
        let mut row = Vec::new();
        for column in &table.outputs {
            row.push(match &column.default {
                Some(expr) => self.eval(expr, scope)?,
                None => Value::Null,
            });
        }
        self.whole(table, row)
    }

    /// A row as one value: itself, or a context of the columns' names.
    fn whole(&mut self, table: &Table, mut row: Row) -> Evaluated {
        if table.outputs.len() == 1 {
            return Ok(row.pop().unwrap_or_default());
        }
        let context: Context = table
            .outputs
            .iter()
            .zip(row)
            .map(|(column, value)| (column.name.clone().unwrap_or_else(|| "".into()), value))
            .collect();
        self.made_context(context)
    }

    fn hit(&mut self, table: &Table, mut rows: Vec<Row>, scope: &Scope) -> Evaluated {
        match table.policy {
            Policy::Unique if rows.len() > 1 => Ok(Value::Null),
            Policy::Unique | Policy::First => self.whole(table, rows.swap_remove(0)),
            Policy::Any => {
                let same = rows.iter().all(|row| {
                    row.iter()
                        .zip(&rows[0])
                        .all(|(a, b)| equal(a, b) == Some(true))
                });
                if same {
                    self.whole(table, rows.swap_remove(0))
                } else {
                    Ok(Value::Null)
                }
            }
            Policy::Priority => {
                let mut sorted = self.by_priority(table, rows, scope)?;
                self.whole(table, sorted.swap_remove(0))
            }
            Policy::OutputOrder => {
                let sorted = self.by_priority(table, rows, scope)?;
                self.wholes(table, sorted)
            }
            Policy::RuleOrder | Policy::Collect(None) => self.wholes(table, rows),
            Policy::Collect(Some(aggregator)) => self.aggregate(table, aggregator, rows),
        }
    }

    fn wholes(&mut self, table: &Table, rows: Vec<Row>) -> Evaluated {
        let all = rows
            .into_iter()
            .map(|row| self.whole(table, row))
            .collect::<Evaluated<Vec<_>>>()?;
        self.list(all)
    }

    fn by_priority(&mut self, table: &Table, rows: Vec<Row>, scope: &Scope) -> Evaluated<Vec<Row>> {
        let mut ranked = Vec::new();
        for row in rows {
            let mut ranks = Vec::new();
            for (column, value) in table.outputs.iter().zip(&row) {
                let mut rank = column.values.len();
                for (at, test) in column.values.iter().enumerate() {
                    if self
                        .passes_any(value, std::slice::from_ref(test), scope)?
                        .as_bool()
                        == Some(true)
                    {
                        rank = at;
                        break;
                    }
                }
                ranks.push(rank);
            }
            ranked.push((ranks, row));
        }
        ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(ranked.into_iter().map(|(_, row)| row).collect())
    }

    fn aggregate(&mut self, table: &Table, aggregator: Aggregator, rows: Vec<Row>) -> Evaluated {
        if aggregator == Aggregator::Count {
            return Ok(Value::integer(rows.len()));
        }
        if table.outputs.len() != 1 {
            return Ok(Value::Null);
        }
        let mut values = rows.into_iter().filter_map(|mut row| row.pop());
        let first = values.next().unwrap_or_default();
        Ok(values.fold(first, |best, next| match aggregator {
            Aggregator::Sum => arithmetic(Operator::Add, &best, &next),
            Aggregator::Min => better(best, next, std::cmp::Ordering::Less),
            _ => better(best, next, std::cmp::Ordering::Greater),
        }))
    }
}

fn better(best: Value, next: Value, wanted: std::cmp::Ordering) -> Value {
    match compare(&next, &best) {
        Some(order) if order == wanted => next,
        Some(_) => best,
        None => Value::Null,
    }
}

fn traced(
    table: &Table,
    inputs: &[Value],
    hits: &[usize],
    rows: &[Row],
    others: &[(usize, usize)],
) -> TableTrace {
    let rules = hits.iter().zip(rows).map(|(at, row)| {
        let rule = &table.rules[*at];
        RuleTrace {
            row: at + 1,
            id: rule.id.clone(),
            conditions: rule
                .conditions
                .iter()
                .map(|(source, _)| source.clone())
                .collect(),
            annotations: rule.annotations.clone(),
            outputs: row.iter().map(Value::to_json).collect(),
        }
    });
    let others = others.iter().map(|(at, input)| OtherRule {
        row: at + 1,
        input: *input,
        condition: table.rules[*at].conditions[*input].0.clone(),
    });
    TableTrace {
        hit_policy: table.policy.letters().into(),
        inputs: table
            .inputs
            .iter()
            .zip(inputs)
            .map(|(c, v)| (c.source.clone(), v.to_json()))
            .collect(),
        rules: rules.collect(),
        others: others.collect(),
    }
}
