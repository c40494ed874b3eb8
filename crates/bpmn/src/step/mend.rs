//! What an operator does about an incident: try again, set variables, move a token.

use dmn::feel::Context;

use super::Run;
use crate::program::{Kind, Parts};
use crate::state::{OwnerKey, Token};
use crate::{Event, NodeInfo, Program, Refusal, State};

impl Run<'_> {
    pub(super) fn retry(&mut self, incident: u64) -> Result<(), Refusal> {
        let found = self
            .state
            .incidents
            .get(incident)
            .cloned()
            .ok_or(Refusal::NoIncident(incident))?;
        self.emit(Event::Resolved { i: incident });
        let token = found.token;
        if !self.state.tokens.contains(token) {
            self.wait_again(token);
            return Ok(());
        }
        let at = self.node_of(&found.element);
        if found.on {
            self.try_to_go_on(token, at);
        } else {
            self.begin_again(token, at);
        }
        Ok(())
    }

    /// The work is done: only the way on is tried again.
    fn try_to_go_on(&mut self, token: u64, at: usize) {
        let scope = self.whereabouts(token).0;
        match &self.parts.nodes[at].kind {
            Kind::Exclusive => self.exclusive(token, at),
            Kind::Complex(_) => self.joined(scope, at),
            Kind::Inclusive if self.parts.nodes[at].incoming.len() > 1 => {}
            _ if self
                .state
                .tokens
                .get(token)
                .is_some_and(|t| t.runs.is_some()) =>
            {
                self.next_run(token, at);
            }
            _ => match self.run_of(token) {
                Some(activity) => self.run_done(activity, token, at),
                None => self.way_on(token, at),
            },
        }
    }

    /// The element begins again: what its token holds is given up.
    fn begin_again(&mut self, token: u64, at: usize) {
        let run = self.run_of(token).is_some();
        let (scope, via) = match self.state.tokens.get(token) {
            Some(found) => (found.scope, found.via.clone()),
            None => return,
        };
        let flow = via.and_then(|id| self.parts.flow_by_id.get(&id).copied());
        if run {
            self.emit(Event::Leave { t: token });
            let again = self.token_at(scope, at, None, false);
            return self.begin(again, at);
        }
        self.take(token);
        self.arrive(scope, at, flow);
    }

    /// The event sub-processes of a scope start to wait where they do not.
    fn wait_again(&mut self, scope: u64) {
        let parts = self.parts;
        let Some(container) = self.container_of(scope) else {
            return;
        };
        for start in &parts.containers[container].event_starts {
            if !self.still_waits(scope, *start) {
                self.arm(scope, *start);
            }
        }
    }

    pub(super) fn set_variables(
        &mut self,
        owner: Option<OwnerKey>,
        vars: &Context,
    ) -> Result<(), Refusal> {
        let scope = match owner {
            None => self
                .state
                .roots
                .last()
                .map(|(scope, _)| *scope)
                .filter(|scope| self.state.scopes.contains(*scope)),
            Some(owner) => self.state.scope_of(owner.0),
        };
        let scope = scope.ok_or(Refusal::NoOwner(owner.map_or(0, |o| o.0)))?;
        self.write(scope, vars);
        Ok(())
    }

    pub(super) fn move_token(&mut self, token: u64, to: &str) -> Result<(), Refusal> {
        if !self.state.tokens.contains(token) {
            return Err(Refusal::NoOwner(token));
        }
        let target = self.parts.by_id.get(to).copied();
        let target = target
            .filter(|target| self.parts.may_be_put(&self.state, token, *target))
            .ok_or_else(|| Refusal::NoMove(token, to.to_owned()))?;
        let scope = self.whereabouts(token).0;
        self.take(token);
        self.arrive(scope, target, None);
        Ok(())
    }
}

impl Program {
    /// The elements that a token can be moved to, in the order of the file: those of the process or sub-process that it is in,
    /// its own among them. None for a run of a repeated activity, which has no element but its own.
    pub fn targets<'p>(
        &'p self,
        state: &'p State,
        token: OwnerKey,
    ) -> impl Iterator<Item = NodeInfo<'p>> {
        let parts = &*self.0;
        (0..parts.nodes.len())
            .filter(move |at| parts.may_be_put(state, token.0, *at))
            .map(|at| parts.info(at))
    }
}

impl Parts {
    /// Whether a token can be taken from where it is and put at a node.
    fn may_be_put(&self, state: &State, token: u64, target: usize) -> bool {
        let node = &self.nodes[target];
        let attached = matches!(node.kind, Kind::Boundary { .. } | Kind::EventSubProcess(_));
        // What waits for several tokens counts them by the flows that brought them; one that is put there came by none, and would
        // wait for ever.
        let joins = node.start_quantity > 1
            || matches!(node.kind, Kind::Complex(_))
            || (node.incoming.len() > 1 && matches!(node.kind, Kind::Parallel | Kind::Inclusive));
        if attached || joins || node.for_compensation {
            return false;
        }
        let Some(found) = state.tokens.get(token) else {
            return false;
        };
        !self.compensates(state, found)
            && self.container_of(state, found.scope) == Some(node.container)
    }

    /// Whether a token is in the middle of undoing what was done: taken away, the rest would never be undone.
    fn compensates(&self, state: &State, token: &Token) -> bool {
        let undoing = |key| state.scopes.get(key).is_some_and(|scope| scope.back);
        let activity =
            (self.by_id.get(&token.element)).is_some_and(|at| self.nodes[*at].kind.is_activity());
        undoing(token.scope)
            || (!activity && token.held.keys().any(|key| state.scopes.contains(key)))
    }
}
