//! What an operator does about an incident: try again, set variables, move a token.

use dmn::feel::Context;

use super::Run;
use crate::program::Kind;
use crate::{Event, Refusal};

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
        element: Option<&str>,
        vars: &Context,
    ) -> Result<(), Refusal> {
        let scope = match element {
            None => self
                .state
                .roots
                .last()
                .map(|(scope, _)| *scope)
                .filter(|scope| self.state.scopes.contains(*scope)),
            Some(id) => self
                .state
                .tokens
                .values()
                .find(|t| *t.element == *id)
                .map(|t| t.scope),
        };
        let scope = scope.ok_or_else(|| {
            Refusal::NoMove(element.unwrap_or_default().to_owned(), String::new())
        })?;
        self.write(scope, vars);
        Ok(())
    }

    pub(super) fn move_token(&mut self, from: &str, to: &str) -> Result<(), Refusal> {
        let refused = || Refusal::NoMove(from.to_owned(), to.to_owned());
        let token = self
            .state
            .tokens
            .iter()
            .find(|(_, t)| *t.element == *from)
            .map(|(key, _)| key)
            .ok_or_else(refused)?;
        let target = self.parts.by_id.get(to).copied().ok_or_else(refused)?;
        let (scope, at) = self.whereabouts(token);
        let node = &self.parts.nodes[target];
        let movable = !matches!(node.kind, Kind::Boundary { .. } | Kind::EventSubProcess(_))
            && !node.for_compensation;
        let inside = self.container_of(scope) == Some(node.container);
        if !inside || !movable || node.container != self.parts.nodes[at].container {
            return Err(refused());
        }
        self.take(token);
        self.arrive(scope, target, None);
        Ok(())
    }
}
