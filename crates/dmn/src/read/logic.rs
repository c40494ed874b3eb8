//! Boxed expressions (DMN 1.5, 7.3 and 10.2), compiled to what FEEL's evaluator runs.

use std::sync::Arc;

use super::Reader;
use crate::Severity;
use crate::feel::ast::{Expr, Iterated, Kind, Lambda, Quantifier, Suffix, Test, TestForm};
use crate::feel::{Names, Type, Value, inputs, java, parser};
use crate::place::Place;
use crate::table::cell::folded;
use crate::xml::{Node, Tree};

/// The elements that are expressions.
const LOGIC: [&str; 13] = [
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "functionDefinition",
    "list",
    "relation",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
    "encapsulatedLogic",
];

pub(super) fn made(kind: Kind) -> Expr {
    Expr { kind, at: 0 }
}

/// With its place, unless it is a constant: that cannot fail.
fn placed(place: &Arc<Place>, expr: Expr) -> Expr {
    match expr.kind {
        Kind::Constant(_) => expr,
        _ => Expr {
            at: expr.at,
            kind: Kind::Placed(place.clone(), Box::new(expr)),
        },
    }
}

fn null() -> Expr {
    made(Kind::Constant(Value::Null))
}

impl Reader {
    /// The expression among an element's children.
    pub(super) fn logic_in(&mut self, tree: &Tree, node: &Node, file: usize) -> Option<Expr> {
        let logic = tree
            .children(node)
            .find(|n| LOGIC.contains(&n.name.as_str()))?;
        Some(self.logic(tree, logic, file))
    }

    fn inner(&mut self, tree: &Tree, node: &Node, child: &str, file: usize) -> Expr {
        tree.child(node, child)
            .and_then(|n| self.logic_in(tree, n, file))
            .unwrap_or_else(null)
    }

    fn logic(&mut self, tree: &Tree, node: &Node, file: usize) -> Expr {
        // The depth of the file's elements bounds this recursion.
        let kind = match node.name.as_str() {
            "literalExpression" => return self.literal(tree, node, file),
            "decisionTable" => Kind::Table(Arc::new(self.decision_table(tree, node, file))),
            "context" => self.context(tree, node, file),
            "invocation" => self.invocation(tree, node, file),
            "functionDefinition" | "encapsulatedLogic" => match self.lambda(tree, node, file) {
                Some(lambda) => Kind::Function(lambda),
                None => Kind::Constant(Value::Null),
            },
            "list" => {
                let items: Vec<&Node> = tree
                    .children(node)
                    .filter(|n| LOGIC.contains(&n.name.as_str()))
                    .collect();
                Kind::List(
                    items
                        .into_iter()
                        .map(|n| self.logic(tree, n, file))
                        .collect(),
                )
            }
            "relation" => self.relation(tree, node, file),
            "conditional" => {
                let [condition, then, otherwise] =
                    ["if", "then", "else"].map(|name| self.inner(tree, node, name, file));
                Kind::If(Box::new(condition), Box::new(then), Box::new(otherwise))
            }
            "filter" => Kind::Where(
                Box::new(self.inner(tree, node, "in", file)),
                Box::new(self.inner(tree, node, "match", file)),
            ),
            "for" => {
                let over = Iterated::Over(self.inner(tree, node, "in", file));
                let body = self.inner(tree, node, "return", file);
                let partial = inputs::mentions(&body, "partial");
                Kind::For(vec![(iterator(node), over)], Box::new(body), partial)
            }
            name @ ("some" | "every") => {
                let quantifier = if name == "some" {
                    Quantifier::Some
                } else {
                    Quantifier::Every
                };
                let over = Iterated::Over(self.inner(tree, node, "in", file));
                Kind::Quantified(
                    quantifier,
                    vec![(iterator(node), over)],
                    Box::new(self.inner(tree, node, "satisfies", file)),
                )
            }
            _ => unreachable!("only the elements of LOGIC are expressions"),
        };
        self.typed(node, file, made(kind))
    }

    /// Converts to the type that the element declares.
    fn typed(&mut self, node: &Node, file: usize, expr: Expr) -> Expr {
        match self.type_of(node, file) {
            Type::Any => expr,
            _ if node.name == "functionDefinition" || node.name == "encapsulatedLogic" => expr,
            of => made(Kind::Typed(Box::new(expr), of)),
        }
    }

    /// A literal expression; a text that is no FEEL is null, and a finding.
    pub(super) fn literal(&mut self, tree: &Tree, node: &Node, file: usize) -> Expr {
        let expr = self.expression(tree, node, file);
        self.typed(node, file, expr)
    }

    /// The text in an element as an expression, with its place; null when there is none.
    pub(super) fn expression(&mut self, tree: &Tree, node: &Node, file: usize) -> Expr {
        let Some(text) = tree
            .child(node, "text")
            .filter(|t| !t.text.trim().is_empty())
        else {
            return null();
        };
        let place = Place::new(text, file);
        let types = &|name: &str| self.types.find(name, file);
        match parser::expression(&text.text, &self.names, types) {
            Ok(expr) => placed(&Arc::new(place), expr),
            Err(error) => {
                self.report(place.syntax(Severity::Warning, &error));
                null()
            }
        }
    }

    /// The text in an element as unary tests; nothing when it cannot be read.
    pub(super) fn tests(&mut self, tree: &Tree, node: &Node, file: usize) -> Option<Vec<Test>> {
        let Some(text) = tree
            .child(node, "text")
            .filter(|t| !t.text.trim().is_empty())
        else {
            let expr = null();
            return Some(vec![Test {
                expr,
                form: TestForm::Any,
            }]);
        };
        let place = Arc::new(Place::new(text, file));
        let types = &|name: &str| self.types.find(name, file);
        match parser::unary_tests(&text.text, &self.names, types) {
            Ok(tests) => Some(
                tests
                    .into_iter()
                    .map(folded)
                    .map(|t| Test {
                        expr: placed(&place, t.expr),
                        ..t
                    })
                    .collect(),
            ),
            Err(error) => {
                self.report(place.syntax(Severity::Warning, &error));
                None
            }
        }
    }

    fn context(&mut self, tree: &Tree, node: &Node, file: usize) -> Kind {
        let (mut entries, mut result) = (Vec::new(), None);
        let nodes: Vec<&Node> = tree.all(node, "contextEntry").collect();
        for entry in nodes {
            let value = self.logic_in(tree, entry, file).unwrap_or_else(null);
            match tree.child(entry, "variable") {
                Some(variable) => {
                    let value = self.typed(variable, file, value);
                    entries.push((name_of(variable), value));
                }
                None => result = Some(value),
            }
        }
        match result {
            Some(result) => Kind::Block(entries, Box::new(result)),
            None => Kind::Context(entries),
        }
    }

    fn invocation(&mut self, tree: &Tree, node: &Node, file: usize) -> Kind {
        let function = self.logic_in(tree, node, file).unwrap_or_else(null);
        let bindings: Vec<&Node> = tree.all(node, "binding").collect();
        let mut args = Vec::new();
        for binding in bindings {
            let name = tree
                .child(binding, "parameter")
                .map_or_else(|| "".into(), name_of);
            args.push((
                name,
                self.logic_in(tree, binding, file).unwrap_or_else(null),
            ));
        }
        let call = if args.is_empty() {
            Suffix::Call(Vec::new())
        } else {
            Suffix::CallNamed(args)
        };
        Kind::Postfix(Box::new(function), vec![call])
    }

    pub(super) fn lambda(&mut self, tree: &Tree, node: &Node, file: usize) -> Option<Arc<Lambda>> {
        let nodes: Vec<&Node> = tree.all(node, "formalParameter").collect();
        let params: Vec<(Arc<str>, Type)> = nodes
            .into_iter()
            .map(|p| (name_of(p), self.type_of(p, file)))
            .collect();
        let body = match node.attribute("kind") {
            None | Some("FEEL") => self.logic_in(tree, node, file).unwrap_or_else(null),
            Some(kind) => {
                let definition = self.logic_in(tree, node, file).filter(|_| kind == "Java");
                let Some(java) = definition.and_then(|d| {
                    java::from_definition(&made(Kind::Context(vec![("java".into(), d)])))
                }) else {
                    let message = format!(
                        "this external function ({kind}) is not supported: its value is null"
                    );
                    self.report(node.finding(Severity::Warning, "external-function", message));
                    return None;
                };
                made(Kind::Java(
                    java,
                    params.iter().map(|(name, _)| name.clone()).collect(),
                ))
            }
        };
        Some(Arc::new(Lambda {
            params,
            body,
            result: self.type_of(node, file),
        }))
    }

    fn relation(&mut self, tree: &Tree, node: &Node, file: usize) -> Kind {
        let columns: Vec<Arc<str>> = tree.all(node, "column").map(name_of).collect();
        let rows: Vec<&Node> = tree.all(node, "row").collect();
        let mut items = Vec::new();
        for row in rows {
            let cells: Vec<&Node> = tree
                .children(row)
                .filter(|n| LOGIC.contains(&n.name.as_str()))
                .collect();
            let cells: Vec<Expr> = cells
                .into_iter()
                .map(|n| self.logic(tree, n, file))
                .collect();
            items.push(made(Kind::Context(
                columns.iter().cloned().zip(cells).collect(),
            )));
        }
        Kind::List(items)
    }
}

fn iterator(node: &Node) -> Arc<str> {
    Names::normal(node.attribute("iteratorVariable").unwrap_or("item")).into()
}

pub(super) fn name_of(node: &Node) -> Arc<str> {
    Names::normal(node.attribute("name").unwrap_or_default()).into()
}
