//! Rules about single elements and how they are connected.

use std::collections::HashSet;

use super::Check;
use crate::program::{Form, Kind, Parts, Throw, Trigger};

impl Check<'_> {
    pub(super) fn structure(&mut self) {
        for container in 0..self.parts.containers.len() {
            self.starts(container);
            self.reached(container);
        }
        for at in 0..self.parts.nodes.len() {
            self.connections(at);
            self.events(at);
            self.node(at);
        }
    }

    fn starts(&mut self, container: usize) {
        let found = &self.parts.containers[container];
        let kind = |at: &usize| &self.parts.nodes[*at].kind;
        let plain = found
            .nodes
            .iter()
            .filter(|at| kind(at).plain_start())
            .count();
        let triggered = found
            .nodes
            .iter()
            .any(|at| matches!(kind(at), Kind::Start { .. }) || kind(at).starts_by_message());
        let event_sub = found
            .node
            .is_some_and(|at| matches!(self.parts.nodes[at].kind, Kind::EventSubProcess(_)));
        if event_sub {
            return;
        }
        if found.first.is_empty() && !(found.node.is_none() && triggered) {
            self.container_error(
                container,
                "no-start",
                "this process or sub-process has no start event without a trigger",
            );
        }
        if found.node.is_some() && triggered && plain == 0 {
            self.container_error(
                container,
                "bad-start",
                "a sub-process that a sequence flow enters starts without a trigger",
            );
        }
        if plain > 1 {
            self.container_error(
                container,
                "several-starts",
                "this process or sub-process has several start events without a trigger",
            );
        }
    }

    fn reached(&mut self, container: usize) {
        let nodes = self.parts.containers[container].nodes.clone();
        let seen = reached(self.parts, container);
        for at in nodes {
            let apart = match &self.parts.nodes[at].kind {
                Kind::EventSubProcess(_) => true,
                Kind::Boundary { on, .. } => on.any(|t| matches!(t, Trigger::Compensation)),
                _ => false,
            };
            if !seen.contains(&at) && !apart {
                self.warning(
                    at,
                    "unreachable",
                    "no path leads to this element: it never runs",
                );
            }
        }
    }

    fn connections(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
        let (enters, leaves) = (!node.incoming.is_empty(), !node.outgoing.is_empty());
        match &node.kind {
            Kind::End(_) if leaves => {
                self.error(at, "flow-from-end", "a sequence flow leaves this end event");
            }
            Kind::Start { .. } if enters => self.error(
                at,
                "flow-to-start",
                "a sequence flow enters this start event",
            ),
            Kind::Boundary { .. } if enters => self.error(
                at,
                "flow-to-boundary",
                "a sequence flow enters this boundary event",
            ),
            Kind::EventSubProcess(_) if enters || leaves => {
                self.error(
                    at,
                    "flow-at-event-sub-process",
                    "a sequence flow touches this event sub-process: only its own event starts it",
                );
            }
            Kind::Throw(throws) if leaves && throws.iter().any(|t| matches!(t, Throw::Link(_))) => {
                self.error(
                    at,
                    "flow-from-link",
                    "a sequence flow leaves this link: its other half goes on",
                );
            }
            _ if node.for_compensation && (enters || leaves) => {
                self.error(at, "flow-at-compensation", "a sequence flow touches this compensating activity: only compensation starts it");
            }
            _ => {}
        }
    }

    /// Triggers and throws where they may stand (BPMN 2.0.2, table 10.93).
    fn events(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
        let event_sub = |container: usize| {
            let of = self.parts.containers[container].node;
            of.is_some_and(|of| matches!(self.parts.nodes[of].kind, Kind::EventSubProcess(_)))
        };
        let wrong = match &node.kind {
            Kind::Catch(on) => on.triggers.iter().any(|t| {
                matches!(
                    t,
                    Trigger::Error(_)
                        | Trigger::Escalation(_)
                        | Trigger::Compensation
                        | Trigger::Cancel
                )
            }),
            Kind::Start { on, .. } if event_sub(node.container) => on
                .triggers
                .iter()
                .any(|t| matches!(t, Trigger::Link(_) | Trigger::Cancel)),
            Kind::Start { on, .. } => on.triggers.iter().any(|t| {
                matches!(
                    t,
                    Trigger::Error(_)
                        | Trigger::Escalation(_)
                        | Trigger::Link(_)
                        | Trigger::Compensation
                        | Trigger::Cancel
                )
            }),
            Kind::Boundary { on, .. } => on.triggers.iter().any(|t| matches!(t, Trigger::Link(_))),
            Kind::Throw(throws) => throws.iter().any(|t| matches!(t, Throw::Error(_))),
            _ => false,
        };
        if wrong {
            self.error(
                at,
                "bad-event",
                "an event of this kind cannot stand here: nothing could ever come of it",
            );
        }
        self.several(at);
        self.cancelling(at);
    }

    fn several(&mut self, at: usize) {
        let alone = |t: &Trigger| {
            matches!(
                t,
                Trigger::Link(_) | Trigger::Compensation | Trigger::Cancel
            )
        };
        let node = &self.parts.nodes[at];
        if node.kind.catching().is_some_and(|on| {
            on.triggers.len() > 1 && (on.any(alone) || (on.all && on.any(thrown)))
        }) {
            self.error(
                at,
                "bad-event",
                "these triggers cannot be waited for together",
            );
        }
        let throws = node.kind.throws();
        let ends = throws
            .iter()
            .filter(|t| {
                !matches!(
                    t,
                    Throw::Message(_) | Throw::Signal(_) | Throw::Escalation(_)
                )
            })
            .count();
        if ends > 1 {
            self.error(at, "bad-event", "these results exclude each other");
        }
        if let Kind::Start {
            interrupting: false,
            on,
        } = &node.kind
            && on.any(|t| matches!(t, Trigger::Error(_) | Trigger::Compensation))
        {
            self.error(
                at,
                "bad-event",
                "an error or compensation always interrupts",
            );
        }
    }

    fn cancelling(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
        let transaction = |at: usize| {
            matches!(
                self.parts.nodes[at].kind,
                Kind::SubProcess {
                    form: Form::Transaction,
                    ..
                }
            )
        };
        let catches = |b: &usize| {
            self.parts.nodes[*b]
                .kind
                .catching()
                .is_some_and(|on| on.any(|t| matches!(t, Trigger::Cancel)))
        };
        match &node.kind {
            Kind::Boundary { attached, .. }
                if catches(&at)
                    && *attached < self.parts.nodes.len()
                    && !transaction(*attached) =>
            {
                self.error(at, "bad-event", "only a transaction can be cancelled");
            }
            Kind::End(throws) if throws.iter().any(|t| matches!(t, Throw::Cancel)) => {
                match self.parts.containers[node.container]
                    .node
                    .filter(|of| transaction(*of))
                {
                    None => self.error(
                        at,
                        "bad-event",
                        "a cancel end event stands directly in a transaction",
                    ),
                    Some(of) if !self.parts.nodes[of].boundaries.iter().any(catches) => {
                        self.error(
                            at,
                            "bad-event",
                            "no cancel event on the transaction's boundary says how it goes on",
                        );
                    }
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }

    fn node(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
        for throw in node.kind.throws() {
            match throw {
                Throw::Link(name) if self.parts.link(node.container, name).is_none() => {
                    self.error(
                        at,
                        "dangling-link",
                        format!("no link `{name}` is caught in the same process or sub-process"),
                    );
                }
                Throw::Compensate(Some(activity), _)
                    if !self.parts.by_id.contains_key(activity) =>
                {
                    self.error(
                        at,
                        "unknown-reference",
                        format!("the activity `{activity}` to be compensated does not exist"),
                    );
                }
                _ => {}
            }
        }
        match &node.kind {
            Kind::Exclusive | Kind::Inclusive | Kind::Complex(_) => self.split(at),
            Kind::EventBased { .. } => self.event_gateway(at),
            _ => {}
        }
    }

    fn split(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
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
                at,
                "no-condition",
                "a sequence flow that is not the default has no condition: it is always taken",
            );
        } else if node.default.is_none() {
            self.warning(
                at,
                "no-default",
                "without a default flow the case stops here when no condition holds",
            );
        }
    }

    fn event_gateway(&mut self, at: usize) {
        let node = &self.parts.nodes[at];
        let targets: Vec<usize> = node
            .outgoing
            .iter()
            .map(|f| self.parts.flows[*f].target)
            .collect();
        let caught = |at: &usize| {
            matches!(
                self.parts.nodes[*at].kind,
                Kind::Catch(_) | Kind::Receive { .. }
            )
        };
        if targets.is_empty() || !targets.iter().all(caught) {
            self.error(at, "bad-gateway", "every flow from an event-based gateway leads to a catching event or a receive task with a message");
        }
        let Kind::EventBased { starts, parallel } = node.kind else {
            return;
        };
        let message = |at: &usize| match &self.parts.nodes[*at].kind {
            Kind::Receive { .. } => true,
            Kind::Catch(on) => on
                .triggers
                .iter()
                .all(|t| matches!(t, Trigger::Message(_) | Trigger::Signal(_))),
            _ => false,
        };
        if starts && (!node.incoming.is_empty() || !targets.iter().all(message)) {
            self.error(at, "bad-gateway", "a gateway that starts the process has no incoming flow and waits for messages or signals only");
        }
        if parallel && !starts {
            self.error(at, "bad-gateway", "a parallel event-based gateway starts the process (instantiate=\"true\"); inside it, fork instead");
        }
    }
}

/// It comes from inside, not from somebody who tells it.
fn thrown(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Error(_) | Trigger::Escalation(_))
}

/// The nodes that paths lead to.
pub(super) fn reached(parts: &Parts, container: usize) -> HashSet<usize> {
    let nodes = &parts.containers[container].nodes;
    let mut seen = HashSet::new();
    let mut left = parts.entries(container);
    left.extend(
        nodes
            .iter()
            .copied()
            .filter(|at| parts.nodes[*at].for_compensation),
    );
    while let Some(at) = left.pop() {
        if seen.insert(at) {
            left.extend(parts.successors(at));
        }
    }
    seen
}
