use std::fmt;

pub use bpmn::Severity;

/// What is wrong with a pack, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name of the sort of finding.
    pub code: &'static str,
    /// The file, by its path in the pack.
    pub file: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// Character of the line, from 1, where it is known.
    pub column: Option<u32>,
    /// The element, field or text key.
    pub element: Option<String>,
    /// A sentence: what is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.file, self.line)?;
        if let Some(column) = self.column {
            write!(f, "{column}:")?;
        }
        f.write_str(" ")?;
        if let Some(element) = &self.element {
            write!(f, "{element}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        file: &str,
        line: u32,
        element: &str,
        message: impl Into<String>,
    ) {
        self.push(Severity::Error, code, file, line, element, message.into());
    }

    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        file: &str,
        line: u32,
        element: &str,
        message: impl Into<String>,
    ) {
        self.push(Severity::Warning, code, file, line, element, message.into());
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        file: &str,
        line: u32,
        element: &str,
        message: String,
    ) {
        let element = (!element.is_empty()).then(|| element.to_owned());
        self.0.push(Finding {
            severity,
            code,
            file: file.to_owned(),
            line: line.max(1),
            column: None,
            element,
            message,
        });
    }

    pub(crate) fn failed(&self) -> bool {
        self.0.iter().any(|f| f.severity == Severity::Error)
    }
}

/// The line of the first occurrence of a text, from 1; 1 when it does not occur.
pub(crate) fn line_of(text: &str, wanted: &str) -> u32 {
    text.lines()
        .position(|l| l.contains(wanted))
        .map_or(1, |at| at as u32 + 1)
}
