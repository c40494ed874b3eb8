//! What can be seen to be wrong before anything runs.

use super::Compiler;
use crate::program::{Kind, Throw, Trigger};

impl Compiler<'_> {
    pub(super) fn check(&mut self) {
        for container in 0..self.parts.containers.len() {
            self.check_start(container);
            self.check_reached(container);
        }
        for at in 0..self.parts.nodes.len() {
            self.check_node(at);
        }
    }

    fn check_start(&mut self, container: usize) {
        let nodes = &self.parts.containers[container].nodes;
        let starts = nodes
            .iter()
            .filter(|at| matches!(self.parts.nodes[**at].kind, Kind::Start(None)))
            .count();
        let is_process = self.parts.processes.contains(&container);
        let triggered = nodes
            .iter()
            .any(|at| matches!(self.parts.nodes[*at].kind, Kind::Start(Some(_))));
        let implicit = nodes.iter().any(|at| self.implicit_start(*at));
        let id = self.parts.containers[container].id.clone();
        let xml = self
            .tree
            .every()
            .find(|n| n.attribute("id") == Some(&id))
            .unwrap_or(self.tree.root());
        if starts == 0 && !implicit && !(is_process && triggered) {
            self.error(
                xml,
                "no-start",
                "this process or sub-process has no start event without a trigger",
            );
        }
        if starts > 1 {
            self.error(
                xml,
                "several-starts",
                "this process or sub-process has several start events without a trigger",
            );
        }
    }

    /// Without a start event, what has no incoming flow is where it starts (BPMN 2.0.2, 10.2).
    fn implicit_start(&self, at: usize) -> bool {
        let node = &self.parts.nodes[at];
        node.incoming.is_empty()
            && !matches!(
                node.kind,
                Kind::Start(_) | Kind::Boundary { .. } | Kind::Catch(Trigger::Link(_))
            )
    }

    fn check_reached(&mut self, container: usize) {
        let nodes = self.parts.containers[container].nodes.clone();
        let has_start = nodes
            .iter()
            .any(|at| matches!(self.parts.nodes[*at].kind, Kind::Start(_)));
        let mut seen = vec![false; self.parts.nodes.len()];
        let mut left: Vec<usize> = nodes
            .iter()
            .copied()
            .filter(|at| {
                matches!(self.parts.nodes[*at].kind, Kind::Start(_))
                    || (!has_start && self.implicit_start(*at))
            })
            .collect();
        while let Some(at) = left.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let node = &self.parts.nodes[at];
            left.extend(node.outgoing.iter().map(|f| self.parts.flows[*f].target));
            left.extend(&node.boundaries);
            if let Kind::Throw(Throw::Link(name)) = &node.kind {
                left.extend(self.parts.link(container, name));
            }
        }
        for at in nodes {
            if !seen[at] {
                let xml = self.sources[at];
                self.warning(
                    xml,
                    "unreachable",
                    "no path leads to this element: it never runs",
                );
            }
        }
    }

    fn check_node(&mut self, at: usize) {
        let xml = self.sources[at];
        let node = &self.parts.nodes[at];
        match &node.kind {
            Kind::End(_) if !node.outgoing.is_empty() => self.error(
                xml,
                "flow-from-end",
                "a sequence flow leaves this end event",
            ),
            Kind::Start(_) if !node.incoming.is_empty() => self.error(
                xml,
                "flow-to-start",
                "a sequence flow enters this start event",
            ),
            Kind::Boundary { .. } if !node.incoming.is_empty() => self.error(
                xml,
                "flow-to-boundary",
                "a sequence flow enters this boundary event",
            ),
            Kind::Catch(Trigger::Error(_) | Trigger::Escalation(_)) => {
                self.error(xml, "bad-event", "errors and escalations are caught on the boundary of an activity, not in a flow");
            }
            Kind::Start(Some(Trigger::Error(_) | Trigger::Escalation(_) | Trigger::Link(_))) => {
                self.error(xml, "bad-event", "a process cannot start by this event");
            }
            Kind::Throw(Throw::Error(_)) => self.error(
                xml,
                "bad-event",
                "an error is thrown by an end event, not by an intermediate event",
            ),
            Kind::Throw(Throw::Link(name)) if self.parts.link(node.container, name).is_none() => {
                self.error(
                    xml,
                    "dangling-link",
                    format!("no link `{name}` is caught in the same process or sub-process"),
                );
            }
            Kind::Exclusive | Kind::Inclusive => self.check_split(at),
            Kind::EventBased => self.check_events(at),
            _ => {}
        }
    }

    fn check_split(&mut self, at: usize) {
        let (xml, node) = (self.sources[at], &self.parts.nodes[at]);
        if node.outgoing.len() < 2 {
            return;
        }
        let bare = node
            .outgoing
            .iter()
            .filter(|f| Some(**f) != node.default && self.parts.flows[**f].condition.is_none())
            .count();
        if bare > 0 {
            self.warning(
                xml,
                "no-condition",
                "a sequence flow that is not the default has no condition: it is always taken",
            );
        } else if node.default.is_none() {
            self.warning(
                xml,
                "no-default",
                "without a default flow the case stops here when no condition holds",
            );
        }
    }

    fn check_events(&mut self, at: usize) {
        let (xml, node) = (self.sources[at], &self.parts.nodes[at]);
        let caught = |f: &usize| {
            matches!(
                self.parts.nodes[self.parts.flows[*f].target].kind,
                Kind::Catch(_) | Kind::Receive(_)
            )
        };
        if node.outgoing.is_empty() || !node.outgoing.iter().all(caught) {
            self.error(xml, "bad-gateway", "every flow from an event-based gateway leads to a catching event or a receive task with a message");
        }
    }
}
