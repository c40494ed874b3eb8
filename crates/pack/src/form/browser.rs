//! From what a browser sends to data. What cannot be read is kept as typed, so that the person sees it again with its error.

use std::collections::BTreeSet;

use language::HijriDay;
use serde_json::{Map, Value as Json};

use super::group::ITEMS;
use super::{Field, FieldError, FieldKind, Form};

/// Longest answer in bytes; longer ones are cut off and refused.
const ANSWER: usize = 20_000;

impl Form {
    /// The data in a browser's fields (`name` with all its values). Only fields of the form are taken. Numbers, and
    /// texts that a pattern describes, may have Arabic-Indic or Persian digits; dates come as `name-day`, `name-month`,
    /// `name-year` (of the Hijri calendar where `name-calendar` is `hijri`), or whole.
    #[must_use]
    pub fn parse(&self, sent: &[(String, Vec<String>)]) -> (Map<String, Json>, Vec<FieldError>) {
        let (mut data, mut errors) = (Map::new(), Vec::new());
        for field in &self.fields {
            if field.compute.is_some() {
                continue;
            }
            let values = |name: &str| {
                sent.iter()
                    .find(|(n, _)| n == name)
                    .map(|(_, values)| values.as_slice())
            };
            let read = match field.kind {
                FieldKind::Group => group(field, sent),
                _ => one(field, &field.name, &values),
            };
            let Some(read) = read else { continue };
            if long(&read) {
                errors.push(
                    FieldError::new(&field.name, "too_long")
                        .with("limit", field.max_length.unwrap_or(ANSWER as u64)),
                );
                continue;
            }
            data.insert(field.name.clone(), read);
        }
        (data, errors)
    }
}

fn one<'s>(
    field: &Field,
    name: &str,
    values: &impl Fn(&str) -> Option<&'s [String]>,
) -> Option<Json> {
    match field.kind {
        FieldKind::Date => date(name, values),
        _ => values(name).and_then(|values| answer(field, values)),
    }
}

/// A text that is too long, in a group too.
fn long(read: &Json) -> bool {
    match read {
        Json::String(text) => text.len() > ANSWER,
        Json::Array(items) => items.iter().any(long),
        Json::Object(fields) => fields.values().any(long),
        _ => false,
    }
}

/// The things of a group, in the order of their numbers; those about which nothing was said are left out.
fn group(field: &Field, sent: &[(String, Vec<String>)]) -> Option<Json> {
    let number = |name: &str| {
        let rest = name.strip_prefix(field.name.as_str())?.strip_prefix('.')?;
        rest.split('.').next()?.parse::<u32>().ok()
    };
    let numbers: BTreeSet<u32> = sent.iter().filter_map(|(name, _)| number(name)).collect();
    let values = |name: &str| {
        let own = sent.iter().find(|(n, _)| n == name);
        own.map(|(_, values)| values.as_slice())
    };
    // One more than there may be, so that the person is told; not as many as somebody likes.
    let numbers = numbers.into_iter().take(ITEMS as usize + 1);
    let things = numbers.filter_map(|n| {
        let mut thing = Map::new();
        for asked in &field.items {
            let name = format!("{}.{n}.{}", field.name, asked.name);
            if let Some(read) = one(asked, &name, &values) {
                thing.insert(asked.name.clone(), read);
            }
        }
        let said = thing.values().any(|v| *v != Json::Bool(false));
        said.then_some(Json::Object(thing))
    });
    let things: Vec<Json> = things.collect();
    (!things.is_empty()).then_some(Json::Array(things))
}

fn answer(field: &Field, values: &[String]) -> Option<Json> {
    let first = values.first()?.trim();
    match field.kind {
        FieldKind::Boolean => Some(Json::Bool(!matches!(first, "" | "false" | "off" | "no"))),
        FieldKind::Choices | FieldKind::Files => {
            let all: Vec<Json> = values
                .iter()
                .map(|v| v.trim())
                .filter(|v| !v.is_empty())
                .map(Json::from)
                .collect();
            (!all.is_empty()).then_some(Json::Array(all))
        }
        _ if first.is_empty() => None,
        FieldKind::Number | FieldKind::Integer => Some(number(first)),
        FieldKind::Text if field.patterned => Some(Json::from(western(first))),
        FieldKind::Text => Some(Json::from(values[0].trim().replace("\r\n", "\n"))),
        FieldKind::Choice | FieldKind::Date | FieldKind::Group => Some(Json::from(first)),
    }
}

/// Western digits for Arabic-Indic and Persian ones.
fn western(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            '٫' => '.',
            '−' => '-',
            c => c,
        })
        .collect()
}

fn number(text: &str) -> Json {
    let plain: String = western(text)
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '٬' | '_'))
        .collect();
    // A comma is the decimal sign of French; with three digits after it, it may be a thousand: then it is not guessed.
    let plain = match plain.split_once(',') {
        Some((whole, part)) if !part.contains([',', '.']) && part.len() != 3 => {
            format!("{whole}.{part}")
        }
        _ => plain,
    };
    if let Ok(whole) = plain.parse::<i64>() {
        return whole.into();
    }
    let float = plain.parse::<f64>().ok().filter(|f| {
        f.is_finite()
            && plain
                .bytes()
                .all(|b| b.is_ascii_digit() || b".-".contains(&b))
    });
    float
        .and_then(serde_json::Number::from_f64)
        .map_or_else(|| Json::from(text), Json::Number)
}

/// What a choice of calendar sends beside the three parts of a date that are of the Hijri calendar.
const HIJRI: &str = "hijri";

fn date<'s>(field: &str, values: &impl Fn(&str) -> Option<&'s [String]>) -> Option<Json> {
    let part = |name: &str| {
        values(&format!("{field}-{name}"))
            .and_then(|v| v.first())
            .map_or_else(String::new, |v| western(v.trim()))
    };
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        let whole = values(field)?.first()?.trim().to_owned();
        return (!whole.is_empty()).then(|| Json::from(western(&whole)));
    }
    if part("calendar") == HIJRI {
        // The record keeps Gregorian days. What is no day is kept as it was typed, and refused by its name.
        let typed = HijriDay::parse(&year, &month, &day);
        let there = typed.and_then(HijriDay::to_gregorian);
        let typed = || format!("{year}-{month}-{day}{}", super::AH);
        return Some(Json::from(
            there.map_or_else(|_| typed(), |d| d.to_string()),
        ));
    }
    let padded = |text: &str, width: usize| {
        format!("{}{text}", "0".repeat(width.saturating_sub(text.len())))
    };
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if whole(&day) && whole(&month) && whole(&year) && year.len() == 4 {
        Some(Json::from(format!(
            "{year}-{}-{}",
            padded(&month, 2),
            padded(&day, 2)
        )))
    } else {
        Some(Json::from(format!("{year}-{month}-{day}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hijri_day_is_kept_as_the_gregorian_one() {
        let read = |day: &str, month: &str, year: &str, calendar: &str| {
            let sent = [
                ("day", day),
                ("month", month),
                ("year", year),
                ("calendar", calendar),
            ];
            let sent = sent.map(|(part, text)| (format!("born-{part}"), vec![text.to_owned()]));
            let values = |name: &str| {
                let found = sent.iter().find(|(n, _)| n == name);
                found.map(|(_, values)| values.as_slice())
            };
            date("born", &values)
        };
        let hijri = read("١", "٩", "١٤٤٥", "hijri");
        assert_eq!(hijri, Some(Json::from("2024-03-11")));
        assert_eq!(
            read("1", "9", "2024", "gregorian"),
            Some(Json::from("2024-09-01"))
        );
        // Ramadan 1446 had 29 days: the answer stays as it was typed.
        assert_eq!(
            read("30", "9", "1446", "hijri"),
            Some(Json::from("1446-9-30 AH"))
        );
        assert_eq!(read("", "", "", "hijri"), None);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number("١٢٣"), Json::from(123));
        assert_eq!(number("۱۲٫۵"), serde_json::json!(12.5));
        assert_eq!(number("1 234"), Json::from(1234));
        assert_eq!(number("12,5"), serde_json::json!(12.5));
        assert_eq!(
            number("1,234"),
            Json::from("1,234"),
            "one thousand or one point two: not guessed"
        );
        assert_eq!(number("1e9"), Json::from("1e9"));
        assert_eq!(number("twelve"), Json::from("twelve"));
    }
}
