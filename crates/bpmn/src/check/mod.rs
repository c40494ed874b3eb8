//! What can be seen to be wrong before anything runs.

pub(crate) mod soundness;
mod structure;

use dmn::xml::Node as Xml;

use crate::program::{Kind, Parts, Throw};
use crate::{Finding, Severity};

/// Checks what was compiled; `sources` and `containers` are the XML of nodes and containers.
pub(crate) fn run(parts: &mut Parts, sources: &[&Xml], containers: &[&Xml]) {
    let mut check = Check {
        parts,
        sources,
        containers,
        found: Vec::new(),
    };
    check.structure();
    let broken = |f: &Finding| f.severity == Severity::Error;
    // What a broken drawing would do is no question yet.
    if !check.parts.findings.iter().chain(&check.found).any(broken) {
        check.soundness();
    }
    let found = check.found;
    parts.findings.extend(found);
}

struct Check<'c> {
    parts: &'c Parts,
    sources: &'c [&'c Xml],
    containers: &'c [&'c Xml],
    found: Vec<Finding>,
}

impl Check<'_> {
    fn error(&mut self, at: usize, code: &'static str, message: impl Into<String>) {
        self.found.push(Finding::at(
            self.sources[at],
            Severity::Error,
            code,
            message,
        ));
    }

    fn warning(&mut self, at: usize, code: &'static str, message: impl Into<String>) {
        self.found.push(Finding::at(
            self.sources[at],
            Severity::Warning,
            code,
            message,
        ));
    }

    fn container_error(
        &mut self,
        container: usize,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.found.push(Finding::at(
            self.containers[container],
            Severity::Error,
            code,
            message,
        ));
    }
}

impl Parts {
    /// Where a token goes that leaves a node: by flows, links, and the boundary events on it.
    pub(crate) fn successors(&self, at: usize) -> Vec<usize> {
        let node = &self.nodes[at];
        let mut next: Vec<usize> = node
            .outgoing
            .iter()
            .map(|f| self.flows[*f].target)
            .collect();
        next.extend(&node.boundaries);
        next.extend(node.kind.throws().iter().filter_map(|t| match t {
            Throw::Link(name) => self.link(node.container, name),
            _ => None,
        }));
        next
    }

    /// The nodes of a container at which a token appears without coming from a node of it.
    pub(crate) fn entries(&self, container: usize) -> Vec<usize> {
        let container = &self.containers[container];
        let triggered = |at: &usize| {
            matches!(self.nodes[*at].kind, Kind::Start { .. })
                || self.nodes[*at].kind.starts_by_message()
        };
        let mut entries = container.first.clone();
        entries.extend(container.nodes.iter().copied().filter(triggered));
        entries
    }
}
