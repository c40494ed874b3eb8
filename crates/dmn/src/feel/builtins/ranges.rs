//! Relations between points and ranges (10.3.4.9), and ranges from text.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Builtin, function};
use crate::feel::ast::{Expr, Kind, Suffix};
use crate::feel::eval::{Evaluated, Machine, compare, in_range, range};
use crate::feel::{Range, Value};

const POINTS: &[&[&str]] = &[
    &["point1", "point2"],
    &["point", "range"],
    &["range", "point"],
    &["range1", "range2"],
];
const RANGES: &[&[&str]] = &[&["range1", "range2"]];
const POINT_RANGE: &[&[&str]] = &[&["point", "range"], &["range1", "range2"]];
const RANGE_POINT: &[&[&str]] = &[&["range", "point"], &["range1", "range2"]];

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("before", POINTS, |_, a| {
        Ok(Value::truth(before(&end(&a[0], true), &end(&a[1], false))))
    }),
    function("after", POINTS, |_, a| {
        Ok(Value::truth(before(&end(&a[1], true), &end(&a[0], false))))
    }),
    function("meets", RANGES, |_, a| Ok(two(a, meets))),
    function("met by", RANGES, |_, a| Ok(two(a, |x, y| meets(y, x)))),
    function("overlaps", RANGES, |_, a| Ok(two(a, overlaps))),
    function("overlaps before", RANGES, |_, a| {
        Ok(two(a, overlaps_before))
    }),
    function("overlaps after", RANGES, |_, a| {
        Ok(two(a, |x, y| overlaps_before(y, x)))
    }),
    function("finishes", POINT_RANGE, |_, a| Ok(finishes(&a[0], &a[1]))),
    function("finished by", RANGE_POINT, |_, a| {
        Ok(finishes(&a[1], &a[0]))
    }),
    function("includes", RANGE_POINT, |_, a| Ok(includes(&a[0], &a[1]))),
    function("during", POINT_RANGE, |_, a| Ok(includes(&a[1], &a[0]))),
    function("starts", POINT_RANGE, |_, a| Ok(starts(&a[0], &a[1]))),
    function("started by", RANGE_POINT, |_, a| Ok(starts(&a[1], &a[0]))),
    function("coincides", POINTS, |_, a| Ok(coincides(&a[0], &a[1]))),
    function("range", &[&["from"]], from_text),
];

/// An end of a range or a point: its value, and whether it belongs.
struct End {
    value: Option<Value>,
    closed: bool,
}

fn end(value: &Value, upper: bool) -> End {
    match value {
        Value::Range(r) if upper => End {
            value: r.high.clone(),
            closed: r.high_closed,
        },
        Value::Range(r) => End {
            value: r.low.clone(),
            closed: r.low_closed,
        },
        point => End {
            value: Some(point.clone()),
            closed: true,
        },
    }
}

fn order(a: &Option<Value>, b: &Option<Value>) -> Option<Ordering> {
    compare(a.as_ref()?, b.as_ref()?)
}

/// The upper end lies before the lower one; ends without a value are at infinity.
fn before(upper: &End, lower: &End) -> Option<bool> {
    if upper.value.is_none() || lower.value.is_none() {
        return Some(false);
    }
    let order = order(&upper.value, &lower.value)?;
    Some(order.is_lt() || (order.is_eq() && !(upper.closed && lower.closed)))
}

fn two(args: &[Value], f: impl Fn(&Range, &Range) -> Option<bool>) -> Value {
    match args {
        [Value::Range(a), Value::Range(b)] => Value::truth(f(a, b)),
        _ => Value::Null,
    }
}

fn meets(a: &Range, b: &Range) -> Option<bool> {
    if a.high.is_none() || b.low.is_none() {
        return Some(false);
    }
    Some(a.high_closed && b.low_closed && order(&a.high, &b.low)?.is_eq())
}

fn overlaps(a: &Range, b: &Range) -> Option<bool> {
    let (a, b) = (
        Value::Range(Arc::new(a.clone())),
        Value::Range(Arc::new(b.clone())),
    );
    Some(!before(&end(&a, true), &end(&b, false))? && !before(&end(&b, true), &end(&a, false))?)
}

fn overlaps_before(a: &Range, b: &Range) -> Option<bool> {
    if !overlaps(a, b)? {
        return Some(false);
    }
    let low = lower(a, b)?;
    let high = lower_high(a, b)?;
    Some(low.is_lt() && high.is_le())
}

/// Order of the lower ends; an open end begins after a closed one at the same value.
fn lower(a: &Range, b: &Range) -> Option<Ordering> {
    Some(match (&a.low, &b.low) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(x), Some(y)) => compare(x, y)?.then(b.low_closed.cmp(&a.low_closed)),
    })
}

/// Order of the upper ends; an open end ends before a closed one at the same value.
fn lower_high(a: &Range, b: &Range) -> Option<Ordering> {
    Some(match (&a.high, &b.high) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(x), Some(y)) => compare(x, y)?.then(a.high_closed.cmp(&b.high_closed)),
    })
}

fn finishes(a: &Value, b: &Value) -> Value {
    Value::truth(match (a, b) {
        (Value::Range(a), Value::Range(b)) => match (lower(a, b), lower_high(a, b)) {
            (Some(low), Some(high)) => Some(high.is_eq() && low.is_ge()),
            _ => None,
        },
        (point, Value::Range(b)) => {
            order(&Some(point.clone()), &b.high).map(|o| b.high_closed && o.is_eq())
        }
        _ => None,
    })
}

fn starts(a: &Value, b: &Value) -> Value {
    Value::truth(match (a, b) {
        (Value::Range(a), Value::Range(b)) => match (lower(a, b), lower_high(a, b)) {
            (Some(low), Some(high)) => Some(low.is_eq() && high.is_le()),
            _ => None,
        },
        (point, Value::Range(b)) => {
            order(&Some(point.clone()), &b.low).map(|o| b.low_closed && o.is_eq())
        }
        _ => None,
    })
}

fn includes(outer: &Value, inner: &Value) -> Value {
    Value::truth(match (outer, inner) {
        (Value::Range(a), Value::Range(b)) => match (lower(a, b), lower_high(a, b)) {
            (Some(low), Some(high)) => Some(low.is_le() && high.is_ge()),
            _ => None,
        },
        (Value::Range(a), point) => in_range(point, a),
        _ => None,
    })
}

fn coincides(a: &Value, b: &Value) -> Value {
    Value::truth(match (a, b) {
        (Value::Range(a), Value::Range(b)) => match (lower(a, b), lower_high(a, b)) {
            (Some(low), Some(high)) => Some(low.is_eq() && high.is_eq()),
            _ => None,
        },
        (Value::Range(_), _) | (_, Value::Range(_)) => None,
        (a, b) => compare(a, b).map(Ordering::is_eq),
    })
}

/// `range("[1..5]")`: ends are literals.
fn from_text(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [Value::String(text)] = args else {
        return Ok(Value::Null);
    };
    m.work(text.len())?;
    let text = text.trim();
    let (Some(open), Some(close)) = (text.chars().next(), text.chars().last()) else {
        return Ok(Value::Null);
    };
    if !"[(]".contains(open) || !"])[".contains(close) || text.len() < 4 {
        return Ok(Value::Null);
    }
    let Some((low, high)) = text[1..text.len() - 1].split_once("..") else {
        return Ok(Value::Null);
    };
    let (Some(low), Some(high)) = (literal(low), literal(high)) else {
        return Ok(Value::Null);
    };
    if (low.is_none() && open == '[')
        || (high.is_none() && close == ']')
        || (low.is_none() && high.is_none())
    {
        return Ok(Value::Null);
    }
    Ok(range(low, open == '[', high, close == ']'))
}

/// An end written as a literal; `Some(None)` for an end left out.
fn literal(text: &str) -> Option<Option<Value>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let none = |_: &str| None;
    let expr = crate::feel::parser::expression(text, &crate::feel::Names::new(), &none).ok()?;
    let environment = crate::feel::Environment::at(jiff::Timestamp::UNIX_EPOCH);
    let constant = match &expr.kind {
        Kind::Constant(value) => Some(value.clone()),
        Kind::Negate(_) => Machine::new(&environment, None)
            .eval(&expr, &Default::default())
            .ok(),
        Kind::Postfix(base, suffixes) if is_literal_call(base, suffixes) => {
            Machine::new(&environment, None)
                .eval(&expr, &Default::default())
                .ok()
        }
        _ => None,
    };
    constant.filter(|v| !v.is_null()).map(Some)
}

/// `date("2026-01-31")` and its like, which the standard counts as literals.
fn is_literal_call(base: &Expr, suffixes: &[Suffix]) -> bool {
    let Kind::Name(name) = &base.kind else {
        return false;
    };
    let [Suffix::Call(args)] = suffixes else {
        return false;
    };
    matches!(&**name, "date" | "time" | "date and time" | "duration")
        && args.iter().all(|a| matches!(a.kind, Kind::Constant(_)))
}
