//! Text functions (10.3.4.3). A text is a sequence of Unicode scalar values.

use super::{Builtin, function, regex};
use crate::feel::Value;
use crate::feel::eval::{Evaluated, Machine};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function(
        "substring",
        &[&["string", "start position", "length?"]],
        substring,
    ),
    function("string length", &[&["string"]], |_, a| {
        Ok(text(a, |s| Value::integer(s.chars().count())))
    }),
    function("upper case", &[&["string"]], |m, a| {
        mapped(m, a, |s| s.to_uppercase())
    }),
    function("lower case", &[&["string"]], |m, a| {
        mapped(m, a, |s| s.to_lowercase())
    }),
    function("trim", &[&["string"]], |m, a| {
        mapped(m, a, |s| s.trim().to_owned())
    }),
    function("substring before", &[&["string", "match"]], |_, a| {
        Ok(two(a, |s, t| s.find(t).map_or("", |at| &s[..at]).into()))
    }),
    function("substring after", &[&["string", "match"]], |_, a| {
        Ok(two(a, |s, t| {
            s.find(t).map_or("", |at| &s[at + t.len()..]).into()
        }))
    }),
    function("contains", &[&["string", "match"]], |_, a| {
        Ok(two(a, |s, t| s.contains(t).into()))
    }),
    function("starts with", &[&["string", "match"]], |_, a| {
        Ok(two(a, |s, t| s.starts_with(t).into()))
    }),
    function("ends with", &[&["string", "match"]], |_, a| {
        Ok(two(a, |s, t| s.ends_with(t).into()))
    }),
    function(
        "matches",
        &[&["input", "pattern", "flags?"]],
        regex::matches,
    ),
    function(
        "replace",
        &[&["input", "pattern", "replacement", "flags?"]],
        regex::replace,
    ),
    function("split", &[&["string", "delimiter"]], regex::split),
    function("string join", &[&["list", "delimiter?"]], join),
];

fn text(args: &[Value], f: impl Fn(&str) -> Value) -> Value {
    match args {
        [Value::String(s)] => f(s),
        _ => Value::Null,
    }
}

fn two(args: &[Value], f: impl Fn(&str, &str) -> Value) -> Value {
    match args {
        [Value::String(s), Value::String(t)] => f(s, t),
        _ => Value::Null,
    }
}

fn mapped(m: &mut Machine<'_>, args: &[Value], f: impl Fn(&str) -> String) -> Evaluated {
    match args {
        [Value::String(s)] => m.text(f(s)),
        _ => Ok(Value::Null),
    }
}

fn substring(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [Value::String(s), Value::Number(start), length] = args else {
        return Ok(Value::Null);
    };
    m.work(s.len() / 32)?;
    let whole = |n: &crate::feel::Number| {
        n.rounded(0, crate::feel::number::Rounding::Down)
            .and_then(crate::feel::Number::to_i64)
    };
    let count = s.chars().count() as i64;
    let Some(start) = whole(start).filter(|s| *s != 0) else {
        return Ok(Value::Null);
    };
    let from = if start > 0 {
        start - 1
    } else {
        (count + start).max(0)
    };
    let length = match length {
        Value::Null => count,
        Value::Number(n) => match whole(n) {
            Some(n) if n > 0 => n,
            _ => return Ok(Value::Null),
        },
        _ => return Ok(Value::Null),
    };
    let part: String = s
        .chars()
        .skip(usize::try_from(from).unwrap_or(usize::MAX))
        .take(usize::try_from(length).unwrap_or(0))
        .collect();
    m.text(part)
}

fn join(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [list, delimiter] = args else {
        return Ok(Value::Null);
    };
    let Some(items) = super::items(list) else {
        return Ok(Value::Null);
    };
    let delimiter = match delimiter {
        Value::Null => "",
        Value::String(d) => d,
        _ => return Ok(Value::Null),
    };
    let mut parts = Vec::new();
    for item in &items {
        match item {
            Value::String(s) => parts.push(&**s),
            Value::Null => {}
            _ => return Ok(Value::Null),
        }
    }
    let length: usize = parts.iter().map(|p| p.len() + delimiter.len()).sum();
    m.hold(length / 32)?;
    m.text(parts.join(delimiter))
}
