//! The caller's clock and parts of the calendar (10.3.4.7, 10.3.4.8).

use super::{Builtin, function};
use crate::feel::Value;
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::temporal::{Date, DateTime};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function("now", &[&[]], |m, _| Ok(Value::date_time(now(m)))),
    function("today", &[&[]], |m, _| Ok(Value::Date(now(m).date))),
    function("day of year", &[&["date"]], |_, a| {
        Ok(of_date(a, |d| Value::from(d.day_of_year())))
    }),
    function("day of week", &[&["date"]], |_, a| {
        Ok(of_date(a, |d| Value::from(DAYS[d.weekday() as usize - 1])))
    }),
    function("month of year", &[&["date"]], |_, a| {
        Ok(of_date(a, |d| Value::from(MONTHS[d.month() as usize - 1])))
    }),
    function("week of year", &[&["date"]], |_, a| {
        Ok(of_date(a, |d| Value::from(d.week_of_year())))
    }),
    function("last day of month", &[&["date"]], last_day),
];

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn now(m: &Machine<'_>) -> DateTime {
    DateTime::at(m.environment.now, &m.environment.zone)
}

fn of_date(args: &[Value], f: impl Fn(Date) -> Value) -> Value {
    match args {
        [Value::Date(date)] => f(*date),
        [Value::DateTime(moment)] => f(moment.date),
        _ => Value::Null,
    }
}

fn last_day(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    Ok(of_date(args, |d| {
        let last = (28..=31)
            .rev()
            .find_map(|day| Date::new(d.year(), d.month(), day))
            .expect("every month has 28 days");
        Value::from(last.day())
    }))
}
