//! Item definitions (DMN 1.5, 7.3.2).

use std::collections::HashMap;
use std::sync::Arc;

use crate::feel::{Names, Type, parser};
use crate::xml::{Node, Tree};
use crate::{Finding, Severity};

/// Deepest nesting of item definitions through one another.
const DEPTH: usize = 60;

/// Declared types, by file and name.
#[derive(Default)]
pub(super) struct Types {
    declared: HashMap<(usize, String), Type>,
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

    pub(super) fn declare(&mut self, file: usize, tree: &Tree, item: &Node) {
        let place = tree
            .every()
            .position(|n| std::ptr::eq(n, item))
            .expect("the element is of the tree");
        if let Some(name) = item.attribute("name") {
            self.left.push((file, place, name.to_owned()));
        }
    }

    /// Resolves all declarations; what refers to itself or to nothing stays anything.
    pub(super) fn resolve(&mut self, trees: &[Tree], names: &Names) -> Vec<Finding> {
        let mut problems = Vec::new();
        let mut left = std::mem::take(&mut self.left);
        for _ in 0..DEPTH {
            let before = left.len();
            left.retain(|(file, place, name)| {
                let node = trees[*file]
                    .every()
                    .nth(*place)
                    .expect("the place was noted from the tree");
                match self.item(&trees[*file], node, *file, names, &mut problems) {
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
            let node = trees[file]
                .every()
                .nth(place)
                .expect("the place was noted from the tree");
            problems.push(node.finding(
                Severity::Warning,
                "unknown-type",
                format!("the type `{name}` refers to one that is not declared, or to itself"),
            ));
            self.declared.insert((file, name), Type::Any);
        }
        problems
    }

    /// A type by its name as seen from a file; names may have the prefix of an import or of an XML namespace.
    pub(super) fn find(&self, name: &str, file: usize) -> Option<Type> {
        if let Some(found) = self.declared.get(&(file, name.to_owned())) {
            return Some(found.clone());
        }
        if let Some(plain) = Type::named(name) {
            return Some(plain);
        }
        if let Some((import, inner)) = name.split_once('.')
            && let Some(at) = self.imports.get(&(file, import.to_owned()))
        {
            return self.find(inner, *at);
        }
        name.split_once(':')
            .and_then(|(_, local)| self.find(local, file))
    }

    /// The type of an item definition; nothing when it needs one that is not resolved yet.
    fn item(
        &self,
        tree: &Tree,
        node: &Node,
        file: usize,
        names: &Names,
        problems: &mut Vec<Finding>,
    ) -> Option<Type> {
        let components: Vec<&Node> = tree.all(node, "itemComponent").collect();
        let base = if let Some(function) = tree.child(node, "functionItem") {
            Type::Function(tree.all(function, "parameters").count())
        } else if !components.is_empty() {
            let mut entries = Vec::new();
            for component in components {
                let name = component.attribute("name").unwrap_or_default();
                entries.push((
                    Arc::from(name),
                    self.item(tree, component, file, names, problems)?,
                ));
            }
            Type::Context(Arc::new(entries))
        } else {
            match tree
                .text_of(node, "typeRef")
                .map(str::trim)
                .or_else(|| node.attribute("typeRef"))
            {
                Some(name) => self.find(name, file)?,
                None => Type::Any,
            }
        };
        let base = self.constrained(tree, node, "allowedValues", base, file, names, problems);
        let whole = if node.attribute("isCollection") == Some("true") {
            Type::List(Arc::new(base))
        } else {
            base
        };
        Some(self.constrained(tree, node, "typeConstraint", whole, file, names, problems))
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
            Ok(tests) => Type::Allowed(Arc::new(of), Arc::new(tests)),
            Err(error) => {
                problems.push(constraint.finding(
                    Severity::Error,
                    "feel-syntax",
                    format!("allowed values `{text}`: {error}"),
                ));
                of
            }
        }
    }
}
