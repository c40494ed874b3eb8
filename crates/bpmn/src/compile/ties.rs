//! What can only be tied together when all nodes are known: boundary events, calls, compensation, where things start.

use super::{Compiler, local};
use crate::program::{Called, Kind, Trigger};

impl<'d> Compiler<'d> {
    pub(super) fn ties(&mut self) {
        for at in 0..self.parts.nodes.len() {
            match &self.parts.nodes[at].kind {
                Kind::Call(Called::Nothing(_)) => self.called(at),
                Kind::Boundary { .. } => self.boundary_host(at),
                _ => {}
            }
        }
        for at in 0..self.parts.nodes.len() {
            if matches!(self.parts.nodes[at].kind, Kind::EventSubProcess(_)) {
                self.event_starts(at);
            }
        }
        self.handlers();
        for container in 0..self.parts.containers.len() {
            self.parts.containers[container].first = self.first(container);
        }
    }

    fn called(&mut self, at: usize) {
        let Kind::Call(Called::Nothing(called)) = &self.parts.nodes[at].kind else {
            return;
        };
        let called = called.clone();
        let id = local(&called);
        if self
            .roots
            .elements
            .get(id)
            .is_some_and(|n| n.name == "globalTask")
        {
            return;
        }
        match self
            .parts
            .processes
            .iter()
            .find(|p| *self.parts.containers[**p].id == *id)
        {
            Some(process) => self.parts.nodes[at].kind = Kind::Call(Called::Process(*process)),
            None => {
                let message = format!(
                    "the called `{called}` is no executable process and no global task of this file"
                );
                self.error(self.sources[at], "unknown-process", message);
            }
        }
    }

    fn boundary_host(&mut self, at: usize) {
        let xml = self.sources[at];
        let id = local(xml.attribute("attachedToRef").unwrap_or_default());
        let container = self.parts.nodes[at].container;
        let host = self.parts.by_id.get(id).copied().filter(|host| {
            let host = &self.parts.nodes[*host];
            host.container == container && host.kind.is_activity()
        });
        let Some(host) = host else {
            self.error(
                xml,
                "dangling-boundary",
                format!(
                    "this boundary event is attached to `{id}`, which is no activity beside it"
                ),
            );
            return;
        };
        let Kind::Boundary { attached, on, .. } = &mut self.parts.nodes[at].kind else {
            return;
        };
        *attached = host;
        // Compensation is not waited for while the activity runs.
        if !on.any(|t| matches!(t, Trigger::Compensation)) {
            self.parts.nodes[host].boundaries.push(at);
        }
    }

    fn event_starts(&mut self, at: usize) {
        let Kind::EventSubProcess(inner) = self.parts.nodes[at].kind else {
            return;
        };
        let starts: Vec<usize> = self.parts.containers[inner]
            .nodes
            .iter()
            .copied()
            .filter(|n| matches!(self.parts.nodes[*n].kind, Kind::Start { .. }))
            .collect();
        match starts.as_slice() {
            [start] if !self.parts.nodes[*start].kind.plain_start() => {
                let outer = self.parts.nodes[at].container;
                self.parts.containers[outer].event_starts.push(*start);
            }
            _ => self.error(
                self.sources[at],
                "bad-event-sub-process",
                "an event sub-process has exactly one start event, with a trigger",
            ),
        }
    }

    /// Compensation boundary events and the activities that they are associated with.
    fn handlers(&mut self) {
        let tree = self.tree;
        for association in tree.every().filter(|n| n.name == "association") {
            let ends = ["sourceRef", "targetRef"].map(|end| {
                association
                    .attribute(end)
                    .and_then(|id| self.parts.by_id.get(local(id)).copied())
            });
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            let (Some(host), Kind::Boundary { .. }) =
                (self.compensated(from), &self.parts.nodes[from].kind)
            else {
                continue;
            };
            let handler = &self.parts.nodes[to];
            if handler.kind.is_activity() && handler.container == self.parts.nodes[from].container {
                self.parts.nodes[host].handler = Some(to);
                // Who is associated so is a handler, whether the modeller set the attribute or not.
                self.parts.nodes[to].for_compensation = true;
            }
        }
        for at in 0..self.parts.nodes.len() {
            if let Some(host) = self.compensated(at)
                && self.parts.nodes[host].handler.is_none()
            {
                self.error(
                    self.sources[at],
                    "no-handler",
                    "this compensation event is associated with no activity that compensates",
                );
            }
        }
    }

    /// The activity whose compensation this boundary event stands for.
    fn compensated(&self, at: usize) -> Option<usize> {
        match &self.parts.nodes[at].kind {
            Kind::Boundary { attached, on, .. }
                if *attached != usize::MAX && on.any(|t| matches!(t, Trigger::Compensation)) =>
            {
                Some(*attached)
            }
            _ => None,
        }
    }

    /// Its start event without a trigger; without any start event, what has no incoming flow (BPMN 2.0.2, 10.2).
    fn first(&self, container: usize) -> Vec<usize> {
        let nodes = &self.parts.containers[container].nodes;
        let kind = |at: usize| &self.parts.nodes[at].kind;
        if let Some(start) = nodes.iter().find(|at| kind(**at).plain_start()) {
            return vec![*start];
        }
        if nodes
            .iter()
            .any(|at| matches!(kind(*at), Kind::Start { .. }))
        {
            return Vec::new();
        }
        nodes.iter().copied().filter(|at| self.free(*at)).collect()
    }

    fn free(&self, at: usize) -> bool {
        let node = &self.parts.nodes[at];
        let never = match &node.kind {
            Kind::Start { .. } | Kind::Boundary { .. } | Kind::EventSubProcess(_) => true,
            Kind::Catch(on) => on.link().is_some(),
            kind => kind.starts_by_message(),
        };
        node.incoming.is_empty() && !never && !node.for_compensation
    }
}
