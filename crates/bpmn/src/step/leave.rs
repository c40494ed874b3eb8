//! A token's work at an element is done, and it goes on.

use super::Run;
use crate::Event;
use crate::program::{Called, Kind};
use crate::state::NO_WAY;

impl Run<'_> {
    /// The element's work is done: for this run, or for good.
    pub(super) fn complete(&mut self, token: u64, at: usize) {
        let node = &self.parts.nodes[at];
        if node.handler.is_some() && !matches!(node.kind, Kind::SubProcess { .. }) {
            self.can_be_undone(token, at, None);
        }
        if let Kind::Call(Called::Job(id, _) | Called::Script(id, _) | Called::Nothing(id)) =
            &node.kind
        {
            self.emit(Event::Done { e: id.clone() });
        }
        match self.run_of(token) {
            Some(activity) => self.run_done(activity, token, at),
            None => self.way_on(token, at),
        }
    }

    /// Leaves by every flow whose condition holds or that has none; by the default when no condition does.
    pub(super) fn way_on(&mut self, token: u64, at: usize) {
        let node = &self.parts.nodes[at];
        if node.default.is_none()
            && node
                .outgoing
                .iter()
                .all(|f| self.parts.flows[*f].condition.is_none())
        {
            return self.go_on(token, at, &node.outgoing);
        }
        let scope = self.whereabouts(token).0;
        let mut taken = Vec::new();
        for flow in node.outgoing.iter().filter(|f| Some(**f) != node.default) {
            match self.may_take(*flow, scope) {
                Ok(true) => taken.push(*flow),
                Ok(false) => {}
                Err(message) => return self.incident(token, message, true),
            }
        }
        if taken.is_empty() {
            match node.default {
                Some(default) => taken.push(default),
                None => return self.incident(token, NO_WAY, true),
            }
        }
        self.go_on(token, at, &taken);
    }

    fn may_take(&self, flow: usize, scope: u64) -> Result<bool, String> {
        match &self.parts.flows[flow].condition {
            None => Ok(true),
            Some(condition) => self
                .evaluate(condition, scope)
                .map(|value| value.as_bool() == Some(true)),
        }
    }

    /// Leaves by the first flow whose condition holds.
    pub(super) fn exclusive(&mut self, token: u64, at: usize) {
        let scope = self.whereabouts(token).0;
        let node = &self.parts.nodes[at];
        let mut chosen = None;
        for flow in node.outgoing.iter().filter(|f| Some(**f) != node.default) {
            match self.may_take(*flow, scope) {
                Ok(false) => {}
                Ok(true) => {
                    chosen = Some(*flow);
                    break;
                }
                Err(message) => return self.incident(token, message, true),
            }
        }
        match chosen.or(node.default) {
            Some(flow) => self.go_on(token, at, &[flow]),
            None if node.outgoing.is_empty() => self.go_on(token, at, &[]),
            None => self.incident(token, NO_WAY, true),
        }
    }

    /// The token leaves its element: the element is done, and tokens go out by each of the flows.
    pub(super) fn go_on(&mut self, token: u64, at: usize, flows: &[usize]) {
        let Some(left) = self.state.tokens.get(token) else {
            return;
        };
        let (scope, repeated) = (left.scope, left.runs.is_some());
        let node = &self.parts.nodes[at];
        // Each run of a repeated activity said that it was done.
        if !repeated {
            self.emit(Event::Done { e: node.id.clone() });
        }
        self.take(token);
        for flow in flows {
            for _ in 0..node.completion_quantity {
                self.arrive(scope, self.parts.flows[*flow].target, Some(*flow));
            }
        }
        if node.kind.is_activity() {
            self.ad_hoc(scope);
        }
    }
}
