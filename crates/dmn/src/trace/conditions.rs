//! Conditions of tables in words: `>= 20` is “at least 20”.

use crate::feel::{Names, Range, Value, parser};
use crate::table::cell::{Cell, Part, cell, folded};

use super::sentences::plain;
use super::words::Words;

/// A condition as written, in words; itself where it has no simple ones.
pub(super) fn in_words(condition: &str, words: &Words) -> String {
    let raw = || words.isolated(condition);
    let Ok(tests) = parser::unary_tests(condition, &Names::new(), &|_| None) else {
        return raw();
    };
    let tests: Vec<_> = tests.into_iter().map(folded).collect();
    match cell(&tests) {
        Cell::Parts(parts) if !parts.is_empty() => any_of(&parts, words),
        Cell::Not(parts) if !parts.is_empty() => {
            words.fill(words.not, &[("value", &any_of(&parts, words))])
        }
        _ => raw(),
    }
}

/// The condition names one value only.
pub(super) fn is_point(condition: &str) -> bool {
    let Ok(tests) = parser::unary_tests(condition, &Names::new(), &|_| None) else {
        return false;
    };
    matches!(cell(&tests), Cell::Parts(parts) if matches!(parts.as_slice(), [Part::Point(_)]))
}

fn any_of(parts: &[Part], words: &Words) -> String {
    let parts: Vec<String> = parts.iter().map(|part| one(part, words)).collect();
    parts.join(words.or)
}

fn one(part: &Part, words: &Words) -> String {
    match part {
        Part::Point(value) => value_in_words(value, words),
        Part::Between(range) => between(range, words),
    }
}

fn value_in_words(value: &Value, words: &Words) -> String {
    plain(&value.to_json(), words)
}

fn between(range: &Range, words: &Words) -> String {
    let end = |value: &Option<Value>| {
        value
            .as_ref()
            .map(|v| value_in_words(v, words))
            .unwrap_or_default()
    };
    let sentence = match (&range.low, &range.high) {
        (Some(_), Some(_)) => match (range.low_closed, range.high_closed) {
            (true, true) => words.closed,
            (true, false) => words.open_high,
            (false, true) => words.open_low,
            (false, false) => words.open,
        },
        (Some(_), None) => {
            if range.low_closed {
                words.at_least
            } else {
                words.more_than
            }
        }
        _ => {
            if range.high_closed {
                words.at_most
            } else {
                words.less_than
            }
        }
    };
    words.fill(
        sentence,
        &[("low", &end(&range.low)), ("high", &end(&range.high))],
    )
}
