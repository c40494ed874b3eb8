//! Numeric functions (10.3.4.5).

use super::{Builtin, function};
use crate::feel::Value;
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::number::{Number, Rounding};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("decimal", &[&["n", "scale"]], |_, a| {
        Ok(round(a, Rounding::HalfEven))
    }),
    function("floor", &[&["n"], &["n", "scale"]], |_, a| {
        Ok(scaled(a, Number::floor))
    }),
    function("ceiling", &[&["n"], &["n", "scale"]], |_, a| {
        Ok(scaled(a, Number::ceiling))
    }),
    function("round up", &[&["n", "scale"]], |_, a| {
        Ok(round(a, Rounding::Up))
    }),
    function("round down", &[&["n", "scale"]], |_, a| {
        Ok(round(a, Rounding::Down))
    }),
    function("round half up", &[&["n", "scale"]], |_, a| {
        Ok(round(a, Rounding::HalfUp))
    }),
    function("round half down", &[&["n", "scale"]], |_, a| {
        Ok(round(a, Rounding::HalfDown))
    }),
    function("abs", &[&["n"]], abs),
    function("modulo", &[&["dividend", "divisor"]], modulo),
    function("sqrt", &[&["number"]], |m, a| {
        slow(m, a, 3_000, Number::sqrt)
    }),
    function("log", &[&["number"]], |m, a| slow(m, a, 50_000, Number::ln)),
    function("exp", &[&["number"]], |m, a| slow(m, a, 5_000, Number::exp)),
    function("odd", &[&["number"]], |_, a| Ok(parity(a, 1))),
    function("even", &[&["number"]], |_, a| Ok(parity(a, 0))),
];

/// Series and roots in 76 digits take as long as so many steps (measured).
fn slow(
    m: &mut Machine<'_>,
    args: &[Value],
    steps: usize,
    f: impl Fn(Number) -> Option<Number>,
) -> Evaluated {
    let [Value::Number(n)] = args else {
        return Ok(Value::Null);
    };
    m.work(steps)?;
    Ok(Value::number(f(*n)))
}

fn round(args: &[Value], rounding: Rounding) -> Value {
    match args {
        [Value::Number(n), Value::Number(scale)] => {
            let scale = scale
                .rounded(0, Rounding::Down)
                .and_then(Number::to_i64)
                .filter(|s| (-6111..=6176).contains(s));
            Value::number(scale.and_then(|scale| n.rounded(scale, rounding)))
        }
        _ => Value::Null,
    }
}

fn scaled(args: &[Value], f: impl Fn(Number, i64) -> Option<Number>) -> Value {
    match args {
        [Value::Number(n)] => Value::number(f(*n, 0)),
        [Value::Number(n), Value::Number(scale)] => {
            let scale = scale
                .rounded(0, Rounding::Down)
                .and_then(Number::to_i64)
                .filter(|s| (-6111..=6176).contains(s));
            Value::number(scale.and_then(|scale| f(*n, scale)))
        }
        _ => Value::Null,
    }
}

fn abs(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    use crate::feel::temporal::{DaysTime, YearsMonths};
    Ok(match args {
        [Value::Number(n)] => Value::Number(n.abs()),
        [Value::DaysTime(d)] => {
            DaysTime::from_nanos(d.nanos().abs()).map_or(Value::Null, Value::DaysTime)
        }
        [Value::YearsMonths(d)] => {
            d.0.checked_abs()
                .map_or(Value::Null, |m| Value::YearsMonths(YearsMonths(m)))
        }
        _ => Value::Null,
    })
}

fn modulo(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    Ok(match args {
        [Value::Number(a), Value::Number(b)] => Value::number(a.modulo(*b)),
        _ => Value::Null,
    })
}

fn parity(args: &[Value], rest: i64) -> Value {
    match args {
        [Value::Number(n)] if n.is_whole() => {
            Value::truth(n.abs().modulo(2.into()).map(|r| r == Number::from(rest)))
        }
        [Value::Number(_)] => Value::Boolean(false),
        _ => Value::Null,
    }
}
