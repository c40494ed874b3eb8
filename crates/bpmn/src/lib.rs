//! BPMN 2.0: procedures as drawn, run as a pure function.

mod finding;
mod xml;

pub use finding::{Finding, Severity};
pub use xml::Element;
