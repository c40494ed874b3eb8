use std::sync::Arc;

use crate::feel::error::{Error, ErrorKind};
use crate::xml::Node;
use crate::{Finding, Severity};

/// Where an element stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spot {
    pub(crate) file: usize,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) element: Option<Arc<str>>,
}

impl Spot {
    pub(crate) fn of(node: &Node, file: usize) -> Spot {
        Spot {
            file,
            line: node.line,
            column: node.column,
            element: node.owner.clone(),
        }
    }

    pub(crate) fn finding(
        &self,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Finding {
        let element = self.element.as_deref().map(str::to_owned);
        Finding {
            severity,
            code,
            message: message.into(),
            file: self.file,
            line: self.line,
            column: self.column,
            element,
        }
    }
}

/// Where an expression of a model stands: which of its texts, in which element.
#[derive(Debug)]
pub(crate) struct Place {
    file: usize,
    /// Id of the element.
    pub(crate) element: Option<Arc<str>>,
    /// Where the lines of the text and what follows an entity begin: offset in the text, line and character in the file.
    pieces: Vec<(u32, u32, u32)>,
    text: Arc<str>,
}

impl Place {
    /// The place of a node's text.
    pub(crate) fn new(node: &Node, file: usize) -> Place {
        let text = node.text.as_str();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut starts: Vec<usize> = breaks.chain(node.text_pieces()).chain([0]).collect();
        starts.sort_unstable();
        starts.dedup();
        let pieces = starts.into_iter().map(|at| {
            let (line, column) = node.text_place(at);
            (at as u32, line, column)
        });
        Place {
            file,
            element: node.owner.clone(),
            pieces: pieces.collect(),
            text: text.into(),
        }
    }

    /// Line and character in the file of an offset in the text.
    pub(crate) fn at(&self, offset: u32) -> (u32, u32) {
        let line = self
            .pieces
            .partition_point(|(start, ..)| *start <= offset)
            .saturating_sub(1);
        let (start, line, column) = self.pieces[line];
        let between = self
            .text
            .get(start as usize..offset as usize)
            .unwrap_or_default();
        (line, column + between.chars().count() as u32)
    }

    /// The beginning of the text, to be shown.
    pub(crate) fn shown(&self) -> String {
        const SHOWN: usize = 60;
        let text = self.text.trim();
        let short: String = text.chars().take(SHOWN).collect();
        if short.len() < text.len() {
            short + "…"
        } else {
            short
        }
    }

    /// The offset of a line and character of the text, both from 1.
    fn offset(&self, line: u32, column: u32) -> u32 {
        let mut start = 0;
        for _ in 1..line {
            start += self.text[start..].find('\n').map_or(0, |at| at + 1);
        }
        let within = self.text[start..].chars().take(column as usize - 1);
        (start + within.map(char::len_utf8).sum::<usize>()) as u32
    }

    /// A text that is no expression.
    pub(crate) fn syntax(&self, severity: Severity, error: &Error) -> Finding {
        let (line, column) = self.at(self.offset(error.line, error.column));
        let message = format!("`{}` cannot be read: {}", self.shown(), error.message);
        let element = self.element.as_deref().map(str::to_owned);
        Finding {
            severity,
            code: "feel-syntax",
            message,
            file: self.file,
            line,
            column,
            element,
        }
    }

    pub(crate) fn error(&self, kind: ErrorKind, message: &str, offset: u32) -> Error {
        let (line, column) = self.at(offset);
        Error {
            message: message.to_owned(),
            kind,
            line,
            column,
            element: self.element.as_deref().map(str::to_owned),
        }
    }

    pub(crate) fn finding(
        &self,
        severity: Severity,
        code: &'static str,
        message: String,
        offset: u32,
    ) -> Finding {
        let (line, column) = self.at(offset);
        Finding {
            severity,
            code,
            message,
            file: self.file,
            line,
            column,
            element: self.element.as_deref().map(str::to_owned),
        }
    }
}
