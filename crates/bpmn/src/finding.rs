use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The model cannot be run.
    Error,
    /// The model can be run; someone should look.
    Warning,
}

/// What is wrong with a model, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name of the sort of finding.
    pub code: &'static str,
    /// A sentence: what is wrong and what to do.
    pub message: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// The id of the BPMN element, where it has one.
    pub element: Option<String>,
    /// What the modeller called it.
    pub name: Option<String>,
}

impl Finding {
    /// The model cannot be run because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.line)?;
        if let Some(element) = &self.element {
            write!(f, "{element}")?;
            if let Some(name) = &self.name {
                write!(f, " ({name})")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}
