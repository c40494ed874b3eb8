//! DER (X.690) as far as timestamps need it: definite lengths in their shortest form, single-byte tags.

use crate::StampError;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
/// `[0]`, constructed.
pub(crate) const CONTEXT_0: u8 = 0xa0;

/// One value: its tag, its content, and both with the length as they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
    at: usize,
}

/// A cursor over values that stand one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, at: 0 }
    }

    fn fault(&self, why: &'static str) -> StampError {
        StampError::Malformed { at: self.at, why }
    }

    /// The tag of the next value, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(crate) fn next(&mut self) -> Result<Item<'a>, StampError> {
        let (&[tag, first], after) = self
            .rest
            .split_first_chunk::<2>()
            .ok_or_else(|| self.fault("cut off"))?;
        if tag & 0x1f == 0x1f {
            return Err(self.fault("a tag of several bytes"));
        }
        let (length, head) = self.length(first, after)?;
        let end = head
            .checked_add(length)
            .filter(|end| *end <= self.rest.len());
        let end = end.ok_or_else(|| self.fault("cut off"))?;
        let (whole, rest) = self.rest.split_at(end);
        let at = self.at;
        (self.rest, self.at) = (rest, at + end);
        Ok(Item {
            tag,
            content: &whole[head..],
            whole,
            at: at + head,
        })
    }

    /// The length of a value's content and of what stands before it.
    fn length(&self, first: u8, after: &[u8]) -> Result<(usize, usize), StampError> {
        let bytes = match first {
            0..=0x7f => return Ok((usize::from(first), 2)),
            0x81..=0x84 => usize::from(first & 0x7f),
            _ => return Err(self.fault("an indefinite or huge length")),
        };
        let digits = after.get(..bytes).ok_or_else(|| self.fault("cut off"))?;
        let length = digits.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b));
        if digits[0] == 0 || length < 0x80 {
            return Err(self.fault("a length that is not in its shortest form"));
        }
        Ok((length, 2 + bytes))
    }

    /// The next value, which must have this tag.
    pub(crate) fn need(&mut self, tag: u8, why: &'static str) -> Result<Item<'a>, StampError> {
        match self.peek() {
            Some(found) if found == tag => self.next(),
            _ => Err(self.fault(why)),
        }
    }

    /// The next value if it has this tag.
    pub(crate) fn take(&mut self, tag: u8) -> Result<Option<Item<'a>>, StampError> {
        match self.peek() {
            Some(found) if found == tag => self.next().map(Some),
            _ => Ok(None),
        }
    }

    pub(crate) fn end(&self) -> Result<(), StampError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.fault("more than belongs there"))
        }
    }
}

impl<'a> Item<'a> {
    /// A cursor over the values inside.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader {
            rest: self.content,
            at: self.at,
        }
    }

    /// A small whole number.
    pub(crate) fn number(&self) -> Result<u64, StampError> {
        let fits = self.content.len() <= 8 && self.content.first().is_some_and(|b| b & 0x80 == 0);
        if self.tag != INTEGER || !fits {
            let (at, why) = (self.at, "not a small whole number");
            return Err(StampError::Malformed { at, why });
        }
        Ok(self.content.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
    }

    pub(crate) fn fault(&self, why: &'static str) -> StampError {
        StampError::Malformed { at: self.at, why }
    }
}

/// A value of these parts.
pub(crate) fn write(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let bytes = content.len().to_be_bytes();
            let start = bytes.iter().position(|b| *b != 0).unwrap_or(0);
            let digits = &bytes[start..];
            out.push(0x80 | digits.len() as u8);
            out.extend_from_slice(digits);
        }
    }
    out.extend(content);
    out
}
