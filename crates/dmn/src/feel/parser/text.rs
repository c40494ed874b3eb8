//! Characters: space, comments, words, names, strings, numbers.

use std::sync::Arc;

use super::{Parsed, Parser};
use crate::feel::Number;
use crate::feel::builtins;
use crate::feel::names::{continues_name, first_word, is_sign, starts_name};

impl<'a> Parser<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    pub(super) fn peek(&mut self) -> Option<char> {
        self.space();
        self.rest().chars().next()
    }

    /// Skips white space and comments.
    pub(super) fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || c == '\u{FEFF}' || c == '\u{180E}' || c == '\u{200B}'
            });
            self.at += rest.len() - trimmed.len();
            let skipped = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                return;
            };
            self.at += skipped;
        }
    }

    /// Takes a sign when it is next.
    pub(super) fn eat(&mut self, sign: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    pub(super) fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.eat(sign) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{sign}`")))
        }
    }

    /// The word is next, and ends there.
    pub(super) fn at_word(&mut self, word: &str) -> bool {
        self.space();
        self.rest()
            .strip_prefix(word)
            .is_some_and(|after| !after.chars().next().is_some_and(continues_name))
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn expect_word(&mut self, word: &str) -> Parsed<()> {
        if self.eat_word(word) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{word}`")))
        }
    }

    /// A name in use: the longest known one that stands here, else one plain word.
    pub(super) fn name(&mut self) -> Parsed<Arc<str>> {
        self.space();
        let (length, name) = match self.longest_known() {
            Some(found) => found,
            None => {
                let word = word_at(self.rest());
                if word.is_empty() {
                    return Err(self.unexpected("a name"));
                }
                (word.len(), word.to_owned())
            }
        };
        self.at += length;
        Ok(name.into())
    }

    /// Length in the source and normal form of the longest known name here that is more than the plain word.
    fn longest_known(&self) -> Option<(usize, String)> {
        let rest = self.rest();
        if !rest.chars().next().is_some_and(starts_name) {
            return None;
        }
        let first = first_word(rest);
        let known = self.given.reach(first).max(self.names.reach(first));
        let reach = known.max(builtins::reach(first));
        if reach == 0 {
            return None;
        }
        let (mut normal, mut found, mut gap) = (String::new(), None, false);
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if !continues_name(c) && !is_sign(c) {
                break;
            }
            if gap && !is_sign(c) && !normal.chars().last().is_some_and(is_sign) {
                normal.push(' ');
            }
            gap = false;
            normal.push(c);
            if normal.len() > reach {
                break;
            }
            let ends = is_sign(c) || !chars.peek().is_some_and(|(_, next)| continues_name(*next));
            let known = |name: &str| {
                self.names.contains(name) || self.given.contains(name) || builtins::is_name(name)
            };
            if ends && known(&normal) {
                found = Some((at + c.len_utf8(), normal.clone()));
            }
        }
        found
    }

    /// A name being made, up to one of the signs or the word that ends it.
    pub(super) fn new_name(&mut self, ends: &[char], word: Option<&str>) -> Parsed<Arc<str>> {
        self.space();
        let start = self.at;
        if !self.rest().chars().next().is_some_and(starts_name) {
            return Err(self.unexpected("a name"));
        }
        let mut end = self.at;
        while let Some(c) = self.rest().chars().next() {
            if ends.contains(&c)
                || (c.is_whitespace() && word.is_some_and(|w| self.word_follows(w)))
            {
                break;
            }
            if !continues_name(c) && !is_sign(c) && !c.is_whitespace() {
                break;
            }
            self.at += c.len_utf8();
            if !c.is_whitespace() {
                end = self.at;
            }
        }
        self.at = end;
        let name = self.source[start..end].to_owned();
        Ok(self.known(&name))
    }

    fn word_follows(&self, word: &str) -> bool {
        let after = self.rest().trim_start();
        after
            .strip_prefix(word)
            .is_some_and(|rest| !rest.chars().next().is_some_and(continues_name))
    }

    pub(super) fn string(&mut self) -> Parsed<String> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else {
                return Err(self.error("this text does not end: a `\"` is missing"));
            };
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(text),
                '\\' => self.escape(&mut text)?,
                c => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Parsed<()> {
        let Some(c) = self.rest().chars().next() else {
            return Err(self.error("this text does not end: a `\"` is missing"));
        };
        self.at += c.len_utf8();
        match c {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'u' => {
                let unit = self.hex(4)?;
                let code = if (0xD800..0xDC00).contains(&unit) && self.rest().starts_with("\\u") {
                    self.at += 2;
                    let low = self.hex(4)?;
                    0x10000 + ((unit - 0xD800) << 10) + low.wrapping_sub(0xDC00)
                } else {
                    unit
                };
                text.push(char::from_u32(code).ok_or_else(|| self.error("no such character"))?);
            }
            'U' => {
                let code = self.hex(6)?;
                text.push(char::from_u32(code).ok_or_else(|| self.error("no such character"))?);
            }
            '"' | '\\' | '\'' => text.push(c),
            other => text.extend(['\\', other]),
        }
        Ok(())
    }

    fn hex(&mut self, digits: usize) -> Parsed<u32> {
        let code = self
            .rest()
            .get(..digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let code =
            code.ok_or_else(|| self.error(format!("expected {digits} hexadecimal digits")))?;
        self.at += digits;
        Ok(code)
    }

    pub(super) fn number(&mut self) -> Parsed<Number> {
        let rest = self.rest();
        let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
        let mut end = digits(0);
        if rest[end..].starts_with('.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        if rest[end..].starts_with(['e', 'E']) {
            let sign = usize::from(rest[end + 1..].starts_with(['+', '-']));
            let count = digits(end + 1 + sign);
            if count > 0 {
                end += 1 + sign + count;
            }
        }
        let number = Number::parse(&rest[..end])
            .ok_or_else(|| self.error("this number is too long or too large"))?;
        self.at += end;
        Ok(number)
    }
}

fn word_at(text: &str) -> &str {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, '?')) => return &text[..1],
        Some((_, c)) if starts_name(c) => {}
        _ => return "",
    }
    let end = chars
        .find(|(_, c)| !continues_name(*c))
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}
