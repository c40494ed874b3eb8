//! Functions over lists of numbers and comparable values (10.3.4.4).

use super::{Builtin, function, spread};
use crate::feel::ast::Operator;
use crate::feel::eval::{Evaluated, Machine, arithmetic, compare};
use crate::feel::{Number, Value};

const LIST: &[&[&str]] = &[&["list", "..."]];

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("min", LIST, |m, a| extreme(m, a, false)),
    function("max", LIST, |m, a| extreme(m, a, true)),
    function("sum", LIST, sum),
    function("mean", LIST, mean),
    function("product", LIST, product),
    function("median", LIST, median),
    function("stddev", LIST, stddev),
    function("mode", LIST, mode),
];

fn extreme(m: &mut Machine<'_>, args: &[Value], largest: bool) -> Evaluated {
    let Some(list) = spread(args) else {
        return Ok(Value::Null);
    };
    m.work(list.len())?;
    let mut best: Option<&Value> = None;
    for item in &list {
        let better = match best {
            None => compare(item, item).is_some(),
            Some(best) => match compare(item, best) {
                Some(order) => {
                    if largest {
                        order.is_gt()
                    } else {
                        order.is_lt()
                    }
                }
                None => return Ok(Value::Null),
            },
        };
        match (best, better) {
            (None, false) => return Ok(Value::Null),
            (_, true) => best = Some(item),
            _ => {}
        }
    }
    Ok(best.cloned().unwrap_or_default())
}

fn numbers(m: &mut Machine<'_>, args: &[Value]) -> Evaluated<Option<Vec<Number>>> {
    let Some(list) = spread(args) else {
        return Ok(None);
    };
    m.work(list.len())?;
    Ok(list
        .iter()
        .map(|v| match v {
            Value::Number(n) => Some(*n),
            _ => None,
        })
        .collect())
}

fn total(numbers: &[Number]) -> Option<Number> {
    numbers.iter().try_fold(Number::ZERO, |sum, n| sum.add(*n))
}

fn sum(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(list) = spread(args) else {
        return Ok(Value::Null);
    };
    m.work(list.len())?;
    let Some((first, rest)) = list.split_first() else {
        return Ok(Value::Null);
    };
    if !matches!(
        first,
        Value::Number(_) | Value::DaysTime(_) | Value::YearsMonths(_)
    ) {
        return Ok(Value::Null);
    }
    Ok(rest
        .iter()
        .fold(first.clone(), |sum, v| arithmetic(Operator::Add, &sum, v)))
}

fn mean(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let count = spread(args).map_or(0, |l| l.len());
    if count == 0 {
        return Ok(Value::Null);
    }
    let sum = sum(m, args)?;
    Ok(arithmetic(Operator::Divide, &sum, &Value::integer(count)))
}

fn product(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    Ok(match numbers(m, args)? {
        Some(all) if !all.is_empty() => {
            Value::number(all.iter().try_fold(Number::from(1), |p, n| p.multiply(*n)))
        }
        _ => Value::Null,
    })
}

fn median(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut all) = numbers(m, args)?.filter(|all| !all.is_empty()) else {
        return Ok(Value::Null);
    };
    all.sort_unstable();
    let middle = all.len() / 2;
    if all.len() % 2 == 1 {
        return Ok(Value::Number(all[middle]));
    }
    Ok(Value::number(
        all[middle - 1]
            .add(all[middle])
            .and_then(|sum| sum.divide(2.into())),
    ))
}

fn stddev(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(all) = numbers(m, args)?.filter(|all| all.len() > 1) else {
        return Ok(Value::Null);
    };
    let variance = || {
        let mean = total(&all)?.divide(count(all.len()))?;
        let squares = all
            .iter()
            .map(|n| n.subtract(mean).and_then(|d| d.multiply(d)))
            .collect::<Option<Vec<_>>>()?;
        total(&squares)?.divide(count(all.len() - 1))?.sqrt()
    };
    Ok(Value::number(variance()))
}

fn count(n: usize) -> Number {
    Number::from(i64::try_from(n).unwrap_or(i64::MAX))
}

fn mode(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(mut all) = numbers(m, args)? else {
        return Ok(Value::Null);
    };
    all.sort_unstable();
    let mut runs: Vec<(Number, usize)> = Vec::new();
    for n in all {
        match runs.last_mut() {
            Some((last, times)) if *last == n => *times += 1,
            _ => runs.push((n, 1)),
        }
    }
    let most = runs.iter().map(|(_, times)| *times).max().unwrap_or(0);
    let modes = runs
        .into_iter()
        .filter(|(_, times)| *times == most)
        .map(|(n, _)| Value::Number(n))
        .collect();
    m.list(modes)
}
