use std::sync::Arc;

use super::ast::Function;
use super::temporal::{Date, DateTime, DaysTime, Time, YearsMonths};
use super::{Context, Number};

/// A value of FEEL (DMN 1.5, 10.3.2.2). Cheap to clone.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// No value, or the result of what cannot be computed.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A decimal number.
    Number(Number),
    /// Text.
    String(Arc<str>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Arc<Time>),
    /// A day with a time.
    DateTime(Arc<DateTime>),
    /// A duration of days to seconds.
    DaysTime(DaysTime),
    /// A duration of years and months.
    YearsMonths(YearsMonths),
    /// A list.
    List(Arc<List>),
    /// Named values.
    Context(Arc<Context>),
    /// An interval.
    Range(Arc<Range>),
    /// Something that can be called.
    Function(Arc<Function>),
}

/// The items of a list, and how deep lists and contexts nest in it.
#[derive(Clone, Debug, Default)]
pub struct List {
    items: Vec<Value>,
    depth: u32,
    weight: u64,
}

impl List {
    /// How deep lists and contexts nest here, this one included.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth
    }
}

impl From<Vec<Value>> for List {
    fn from(items: Vec<Value>) -> List {
        let depth = items.iter().map(Value::depth).max().unwrap_or(0) + 1;
        let weight = items
            .iter()
            .fold(1, |sum: u64, v| sum.saturating_add(v.weight()));
        List {
            items,
            depth,
            weight,
        }
    }
}

impl std::ops::Deref for List {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.items
    }
}

/// An interval; an end without a value is open to infinity.
#[derive(Clone, Debug)]
pub struct Range {
    /// The lower end.
    pub low: Option<Value>,
    /// The lower end belongs to it.
    pub low_closed: bool,
    /// The upper end.
    pub high: Option<Value>,
    /// The upper end belongs to it.
    pub high_closed: bool,
    /// It was written as a comparison: `(=10)` is no `[10..10]`, and `(!=10)` is everything but 10.
    pub form: RangeForm,
}

/// How a [`Range`] was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RangeForm {
    /// With two ends, or one: `[1..5]`, `(>1)`.
    #[default]
    Interval,
    /// `(=10)`: both ends are the value.
    Equal,
    /// `(!=10)`: both ends are the value that does not belong.
    Unequal,
}

impl Range {
    /// `(=value)` or `(!=value)`.
    pub(crate) fn points(value: Value, equal: bool) -> Range {
        let form = if equal {
            RangeForm::Equal
        } else {
            RangeForm::Unequal
        };
        Range {
            low: Some(value.clone()),
            low_closed: equal,
            high: Some(value),
            high_closed: equal,
            form,
        }
    }
}

impl Value {
    /// Text.
    #[must_use]
    pub fn string(text: impl Into<Arc<str>>) -> Value {
        Value::String(text.into())
    }

    /// A list.
    #[must_use]
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Arc::new(items.into()))
    }

    /// True or false, or null when unknown.
    #[must_use]
    pub fn truth(truth: Option<bool>) -> Value {
        truth.map_or(Value::Null, Value::Boolean)
    }

    pub(crate) fn number(number: Option<Number>) -> Value {
        number.map_or(Value::Null, Value::Number)
    }

    pub(crate) fn integer(n: usize) -> Value {
        Value::Number(Number::from(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    pub(crate) fn time(time: Time) -> Value {
        Value::Time(Arc::new(time))
    }

    pub(crate) fn date_time(moment: DateTime) -> Value {
        Value::DateTime(Arc::new(moment))
    }

    /// It is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Boolean(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The named values of a context.
    #[must_use]
    pub fn as_context(&self) -> Option<&Context> {
        match self {
            Value::Context(context) => Some(context),
            _ => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// How deep lists and contexts nest; nought for a plain value.
    #[must_use]
    pub fn depth(&self) -> u32 {
        match self {
            Value::List(list) => list.depth(),
            Value::Context(context) => context.depth(),
            Value::Function(function) => function.depth(),
            Value::Range(range) => {
                let end = |v: &Option<Value>| v.as_ref().map_or(0, Value::depth);
                end(&range.low).max(end(&range.high)) + 1
            }
            _ => 0,
        }
    }

    /// How many cells it has when nothing of it is shared: what walking or writing it costs. One for an item, one more for every
    /// 32 bytes of text.
    #[must_use]
    pub fn weight(&self) -> u64 {
        match self {
            Value::String(text) => 1 + text.len() as u64 / 32,
            Value::Number(n) => 1 + n.length() / 32,
            Value::List(list) => list.weight,
            Value::Context(context) => context.weight(),
            Value::Range(range) => {
                let end = |v: &Option<Value>| v.as_ref().map_or(0, Value::weight);
                end(&range.low)
                    .saturating_add(end(&range.high))
                    .saturating_add(1)
            }
            _ => 1,
        }
    }

    /// The name of its type as FEEL writes it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Boolean(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Date(_) => "date",
            Value::Time(_) => "time",
            Value::DateTime(_) => "date and time",
            Value::DaysTime(_) => "days and time duration",
            Value::YearsMonths(_) => "years and months duration",
            Value::List(_) => "list",
            Value::Context(_) => "context",
            Value::Range(_) => "range",
            Value::Function(_) => "function",
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Boolean(truth)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Value {
        Value::Number(n.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.into())
    }
}

/// The same value of the same type; null equals null, functions only themselves (for tests and change detection; FEEL's own `=` is three-valued).
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(a), Value::Boolean(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Date(a), Value::Date(b)) => a == b,
            (Value::Time(a), Value::Time(b)) => a == b,
            (Value::DateTime(a), Value::DateTime(b)) => a == b,
            (Value::DaysTime(a), Value::DaysTime(b)) => a == b,
            (Value::YearsMonths(a), Value::YearsMonths(b)) => a == b,
            (Value::List(a), Value::List(b)) => a[..] == b[..],
            (Value::Context(a), Value::Context(b)) => a == b,
            (Value::Range(a), Value::Range(b)) => {
                a.low == b.low
                    && a.high == b.high
                    && a.low_closed == b.low_closed
                    && a.high_closed == b.high_closed
                    && a.form == b.form
            }
            (Value::Function(a), Value::Function(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}
