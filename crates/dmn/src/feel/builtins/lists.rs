//! List functions (10.3.4.4).

use std::cmp::Ordering;

use super::{Builtin, function, items, spread};
use crate::feel::ast::Callee;
use crate::feel::eval::{Evaluated, Machine, equal};
use crate::feel::{Number, Value};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("list contains", &[&["list", "element"]], contains),
    function("count", &[&["list"]], |_, a| {
        Ok(items(&a[0]).map_or(Value::from(0), |l| Value::integer(l.len())))
    }),
    function("all", &[&["list", "..."]], |m, a| connective(m, a, false)),
    function("any", &[&["list", "..."]], |m, a| connective(m, a, true)),
    function(
        "sublist",
        &[&["list", "start position", "length?"]],
        sublist,
    ),
    function("append", &[&["list", "item", "..."]], append),
    function("concatenate", &[&["list", "..."]], concatenate),
    function(
        "insert before",
        &[&["list", "position", "newItem"]],
        insert_before,
    ),
    function("remove", &[&["list", "position"]], remove),
    function(
        "list replace",
        &[
            &["list", "position", "newItem"],
            &["list", "match", "newItem"],
        ],
        replace,
    ),
    function("reverse", &[&["list"]], |m, a| {
        made(m, items(&a[0]).map(|l| l.into_iter().rev().collect()))
    }),
    function("index of", &[&["list", "match"]], index_of),
    function("union", &[&["list", "..."]], union),
    function("distinct values", &[&["list"]], distinct_values),
    function("flatten", &[&["list"]], flatten),
    function("sort", &[&["list", "precedes?"]], sort),
];

fn made(m: &mut Machine<'_>, list: Option<Vec<Value>>) -> Evaluated {
    match list {
        Some(items) => {
            m.work(items.len())?;
            m.list(items)
        }
        None => Ok(Value::Null),
    }
}

fn same(a: &Value, b: &Value) -> bool {
    equal(a, b) == Some(true)
}

fn contains(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    m.charge(args[0].weight())?;
    Ok(Value::Boolean(list.iter().any(|v| same(v, &args[1]))))
}

fn connective(m: &mut Machine<'_>, args: &[Value], decisive: bool) -> Evaluated {
    let Some(list) = spread(args) else {
        return Ok(Value::Null);
    };
    m.work(list.len())?;
    let mut unknown = false;
    for item in &list {
        match item {
            Value::Boolean(truth) if *truth == decisive => return Ok(Value::Boolean(decisive)),
            Value::Boolean(_) => {}
            _ => unknown = true,
        }
    }
    Ok(if unknown {
        Value::Null
    } else {
        Value::Boolean(!decisive)
    })
}

/// A place counted from 1, or from the end when negative.
fn place(n: &Value, length: usize) -> Option<usize> {
    let Value::Number(n) = n else { return None };
    let n = n
        .rounded(0, crate::feel::number::Rounding::Down)
        .and_then(Number::to_i64)?;
    let at = if n > 0 {
        usize::try_from(n - 1).ok()?
    } else if n < 0 {
        length.checked_sub(usize::try_from(n.unsigned_abs()).ok()?)?
    } else {
        return None;
    };
    (at < length).then_some(at)
}

fn sublist(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let Some(from) = place(&args[1], list.len()) else {
        return Ok(Value::Null);
    };
    let length = match &args[2] {
        Value::Null => list.len() - from,
        Value::Number(n) => match n
            .rounded(0, crate::feel::number::Rounding::Down)
            .and_then(Number::to_i64)
            .and_then(|n| usize::try_from(n).ok())
        {
            Some(n) if n > 0 && from + n <= list.len() => n,
            _ => return Ok(Value::Null),
        },
        _ => return Ok(Value::Null),
    };
    made(m, Some(list[from..from + length].to_vec()))
}

fn append(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    list.extend_from_slice(&args[1..]);
    made(m, Some(list))
}

fn joined(m: &mut Machine<'_>, args: &[Value]) -> Evaluated<Option<Vec<Value>>> {
    let mut all = Vec::new();
    for arg in args {
        let Some(list) = items(arg) else {
            return Ok(None);
        };
        m.work(list.len())?;
        all.extend(list);
    }
    Ok(Some(all))
}

fn concatenate(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let all = joined(m, args)?;
    made(m, all)
}

fn insert_before(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let Some(at) = place(&args[1], list.len()) else {
        return Ok(Value::Null);
    };
    list.insert(at, args[2].clone());
    made(m, Some(list))
}

fn remove(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let Some(at) = place(&args[1], list.len()) else {
        return Ok(Value::Null);
    };
    list.remove(at);
    made(m, Some(list))
}

fn replace(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    if let Value::Function(function) = &args[1] {
        if matches!(&function.0, Callee::Closure(lambda, _) if lambda.params.len() != 2) {
            return Ok(Value::Null);
        }
        for item in &mut list {
            match m.call(&args[1], vec![item.clone(), args[2].clone()])? {
                Value::Boolean(true) => *item = args[2].clone(),
                Value::Boolean(false) => {}
                _ => return Ok(Value::Null),
            }
        }
        return made(m, Some(list));
    }
    let Some(at) = place(&args[1], list.len()) else {
        return Ok(Value::Null);
    };
    list[at] = args[2].clone();
    made(m, Some(list))
}

fn index_of(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    m.charge(args[0].weight())?;
    let places = list
        .iter()
        .enumerate()
        .filter(|(_, v)| same(v, &args[1]))
        .map(|(at, _)| Value::integer(at + 1))
        .collect();
    made(m, Some(places))
}

/// Comparisons of plain values that take as long as a step.
const COMPARED: u64 = 8;
/// Weight up to which a comparison is counted in full.
const WEIGHT: u64 = 1 << 20;

fn distinct(m: &mut Machine<'_>, list: Vec<Value>) -> Evaluated {
    let mut kept: Vec<Value> = Vec::new();
    for item in list {
        // Unequal values differ early, as a rule; the worst case is bounded by their weight.
        m.charge((kept.len() as u64).saturating_mul(item.weight().min(WEIGHT)) / COMPARED + 1)?;
        if !kept.iter().any(|v| same(v, &item)) {
            kept.push(item);
        }
    }
    m.list(kept)
}

fn union(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    match joined(m, args)? {
        Some(all) => distinct(m, all),
        None => Ok(Value::Null),
    }
}

fn distinct_values(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    match items(&args[0]) {
        Some(list) => distinct(m, list),
        None => Ok(Value::Null),
    }
}

fn flatten(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let mut flat = Vec::new();
    // The next to look at is last: an explicit stack, whatever the nesting.
    let mut left: Vec<Value> = list.into_iter().rev().collect();
    while let Some(item) = left.pop() {
        m.work(1)?;
        match item {
            Value::List(inner) => left.extend(inner.iter().rev().cloned()),
            other => flat.push(other),
        }
    }
    m.list(flat)
}

/// Merge sort: stable, and safe with a function that contradicts itself.
fn sort(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let precedes = match &args[1] {
        f @ Value::Function(_) => Some(f.clone()),
        Value::Null => None,
        _ => return Ok(Value::Null),
    };
    let mut runs: Vec<Vec<Value>> = list.into_iter().map(|v| vec![v]).collect();
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len() / 2 + 1);
        let mut pairs = runs.into_iter();
        while let Some(a) = pairs.next() {
            merged.push(match pairs.next() {
                Some(b) => match merge(m, a, b, precedes.as_ref())? {
                    Some(run) => run,
                    None => return Ok(Value::Null),
                },
                None => a,
            });
        }
        runs = merged;
    }
    m.list(runs.pop().unwrap_or_default())
}

fn merge(
    m: &mut Machine<'_>,
    a: Vec<Value>,
    b: Vec<Value>,
    precedes: Option<&Value>,
) -> Evaluated<Option<Vec<Value>>> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        m.charge(x.weight().min(y.weight()))?;
        let second_first = match precedes {
            None => match crate::feel::eval::compare(y, x) {
                Some(order) => order == Ordering::Less,
                None => return Ok(None),
            },
            Some(f) => match m.call(f, vec![y.clone(), x.clone()])? {
                Value::Boolean(truth) => truth,
                _ => return Ok(None),
            },
        };
        out.extend(if second_first { b.next() } else { a.next() });
    }
    out.extend(a);
    out.extend(b);
    Ok(Some(out))
}
