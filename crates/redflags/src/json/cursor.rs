//! The cursor: where we are in the text, and the few ways to move.

use std::borrow::Cow;

use memchr::memchr2;

use super::{parse_number, unescape};

/// Deepest nesting that is read. OCDS with its extensions needs fewer than 12.
pub const MOST_DEEP: u16 = 128;

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Fault {
    /// The byte in the text, from 0.
    pub at: usize,
    /// In words.
    pub reason: &'static str,
}

/// A place in a JSON text.
#[derive(Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u16,
}

type Read<T> = Result<T, Fault>;

impl<'a> Cursor<'a> {
    /// At the beginning of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Cursor<'a> {
        Cursor {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The byte where the cursor stands.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text between two places.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Passes over an object and shows each key; `each` must read or skip the value. Says whether
    /// there was an object; another value is passed over.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn object(
        &mut self,
        mut each: impl FnMut(&mut Cursor<'a>, &str) -> Read<()>,
    ) -> Read<bool> {
        if self.peek()? != b'{' {
            self.skip()?;
            return Ok(false);
        }
        self.enter()?;
        if self.peek()? == b'}' {
            self.leave();
            return Ok(true);
        }
        loop {
            if self.peek()? != b'"' {
                return self.fault("a key in quotes is expected");
            }
            let key = self.string()?;
            self.expect(b':', "a colon is expected")?;
            each(self, &key)?;
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return self.fault("a comma or the end of the object is expected"),
            }
        }
        self.leave();
        Ok(true)
    }

    /// Passes over an array; `each` must read or skip the element, whose place it is told. Says
    /// whether there was an array; another value is passed over.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn array(&mut self, mut each: impl FnMut(&mut Cursor<'a>, u32) -> Read<()>) -> Read<bool> {
        if self.peek()? != b'[' {
            self.skip()?;
            return Ok(false);
        }
        self.enter()?;
        if self.peek()? == b']' {
            self.leave();
            return Ok(true);
        }
        let mut index = 0;
        loop {
            each(self, index)?;
            index = index.saturating_add(1);
            match self.peek()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return self.fault("a comma or the end of the array is expected"),
            }
        }
        self.leave();
        Ok(true)
    }

    /// A text, or nothing if the value is another or empty.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn text(&mut self) -> Read<Option<Cow<'a, str>>> {
        if self.peek()? == b'"' {
            let text = self.string()?;
            return Ok((!text.trim().is_empty()).then_some(text));
        }
        self.skip()?;
        Ok(None)
    }

    /// A text or a number as text, with whether it was in quotes.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn id(&mut self) -> Read<Option<(Cow<'a, str>, bool)>> {
        match self.peek()? {
            b'"' => Ok(self.text()?.map(|text| (text, true))),
            b'0'..=b'9' | b'-' => {
                let from = self.at;
                self.skip()?;
                Ok(Some((Cow::Borrowed(self.slice(from, self.at)), false)))
            }
            _ => self.skip().map(|()| None),
        }
    }

    /// A finite number, also one written as text, with whether it was in quotes.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn number(&mut self) -> Read<Option<(f64, bool)>> {
        match self.peek()? {
            b'"' => Ok(self
                .string()?
                .trim()
                .parse()
                .ok()
                .filter(|n: &f64| n.is_finite())
                .map(|n| (n, true))),
            b'0'..=b'9' | b'-' => {
                let from = self.at;
                self.skip()?;
                Ok(parse_number(self.slice(from, self.at)).map(|n| (n, false)))
            }
            _ => self.skip().map(|()| None),
        }
    }

    /// True or false.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn boolean(&mut self) -> Read<Option<bool>> {
        let found = match self.peek()? {
            b't' => Some(true),
            b'f' => Some(false),
            _ => None,
        };
        self.skip()?;
        Ok(found)
    }

    /// Passes over the next value, whatever it is, and shows its text.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn raw(&mut self) -> Read<&'a str> {
        self.peek()?;
        let from = self.at;
        self.skip()?;
        Ok(self.slice(from, self.at))
    }

    /// Passes over the next value. Without recursion: depth costs no stack.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn skip(&mut self) -> Read<()> {
        match self.peek()? {
            b'"' => self.pass_string().map(|_| ()),
            b'{' | b'[' => self.skip_nested(),
            _ => self.scalar(),
        }
    }

    /// That nothing but white space follows.
    ///
    /// # Errors
    /// When something does.
    pub fn end(&mut self) -> Read<()> {
        match self.peek() {
            Err(_) => Ok(()),
            Ok(_) => self.fault("something follows the value"),
        }
    }

    /// The first byte of the next value.
    ///
    /// # Errors
    /// When the text ends.
    pub fn peek(&mut self) -> Read<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                other => return Ok(*other),
            }
        }
        self.fault("the text ends too early")
    }

    fn skip_nested(&mut self) -> Read<()> {
        // One bit a level: is it an object? MOST_DEEP levels fit.
        let (mut objects, outer) = (0_u128, self.depth);
        loop {
            match self.peek()? {
                open @ (b'{' | b'[') => {
                    objects = (objects << 1) | u128::from(open == b'{');
                    self.enter()?;
                    let close = if open == b'{' { b'}' } else { b']' };
                    if self.peek()? != close {
                        self.key(objects)?;
                        continue;
                    }
                    objects >>= 1;
                    self.leave();
                }
                b'"' => self.pass_string().map(|_| ())?,
                _ => self.scalar()?,
            }
            loop {
                if self.depth == outer {
                    return Ok(());
                }
                let close = if objects & 1 == 1 { b'}' } else { b']' };
                match self.peek()? {
                    b',' => {
                        self.at += 1;
                        self.key(objects)?;
                        break;
                    }
                    found if found == close => {
                        objects >>= 1;
                        self.leave();
                    }
                    _ => return self.fault("a comma or a closing bracket is expected"),
                }
            }
        }
    }

    /// The key and colon before a member, if the level is an object.
    fn key(&mut self, objects: u128) -> Read<()> {
        if objects & 1 == 0 {
            return Ok(());
        }
        if self.peek()? != b'"' {
            return self.fault("a key in quotes is expected");
        }
        self.pass_string()?;
        self.expect(b':', "a colon is expected")
    }

    fn enter(&mut self) -> Read<()> {
        if self.depth >= MOST_DEEP {
            return self.fault("nested too deeply");
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    fn expect(&mut self, byte: u8, reason: &'static str) -> Read<()> {
        if self.peek()? != byte {
            return self.fault(reason);
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        let from = self.at + 1;
        let escaped = self.pass_string()?;
        let inner = self.slice(from, self.at - 1);
        if escaped {
            return unescape(inner).map(Cow::Owned).ok_or(Fault {
                at: from,
                reason: "a bad escape in a text",
            });
        }
        Ok(Cow::Borrowed(inner))
    }

    /// Passes over a string and says whether it has escapes.
    fn pass_string(&mut self) -> Read<bool> {
        let bytes = self.text.as_bytes();
        let (mut at, mut escaped) = (self.at + 1, false);
        loop {
            match bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
                None => {
                    self.at = bytes.len();
                    return self.fault("a text is not ended");
                }
                Some(found) => {
                    at += found + 1;
                    if bytes.get(at - 1) == Some(&b'"') {
                        self.at = at;
                        return Ok(escaped);
                    }
                    escaped = true;
                    at += 1;
                }
            }
        }
    }

    fn scalar(&mut self) -> Read<()> {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(self.at..).unwrap_or_default();
        let length = match rest.first() {
            Some(b't') if rest.starts_with(b"true") => 4,
            Some(b'n') if rest.starts_with(b"null") => 4,
            Some(b'f') if rest.starts_with(b"false") => 5,
            Some(b'0'..=b'9' | b'-') => number_length(rest),
            _ => 0,
        };
        if length == 0 {
            return self.fault("no JSON value");
        }
        self.at += length;
        Ok(())
    }

    fn fault<T>(&self, reason: &'static str) -> Read<T> {
        Err(Fault {
            at: self.at,
            reason,
        })
    }
}

fn number_length(rest: &[u8]) -> usize {
    let part = |b: &&u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let length = rest.iter().take_while(part).count();
    if rest.iter().take(length).any(u8::is_ascii_digit) {
        length
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skips(text: &str) -> Result<(), Fault> {
        let mut cursor = Cursor::new(text);
        cursor.skip()?;
        cursor.end()
    }

    #[test]
    fn every_json_value_is_passed_over() {
        for good in [
            "1",
            "-1.5e-3",
            "\"a\\\"b\"",
            "null",
            "[]",
            "{}",
            "[1,[2,{\"a\":[]}],{}]",
            " {\"a\" : {\"b\":[true,false,null]} , \"c\":1 } ",
        ] {
            assert_eq!(skips(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_is_not_json_is_named_with_its_place() {
        let table = [
            ("{\"a\":NaN}", 5, "no JSON value"),
            ("[1,]", 3, "no JSON value"),
            ("[1}", 2, "a comma or a closing bracket is expected"),
            ("{\"a\"1}", 4, "a colon is expected"),
            ("{a:1}", 1, "a key in quotes is expected"),
            ("\"abc", 4, "a text is not ended"),
            ("{\"a\":[1,2", 9, "the text ends too early"),
            ("1 2", 2, "something follows the value"),
            ("-", 0, "no JSON value"),
        ];
        for (text, at, reason) in table {
            assert_eq!(skips(text), Err(Fault { at, reason }), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(skips(&deep(usize::from(MOST_DEEP))), Ok(()));
        assert_eq!(
            skips(&deep(100_000)).unwrap_err().reason,
            "nested too deeply"
        );
        let objects = "{\"a\":".repeat(100_000);
        assert_eq!(skips(&objects).unwrap_err().reason, "nested too deeply");
    }

    #[test]
    fn values_of_another_type_are_missing_not_faults() {
        let mut cursor = Cursor::new("[\"12.5\", 1e9999, \"\", 7, \"x\", {\"a\":1}, \"1e9999\"]");
        let mut numbers = Vec::new();
        cursor
            .array(|c, _| c.number().map(|n| numbers.push(n)))
            .unwrap();
        assert_eq!(
            numbers,
            [
                Some((12.5, true)),
                None,
                None,
                Some((7.0, false)),
                None,
                None,
                None
            ]
        );
        let mut ids = Vec::new();
        Cursor::new("[12, \"a\", null, \" \"]")
            .array(|c, _| c.id().map(|i| ids.push(i)))
            .unwrap();
        assert_eq!(
            ids,
            [
                Some(("12".into(), false)),
                Some(("a".into(), true)),
                None,
                None
            ]
        );
    }

    #[test]
    fn keys_and_texts_are_unescaped() {
        let mut seen = Vec::new();
        let text = "{\"a\\u0062\":\"\\ud83d\\ude00\\n\"}";
        Cursor::new(text)
            .object(|c, key| {
                let value = c.text()?;
                seen.push((key.to_owned(), value.map(Cow::into_owned)));
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, [("ab".to_owned(), Some("😀\n".to_owned()))]);
    }
}
