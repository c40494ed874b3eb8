//! Types, what conforms to them, and the conversions that invocation and decisions do (DMN 1.5, 10.3.2.9).

use std::sync::Arc;

use super::ast::Test;
use super::temporal::{DateTime, Time, Zone};
use super::{Range, Value};

/// A type of FEEL or of a model.
#[derive(Clone, Debug)]
pub enum Type {
    /// Everything.
    Any,
    /// Only null.
    Null,
    /// A plain type.
    Plain(Plain),
    /// Lists of a type.
    List(Arc<Type>),
    /// Contexts with at least these entries.
    Context(Arc<Vec<(Arc<str>, Type)>>),
    /// Functions of so many parameters.
    Function(usize),
    /// Ranges over a type.
    Range(Arc<Type>),
    /// Values of a type that also pass tests (an item definition's allowed values).
    Allowed(Arc<Type>, Arc<Vec<Test>>),
}

/// The plain types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// `number`
    Number,
    /// `string`
    String,
    /// `boolean`
    Boolean,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `date and time`
    DateTime,
    /// `days and time duration`
    DaysTime,
    /// `years and months duration`
    YearsMonths,
    /// `context`
    Context,
}

impl Type {
    /// A type by its FEEL name, or its name in DMN files (`dateTime`, `dayTimeDuration`).
    #[must_use]
    pub fn named(name: &str) -> Option<Type> {
        Some(Type::Plain(match name {
            "Any" => return Some(Type::Any),
            "Null" => return Some(Type::Null),
            "number" => Plain::Number,
            "string" => Plain::String,
            "boolean" => Plain::Boolean,
            "date" => Plain::Date,
            "time" => Plain::Time,
            "date and time" | "dateTime" => Plain::DateTime,
            "days and time duration" | "dayTimeDuration" => Plain::DaysTime,
            "years and months duration" | "yearMonthDuration" => Plain::YearsMonths,
            "context" => Plain::Context,
            "list" => return Some(Type::List(Arc::new(Type::Any))),
            _ => return None,
        }))
    }

    /// The value has the type. `passes` decides on allowed values.
    pub(crate) fn holds(
        &self,
        value: &Value,
        passes: &mut dyn FnMut(&Value, &[Test]) -> bool,
    ) -> bool {
        match (self, value) {
            (Type::Any, _) => true,
            (Type::Null, value) => value.is_null(),
            (Type::Plain(plain), value) => plain.holds(value),
            (Type::List(item), Value::List(items)) => {
                items.iter().all(|v| v.is_null() || item.holds(v, passes))
            }
            (Type::Context(entries), Value::Context(context)) => {
                entries.iter().all(|(name, of)| {
                    context
                        .get(name)
                        .is_some_and(|v| v.is_null() || of.holds(v, passes))
                })
            }
            (Type::Function(arity), Value::Function(function)) => {
                function.arity().is_none_or(|n| n == *arity)
            }
            (Type::Range(of), Value::Range(range)) => range_of(range, of, passes),
            (Type::Allowed(of, tests), value) => of.holds(value, passes) && passes(value, tests),
            _ => false,
        }
    }

    /// The value as the type wants it, or null: a list of one for its item, an item for a list, a date for a date and time.
    pub(crate) fn coerce(
        &self,
        value: Value,
        passes: &mut dyn FnMut(&Value, &[Test]) -> bool,
    ) -> Value {
        if value.is_null() || self.holds(&value, passes) {
            return value;
        }
        if let Value::List(items) = &value
            && let [only] = &items[..]
            && !self.is_list()
            && self.holds(only, passes)
        {
            return only.clone();
        }
        if let Type::List(item) = self.without_tests()
            && !matches!(value, Value::List(_))
            && item.holds(&value, passes)
        {
            let list = Value::list(vec![value]);
            return if self.holds(&list, passes) {
                list
            } else {
                Value::Null
            };
        }
        if let (Type::Plain(Plain::DateTime), Value::Date(date)) = (self.without_tests(), &value) {
            return Value::date_time(DateTime {
                date: *date,
                time: Time::midnight(Zone::Offset(0)),
            });
        }
        Value::Null
    }

    fn without_tests(&self) -> &Type {
        match self {
            Type::Allowed(of, _) => of.without_tests(),
            other => other,
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.without_tests(), Type::List(_))
    }
}

fn range_of(range: &Range, of: &Type, passes: &mut dyn FnMut(&Value, &[Test]) -> bool) -> bool {
    [&range.low, &range.high]
        .into_iter()
        .flatten()
        .all(|end| of.holds(end, passes))
}

impl Plain {
    fn holds(self, value: &Value) -> bool {
        matches!(
            (self, value),
            (Plain::Number, Value::Number(_))
                | (Plain::String, Value::String(_))
                | (Plain::Boolean, Value::Boolean(_))
                | (Plain::Date, Value::Date(_))
                | (Plain::Time, Value::Time(_))
                | (Plain::DateTime, Value::DateTime(_))
                | (Plain::DaysTime, Value::DaysTime(_))
                | (Plain::YearsMonths, Value::YearsMonths(_))
                | (Plain::Context, Value::Context(_))
        )
    }
}
