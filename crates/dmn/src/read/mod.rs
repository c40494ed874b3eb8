//! From DMN files to [`Parts`](crate::model::Parts): names and types first, then requirements and logic.

mod graph;
mod logic;
mod table;
mod types;

use crate::feel::{Names, Type};
use crate::model::Parts;
use crate::xml::{Node, Tree};
use crate::{Finding, Severity};

use types::Types;

/// Namespaces of DMN 1.1 to 1.6.
const NAMESPACES: [&str; 7] = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
    "http://www.omg.org/spec/DMN/20240513/MODEL/",
];

/// Most findings told at once.
const FINDINGS: usize = 200;

/// What is known while a model is read.
pub(crate) struct Reader {
    names: Names,
    types: Types,
    findings: Vec<Finding>,
    /// The file being read.
    file: usize,
}

/// Reads a file with the files it imports.
pub(crate) fn read(xml: &[u8], imported: &[&[u8]]) -> Result<Parts, Vec<Finding>> {
    let mut trees = Vec::new();
    for file in std::iter::once(xml).chain(imported.iter().copied()) {
        let tree = Tree::read(file).map_err(|f| vec![f])?;
        let root = tree.root();
        if root.name != "definitions" || !NAMESPACES.contains(&root.namespace.as_str()) {
            return Err(vec![root.finding(
                Severity::Error,
                "not-dmn",
                "the root element is not `definitions` of DMN 1.1 to 1.6",
            )]);
        }
        trees.push(tree);
    }
    let mut reader = Reader {
        names: Names::new(),
        types: Types::default(),
        findings: Vec::new(),
        file: 0,
    };
    for tree in &trees {
        reader.collect_names(tree);
    }
    reader.collect_types(&trees);
    let parts = graph::build(&mut reader, &trees);
    let errors = reader
        .findings
        .iter()
        .any(|f| f.severity == Severity::Error);
    reader.findings.truncate(FINDINGS);
    if errors {
        Err(reader.findings)
    } else {
        Ok(Parts {
            findings: reader.findings,
            ..parts
        })
    }
}

/// The places of the files that a file imports, as it writes them (`locationURI`); none for what cannot be read.
#[must_use]
pub fn imported_files(xml: &[u8]) -> Vec<String> {
    let Ok(tree) = Tree::read(xml) else {
        return Vec::new();
    };
    let imports = tree.all(tree.root(), "import");
    imports
        .filter_map(|i| i.attribute("locationURI"))
        .map(str::to_owned)
        .collect()
}

impl Reader {
    /// Every name of the file may stand in an expression: the text decides which of them it means.
    fn collect_names(&mut self, tree: &Tree) {
        const NAMED: [&str; 11] = [
            "decision",
            "inputData",
            "businessKnowledgeModel",
            "decisionService",
            "variable",
            "parameter",
            "formalParameter",
            "itemComponent",
            "import",
            "output",
            "informationItem",
        ];
        for node in tree.every() {
            if NAMED.contains(&node.name.as_str())
                && let Some(name) = node.attribute("name")
            {
                self.names.insert(name);
            }
            if node.name == "column"
                && let Some(name) = node.attribute("name")
            {
                self.names.insert(name);
            }
            if let Some(name) = node.attribute("iteratorVariable") {
                self.names.insert(name);
            }
        }
    }

    fn collect_types(&mut self, trees: &[Tree]) {
        for (at, tree) in trees.iter().enumerate() {
            self.types.prefix(at, trees);
            for item in tree.all(tree.root(), "itemDefinition") {
                self.types.declare(at, item);
            }
        }
        let problems = self.types.resolve(trees, &self.names);
        self.findings.extend(problems);
    }

    /// The type of an element's `typeRef`, anything when it has none.
    fn type_of(&mut self, node: &Node, file: usize) -> Type {
        let Some(name) = node.attribute("typeRef") else {
            return Type::Any;
        };
        match self.types.find(name, file) {
            Some(of) => of,
            None => {
                let message = format!("the type `{name}` is not declared");
                self.report(node.finding(Severity::Warning, "unknown-type", message));
                Type::Any
            }
        }
    }

    /// A finding in the file that is being read.
    fn report(&mut self, finding: Finding) {
        let file = self.file;
        self.findings.push(Finding { file, ..finding });
    }

    fn error(&mut self, node: &Node, code: &'static str, message: impl Into<String>) {
        self.report(node.finding(Severity::Error, code, message));
    }
}
