//! Arithmetic on numbers, texts, dates and durations (DMN 1.5, 10.3.2.11, tables 50 to 53).

use crate::feel::ast::{Expr, Operator};
use crate::feel::scope::Scope;
use crate::feel::temporal::{DAY, Date, DateTime, DaysTime, NANOS, Time, YearsMonths, Zone};
use crate::feel::{Number, Value};

use super::{Evaluated, Machine};

/// Powers in 76 digits take as long as so many steps (measured): by squaring, and by a logarithm.
const WHOLE_POWER: usize = 2_000;
const POWER: usize = 50_000;

impl Machine<'_> {
    pub(super) fn chain(
        &mut self,
        first: &Expr,
        rest: &[(Operator, Expr)],
        scope: &Scope,
    ) -> Evaluated {
        let mut place = Value::Null;
        let mut left = match rest.split_first() {
            Some(((operator, second), _)) => {
                let first = self.operand(first, scope, &mut place)?;
                self.calculated(*operator, first, second, scope)?
            }
            None => self.eval(first, scope)?,
        };
        for (operator, expr) in rest.iter().skip(1) {
            left = self.calculated(*operator, &left, expr, scope)?;
        }
        Ok(left)
    }

    fn calculated(
        &mut self,
        operator: Operator,
        left: &Value,
        right: &Expr,
        scope: &Scope,
    ) -> Evaluated {
        let mut place = Value::Null;
        let right = self.operand(right, scope, &mut place)?;
        if operator == Operator::Power {
            let whole = matches!(right, Value::Number(n) if n.is_whole());
            self.work(if whole { WHOLE_POWER } else { POWER })?;
        }
        match (operator, left, right) {
            (Operator::Add, Value::String(a), Value::String(b)) => self.text(format!("{a}{b}")),
            _ => Ok(arithmetic(operator, left, right)),
        }
    }
}

pub(super) fn negate(value: &Value) -> Value {
    match value {
        Value::Number(n) => Value::Number(n.negate()),
        Value::DaysTime(d) => days_time(d.nanos().checked_neg()),
        Value::YearsMonths(YearsMonths(months)) => years_months(months.checked_neg()),
        _ => Value::Null,
    }
}

fn days_time(nanos: Option<i128>) -> Value {
    nanos
        .and_then(DaysTime::from_nanos)
        .map_or(Value::Null, Value::DaysTime)
}

fn years_months(months: Option<i64>) -> Value {
    months.map_or(Value::Null, |m| Value::YearsMonths(YearsMonths(m)))
}

/// `a operator b`; null where FEEL has no such operation.
pub(crate) fn arithmetic(operator: Operator, a: &Value, b: &Value) -> Value {
    if let (Value::Number(a), Value::Number(b)) = (a, b) {
        return Value::number(match operator {
            Operator::Add => a.add(*b),
            Operator::Subtract => a.subtract(*b),
            Operator::Multiply => a.multiply(*b),
            Operator::Divide => a.divide(*b),
            Operator::Power => a.power(*b),
        });
    }
    match operator {
        Operator::Add => add(a, b),
        Operator::Subtract => subtract(a, b),
        Operator::Multiply => multiply(a, b)
            .or_else(|| multiply(b, a))
            .unwrap_or_default(),
        Operator::Divide => divide(a, b).unwrap_or_default(),
        Operator::Power => Value::Null,
    }
}

fn add(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::DaysTime(a), Value::DaysTime(b)) => days_time(a.nanos().checked_add(b.nanos())),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => years_months(a.0.checked_add(b.0)),
        (
            Value::DaysTime(_) | Value::YearsMonths(_),
            Value::Date(_) | Value::DateTime(_) | Value::Time(_),
        ) => later(b, a, 1),
        _ => later(a, b, 1),
    }
}

/// A date, time or date and time moved by a duration.
fn later(when: &Value, duration: &Value, sign: i64) -> Value {
    match (when, duration) {
        (Value::Date(date), Value::YearsMonths(d)) => {
            d.0.checked_mul(sign)
                .and_then(|m| date.plus_months(m))
                .map_or(Value::Null, Value::Date)
        }
        (Value::Date(date), Value::DaysTime(d)) => {
            // The duration is added to midnight of that day; what remains of a day falls away.
            let days = (i128::from(sign) * d.nanos()).div_euclid(i128::from(DAY) * NANOS);
            let day = i64::try_from(days)
                .ok()
                .and_then(|days| date.days().checked_add(days));
            day.and_then(Date::from_days)
                .map_or(Value::Null, Value::Date)
        }
        (Value::DateTime(moment), Value::YearsMonths(d)) => {
            let date =
                d.0.checked_mul(sign)
                    .and_then(|m| moment.date.plus_months(m));
            date.map_or(Value::Null, |date| {
                Value::date_time(DateTime {
                    date,
                    time: moment.time.clone(),
                })
            })
        }
        (Value::DateTime(moment), Value::DaysTime(d)) => {
            let moved =
                DaysTime::from_nanos(i128::from(sign) * d.nanos()).and_then(|d| moment.plus(d));
            moved.map_or(Value::Null, Value::date_time)
        }
        (Value::Time(time), Value::DaysTime(d)) => {
            DaysTime::from_nanos(i128::from(sign) * d.nanos())
                .map_or(Value::Null, |d| Value::time(time.plus(d)))
        }
        _ => Value::Null,
    }
}

fn subtract(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::DaysTime(a), Value::DaysTime(b)) => days_time(a.nanos().checked_sub(b.nanos())),
        (Value::YearsMonths(a), Value::YearsMonths(b)) => years_months(a.0.checked_sub(b.0)),
        (Value::Time(a), Value::Time(b)) => times_apart(a, b),
        (Value::Date(_) | Value::DateTime(_), Value::Date(_) | Value::DateTime(_)) => {
            match (midnight(a), midnight(b)) {
                (Some(a), Some(b)) => moments_apart(&a, &b),
                _ => Value::Null,
            }
        }
        _ => later(a, b, -1),
    }
}

fn midnight(value: &Value) -> Option<DateTime> {
    match value {
        Value::Date(date) => Some(DateTime {
            date: *date,
            time: Time::midnight(Zone::Offset(0)),
        }),
        Value::DateTime(moment) => Some((**moment).clone()),
        _ => None,
    }
}

fn moments_apart(a: &DateTime, b: &DateTime) -> Value {
    if (a.time.zone() == &Zone::Local) != (b.time.zone() == &Zone::Local) {
        return Value::Null;
    }
    days_time(a.universal().checked_sub(b.universal()))
}

fn times_apart(a: &Time, b: &Time) -> Value {
    if (a.zone() == &Zone::Local) != (b.zone() == &Zone::Local) {
        return Value::Null;
    }
    days_time(Some(a.universal() - b.universal()))
}

fn multiply(duration: &Value, by: &Value) -> Option<Value> {
    let Value::Number(by) = by else { return None };
    scaled(duration, |n| n.multiply(*by))
}

fn divide(duration: &Value, by: &Value) -> Option<Value> {
    match (duration, by) {
        (Value::DaysTime(a), Value::DaysTime(b)) => {
            Some(Value::number(nanos(*a)?.divide(nanos(*b)?)))
        }
        (Value::YearsMonths(a), Value::YearsMonths(b)) => {
            Some(Value::number(Number::from(a.0).divide(b.0.into())))
        }
        (_, Value::Number(by)) => scaled(duration, |n| n.divide(*by)),
        _ => None,
    }
}

fn nanos(duration: DaysTime) -> Option<Number> {
    Number::parse(&duration.nanos().to_string())
}

/// The duration scaled; months and nanoseconds are whole.
fn scaled(duration: &Value, by: impl Fn(Number) -> Option<Number>) -> Option<Value> {
    let whole = |n: Number| n.rounded(0, crate::feel::number::Rounding::Down);
    match duration {
        Value::DaysTime(d) => {
            let scaled = by(nanos(*d)?).and_then(whole)?;
            Some(days_time(scaled.to_string().parse::<i128>().ok()))
        }
        Value::YearsMonths(d) => Some(years_months(by(d.0.into()).and_then(whole)?.to_i64())),
        _ => None,
    }
}
