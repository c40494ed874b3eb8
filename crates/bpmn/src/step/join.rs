//! Parallel and inclusive joins.

use std::collections::BTreeMap;

use crate::program::Kind;
use crate::{Event, Refusal};

use super::Run;

impl Run<'_> {
    /// Goes on when a token came by every incoming flow.
    pub(super) fn parallel_join(
        &mut self,
        scope: u64,
        at: usize,
        token: u64,
    ) -> Result<(), Refusal> {
        let node = &self.parts.nodes[at];
        let outgoing = node.outgoing.clone();
        if node.incoming.len() <= 1 {
            self.go_on(token, &outgoing);
            return Ok(());
        }
        let waiting = self.waiting(scope, at);
        if waiting.len() < node.incoming.len() {
            return Ok(());
        }
        self.merge(&waiting, token);
        self.go_on(token, &outgoing);
        Ok(())
    }

    /// The tokens that wait at a gateway, one a flow: the oldest.
    fn waiting(&self, scope: u64, at: usize) -> BTreeMap<usize, u64> {
        let node = &self.parts.nodes[at];
        let mut found = BTreeMap::new();
        for (key, token) in &self.state.tokens {
            if token.scope == scope && token.element == node.id {
                let flow = node
                    .incoming
                    .iter()
                    .find(|f| Some(&self.parts.flows[**f].id) == token.via.as_ref());
                if let Some(flow) = flow {
                    found.entry(*flow).or_insert(*key);
                }
            }
        }
        found
    }

    /// All but one of the tokens disappear into that one.
    fn merge(&mut self, waiting: &BTreeMap<usize, u64>, kept: u64) {
        for token in waiting.values().filter(|t| **t != kept) {
            self.emit(Event::Leave { t: *token });
        }
    }

    /// Lets the first inclusive gateway go on that nothing more can come to; false when there is none.
    pub(super) fn inclusive_joins(&mut self) -> Result<bool, Refusal> {
        let candidates: Vec<(u64, usize)> = self
            .state
            .tokens
            .values()
            .map(|token| (token.scope, self.node_of(&token.element)))
            .filter(|(_, at)| matches!(self.parts.nodes[*at].kind, Kind::Inclusive))
            .collect();
        for (scope, at) in candidates {
            if self.stuck(scope, at) {
                continue;
            }
            let waiting = self.waiting(scope, at);
            let single = self.parts.nodes[at].incoming.len() <= 1;
            if !single && self.more_may_come(scope, at, &waiting) {
                continue;
            }
            let kept = waiting
                .values()
                .next()
                .copied()
                .or_else(|| self.any_token(scope, at));
            let Some(kept) = kept else { continue };
            self.merge(&waiting, kept);
            self.leave_by_conditions(kept)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn any_token(&self, scope: u64, at: usize) -> Option<u64> {
        let id = &self.parts.nodes[at].id;
        self.state
            .tokens
            .iter()
            .find(|(_, t)| t.scope == scope && t.element == *id)
            .map(|(k, _)| *k)
    }

    fn stuck(&self, scope: u64, at: usize) -> bool {
        let id = &self.parts.nodes[at].id;
        self.state.incidents.values().any(|i| {
            i.element == *id
                && self
                    .state
                    .tokens
                    .get(&i.token)
                    .is_some_and(|t| t.scope == scope)
        })
    }

    /// BPMN 2.0.2, 13.4.3: a token elsewhere can still come by an empty flow, and by no flow that already holds one.
    fn more_may_come(&self, scope: u64, at: usize, waiting: &BTreeMap<usize, u64>) -> bool {
        self.state
            .tokens
            .values()
            .filter(|t| t.scope == scope && t.element != self.parts.nodes[at].id)
            .any(|token| {
                let arrivals = self.parts.arrivals(self.node_of(&token.element), at);
                let by_empty = arrivals.iter().any(|f| !waiting.contains_key(f));
                let by_full = arrivals.iter().any(|f| waiting.contains_key(f));
                by_empty && !by_full
            })
    }
}
