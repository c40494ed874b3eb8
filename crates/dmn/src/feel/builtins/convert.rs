//! Conversions (10.3.4.1).

use super::{Builtin, function};
use crate::feel::eval::{Evaluated, Machine};
use crate::feel::temporal::{Date, DateTime, DaysTime, Time, YearsMonths, Zone};
use crate::feel::{Number, Value};

pub(super) const FUNCTIONS: &[Builtin] = &[
    function(
        "number",
        &[&["from", "grouping separator?", "decimal separator?"]],
        number,
    ),
    function("string", &[&["from"]], string),
    function("date", &[&["from"], &["year", "month", "day"]], date),
    function(
        "time",
        &[&["from"], &["hour", "minute", "second", "offset?"]],
        time,
    ),
    function(
        "date and time",
        &[&["from"], &["date", "time"]],
        date_and_time,
    ),
    function("duration", &[&["from"]], duration),
    function(
        "years and months duration",
        &[&["from", "to"]],
        months_between,
    ),
];

fn number(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [Value::String(text), grouping, decimal] = args else {
        return Ok(Value::Null);
    };
    let grouping = match grouping {
        Value::Null => None,
        Value::String(s) if matches!(&**s, " " | "," | ".") => Some(&**s),
        _ => return Ok(Value::Null),
    };
    let decimal = match decimal {
        Value::Null => None,
        Value::String(s) if matches!(&**s, "," | ".") => Some(&**s),
        _ => return Ok(Value::Null),
    };
    if grouping.is_some() && grouping == decimal {
        return Ok(Value::Null);
    }
    let mut plain = text.to_string();
    if let Some(grouping) = grouping {
        plain = plain.replace(grouping, "");
    }
    if let Some(decimal) = decimal {
        plain = plain.replace(decimal, ".");
    }
    Ok(Value::number(Number::parse(&plain)))
}

fn string(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    match &args[0] {
        Value::Null => Ok(Value::Null),
        text @ Value::String(_) => Ok(text.clone()),
        other => {
            m.charge(other.weight())?;
            let text = other.to_string();
            m.text(text)
        }
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(n) => n.to_i64(),
        _ => None,
    }
}

fn date(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let date = match args {
        [Value::String(text)] => Date::parse(text),
        [Value::Date(date)] => Some(*date),
        [Value::DateTime(moment)] => Some(moment.date),
        [year, month, day] => match (whole(year), whole(month), whole(day)) {
            (Some(y), Some(m), Some(d)) => Date::new(y, m, d),
            _ => None,
        },
        _ => None,
    };
    Ok(date.map_or(Value::Null, Value::Date))
}

fn time(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let time = match args {
        [Value::String(text)] => Time::parse(text),
        [Value::Time(time)] => Some((**time).clone()),
        [Value::DateTime(moment)] => Some(moment.time.clone()),
        [Value::Date(_)] => Some(Time::midnight(Zone::Offset(0))),
        [hour, minute, second, offset] => time_of(hour, minute, second, offset),
        _ => None,
    };
    Ok(time.map_or(Value::Null, Value::time))
}

fn time_of(hour: &Value, minute: &Value, second: &Value, offset: &Value) -> Option<Time> {
    let Value::Number(seconds) = second else {
        return None;
    };
    let floor = seconds.floor(0)?;
    let nanos = seconds
        .subtract(floor)?
        .multiply(Number::from(1_000_000_000))?
        .floor(0)?
        .to_i64()?;
    let zone = match offset {
        Value::Null => Zone::Local,
        Value::DaysTime(d) => {
            let seconds = i32::try_from(d.nanos() / crate::feel::temporal::NANOS)
                .ok()
                .filter(|s| s.abs() <= 18 * 3600)?;
            Zone::Offset(seconds)
        }
        _ => return None,
    };
    Time::new(whole(hour)?, whole(minute)?, floor.to_i64()?, nanos, zone)
}

fn date_and_time(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let moment = match args {
        [Value::String(text)] => DateTime::parse(text),
        [Value::DateTime(moment)] => Some((**moment).clone()),
        [Value::Date(date)] => Some(DateTime {
            date: *date,
            time: Time::midnight(Zone::Offset(0)),
        }),
        [Value::Date(date), Value::Time(time)] => Some(DateTime {
            date: *date,
            time: (**time).clone(),
        }),
        [Value::DateTime(moment), Value::Time(time)] => Some(DateTime {
            date: moment.date,
            time: (**time).clone(),
        }),
        [Value::DateTime(moment), Value::String(zone)] => Zone::named(zone).and_then(|zone| {
            let local = DateTime {
                date: moment.date,
                time: moment.time.with_zone(zone.clone()),
            };
            let shift = match moment.offset() {
                None => 0,
                Some(offset) => i64::from(local.offset()?) - i64::from(offset),
            };
            local.plus(DaysTime::from_seconds(shift))
        }),
        _ => None,
    };
    Ok(moment.map_or(Value::Null, Value::date_time))
}

fn duration(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    Ok(match &args[0] {
        Value::String(text) => match YearsMonths::parse(text) {
            Some(duration) => Value::YearsMonths(duration),
            None => DaysTime::parse(text).map_or(Value::Null, Value::DaysTime),
        },
        same @ (Value::YearsMonths(_) | Value::DaysTime(_)) => same.clone(),
        _ => Value::Null,
    })
}

/// Whole months between two days; the time of day does not count (DMN 1.5, 10.3.4.1).
fn months_between(_: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let day = |v: &Value| match v {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date),
        _ => None,
    };
    let (Some(from), Some(to)) = (day(&args[0]), day(&args[1])) else {
        return Ok(Value::Null);
    };
    let months = |d: Date| d.year() * 12 + d.month();
    let mut apart = months(to) - months(from);
    if apart > 0 && to.day() < from.day() {
        apart -= 1;
    } else if apart < 0 && to.day() > from.day() {
        apart += 1;
    }
    Ok(Value::YearsMonths(YearsMonths(apart)))
}
