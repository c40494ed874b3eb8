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
        let target = (self.parts.by_id.get(to).copied())
            .filter(|target| self.parts.targets(&self.state, token).contains(target))
            .ok_or_else(|| Refusal::NoMove(token, to.to_owned()))?;
        let scope = self.whereabouts(token).0;
        self.take(token);
        self.arrive(scope, target, None);
        Ok(())
    }
}

impl Program {
    /// The elements that a token can be moved to, in the order of the file: those of the process or sub-process that it is in,
    /// its own among them, that lie in the same parallel branches and wait for no other token. None for a run of a repeated
    /// activity, which has no element but its own, for a token that waits for others, and for one that is undoing what was done.
    #[must_use]
    pub fn targets(&self, state: &State, token: OwnerKey) -> Vec<NodeInfo<'_>> {
        let all = self.0.targets(state, token.0);
        all.into_iter().map(|at| self.0.info(at)).collect()
    }
}

impl Parts {
    fn targets(&self, state: &State, token: u64) -> Vec<usize> {
        let Some(found) = state.tokens.get(token) else {
            return Vec::new();
        };
        let container = self.container_of(state, found.scope);
        let at = self.by_id.get(&found.element).copied();
        let at = at.filter(|at| Some(self.nodes[*at].container) == container);
        let tied = self.waits_for_others(state, token) || self.compensates(state, found);
        let Some(at) = at.filter(|_| !tied) else {
            return Vec::new();
        };
        let mut all: Vec<usize> = self.in_the_same_branches(at).into_iter().collect();
        all.retain(|at| self.takes_one(*at));
        all.sort_unstable();
        all
    }

    /// Whether a token that is put at a node goes on from there by itself.
    fn takes_one(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let attached = matches!(node.kind, Kind::Boundary { .. } | Kind::EventSubProcess(_));
        // What waits for several tokens counts them by the flows that brought them; one that is put there came by none, and would
        // wait for ever.
        let joins = node.start_quantity > 1
            || matches!(node.kind, Kind::Complex(_))
            || (node.incoming.len() > 1 && matches!(node.kind, Kind::Parallel | Kind::Inclusive));
        !attached && !joins && !node.for_compensation
    }

    /// Whether a token stands for its branch at a join. At an inclusive one that has no way on, it has taken in the others.
    fn waits_for_others(&self, state: &State, token: u64) -> bool {
        let merged = state.incidents.values().any(|i| {
            let at = self.by_id.get(&i.element);
            i.token == token && at.is_some_and(|at| matches!(self.nodes[*at].kind, Kind::Inclusive))
        });
        state.gathered.contains(token) && !merged
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
