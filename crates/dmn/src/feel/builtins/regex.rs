//! Regular expressions of XPath (XQuery 1.0 and XPath 2.0 Functions, 7.6), matched in time linear in the text.
//! What needs backtracking (back references) has no value.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use crate::feel::Value;
use crate::feel::error::ErrorKind;
use crate::feel::eval::{Evaluated, Machine};

/// Longest pattern.
const PATTERN: usize = 10_000;
/// Largest compiled pattern in bytes.
const COMPILED: usize = 1 << 20;
/// Most patterns kept during an evaluation.
const KEPT: usize = 64;
/// Steps for making a pattern ready, besides those for its size.
const MADE: u64 = 500;
/// States times characters that are matched in about the time of one step.
const MATCHED: u64 = 256;

/// A pattern made ready; none when it is no pattern.
#[derive(Clone)]
struct Pattern {
    regex: Option<Regex>,
    /// About how many states it has, by what is written: repetitions counted out.
    size: u64,
}

/// The patterns of one evaluation, by pattern and flags.
#[derive(Default)]
pub(crate) struct Patterns(BTreeMap<(Arc<str>, Arc<str>), Pattern>);

/// The pattern for a text, after the work of matching it there once has been counted. Matching takes time linear in both.
fn prepared(
    m: &mut Machine<'_>,
    input: &str,
    pattern: &Arc<str>,
    flags: &Value,
) -> Evaluated<Option<(Regex, u64)>> {
    let flags: Arc<str> = match flags {
        Value::Null => "".into(),
        Value::String(flags) => flags.clone(),
        _ => return Ok(None),
    };
    let key = (pattern.clone(), flags);
    let pattern = match m.patterns.0.get(&key) {
        Some(known) => known.clone(),
        None => {
            let made = compile(m, &key.0, &key.1)?;
            if m.patterns.0.len() < KEPT {
                m.patterns.0.insert(key, made.clone());
            }
            made
        }
    };
    let once = (input.len() as u64 + 1).saturating_mul(pattern.size) / MATCHED + 1;
    m.charge(once)?;
    Ok(pattern.regex.map(|regex| (regex, pattern.size)))
}

fn compile(m: &mut Machine<'_>, pattern: &str, flags: &str) -> Evaluated<Pattern> {
    let none = Pattern {
        regex: None,
        size: 1,
    };
    if !flags.chars().all(|c| "smixq".contains(c)) {
        return Ok(none);
    }
    if pattern.len() > PATTERN {
        return Err(m.stop(ErrorKind::Memory));
    }
    let size = size(pattern);
    m.charge(MADE + size.min(COMPILED as u64))?;
    let pattern = if flags.contains('q') {
        regex::escape(pattern)
    } else {
        let spaced = if flags.contains('x') {
            without_space(pattern)
        } else {
            pattern.to_owned()
        };
        match translated(&spaced, flags.contains('s')) {
            Some(pattern) => pattern,
            None => return Ok(none),
        }
    };
    let built = RegexBuilder::new(&pattern)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(COMPILED)
        .nest_limit(100)
        .build();
    Ok(Pattern {
        regex: built.ok(),
        size: size.min(COMPILED as u64),
    })
}

/// About how many states a pattern has: its length, classes counted for more, times its counted repetitions.
fn size(pattern: &str) -> u64 {
    const CLASS: u64 = 16;
    let classes = pattern
        .chars()
        .filter(|c| matches!(c, '\\' | '.' | '['))
        .count() as u64;
    let counted = pattern.split('{').skip(1).map(|rest| {
        let numbers = rest.split('}').next().unwrap_or_default().split(',');
        numbers
            .filter_map(|n| n.trim().parse::<u64>().ok())
            .max()
            .unwrap_or(1)
            .max(1)
    });
    counted.fold(
        pattern.len() as u64 + 1 + CLASS * classes,
        u64::saturating_mul,
    )
}

/// Flag `x`: white space outside character classes falls away, even inside escapes such as `\p{ L }`.
fn without_space(pattern: &str) -> String {
    let (mut out, mut class) = (String::new(), 0);
    let mut escaped = false;
    for c in pattern.chars() {
        match c {
            '[' if !escaped => class += 1,
            ']' if !escaped && class > 0 => class -= 1,
            c if c.is_whitespace() && class == 0 => continue,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The pattern in the syntax of the regex library: `[a-z-[aeiou]]` becomes `[a-z--[aeiou]]`, `\i` and `\c` their classes.
fn translated(pattern: &str, dot_all: bool) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut class = 0usize;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                'i' => out.push_str(r"[\p{L}_:]"),
                'I' => out.push_str(r"[^\p{L}_:]"),
                'c' => out.push_str(r"[\p{L}\p{N}_:.\-]"),
                'C' => out.push_str(r"[^\p{L}\p{N}_:.\-]"),
                p @ ('p' | 'P') => property(p, &mut chars, &mut out)?,
                d if d.is_ascii_digit() => return None,
                e @ ('n' | 'r' | 't' | '\\' | '|' | '.' | '-' | '^' | '?' | '*' | '+' | '{'
                | '}' | '(' | ')' | '[' | ']' | '$' | 's' | 'S' | 'd' | 'D' | 'w' | 'W') => {
                    out.extend(['\\', e]);
                }
                _ => return None,
            },
            '[' => {
                class += 1;
                out.push('[');
                if chars.peek() == Some(&'^') {
                    chars.next();
                    out.push('^');
                }
            }
            ']' if class > 0 => {
                class -= 1;
                out.push(']');
            }
            '-' if class > 0 && chars.peek() == Some(&'[') => out.push_str("--"),
            '-' if class > 0 && matches!(chars.peek(), Some(']' | '.')) => out.push_str(r"\-"),
            '&' | '~' if class > 0 => {
                out.push('\\');
                out.push(c);
            }
            // In XPath a point is no line end, and the carriage return is one.
            '.' if class == 0 => out.push_str(if dot_all { "." } else { r"[^\n\r]" }),
            c => out.push(c),
        }
    }
    (class == 0).then_some(out)
}

fn property(
    kind: char,
    chars: &mut std::iter::Peekable<std::str::Chars<'_>>,
    out: &mut String,
) -> Option<()> {
    if chars.next()? != '{' {
        return None;
    }
    let name: String = chars.by_ref().take_while(|c| *c != '}').collect();
    let negated = if kind == 'P' { "^" } else { "" };
    match name.as_str() {
        "IsBasicLatin" => write!(out, r"[{negated}\x00-\x7F]").ok(),
        "IsLatin-1Supplement" => write!(out, r"[{negated}\x80-\u{{FF}}]").ok(),
        "IsArabic" => write!(out, r"[{negated}\u{{600}}-\u{{6FF}}]").ok(),
        "IsGreek" => write!(out, r"[{negated}\u{{370}}-\u{{3FF}}]").ok(),
        "IsCyrillic" => write!(out, r"[{negated}\u{{400}}-\u{{4FF}}]").ok(),
        name if name.chars().all(|c| c.is_ascii_alphabetic()) && name.len() <= 2 => {
            write!(out, r"\{kind}{{{name}}}").ok()
        }
        _ => None,
    }
}

pub(super) fn matches(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [Value::String(input), Value::String(pattern), flags] = args else {
        return Ok(Value::Null);
    };
    let found = prepared(m, input, pattern, flags)?;
    Ok(found.map_or(Value::Null, |(regex, _)| {
        Value::Boolean(regex.is_match(input))
    }))
}

pub(super) fn replace(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [
        Value::String(input),
        Value::String(pattern),
        Value::String(replacement),
        flags,
    ] = args
    else {
        return Ok(Value::Null);
    };
    let Some((regex, size)) = prepared(m, input, pattern, flags)? else {
        return Ok(Value::Null);
    };
    if regex.is_match("") {
        return Ok(Value::Null);
    }
    let literal = matches!(flags, Value::String(f) if f.contains('q'));
    let (mut out, mut end, mut held) = (String::new(), 0, 0);
    for found in regex.captures_iter(input) {
        let whole = found.get(0).expect("group 0 is the match");
        again(m, input.len() - whole.end(), size)?;
        out.push_str(&input[end..whole.start()]);
        if literal {
            out.push_str(replacement);
        } else if expand(replacement, &found, regex.captures_len() - 1, &mut out).is_none() {
            return Ok(Value::Null);
        }
        end = whole.end();
        let cells = out.len() / 32;
        m.hold(cells - held)?;
        held = cells;
    }
    out.push_str(&input[end..]);
    m.text(out)
}

/// The search for the next match may look at all that is left.
fn again(m: &mut Machine<'_>, left: usize, size: u64) -> Evaluated<()> {
    const LOOKED: u64 = 4_096;
    m.charge((left as u64).saturating_mul(size.min(1_000)) / LOOKED + 1)
}

/// `$1` is a group, `\$` and `\\` themselves.
fn expand(
    replacement: &str,
    found: &regex::Captures<'_>,
    groups: usize,
    out: &mut String,
) -> Option<()> {
    let mut chars = replacement.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next().filter(|c| matches!(c, '\\' | '$'))?),
            '$' => {
                let mut group = chars.next()?.to_digit(10)? as usize;
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer > groups {
                        break;
                    }
                    group = longer;
                    chars.next();
                }
                out.push_str(found.get(group).map_or("", |g| g.as_str()));
            }
            c => out.push(c),
        }
    }
    Some(())
}

pub(super) fn split(m: &mut Machine<'_>, args: &[Value]) -> Evaluated {
    let [Value::String(input), Value::String(pattern)] = args else {
        return Ok(Value::Null);
    };
    let Some((regex, size)) = prepared(m, input, pattern, &Value::Null)? else {
        return Ok(Value::Null);
    };
    let (mut parts, mut end) = (Vec::new(), 0);
    for found in regex.find_iter(input) {
        again(m, input.len() - found.end(), size)?;
        m.hold(1 + (found.start() - end) / 32)?;
        parts.push(Value::from(&input[end..found.start()]));
        end = found.end();
    }
    parts.push(Value::from(&input[end..]));
    m.list(parts)
}
