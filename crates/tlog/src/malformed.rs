//! The error of every parser in this crate.

/// Bytes that are not of the form asked for: which form, where it stops holding, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed {what} at byte {at}: {why}")]
pub struct Malformed {
    /// The form that was expected, as the standard calls it: `checkpoint`, `signed note`…
    pub what: &'static str,
    /// Offset, in bytes from the start of what was parsed, of the first byte that does not fit.
    pub at: usize,
    /// What does not fit, in words.
    pub why: String,
}

impl Malformed {
    pub(crate) fn new(what: &'static str, at: usize, why: impl Into<String>) -> Self {
        Self {
            what,
            at,
            why: why.into(),
        }
    }

    /// The same fault seen from an enclosing text in which the parsed part starts at `offset`.
    pub(crate) fn within(mut self, offset: usize) -> Self {
        self.at += offset;
        self
    }
}
