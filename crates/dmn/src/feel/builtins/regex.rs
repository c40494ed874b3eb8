//! Regular expressions of XPath (XQuery 1.0 and XPath 2.0 Functions, 7.6), matched in time linear in the text.
//! What needs backtracking (back references) has no value.

use std::fmt::Write as _;

use regex::{Regex, RegexBuilder};

use crate::feel::Value;
use crate::feel::error::ErrorKind;
use crate::feel::eval::{Evaluated, Machine};

/// Longest pattern.
const PATTERN: usize = 10_000;
/// Largest compiled pattern in bytes.
const COMPILED: usize = 1 << 20;

fn compile(m: &mut Machine<'_>, pattern: &str, flags: &Value) -> Evaluated<Option<Regex>> {
    let flags = match flags {
        Value::Null => "",
        Value::String(flags) => flags,
        _ => return Ok(None),
    };
    if !flags.chars().all(|c| "smixq".contains(c)) {
        return Ok(None);
    }
    if pattern.len() > PATTERN {
        return Err(m.stop(ErrorKind::Memory));
    }
    m.work(pattern.len() + 100)?;
    let pattern = if flags.contains('q') {
        regex::escape(pattern)
    } else {
        let spaced = if flags.contains('x') {
            without_space(pattern)
        } else {
            pattern.to_owned()
        };
        match translated(&spaced) {
            Some(pattern) => pattern,
            None => return Ok(None),
        }
    };
    let built = RegexBuilder::new(&pattern)
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .size_limit(COMPILED)
        .nest_limit(100)
        .build();
    Ok(built.ok())
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
fn translated(pattern: &str) -> Option<String> {
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
    let Some(regex) = compile(m, pattern, flags)? else {
        return Ok(Value::Null);
    };
    m.work(input.len())?;
    Ok(Value::Boolean(regex.is_match(input)))
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
    let Some(regex) = compile(m, pattern, flags)? else {
        return Ok(Value::Null);
    };
    m.work(input.len())?;
    if regex.is_match("") {
        return Ok(Value::Null);
    }
    let literal = matches!(flags, Value::String(f) if f.contains('q'));
    let mut out = String::new();
    let mut end = 0;
    for found in regex.captures_iter(input) {
        let whole = found.get(0).expect("group 0 is the match");
        out.push_str(&input[end..whole.start()]);
        if literal {
            out.push_str(replacement);
        } else if expand(replacement, &found, regex.captures_len() - 1, &mut out).is_none() {
            return Ok(Value::Null);
        }
        end = whole.end();
        m.hold(out.len() / 32 / 64)?;
        if out.len() as u64 / 32 > m.environment.limits.memory {
            return Err(m.stop(ErrorKind::Memory));
        }
    }
    out.push_str(&input[end..]);
    m.text(out)
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
    let Some(regex) = compile(m, pattern, &Value::Null)? else {
        return Ok(Value::Null);
    };
    m.work(input.len())?;
    let parts = regex.split(input).map(Value::from).collect();
    m.list(parts)
}
