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
    /// The id of the DMN element, when the expression stands in a model: then line and column are those of the file.
    pub element: Option<String>,
}

/// Sorts of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no FEEL expression.
    Syntax,
    /// It can be read, but an operation in it never has a value.
    Type,
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
            element: None,
        }
    }

    /// The error for a limit, with its place in the source, or in the file where the machine knows it.
    pub(crate) fn stopped(stop: &Stop, source: &str) -> Error {
        let message = match stop.kind {
            ErrorKind::Fuel => "the expression does more work than allowed",
            ErrorKind::Memory => "the expression makes larger values than allowed",
            ErrorKind::Depth | ErrorKind::Syntax | ErrorKind::Type => {
                "the expression nests or calls itself deeper than allowed"
            }
        };
        match &stop.place {
            Some(place) => place.error(stop.kind, message, stop.at),
            None => Error::at(stop.kind, message, source, stop.at as usize),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if let Some(element) = &self.element {
            write!(f, "{element}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
