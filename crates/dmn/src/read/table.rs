//! Decision tables from their elements (DMN 1.5, chapter 8).

use super::Reader;
use super::logic::{made, name_of};
use crate::feel::ast::{Kind, Test};
use crate::feel::{Type, Value};
use crate::place::Spot;
use crate::table::{Aggregator, InputColumn, OutputColumn, Policy, Rule, Table};
use crate::xml::{Node, Tree};

impl Reader {
    pub(super) fn decision_table(&mut self, tree: &Tree, node: &Node, file: usize) -> Table {
        let inputs: Vec<&Node> = tree.all(node, "input").collect();
        let inputs: Vec<InputColumn> = inputs
            .into_iter()
            .map(|n| self.input_column(tree, n, file))
            .collect();
        let outputs: Vec<&Node> = tree.all(node, "output").collect();
        let outputs: Vec<OutputColumn> = outputs
            .into_iter()
            .map(|n| self.output_column(tree, n, file))
            .collect();
        let rules: Vec<&Node> = tree.all(node, "rule").collect();
        let rules: Vec<Rule> = rules
            .into_iter()
            .map(|n| self.rule(tree, n, file, inputs.len(), outputs.len()))
            .collect();
        if outputs.is_empty() {
            self.error(
                node,
                "no-output",
                "this decision table has no output column",
            );
        }
        let mut table = Table::new(self.policy(node), Spot::of(node, file), inputs, outputs);
        table.rules = rules;
        let names = tree
            .all(node, "annotation")
            .map(|n| n.attribute("name").unwrap_or_default());
        table.annotations = names.map(str::to_owned).collect();
        table.indexed()
    }

    fn policy(&mut self, node: &Node) -> Policy {
        let aggregator = match node.attribute("aggregation") {
            None => None,
            Some("SUM") => Some(Aggregator::Sum),
            Some("COUNT") => Some(Aggregator::Count),
            Some("MIN") => Some(Aggregator::Min),
            Some("MAX") => Some(Aggregator::Max),
            Some(other) => {
                self.error(
                    node,
                    "unknown-aggregation",
                    format!("the aggregation `{other}` is unknown"),
                );
                None
            }
        };
        match node.attribute("hitPolicy").unwrap_or("UNIQUE") {
            "UNIQUE" => Policy::Unique,
            "ANY" => Policy::Any,
            "PRIORITY" => Policy::Priority,
            "FIRST" => Policy::First,
            "RULE ORDER" => Policy::RuleOrder,
            "OUTPUT ORDER" => Policy::OutputOrder,
            "COLLECT" => Policy::Collect(aggregator),
            other => {
                self.error(
                    node,
                    "unknown-hit-policy",
                    format!("the hit policy `{other}` is unknown"),
                );
                Policy::Unique
            }
        }
    }

    fn input_column(&mut self, tree: &Tree, node: &Node, file: usize) -> InputColumn {
        let Some(expression) = tree.child(node, "inputExpression") else {
            self.error(
                node,
                "no-input-expression",
                "this input column has no expression",
            );
            return InputColumn {
                source: String::new(),
                label: None,
                expr: made(Kind::Constant(Value::Null)),
                of: Type::Any,
                allowed: None,
            };
        };
        let source = tree
            .text_of(expression, "text")
            .unwrap_or_default()
            .trim()
            .to_owned();
        let expr = self.expression(tree, expression, file);
        let of = self.type_of(expression, file);
        let allowed = tree
            .child(node, "inputValues")
            .and_then(|n| self.tests(tree, n, file));
        InputColumn {
            source,
            label: node
                .attribute("label")
                .filter(|l| !l.trim().is_empty())
                .map(|l| l.trim().to_owned()),
            expr,
            of,
            allowed,
        }
    }

    fn output_column(&mut self, tree: &Tree, node: &Node, file: usize) -> OutputColumn {
        let default = tree
            .child(node, "defaultOutputEntry")
            .map(|n| self.literal(tree, n, file));
        let values = tree
            .child(node, "outputValues")
            .and_then(|n| self.tests(tree, n, file))
            .unwrap_or_default();
        OutputColumn {
            name: node.attribute("name").map(|_| name_of(node)),
            of: self.type_of(node, file),
            values,
            default,
        }
    }

    fn rule(
        &mut self,
        tree: &Tree,
        node: &Node,
        file: usize,
        inputs: usize,
        outputs: usize,
    ) -> Rule {
        let entries: Vec<&Node> = tree.all(node, "inputEntry").collect();
        let results: Vec<&Node> = tree.all(node, "outputEntry").collect();
        if entries.len() != inputs || results.len() != outputs {
            let message = format!(
                "this rule has {} conditions and {} results; the table has {inputs} inputs and {outputs} outputs",
                entries.len(),
                results.len()
            );
            self.error(node, "rule-width", message);
        }
        let mut conditions = Vec::new();
        for entry in entries {
            let source = tree
                .text_of(entry, "text")
                .unwrap_or_default()
                .trim()
                .to_owned();
            let tests = self.tests(tree, entry, file).unwrap_or_else(never);
            conditions.push((source, tests));
        }
        Rule {
            id: node.attribute("id").unwrap_or_default().to_owned(),
            spot: Spot::of(node, file),
            conditions,
            outputs: results
                .into_iter()
                .map(|n| self.literal(tree, n, file))
                .collect(),
            annotations: tree
                .all(node, "annotationEntry")
                .map(|n| {
                    tree.text_of(n, "text")
                        .unwrap_or_default()
                        .trim()
                        .to_owned()
                })
                .collect(),
        }
    }
}

/// A condition that could not be read never holds.
fn never() -> Vec<Test> {
    Vec::new()
}
