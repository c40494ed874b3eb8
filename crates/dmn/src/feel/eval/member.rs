//! Members and filters: `a.b`, `list[condition]`, `list[1]`.

use std::sync::{Arc, LazyLock};

use crate::feel::ast::{Expr, Suffix};
use crate::feel::scope::Scope;
use crate::feel::temporal::{DAY, Date, DaysTime, NANOS, Time, YearsMonths, Zone};
use crate::feel::{Number, RangeForm, Value};

use super::{Evaluated, Machine};

/// The name of an item while a list is filtered.
static ITEM: LazyLock<Arc<str>> = LazyLock::new(|| "item".into());

impl Machine<'_> {
    pub(super) fn postfix(&mut self, base: &Expr, suffixes: &[Suffix], scope: &Scope) -> Evaluated {
        let mut value = self.eval(base, scope)?;
        for suffix in suffixes {
            self.work(1)?;
            value = match suffix {
                Suffix::Member(name) => self.member(&value, name)?,
                Suffix::Filter(condition) => self.filter(&value, condition, scope)?,
                Suffix::Call(args) => {
                    let args = args
                        .iter()
                        .map(|e| self.eval(e, scope))
                        .collect::<Evaluated<Vec<_>>>()?;
                    self.call(&value, args)?
                }
                Suffix::CallNamed(args) => {
                    let args = args
                        .iter()
                        .map(|(n, e)| Ok((n.clone(), self.eval(e, scope)?)))
                        .collect::<Evaluated<Vec<_>>>()?;
                    self.call_named(&value, &args)?
                }
            };
        }
        Ok(value)
    }

    fn member(&mut self, value: &Value, name: &str) -> Evaluated {
        match value {
            Value::List(items) => {
                self.work(items.len())?;
                let members = items.iter().map(|item| member_of(item, name)).collect();
                self.list(members)
            }
            other => Ok(member_of(other, name)),
        }
    }

    fn filter(&mut self, value: &Value, condition: &Expr, scope: &Scope) -> Evaluated {
        let single;
        let items: &[Value] = match value {
            Value::Null => &[],
            Value::List(items) => items,
            other => {
                single = [other.clone()];
                &single
            }
        };
        let mut kept = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let inner = self.item_scope(item, scope)?;
            match self.eval(condition, &inner)? {
                Value::Number(n) if at == 0 => return Ok(indexed(items, n)),
                Value::Boolean(true) => kept.push(item.clone()),
                _ => {}
            }
        }
        if items.is_empty() && matches!(self.eval(condition, scope)?, Value::Number(_)) {
            return Ok(Value::Null);
        }
        self.list(kept)
    }

    /// The items for which the condition is true (a boxed filter).
    pub(super) fn filter_all(
        &mut self,
        value: &Value,
        condition: &Expr,
        scope: &Scope,
    ) -> Evaluated {
        let items = match value {
            Value::List(items) => items.to_vec(),
            Value::Null => Vec::new(),
            other => vec![other.clone()],
        };
        let mut kept = Vec::new();
        for item in &items {
            self.work(1)?;
            let inner = self.item_scope(item, scope)?;
            match self.eval(condition, &inner)? {
                Value::Boolean(true) => kept.push(item.clone()),
                Value::Boolean(false) | Value::Null => {}
                // What is no condition makes the whole null.
                _ => return Ok(Value::Null),
            }
        }
        self.list(kept)
    }

    fn item_scope(&mut self, item: &Value, scope: &Scope) -> Evaluated<Scope> {
        let inner = match item {
            Value::Context(context) => scope.with_all(Arc::clone(context)),
            _ => scope.clone(),
        };
        // An entry called `item` hides the item itself (DMN 1.5, 10.3.2.5).
        match item {
            Value::Context(context) if context.get("item").is_some() => Ok(inner),
            _ => self.bind(&inner, &ITEM, item.clone()),
        }
    }
}

fn indexed(items: &[Value], n: Number) -> Value {
    let at = match n.to_i64() {
        Some(n) if n > 0 => usize::try_from(n - 1).ok(),
        Some(n) if n < 0 => usize::try_from(n.unsigned_abs())
            .ok()
            .and_then(|back| items.len().checked_sub(back)),
        _ => None,
    };
    at.and_then(|at| items.get(at)).cloned().unwrap_or_default()
}

pub(super) fn member_of(value: &Value, name: &str) -> Value {
    match value {
        Value::Context(context) => context.get(name).cloned().unwrap_or_default(),
        Value::Date(date) => of_date(*date, name),
        Value::Time(time) => of_time(time, None, name),
        Value::DateTime(moment) => match of_date(moment.date, name) {
            Value::Null => of_time(&moment.time, Some(moment.date), name),
            found => found,
        },
        Value::DaysTime(duration) => of_days_time(*duration, name),
        Value::YearsMonths(YearsMonths(months)) => match name {
            "years" => Value::from(months / 12),
            "months" => Value::from(months % 12),
            _ => Value::Null,
        },
        Value::Range(range) if range.form == RangeForm::Unequal => Value::Null,
        Value::Range(range) => match name {
            "start" => range.low.clone().unwrap_or_default(),
            "end" => range.high.clone().unwrap_or_default(),
            "start included" => Value::Boolean(range.low_closed),
            "end included" => Value::Boolean(range.high_closed),
            _ => Value::Null,
        },
        _ => Value::Null,
    }
}

fn of_date(date: Date, name: &str) -> Value {
    match name {
        "year" => Value::from(date.year()),
        "month" => Value::from(date.month()),
        "day" => Value::from(date.day()),
        "weekday" => Value::from(date.weekday()),
        _ => Value::Null,
    }
}

fn of_time(time: &Time, date: Option<Date>, name: &str) -> Value {
    match name {
        "hour" => Value::from(time.hour()),
        "minute" => Value::from(time.minute()),
        "second" => Value::from(time.second()),
        "time offset" => {
            let date = date
                .or_else(|| Date::from_days(0))
                .expect("1970-01-01 is a date");
            let offset = match time.zone() {
                Zone::Named(_) | Zone::Offset(_) => time.zone().offset(date, time),
                Zone::Local => None,
            };
            offset.map_or(Value::Null, |s| {
                Value::DaysTime(DaysTime::from_seconds(i64::from(s)))
            })
        }
        "timezone" => match time.zone() {
            Zone::Named(name) => Value::String(name.clone()),
            _ => Value::Null,
        },
        _ => Value::Null,
    }
}

fn of_days_time(duration: DaysTime, name: &str) -> Value {
    let seconds = (duration.nanos() / NANOS) as i64;
    match name {
        "days" => Value::from(seconds / DAY),
        "hours" => Value::from(seconds % DAY / 3600),
        "minutes" => Value::from(seconds % 3600 / 60),
        "seconds" => Value::from(seconds % 60),
        _ => Value::Null,
    }
}
