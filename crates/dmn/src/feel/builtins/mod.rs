//! The library of functions (DMN 1.5, 10.3.4).

mod contexts;
mod convert;
mod lists;
mod numbers;
mod ranges;
mod regex;
mod statistics;
mod strings;
mod temporal;

pub(crate) use regex::Patterns;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::ast::{Callee, Function};
use super::eval::{Evaluated, Machine};
use super::{Names, Value};

/// A function of the library: called with the values of its longest matching form, null for what was left out.
pub(super) type Call = fn(&mut Machine<'_>, &[Value]) -> Evaluated;

/// A function: its name, its forms (parameter names; `?` may be left out, `...` takes any number), its code.
pub(super) struct Builtin {
    name: &'static str,
    forms: &'static [&'static [&'static str]],
    call: Call,
}

pub(super) const fn function(
    name: &'static str,
    forms: &'static [&'static [&'static str]],
    call: Call,
) -> Builtin {
    Builtin { name, forms, call }
}

static ALL: LazyLock<Vec<&'static Builtin>> = LazyLock::new(|| {
    [
        contexts::FUNCTIONS,
        convert::FUNCTIONS,
        lists::FUNCTIONS,
        numbers::FUNCTIONS,
        ranges::FUNCTIONS,
        statistics::FUNCTIONS,
        strings::FUNCTIONS,
        temporal::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
    .collect()
});

static PLACES: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| ALL.iter().enumerate().map(|(at, f)| (f.name, at)).collect());

/// The place of a function of that name.
pub(crate) fn find(name: &str) -> Option<usize> {
    PLACES.get(name).copied()
}

/// The functions as values.
static VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    (0..ALL.len())
        .map(|at| Value::Function(Arc::new(Function(Callee::Builtin(at)))))
        .collect()
});

/// The function at a place, as a value.
pub(super) fn value(at: usize) -> Value {
    VALUES[at].clone()
}

/// Members with a space in their name.
const MEMBERS: [&str; 3] = ["time offset", "start included", "end included"];

/// The names that always mean something and are more than a plain word.
static NAMES: LazyLock<Names> =
    LazyLock::new(|| ALL.iter().map(|f| f.name).chain(MEMBERS).collect());

/// Length of the longest such name that begins with a word; nought when none does.
pub(super) fn reach(first: &str) -> usize {
    NAMES.reach(first)
}

/// A name that always means something: a function, or a member with a space in it.
pub(super) fn is_name(name: &str) -> bool {
    MEMBERS.contains(&name) || PLACES.contains_key(name)
}

fn required(form: &[&str]) -> usize {
    form.iter()
        .filter(|p| !p.ends_with('?') && **p != "...")
        .count()
}

pub(super) fn call(m: &mut Machine<'_>, at: usize, args: &[Value]) -> Evaluated {
    let function = ALL[at];
    m.work(cost(args))?;
    let fits = |form: &&&[&str]| {
        args.len() >= required(form) && (args.len() <= form.len() || form.contains(&"..."))
    };
    let Some(form) = function.forms.iter().find(fits) else {
        return Ok(Value::Null);
    };
    if form.contains(&"...") {
        return (function.call)(m, args);
    }
    let single =
        |(arg, param): (&Value, &&str)| matches!(arg, Value::List(_)) && is_single(function, param);
    if args.len() == form.len() && !args.iter().zip(*form).any(single) {
        return (function.call)(m, args);
    }
    let mut all: Vec<Value> = args
        .iter()
        .zip(*form)
        .map(|(arg, param)| {
            if single((arg, param)) {
                only(arg)
            } else {
                arg.clone()
            }
        })
        .collect();
    all.resize(form.len(), Value::Null);
    (function.call)(m, &all)
}

/// What going once through the arguments costs; what goes deeper counts for itself.
fn cost(args: &[Value]) -> usize {
    let of = |value: &Value| match value {
        Value::String(text) => 1 + text.len() / 32,
        Value::List(items) => 1 + items.len(),
        Value::Context(context) => 1 + context.len(),
        _ => 1,
    };
    args.iter().map(of).sum()
}

/// Parameters that want one text or number: a list of one is its item there (DMN 1.5, 10.3.2.9.4).
fn is_single(function: &Builtin, param: &str) -> bool {
    const SINGLE: [&str; 10] = [
        "string",
        "match",
        "input",
        "pattern",
        "replacement",
        "start position",
        "n",
        "number",
        "dividend",
        "divisor",
    ];
    SINGLE.contains(&param) && !function.forms.iter().any(|form| form.contains(&"list"))
}

fn only(value: &Value) -> Value {
    match value {
        Value::List(items) if items.len() == 1 => items[0].clone(),
        other => other.clone(),
    }
}

pub(super) fn call_named(m: &mut Machine<'_>, at: usize, args: &[(Arc<str>, Value)]) -> Evaluated {
    let function = ALL[at];
    let bare = |p: &str| p.trim_end_matches('?').to_owned();
    let fits = |form: &&&[&str]| {
        let known = args
            .iter()
            .all(|(name, _)| form.iter().any(|p| bare(p) == **name));
        let complete = form
            .iter()
            .filter(|p| !p.ends_with('?') && **p != "...")
            .all(|p| args.iter().any(|(name, _)| **name == **p));
        // `context put` tells a key from a path of keys by the parameter's name.
        let one_key = args
            .iter()
            .all(|(name, value)| &**name != "key" || !matches!(value, Value::List(_)));
        known && complete && one_key
    };
    let Some(form) = function.forms.iter().find(fits) else {
        return Ok(Value::Null);
    };
    let values: Vec<Value> = form
        .iter()
        .filter(|p| **p != "...")
        .map(|p| {
            args.iter()
                .find(|(name, _)| **name == *bare(p))
                .map(|(_, v)| v.clone())
                .unwrap_or_default()
        })
        .collect();
    m.work(cost(&values))?;
    (function.call)(m, &values)
}

/// A function takes so many arguments by position.
pub(crate) fn takes(at: usize, count: usize) -> bool {
    ALL[at].forms.iter().any(|form| fits(form, count))
}

fn fits(form: &[&str], count: usize) -> bool {
    count >= required(form) && (count <= form.len() || form.contains(&"..."))
}

/// A function takes arguments of those names.
pub(crate) fn takes_named(at: usize, names: &[&str]) -> bool {
    let bare = |p: &str| p.trim_end_matches('?').to_owned();
    ALL[at].forms.iter().any(|form| {
        let known = names
            .iter()
            .all(|name| form.iter().any(|p| bare(p) == **name));
        let needed = form.iter().filter(|p| !p.ends_with('?') && **p != "...");
        known && needed.into_iter().all(|p| names.contains(p))
    })
}

/// The name of the parameter that an argument goes to, of so many.
pub(crate) fn parameter(at: usize, count: usize, arg: usize) -> Option<&'static str> {
    let form = ALL[at].forms.iter().find(|form| fits(form, count))?;
    // Several forms of as many parameters take various types there.
    if ALL[at]
        .forms
        .iter()
        .filter(|form| fits(form, count))
        .count()
        > 1
    {
        return None;
    }
    form.get(arg).map(|p| p.trim_end_matches('?'))
}

/// How a function is called: `floor(n)` or `floor(n, scale)`.
pub(crate) fn forms(at: usize) -> String {
    let function = ALL[at];
    let forms = function
        .forms
        .iter()
        .map(|form| format!("`{}({})`", function.name, form.join(", ")));
    forms.collect::<Vec<_>>().join(" or ")
}

/// The items of a list, or the value as the only one.
pub(super) fn items(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Null => None,
        Value::List(items) => Some(items.to_vec()),
        other => Some(vec![other.clone()]),
    }
}

/// The arguments of a function that takes a list or its items.
pub(super) fn spread(args: &[Value]) -> Option<Vec<Value>> {
    match args {
        [Value::List(items)] => Some(items.to_vec()),
        [Value::Null] => None,
        many => Some(many.to_vec()),
    }
}
