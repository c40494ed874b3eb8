//! Values as JSON: plainly for people and interfaces, and without loss for what is stored.
//!
//! Stored form: JSON for null, booleans, text, lists, contexts and numbers that are integers below 2^53; what JSON
//! lacks is an object with one key that begins with `@` (`{"@date":"2026-01-31"}`, `{"@number":"0.10"}`); a context with
//! a key that begins with `@` is `{"@context":[[name, value], …]}`.

use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::temporal::{Date, DateTime, DaysTime, Time, YearsMonths};
use super::types::{Plain, Type};
use super::{Context, Number, Range, RangeForm, Value};

/// Largest integer that every JSON reader keeps.
const SAFE: i64 = 1 << 53;

impl Value {
    /// A value from plain JSON: texts stay texts, whatever they look like.
    #[must_use]
    pub fn from_json(json: &Json) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Boolean(*truth),
            Json::Number(n) => Value::number(Number::parse(&n.to_string())),
            Json::String(text) => Value::string(text.as_str()),
            Json::Array(items) => Value::list(items.iter().map(Value::from_json).collect()),
            Json::Object(entries) => Value::Context(Arc::new(
                entries
                    .iter()
                    .map(|(n, v)| (n.as_str(), Value::from_json(v)))
                    .collect(),
            )),
        }
    }

    /// A value from plain JSON where a type is declared: what is declared as a date, time or duration is read from its text.
    #[must_use]
    pub fn from_json_as(json: &Json, of: &Type) -> Value {
        match (of, json) {
            (Type::Allowed(of, _), json) => Value::from_json_as(json, of),
            (Type::Plain(plain), Json::String(text)) => match plain {
                Plain::Date => Date::parse(text).map(Value::Date),
                Plain::Time => Time::parse(text).map(Value::time),
                Plain::DateTime => DateTime::parse(text).map(Value::date_time),
                Plain::DaysTime => DaysTime::parse(text).map(Value::DaysTime),
                Plain::YearsMonths => YearsMonths::parse(text).map(Value::YearsMonths),
                _ => None,
            }
            .unwrap_or_else(|| Value::from_json(json)),
            (Type::List(of), Json::Array(items)) => Value::list(
                items
                    .iter()
                    .map(|item| Value::from_json_as(item, of))
                    .collect(),
            ),
            (Type::Context(types), Json::Object(entries)) => {
                let value = |name: &str, json: &Json| match types.iter().find(|(n, _)| &**n == name)
                {
                    Some((_, of)) => Value::from_json_as(json, of),
                    None => Value::from_json(json),
                };
                Value::Context(Arc::new(
                    entries
                        .iter()
                        .map(|(n, v)| (n.as_str(), value(n, v)))
                        .collect(),
                ))
            }
            _ => Value::from_json(json),
        }
    }

    /// Plain JSON: dates and durations as ISO texts; numbers as JSON numbers when they lose nothing by it, else as text;
    /// ranges as text, functions as null.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Value::Null | Value::Function(_) => Json::Null,
            Value::Boolean(truth) => Json::Bool(*truth),
            Value::Number(n) => plain_number(*n),
            Value::List(items) => Json::Array(items.iter().map(Value::to_json).collect()),
            Value::Context(context) => Json::Object(
                context
                    .iter()
                    .map(|(n, v)| (n.to_owned(), v.to_json()))
                    .collect(),
            ),
            other => Json::String(other.to_string()),
        }
    }

    fn stored(&self) -> Json {
        match self {
            Value::Null | Value::Function(_) => Json::Null,
            Value::Boolean(truth) => Json::Bool(*truth),
            Value::Number(n) => match n.to_i64().filter(|n| n.abs() < SAFE) {
                Some(n) => n.into(),
                None => json!({ "@number": n.to_string() }),
            },
            Value::String(text) => Json::String(text.to_string()),
            Value::Date(date) => json!({ "@date": date.to_string() }),
            Value::Time(time) => json!({ "@time": time.to_string() }),
            Value::DateTime(moment) => json!({ "@dateTime": moment.to_string() }),
            Value::DaysTime(duration) => json!({ "@duration": duration.to_string() }),
            Value::YearsMonths(duration) => json!({ "@months": duration.0 }),
            Value::List(items) => Json::Array(items.iter().map(Value::stored).collect()),
            Value::Context(context) => context.stored(),
            Value::Range(range) => {
                let end =
                    |v: &Option<Value>| v.as_ref().map_or_else(Vec::new, |v| vec![v.stored()]);
                match range.form {
                    RangeForm::Interval => {
                        json!({ "@range": [range.low_closed, end(&range.low), end(&range.high), range.high_closed] })
                    }
                    RangeForm::Equal => json!({ "@points": [true, end(&range.low)] }),
                    RangeForm::Unequal => json!({ "@points": [false, end(&range.low)] }),
                }
            }
        }
    }

    fn restored(json: &Json) -> Option<Value> {
        match json {
            Json::Array(items) => Some(Value::list(
                items.iter().map(Value::restored).collect::<Option<_>>()?,
            )),
            Json::Object(entries) => match entries.iter().next() {
                Some((tag, inner)) if tag.starts_with('@') && entries.len() == 1 => {
                    tagged(tag, inner)
                }
                _ => Some(Value::Context(Arc::new(Context::restored(entries)?))),
            },
            plain => Some(Value::from_json(plain)),
        }
    }
}

fn plain_number(n: Number) -> Json {
    if let Some(n) = n.to_i64() {
        return n.into();
    }
    let text = n.to_string();
    match text
        .parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
    {
        Some(float) if Number::parse(&float.to_string()) == Some(n) && text.len() <= 17 => {
            Json::Number(float)
        }
        _ => Json::String(text),
    }
}

fn tagged(tag: &str, inner: &Json) -> Option<Value> {
    let text = inner.as_str();
    Some(match tag {
        "@number" => Value::Number(Number::parse(text?)?),
        "@date" => Value::Date(Date::parse(text?)?),
        "@time" => Value::time(Time::parse(text?)?),
        "@dateTime" => Value::date_time(DateTime::parse(text?)?),
        "@duration" => Value::DaysTime(DaysTime::parse(text?)?),
        "@months" => Value::YearsMonths(YearsMonths(inner.as_i64()?)),
        "@range" => range(inner.as_array()?)?,
        "@points" => points(inner.as_array()?)?,
        "@context" => {
            let mut context = Context::new();
            for entry in inner.as_array()? {
                let [name, value] = entry.as_array()?.as_slice() else {
                    return None;
                };
                context.insert(name.as_str()?, Value::restored(value)?);
            }
            Value::Context(Arc::new(context))
        }
        _ => return None,
    })
}

fn range(parts: &[Json]) -> Option<Value> {
    let [low_closed, low, high, high_closed] = parts else {
        return None;
    };
    let end = |json: &Json| match json.as_array()?.as_slice() {
        [] => Some(None),
        [value] => Some(Some(Value::restored(value)?)),
        _ => None,
    };
    Some(Value::Range(Arc::new(Range {
        low: end(low)?,
        low_closed: low_closed.as_bool()?,
        high: end(high)?,
        high_closed: high_closed.as_bool()?,
        form: RangeForm::Interval,
    })))
}

fn points(parts: &[Json]) -> Option<Value> {
    let [equal, value] = parts else { return None };
    let [value] = value.as_array()?.as_slice() else {
        return None;
    };
    Some(Value::Range(Arc::new(Range::points(
        Value::restored(value)?,
        equal.as_bool()?,
    ))))
}

impl Context {
    fn stored(&self) -> Json {
        if self.iter().any(|(name, _)| name.starts_with('@')) {
            return json!({ "@context": self.iter().map(|(n, v)| json!([n, v.stored()])).collect::<Vec<_>>() });
        }
        Json::Object(
            self.iter()
                .map(|(n, v)| (n.to_owned(), v.stored()))
                .collect(),
        )
    }

    fn restored(entries: &Map<String, Json>) -> Option<Context> {
        entries
            .iter()
            .map(|(name, value)| Some((name.as_str(), Value::restored(value)?)))
            .collect()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.stored().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        Value::restored(&Json::deserialize(from)?)
            .ok_or_else(|| D::Error::custom("not a stored FEEL value"))
    }
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.stored().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Context, D::Error> {
        match Value::deserialize(from)? {
            Value::Context(context) => Ok(Arc::unwrap_or_clone(context)),
            _ => Err(D::Error::custom("not a stored FEEL context")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_values_come_back_as_they_were() {
        let all = Value::list(vec![
            Value::Null,
            Value::from(true),
            Value::from(-7),
            Value::Number(Number::parse("0.10000000000000000000000000000001").unwrap()),
            Value::from("@date"),
            Value::Date(Date::parse("2026-01-31").unwrap()),
            Value::date_time(DateTime::parse("2026-01-31T10:00:00@Asia/Beirut").unwrap()),
            Value::YearsMonths(YearsMonths(-14)),
            Value::DaysTime(DaysTime::parse("PT1.5S").unwrap()),
            Value::Context(Arc::new(
                [("@a", Value::from(1)), ("b", Value::Null)]
                    .into_iter()
                    .collect(),
            )),
        ]);
        let json = serde_json::to_string(&all).unwrap();
        let back: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back, all, "{json}");
    }

    #[test]
    fn plain_json_loses_no_digit() {
        assert_eq!(
            Value::Number(Number::parse("0.1").unwrap()).to_json(),
            json!(0.1)
        );
        assert_eq!(
            Value::Number(Number::parse("12345678901234567890.5").unwrap()).to_json(),
            json!("12345678901234567890.5")
        );
    }
}
