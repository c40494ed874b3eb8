//! Values as text, as FEEL's `string` function writes them.

use std::fmt;

use super::{Range, RangeForm, Value};

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Boolean(truth) => truth.fmt(f),
            Value::Number(n) => n.fmt(f),
            Value::String(text) => f.write_str(text),
            Value::Date(date) => date.fmt(f),
            Value::Time(time) => time.fmt(f),
            Value::DateTime(moment) => moment.fmt(f),
            Value::DaysTime(duration) => duration.fmt(f),
            Value::YearsMonths(duration) => duration.fmt(f),
            Value::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { ", " })?;
                    quoted(item, f)?;
                }
                f.write_str("]")
            }
            Value::Context(context) => {
                f.write_str("{")?;
                for (at, (name, value)) in context.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { ", " })?;
                    if plain_name(name) {
                        f.write_str(name)?;
                    } else {
                        write!(f, "{name:?}")?;
                    }
                    f.write_str(": ")?;
                    quoted(value, f)?;
                }
                f.write_str("}")
            }
            Value::Range(range) => range.fmt(f),
            Value::Function(_) => f.write_str("function"),
        }
    }
}

fn plain_name(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_alphanumeric() || c == '_' || c == ' ')
}

fn quoted(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::String(text) => write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        other => fmt::Display::fmt(other, f),
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (RangeForm::Equal | RangeForm::Unequal, Some(value)) = (self.form, &self.low) {
            f.write_str(if self.form == RangeForm::Equal {
                "(="
            } else {
                "(!="
            })?;
            quoted(value, f)?;
            return f.write_str(")");
        }
        f.write_str(if self.low_closed { "[" } else { "(" })?;
        if let Some(low) = &self.low {
            quoted(low, f)?;
        }
        f.write_str("..")?;
        if let Some(high) = &self.high {
            quoted(high, f)?;
        }
        f.write_str(if self.high_closed { "]" } else { ")" })
    }
}
