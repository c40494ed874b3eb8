//! Context functions and `not`, `is` (10.3.4.2, 10.3.4.6 ff.).

use std::sync::Arc;

use super::{Builtin, function, items};
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::{Context, Value};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("not", &[&["negand"]], |_, a| {
        Ok(Value::truth(a[0].as_bool().map(|t| !t)))
    }),
    function("is", &[&["value1?", "value2?"]], |_, a| {
        Ok(Value::Boolean(identical(&a[0], &a[1])))
    }),
    function(
        "get value",
        &[&["m", "key"], &["context", "key"]],
        get_value,
    ),
    function("get entries", &[&["m"], &["context"]], get_entries),
    function("context", &[&["entries"]], context),
    function(
        "context put",
        &[&["context", "key", "value"], &["context", "keys", "value"]],
        put,
    ),
    function("context merge", &[&["contexts"]], merge),
];

/// The same element of the semantic domain: no conversion between zones.
fn identical(a: &Value, b: &Value) -> bool {
    a == b
}

fn get_value(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    Ok(match (&args[0], &args[1]) {
        (Value::Context(context), Value::String(key)) => {
            context.get(key).cloned().unwrap_or_default()
        }
        _ => Value::Null,
    })
}

fn get_entries(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Value::Context(context) = &args[0] else {
        return Ok(Value::Null);
    };
    let mut entries = Vec::new();
    for (name, value) in context.iter() {
        let entry: Context = [("key", Value::from(name)), ("value", value.clone())]
            .into_iter()
            .collect();
        entries.push(m.made_context(entry)?);
    }
    m.list(entries)
}

fn context(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(entries) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let mut made = Context::new();
    for entry in &entries {
        let Value::Context(entry) = entry else {
            return Ok(Value::Null);
        };
        let (Some(Value::String(key)), Some(value)) = (entry.get("key"), entry.get("value")) else {
            return Ok(Value::Null);
        };
        if made.get(key).is_some() {
            return Ok(Value::Null);
        }
        made.insert(key.clone(), value.clone());
    }
    m.made_context(made)
}

fn put(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Value::Context(context) = &args[0] else {
        return Ok(Value::Null);
    };
    match &args[1] {
        Value::String(key) => put_at(m, context, std::slice::from_ref(key), &args[2]),
        Value::List(keys) if !keys.is_empty() => {
            let keys: Option<Vec<Arc<str>>> =
                keys.iter().map(|k| k.as_str().map(Into::into)).collect();
            match keys {
                Some(keys) => put_at(m, context, &keys, &args[2]),
                None => Ok(Value::Null),
            }
        }
        _ => Ok(Value::Null),
    }
}

fn put_at(m: &mut Machine<'_>, context: &Context, keys: &[Arc<str>], value: &Value) -> Evaluated {
    let [key, rest @ ..] = keys else {
        return Ok(Value::Null);
    };
    let mut changed = context.clone();
    m.work(context.len())?;
    let value = if rest.is_empty() {
        value.clone()
    } else {
        let Some(Value::Context(inner)) = context.get(key) else {
            return Ok(Value::Null);
        };
        match m.nested(|m| put_at(m, inner, rest, value))? {
            Value::Null => return Ok(Value::Null),
            changed => changed,
        }
    };
    changed.insert(key.clone(), value);
    m.made_context(changed)
}

fn merge(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let Some(contexts) = items(&args[0]) else {
        return Ok(Value::Null);
    };
    let mut merged = Context::new();
    for context in &contexts {
        let Value::Context(context) = context else {
            return Ok(Value::Null);
        };
        m.work(context.len())?;
        context
            .iter()
            .for_each(|(name, value)| merged.insert(name, value.clone()));
    }
    m.made_context(merged)
}
