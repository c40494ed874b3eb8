//! What stands beside the processes: messages, signals, errors, event definitions, global tasks, data, correlation.

use std::collections::HashMap;
use std::sync::Arc;

use dmn::feel::Names;
use dmn::xml::{Node as Xml, Tree};

use super::{ById, Compiler, Which, known, local};
use crate::program::Correlation;

/// Elements that processes refer to.
pub(crate) struct Roots<'d> {
    /// Names or codes of messages, signals, errors and escalations by id.
    pub(crate) values: HashMap<&'d str, Arc<str>>,
    /// All children of the root by id.
    pub(crate) elements: ById<'d>,
    /// The variable that an element with data (object, property, input, output) stands for, by the element's id.
    pub(crate) variables: HashMap<&'d str, Arc<str>>,
    /// Those of them that are several words.
    pub(crate) names: Names,
    /// Ids of data stores and their references: they are outside.
    pub(crate) stores: Vec<&'d str>,
    /// Correlation keys anywhere in the file.
    keys: ById<'d>,
}

impl<'d> Roots<'d> {
    pub(super) fn read(tree: &'d Tree) -> Roots<'d> {
        let mut roots = Roots {
            values: HashMap::new(),
            elements: HashMap::new(),
            variables: HashMap::new(),
            names: Names::new(),
            stores: Vec::new(),
            keys: HashMap::new(),
        };
        for node in tree.children(tree.root()) {
            let Some(id) = node.attribute("id") else {
                continue;
            };
            roots.elements.insert(id, node);
            let value = match node.name.as_str() {
                "message" | "signal" => node.attribute("name").filter(|n| !n.is_empty()),
                "error" => node
                    .attribute("errorCode")
                    .or_else(|| node.attribute("name")),
                "escalation" => node
                    .attribute("escalationCode")
                    .or_else(|| node.attribute("name")),
                _ => continue,
            };
            roots.values.insert(id, value.unwrap_or(id).into());
        }
        tree.every().for_each(|node| roots.data(node));
        roots.data_references(tree);
        roots
            .variables
            .values()
            .filter(|name| name.contains(' '))
            .for_each(|name| roots.names.insert(name));
        roots
    }

    fn data(&mut self, node: &'d Xml) {
        let Some(id) = node.attribute("id") else {
            return;
        };
        match node.name.as_str() {
            "dataObject" | "property" | "dataInput" | "dataOutput" | "inputDataItem"
            | "outputDataItem" => {
                self.variables.insert(id, variable(node, id));
            }
            "dataStore" | "dataStoreReference" => self.stores.push(id),
            "correlationKey" => drop(self.keys.insert(id, node)),
            _ => {}
        }
    }

    /// A reference to a data object is that data object.
    fn data_references(&mut self, tree: &'d Tree) {
        for node in tree.every().filter(|n| n.name == "dataObjectReference") {
            let Some(id) = node.attribute("id") else {
                continue;
            };
            let object = node.attribute("dataObjectRef").map(local);
            let object =
                object.and_then(|id| self.variables.get(id).map(|name| (id, name.clone())));
            // Modellers name the reference and leave the object without a name.
            let named = node.attribute("name").filter(|n| is_name(n)).map(Arc::from);
            let variable = match (object, named) {
                (Some((id, name)), Some(named)) if *name == *word(id) => named,
                (Some((_, name)), _) => name,
                (None, Some(named)) => named,
                (None, None) => word(id),
            };
            self.variables.insert(id, variable);
        }
    }
}

/// The variable's name: the element's, or its id where that is no name in FEEL.
fn variable(node: &Xml, id: &str) -> Arc<str> {
    node.attribute("name")
        .filter(|n| is_name(n))
        .map_or_else(|| word(id), Arc::from)
}

/// An id as a word: `_` for what FEEL would take for a sign.
fn word(id: &str) -> Arc<str> {
    id.chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect::<String>()
        .into()
}

/// Words with single spaces between them.
fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && chars.all(|c| c.is_alphanumeric() || c == '_')
    };
    name.split(' ').all(word)
}

impl<'d> Compiler<'d> {
    /// Names what stands beside the processes and does not run.
    pub(super) fn root_elements(&mut self, which: Which) {
        for node in self.tree.children(self.tree.root()) {
            let name = node.name.as_str();
            if name == "process"
                && which == Which::Executable
                && node.attribute("isExecutable") != Some("true")
            {
                self.warning(
                    node,
                    "not-executable",
                    "this process is not marked executable: it is kept and does not run",
                );
            } else if known::choreography(name) {
                self.warning(
                    node,
                    "not-executable",
                    format!("`{name}` describes who speaks with whom: it is kept and does not run"),
                );
            } else if !known::root(name) {
                self.error(
                    node,
                    "unsupported-element",
                    format!("`{name}` is no element of BPMN 2.0 that can stand here"),
                );
            }
        }
    }

    /// The name or code behind a reference; the reference itself when nothing is there.
    pub(super) fn root(&self, reference: &str) -> Arc<str> {
        self.roots
            .values
            .get(reference)
            .or_else(|| self.roots.values.get(local(reference)))
            .cloned()
            .unwrap_or_else(|| reference.into())
    }

    pub(super) fn correlations(&mut self, process: &'d Xml, container: usize) {
        for subscription in self.tree.all(process, "correlationSubscription") {
            let key = subscription
                .attribute("correlationKeyRef")
                .and_then(|r| self.roots.keys.get(local(r)).copied());
            let Some(key) = key else {
                self.error(
                    subscription,
                    "unknown-reference",
                    "the subscription's correlation key does not exist",
                );
                continue;
            };
            if let Some(correlation) = self.correlation(subscription, key) {
                self.parts.containers[container]
                    .correlations
                    .push(correlation);
            }
        }
    }

    fn correlation(&mut self, subscription: &'d Xml, key: &'d Xml) -> Option<Correlation> {
        let tree = self.tree;
        let mut found = Correlation {
            bound: Vec::new(),
            read: HashMap::new(),
        };
        for (nth, property) in tree.all(key, "correlationPropertyRef").enumerate() {
            let id = local(&property.text);
            let binding = tree
                .all(subscription, "correlationPropertyBinding")
                .find(|b| b.attribute("correlationPropertyRef").map(local) == Some(id));
            let Some(path) = binding.and_then(|b| tree.text_of(b, "dataPath")) else {
                self.error(subscription, "no-binding", format!("the property `{id}` of the correlation key is bound to nothing in the process"));
                return None;
            };
            found.bound.push(self.expression(subscription, path)?);
            let Some(property) = self.roots.elements.get(id).copied() else {
                self.error(
                    subscription,
                    "unknown-reference",
                    format!("the correlation property `{id}` does not exist"),
                );
                return None;
            };
            for retrieval in tree.all(property, "correlationPropertyRetrievalExpression") {
                let message = self.root(retrieval.attribute("messageRef").unwrap_or_default());
                let path = self.expression(
                    retrieval,
                    tree.text_of(retrieval, "messagePath").unwrap_or_default(),
                )?;
                let read = found.read.entry(message).or_default();
                if read.len() == nth {
                    read.push(path);
                }
            }
        }
        // A message of which not every property can be read says nothing about the key.
        let all = found.bound.len();
        found.read.retain(|_, paths| paths.len() == all && all > 0);
        Some(found)
    }
}
