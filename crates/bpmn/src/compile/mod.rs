//! From a file to a [`Program`](crate::Program): nodes and flows first, then what they mean; everything unknown is an error.

mod activities;
mod data;
mod events;
mod known;
mod nodes;
mod roots;
mod ties;

pub(crate) use activities::count;
pub(crate) use events::{Cycle, cycle, duration};

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use dmn::feel::Expression;
use dmn::xml::{Node as Xml, Tree};

use crate::program::{Container, FlowPart, Kind, Node, Parts};
use crate::{Definitions, Finding, Severity, check};
use roots::Roots;

/// Most findings told at once.
const FINDINGS: usize = 500;

/// Most flow nodes of a file, and most processes and sub-processes: far more than anybody can read.
const NODES: usize = 50_000;
const CONTAINERS: usize = 2_000;

/// What is known while a file is compiled.
pub(crate) struct Compiler<'d> {
    pub(crate) tree: &'d Tree,
    pub(crate) parts: Parts,
    pub(crate) roots: Roots<'d>,
    /// XML of each node and container, for what needs all nodes to be known.
    pub(crate) sources: Vec<&'d Xml>,
    pub(crate) containers: Vec<&'d Xml>,
}

/// Which processes of a file are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that say that they are executable.
    Executable,
    /// All, to see what could not be executed.
    All,
}

pub(crate) fn compile(definitions: &Definitions, which: Which) -> Parts {
    let tree = &definitions.tree;
    let mut compiler = Compiler {
        tree,
        parts: Parts::default(),
        roots: Roots::read(tree),
        sources: Vec::new(),
        containers: Vec::new(),
    };
    compiler.root_elements(which);
    for process in tree.all(tree.root(), "process") {
        if which == Which::All || process.attribute("isExecutable") == Some("true") {
            let at = compiler.container(process, None);
            compiler.correlations(process, at);
            compiler.parts.processes.push(at);
        }
    }
    if compiler.parts.processes.is_empty() {
        compiler.error(
            tree.root(),
            "no-process",
            "the file has no process with isExecutable=\"true\"",
        );
    }
    let parts = &compiler.parts;
    if parts.nodes.len() > NODES || parts.containers.len() > CONTAINERS {
        compiler.error(
            tree.root(),
            "too-large",
            format!("the file has more than {NODES} elements that run, or {CONTAINERS} processes and sub-processes"),
        );
        return compiler.parts;
    }
    compiler.process_ids();
    compiler.ties();
    check::run(&mut compiler.parts, &compiler.sources, &compiler.containers);
    compiler.parts.findings.truncate(FINDINGS);
    compiler.parts
}

impl<'d> Compiler<'d> {
    pub(crate) fn error(&mut self, node: &Xml, code: &'static str, message: impl Into<String>) {
        self.parts
            .findings
            .push(Finding::at(node, Severity::Error, code, message));
    }

    pub(crate) fn warning(&mut self, node: &Xml, code: &'static str, message: impl Into<String>) {
        self.parts
            .findings
            .push(Finding::at(node, Severity::Warning, code, message));
    }

    /// A process is found by its id, as its elements are: nothing else has it.
    fn process_ids(&mut self) {
        for nth in 0..self.parts.processes.len() {
            let at = self.parts.processes[nth];
            let id = self.parts.containers[at].id.clone();
            let before = &self.parts.processes[..nth];
            let twice = before
                .iter()
                .any(|other| self.parts.containers[*other].id == id);
            if id.is_empty() {
                self.error(self.containers[at], "no-id", "this process has no id");
            } else if twice || self.parts.by_id.contains_key(&id) {
                self.error(
                    self.containers[at],
                    "duplicate-id",
                    format!("the id `{id}` is used twice"),
                );
            }
        }
    }

    /// A process or sub-process: its nodes, then its flows.
    pub(crate) fn container(&mut self, xml: &'d Xml, node: Option<usize>) -> usize {
        let at = self.parts.containers.len();
        let id: Arc<str> = xml.attribute("id").unwrap_or_default().into();
        self.containers.push(xml);
        self.parts.containers.push(Container {
            id,
            nodes: Vec::new(),
            node,
            first: Vec::new(),
            event_starts: Vec::new(),
            correlations: Vec::new(),
        });
        for child in self.tree.children(xml) {
            self.node(child, at);
        }
        for child in self.tree.all(xml, "sequenceFlow") {
            self.flow(child, at);
        }
        self.defaults(at);
        at
    }

    pub(crate) fn add(&mut self, xml: &'d Xml, container: usize, kind: Kind) -> usize {
        let at = self.parts.nodes.len();
        let id: Arc<str> = match xml.attribute("id") {
            Some(id) if !id.is_empty() => id.into(),
            _ => {
                self.error(xml, "no-id", format!("this `{}` has no id", xml.name));
                format!("line-{}-{}", xml.line, xml.column).into()
            }
        };
        if self.parts.by_id.insert(id.clone(), at).is_some() {
            self.error(xml, "duplicate-id", format!("the id `{id}` is used twice"));
        }
        self.parts.nodes.push(Node {
            id,
            name: xml.attribute("name").unwrap_or_default().to_owned(),
            kind,
            container,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            default: None,
            boundaries: Vec::new(),
            handler: None,
            for_compensation: xml.attribute("isForCompensation") == Some("true"),
            start_quantity: 1,
            completion_quantity: 1,
            runs: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            output_names: Vec::new(),
            line: xml.line,
            reach: OnceLock::new(),
        });
        self.parts.containers[container].nodes.push(at);
        self.sources.push(xml);
        at
    }

    fn flow(&mut self, xml: &'d Xml, container: usize) {
        let mut end = |name: &str| {
            let id = xml.attribute(name).unwrap_or_default();
            let found = self
                .parts
                .by_id
                .get(id)
                .copied()
                .filter(|at| self.parts.nodes[*at].container == container);
            if found.is_none() {
                self.parts.findings.push(Finding::at(
                    xml,
                    Severity::Error,
                    "dangling-flow",
                    format!("the {name} `{id}` of this sequence flow is no element of the same process or sub-process"),
                ));
            }
            found
        };
        let (Some(source), Some(target)) = (end("sourceRef"), end("targetRef")) else {
            return;
        };
        let condition = self
            .tree
            .child(xml, "conditionExpression")
            .and_then(|c| self.expression(xml, &c.text));
        let at = self.parts.flows.len();
        let id: Arc<str> = xml
            .attribute("id")
            .map_or_else(|| format!("flow-{at}").into(), Arc::from);
        if self.parts.flow_by_id.insert(id.clone(), at).is_some()
            || self.parts.by_id.contains_key(&id)
        {
            self.error(xml, "duplicate-id", format!("the id `{id}` is used twice"));
        }
        self.parts.flows.push(FlowPart {
            id,
            source,
            target,
            condition,
        });
        self.parts.nodes[source].outgoing.push(at);
        self.parts.nodes[target].incoming.push(at);
    }

    fn defaults(&mut self, container: usize) {
        for at in self.parts.containers[container].nodes.clone() {
            let xml = self.sources[at];
            let Some(default) = xml.attribute("default").filter(|d| !d.is_empty()) else {
                continue;
            };
            let flow = self.parts.nodes[at]
                .outgoing
                .iter()
                .copied()
                .find(|f| *self.parts.flows[*f].id == *default);
            if flow.is_none() {
                self.error(
                    xml,
                    "dangling-default",
                    format!("the default flow `{default}` does not leave this element"),
                );
            }
            self.parts.nodes[at].default = flow;
        }
    }

    /// A FEEL expression of an element.
    pub(crate) fn expression(&mut self, xml: &Xml, text: &str) -> Option<Expression> {
        // Some modellers write `=` before what is an expression and not a text.
        let text = text.trim().trim_start_matches('=').trim();
        if text.is_empty() {
            self.error(xml, "no-expression", "the expression is empty");
            return None;
        }
        let error = match Expression::parse(text, &self.roots.names) {
            Ok(expression) => return Some(expression),
            Err(error) => error,
        };
        // `…></condition>` for `…</condition>` is a slip of the hand: no FEEL expression ends in `>`, so nothing else can be meant.
        if let Some(expression) = text
            .strip_suffix('>')
            .and_then(|text| Expression::parse(text, &self.roots.names).ok())
        {
            self.warning(
                xml,
                "stray-bracket",
                format!(
                    "`{text}` ends in a stray `>`: read as `{}`",
                    expression.source()
                ),
            );
            return Some(expression);
        }
        let shown: String = text.chars().take(80).collect();
        self.error(
            xml,
            "feel-syntax",
            format!("`{shown}` is no FEEL expression: {error}"),
        );
        None
    }
}

/// The part of a qualified name after its prefix.
pub(crate) fn local(name: &str) -> &str {
    let name = name.trim();
    name.rsplit(':').next().unwrap_or(name)
}

/// Elements by their ids.
pub(crate) type ById<'d> = HashMap<&'d str, &'d Xml>;
