//! What a condition of a table asks, where that can be seen without evaluating it.

use crate::feel::ast::{Comparison, Expr, Kind, Test, TestForm};
use crate::feel::eval::range;
use crate::feel::{Range, RangeForm, Value};

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Holds for everything.
    Any,
    /// Holds for what is in one of the parts.
    Parts(Vec<Part>),
    /// Holds for what is in none of the parts.
    Not(Vec<Part>),
    /// Only known when evaluated.
    Unknown,
}

/// Values that are one or lie between two.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Point(Value),
    Between(Range),
}

/// What tests ask.
pub(crate) fn cell(tests: &[Test]) -> Cell {
    let mut parts = Vec::new();
    for test in tests {
        match (test.form, &test.expr.kind) {
            (TestForm::Any, _) => return Cell::Any,
            (TestForm::Not, _) => return negated(tests),
            (TestForm::Compare(sign), Kind::Constant(value)) => match compared(sign, value) {
                Some(part) => parts.push(part),
                None => return Cell::Unknown,
            },
            (TestForm::Value { condition: false }, Kind::Constant(value)) => {
                if !held(value, &mut parts) {
                    return Cell::Unknown;
                }
            }
            _ => return Cell::Unknown,
        }
    }
    Cell::Parts(parts)
}

fn negated(tests: &[Test]) -> Cell {
    let [test] = tests else { return Cell::Unknown };
    match &test.expr.bare().kind {
        Kind::Tests(inner) => match cell(inner) {
            Cell::Parts(parts) => Cell::Not(parts),
            // `not(-)` never holds.
            Cell::Any => Cell::Parts(Vec::new()),
            _ => Cell::Unknown,
        },
        _ => Cell::Unknown,
    }
}

fn compared(sign: Comparison, end: &Value) -> Option<Part> {
    if !ordered(end) {
        return (sign == Comparison::Equal).then(|| Part::Point(end.clone()));
    }
    let (low, high, closed) = match sign {
        Comparison::Equal => return Some(Part::Point(end.clone())),
        Comparison::Unequal => return None,
        Comparison::Less => (None, Some(end), false),
        Comparison::LessOrEqual => (None, Some(end), true),
        Comparison::Greater => (Some(end), None, false),
        Comparison::GreaterOrEqual => (Some(end), None, true),
    };
    Some(Part::Between(Range {
        low: low.cloned(),
        low_closed: closed && low.is_some(),
        high: high.cloned(),
        high_closed: closed && high.is_some(),
        form: RangeForm::Interval,
    }))
}

/// Adds what a value as a test holds for; false when that is not simply seen.
fn held(value: &Value, parts: &mut Vec<Part>) -> bool {
    match value {
        Value::Range(range) if range.form == RangeForm::Interval => {
            let ends = [&range.low, &range.high];
            let plain = ends.into_iter().flatten().all(ordered);
            parts.push(Part::Between((**range).clone()));
            plain
        }
        Value::List(items) => items
            .iter()
            .all(|item| !matches!(item, Value::List(_)) && held(item, parts)),
        Value::Null | Value::Boolean(_) => {
            parts.push(Part::Point(value.clone()));
            true
        }
        other => {
            parts.push(Part::Point(other.clone()));
            ordered(other)
        }
    }
}

/// Values of its kind have one order, whatever they are.
pub(crate) fn ordered(value: &Value) -> bool {
    matches!(
        value,
        Value::Number(_)
            | Value::String(_)
            | Value::Date(_)
            | Value::DaysTime(_)
            | Value::YearsMonths(_)
    )
}

/// A test with its constants computed: ranges of constants become constants.
pub(crate) fn folded(test: Test) -> Test {
    Test {
        expr: fold(test.expr),
        ..test
    }
}

fn fold(expr: Expr) -> Expr {
    let at = expr.at;
    let kind = match expr.kind {
        Kind::Range {
            low,
            low_closed,
            high,
            high_closed,
        } => {
            let constant = |end: &Option<Box<Expr>>| match end.as_deref().map(|e| &e.kind) {
                None => Some(None),
                Some(Kind::Constant(value)) => Some(Some(value.clone())),
                Some(_) => None,
            };
            match (constant(&low), constant(&high)) {
                (Some(a), Some(b)) => Kind::Constant(range(a, low_closed, b, high_closed)),
                _ => Kind::Range {
                    low,
                    low_closed,
                    high,
                    high_closed,
                },
            }
        }
        Kind::List(items) => {
            let items: Vec<Expr> = items.into_iter().map(fold).collect();
            let constants = items.iter().map(|e| match &e.kind {
                Kind::Constant(value) => Some(value.clone()),
                _ => None,
            });
            match constants.collect::<Option<Vec<Value>>>() {
                Some(values) => Kind::Constant(Value::list(values)),
                None => Kind::List(items),
            }
        }
        Kind::Tests(tests) => Kind::Tests(tests.into_iter().map(folded).collect()),
        other => other,
    };
    Expr { kind, at }
}
