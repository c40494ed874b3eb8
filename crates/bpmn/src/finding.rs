use std::fmt;

pub use dmn::Severity;
use dmn::xml::Node;

/// What is wrong with a process, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name of the sort of finding.
    pub code: &'static str,
    /// A sentence: what is wrong and what to do.
    pub message: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// The id of the element.
    pub element: Option<String>,
    /// The name of the element.
    pub name: Option<String>,
}

impl Finding {
    pub(crate) fn at(
        node: &Node,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            severity,
            code,
            message: message.into(),
            line: node.line,
            element: node.attribute("id").map(str::to_owned),
            name: node.attribute("name").map(str::to_owned),
        }
    }
}

impl From<dmn::Finding> for Finding {
    fn from(found: dmn::Finding) -> Finding {
        Finding {
            severity: found.severity,
            code: found.code,
            message: found.message,
            line: found.line,
            element: found.element,
            name: None,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.line)?;
        match (&self.element, &self.name) {
            (Some(element), Some(name)) if !name.is_empty() => write!(f, "{element} ({name}): ")?,
            (Some(element), _) => write!(f, "{element}: ")?,
            _ => {}
        }
        f.write_str(&self.message)
    }
}
