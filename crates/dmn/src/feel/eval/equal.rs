//! Equality and order (DMN 1.5, 10.3.2.13, table 42 and 43): nothing when the kinds differ.

use std::cmp::Ordering;

use crate::feel::{Range, Value};

/// FEEL's `=`.
pub(crate) fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Boolean(a), Value::Boolean(b)) => Some(a == b),
        (Value::List(a), Value::List(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            all(a.iter().zip(b.iter()).map(|(a, b)| equal(a, b)))
        }
        (Value::Context(a), Value::Context(b)) => {
            if a.len() != b.len() || a.iter().any(|(name, _)| b.get(name).is_none()) {
                return Some(false);
            }
            all(a.iter().map(|(name, value)| equal(value, b.get(name)?)))
        }
        (Value::Range(a), Value::Range(b)) => ranges(a, b),
        (Value::Function(a), Value::Function(b)) => Some(std::sync::Arc::ptr_eq(a, b)),
        // DMN 1.5, 10.3.2.3.5: times are equal by their seconds.
        (Value::DateTime(a), Value::DateTime(b)) => Some(a.same_second(b).unwrap_or(false)),
        (Value::Time(a), Value::Time(b)) => Some(a.same_second(b).unwrap_or(false)),
        _ => compare(a, b).map(Ordering::is_eq),
    }
}

fn all(each: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    for same in each {
        match same {
            Some(true) => {}
            Some(false) => return Some(false),
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(true) }
}

fn ranges(a: &Range, b: &Range) -> Option<bool> {
    if a.form != b.form || a.low_closed != b.low_closed || a.high_closed != b.high_closed {
        return Some(false);
    }
    let end = |a: &Option<Value>, b: &Option<Value>| match (a, b) {
        (None, None) => Some(true),
        (Some(a), Some(b)) => equal(a, b),
        _ => Some(false),
    };
    all([end(&a.low, &b.low), end(&a.high, &b.high)].into_iter())
}

/// The order of two values of one kind.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => a.compare(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.compare(b),
        (Value::DaysTime(a), Value::DaysTime(b)) => Some(a.cmp(b)),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => Some(a.cmp(b)),
        _ => None,
    }
}
