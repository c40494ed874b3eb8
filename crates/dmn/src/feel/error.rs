use std::fmt;

use super::eval::Stop;

/// Why an expression cannot be prepared or was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong, as a sentence.
    pub message: String,
    /// What sort of error.
    pub kind: ErrorKind,
    /// Line in the expression, from 1.
    pub line: u32,
    /// Character of the line, from 1.
    pub column: u32,
}

/// Sorts of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no FEEL expression.
    Syntax,
    /// Nested deeper than [`Limits::depth`](super::Limits::depth).
    Depth,
    /// More work than [`Limits::fuel`](super::Limits::fuel).
    Fuel,
    /// Larger values than [`Limits::memory`](super::Limits::memory).
    Memory,
}

impl Error {
    pub(crate) fn at(
        kind: ErrorKind,
        message: impl Into<String>,
        source: &str,
        offset: usize,
    ) -> Error {
        let before = source.get(..offset).unwrap_or(source);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) as u32 + 1;
        Error {
            message: message.into(),
            kind,
            line,
            column,
        }
    }
}

impl Error {
    /// The error for a limit, with its place in the source.
    pub(crate) fn stopped(stop: Stop, source: &str) -> Error {
        let message = match stop.kind {
            ErrorKind::Fuel => "the expression does more work than allowed",
            ErrorKind::Memory => "the expression makes larger values than allowed",
            ErrorKind::Depth | ErrorKind::Syntax => {
                "the expression nests or calls itself deeper than allowed"
            }
        };
        Error::at(stop.kind, message, source, stop.at as usize)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.message
        )
    }
}

impl std::error::Error for Error {}
