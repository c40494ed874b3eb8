//! Item definitions (DMN 1.5, 7.3.2).

use std::collections::HashMap;
use std::sync::Arc;

use crate::feel::{Names, Type, parser};
use crate::table::cell::folded;
use crate::xml::{Node, Tree};
use crate::{Finding, Severity};

/// Most rounds of resolving: declarations that stand before those they need wait for the next.
const ROUNDS: usize = 60;
/// Deepest nesting of types through one another.
const DEPTH: u32 = 400;

/// Declared types, by file and name.
#[derive(Default)]
pub(super) struct Types {
    declared: HashMap<(usize, String), (Type, u32)>,
    left: Vec<(usize, usize, String)>,
    /// For each file, the files behind its imports' names.
    imports: HashMap<(usize, String), usize>,
}

impl Types {
    /// Notes which file stands behind each import of a file.
    pub(super) fn prefix(&mut self, file: usize, trees: &[Tree]) {
        let tree = &trees[file];
        for import in tree.all(tree.root(), "import") {
            let (Some(name), Some(namespace)) =
                (import.attribute("name"), import.attribute("namespace"))
            else {
                continue;
            };
            if let Some(at) = trees
                .iter()
                .position(|t| t.root().attribute("namespace") == Some(namespace))
            {
                self.imports.insert((file, name.to_owned()), at);
            }
        }
    }

    pub(super) fn declare(&mut self, file: usize, item: &Node) {
        if let Some(name) = item.attribute("name") {
            self.left.push((file, item.place, name.to_owned()));
        }
    }

    /// Resolves all declarations; what refers to itself or to nothing stays anything.
    pub(super) fn resolve(&mut self, trees: &[Tree], names: &Names) -> Vec<Finding> {
        let mut problems = Vec::new();
        let mut left = std::mem::take(&mut self.left);
        for _ in 0..ROUNDS {
            let before = left.len();
            left.retain(|(file, place, name)| {
                let node = trees[*file].at(*place);
                match self.item(&trees[*file], node, *file, names, &mut problems) {
                    Some((_, depth)) if depth > DEPTH => true,
                    Some(of) => {
                        self.declared.insert((*file, name.clone()), of);
                        false
                    }
                    None => true,
                }
            });
            if left.is_empty() || left.len() == before {
                break;
            }
        }
        for (file, place, name) in left {
            let message =
                format!("the type `{name}` refers to one that is not declared, or to itself");
            let finding = trees[file]
                .at(place)
                .finding(Severity::Warning, "unknown-type", message);
            problems.push(Finding { file, ..finding });
            self.declared.insert((file, name), (Type::Any, 0));
        }
        problems
    }

    /// A type by its name as seen from a file; names may have the prefix of an import or of an XML namespace.
    pub(super) fn find(&self, name: &str, file: usize) -> Option<Type> {
        self.find_deep(name, file).map(|(of, _)| of)
    }

    /// With the depth to which it nests.
    fn find_deep(&self, name: &str, file: usize) -> Option<(Type, u32)> {
        let (mut name, mut file) = (name, file);
        loop {
            if let Some(found) = self.declared.get(&(file, name.to_owned())) {
                return Some(found.clone());
            }
            if let Some(plain) = Type::named(name) {
                return Some((plain, 0));
            }
            if let Some((import, inner)) = name.split_once('.')
                && let Some(at) = self.imports.get(&(file, import.to_owned()))
            {
                (name, file) = (inner, *at);
            } else {
                name = name.split_once(':')?.1;
            }
        }
    }

    /// The type of an item definition and how deep it nests; nothing when it needs one that is not resolved yet.
    fn item(
        &self,
        tree: &Tree,
        node: &Node,
        file: usize,
        names: &Names,
        problems: &mut Vec<Finding>,
    ) -> Option<(Type, u32)> {
        let components: Vec<&Node> = tree.all(node, "itemComponent").collect();
        let (base, depth) = if let Some(function) = tree.child(node, "functionItem") {
            (Type::Function(tree.all(function, "parameters").count()), 0)
        } else if !components.is_empty() {
            let (mut entries, mut depth) = (Vec::new(), 0);
            for component in components {
                let name = component.attribute("name").unwrap_or_default();
                let (of, inner) = self.item(tree, component, file, names, problems)?;
                entries.push((Arc::from(name), of));
                depth = inner.max(depth);
            }
            (Type::Context(Arc::new(entries)), depth)
        } else {
            let name = tree.text_of(node, "typeRef").map(str::trim);
            match name.or_else(|| node.attribute("typeRef")) {
                Some(name) => self.find_deep(name, file)?,
                None => (Type::Any, 0),
            }
        };
        let base = self.constrained(tree, node, "allowedValues", base, file, names, problems);
        let whole = if node.attribute("isCollection") == Some("true") {
            Type::List(Arc::new(base))
        } else {
            base
        };
        let of = self.constrained(tree, node, "typeConstraint", whole, file, names, problems);
        // Each may add a list and two constraints.
        Some((of, depth + 4))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one element, passed on"
    )]
    fn constrained(
        &self,
        tree: &Tree,
        node: &Node,
        child: &str,
        of: Type,
        file: usize,
        names: &Names,
        problems: &mut Vec<Finding>,
    ) -> Type {
        let Some(constraint) = tree.child(node, child) else {
            return of;
        };
        let text = tree.text_of(constraint, "text").unwrap_or_default();
        match parser::unary_tests(text, names, &|name| self.find(name, file)) {
            Ok(tests) => {
                let tests = tests.into_iter().map(folded).collect();
                Type::Allowed(Arc::new(of), Arc::new(tests))
            }
            Err(error) => {
                let message = format!("allowed values `{text}`: {error}");
                problems.push(Finding {
                    file,
                    ..constraint.finding(Severity::Error, "feel-syntax", message)
                });
                of
            }
        }
    }
}
