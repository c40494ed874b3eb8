//! What the text forms share: decimal numbers, names, base64, lines with their offsets.

use base64::DecodeError;

use crate::Malformed;

/// Reads an ASCII decimal without sign or leading zeroes, up to 2^63 − 1 (the largest that every
/// implementation of these formats holds).
pub(crate) fn decimal(what: &'static str, text: &str) -> Result<u64, Malformed> {
    let fault = |at: usize, why: &str| Malformed::new(what, at, why);
    if text.is_empty() {
        return Err(fault(0, "a number is missing"));
    }
    if let Some(at) = text.bytes().position(|b| !b.is_ascii_digit()) {
        return Err(fault(at, "not a decimal digit"));
    }
    if text.len() > 1 && text.starts_with('0') {
        return Err(fault(0, "a number with a leading zero"));
    }
    match text.parse::<u64>() {
        Ok(number) if i64::try_from(number).is_ok() => Ok(number),
        _ => Err(fault(0, "a number above 2^63 - 1")),
    }
}

/// Whether a key name is valid: not empty, no Unicode space, no plus, no control character.
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty()
        && !name
            .chars()
            .any(|c| c.is_whitespace() || c == '+' || c < ' ')
}

/// Says where base64 stops being base64.
pub(crate) fn base64_fault(what: &'static str, error: &DecodeError) -> Malformed {
    let at = match error {
        DecodeError::InvalidByte(at, _) | DecodeError::InvalidLastSymbol(at, _) => *at,
        DecodeError::InvalidLength(_) | DecodeError::InvalidPadding => 0,
    };
    Malformed::new(what, at, format!("not standard base64: {error}"))
}

/// A cursor over lines that knows the offset of each.
pub(crate) struct Lines<'a> {
    what: &'static str,
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(what: &'static str, text: &'a str) -> Self {
        Self { what, text, at: 0 }
    }

    /// Offset of the next line.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next line, without its newline; every line must have one.
    pub(crate) fn next(&mut self, expected: &str) -> Result<(usize, &'a str), Malformed> {
        let start = self.at;
        let Some(length) = self.rest().find('\n') else {
            let at = self.text.len();
            return Err(Malformed::new(
                self.what,
                at,
                format!("ends before {expected}"),
            ));
        };
        self.at = start + length + 1;
        Ok((start, &self.text[start..start + length]))
    }

    /// The next line without reading past it.
    pub(crate) fn peek(&self) -> &'a str {
        self.rest().split('\n').next().unwrap_or_default()
    }
}
