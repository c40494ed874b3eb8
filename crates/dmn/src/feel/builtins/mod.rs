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

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::Value;
use super::eval::{Evaluated, Machine};

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

/// Longest name of the library in bytes.
pub(super) const LONGEST_NAME: usize = 25;

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
pub(super) fn find(name: &str) -> Option<usize> {
    PLACES.get(name).copied()
}

/// A name that always means something: a function, or a member with a space in it.
pub(super) fn is_name(name: &str) -> bool {
    matches!(name, "time offset" | "start included" | "end included") || PLACES.contains_key(name)
}

fn required(form: &[&str]) -> usize {
    form.iter()
        .filter(|p| !p.ends_with('?') && **p != "...")
        .count()
}

pub(super) fn call(m: &mut Machine<'_>, at: usize, args: &[Value]) -> Evaluated {
    let function = ALL[at];
    let fits = |form: &&&[&str]| {
        args.len() >= required(form) && (args.len() <= form.len() || form.contains(&"..."))
    };
    let Some(form) = function.forms.iter().find(fits) else {
        return Ok(Value::Null);
    };
    if form.contains(&"...") || args.len() == form.len() {
        return (function.call)(m, args);
    }
    let mut all = args.to_vec();
    all.resize(form.len(), Value::Null);
    (function.call)(m, &all)
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
        known && complete
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
    (function.call)(m, &values)
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
