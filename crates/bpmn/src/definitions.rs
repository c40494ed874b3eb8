use dmn::xml::Tree;

use crate::{Finding, Severity};

/// The namespace of BPMN 2.0.
const NAMESPACE: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// A BPMN file with every element kept.
#[derive(Debug)]
pub struct Definitions {
    pub(crate) tree: Tree,
}

/// Reads a BPMN 2.0 file.
///
/// # Errors
/// When it is not well-formed XML within the limits (no DTD, no entities of its own, at most 256 levels deep), or not BPMN 2.0.
pub fn read(xml: &[u8]) -> Result<Definitions, Vec<Finding>> {
    let tree = Tree::read(xml).map_err(|f| vec![f.into()])?;
    let root = tree.root();
    if root.name != "definitions" || root.namespace != NAMESPACE {
        return Err(vec![Finding::at(
            root,
            Severity::Error,
            "not-bpmn",
            "the root element is not `definitions` of BPMN 2.0",
        )]);
    }
    Ok(Definitions { tree })
}

impl Definitions {
    /// The local name, id and line of every element of BPMN's namespace, in the order of the file.
    pub fn elements(&self) -> impl Iterator<Item = (&str, Option<&str>, u32)> {
        self.tree
            .every()
            .filter(|n| n.namespace == NAMESPACE)
            .map(|n| (n.name.as_str(), n.attribute("id"), n.line))
    }
}
