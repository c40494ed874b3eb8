//! Gateways that wait for several tokens.

use std::collections::{BTreeMap, BTreeSet};

use dmn::feel::{Context, Expression, Value};

use super::{Run, number};
use crate::Event;
use crate::program::Kind;
use crate::state::NO_WAY;

/// The oldest token of each flow that brought one.
type Waiting = BTreeMap<usize, u64>;

impl Run<'_> {
    /// A token came to a gateway that joins.
    pub(super) fn joined(&mut self, scope: u64, at: usize) {
        match &self.parts.nodes[at].kind {
            Kind::Parallel => self.parallel(scope, at),
            Kind::Complex(condition) if !self.resetting(scope, at) => {
                self.activate(scope, at, condition.as_ref());
            }
            // Others go on when nothing more can come.
            _ => {}
        }
    }

    /// The tokens that wait at an element of a scope, the oldest first.
    pub(super) fn gathered_at(&self, scope: u64, element: &str) -> Vec<u64> {
        let there = |key: &u64| {
            self.state
                .tokens
                .get(*key)
                .is_some_and(|t| t.scope == scope && *t.element == *element)
        };
        self.state.gathered.keys().filter(there).collect()
    }

    fn waiting(&self, scope: u64, at: usize) -> Waiting {
        let mut found = Waiting::new();
        for key in self.gathered_at(scope, &self.parts.nodes[at].id) {
            let via = self.state.tokens.get(key).and_then(|t| t.via.as_ref());
            if let Some(flow) = via.and_then(|id| self.parts.flow_by_id.get(id)) {
                found.entry(*flow).or_insert(key);
            }
        }
        found
    }

    fn parallel(&mut self, scope: u64, at: usize) {
        let node = &self.parts.nodes[at];
        let waiting = self.waiting(scope, at);
        if waiting.len() == node.incoming.len()
            && let Some(kept) = self.merge(&waiting)
        {
            self.go_on(kept, at, &node.outgoing);
        }
    }

    /// All but one of the tokens disappear into that one.
    fn merge(&mut self, waiting: &Waiting) -> Option<u64> {
        let mut tokens = waiting.values();
        let kept = tokens.next().copied();
        for token in tokens {
            self.emit(Event::Leave { t: *token });
        }
        kept
    }

    /// Lets the first gateway go on that nothing more can come to; false when there is none.
    pub(super) fn joins(&mut self) -> bool {
        let places: BTreeSet<(u64, usize)> = self
            .state
            .gathered
            .keys()
            .filter_map(|key| self.state.tokens.get(key))
            .map(|token| (token.scope, self.node_of(&token.element)))
            .filter(|(_, at)| {
                matches!(
                    self.parts.nodes[*at].kind,
                    Kind::Inclusive | Kind::Complex(_)
                )
            })
            .collect();
        places
            .into_iter()
            .any(|(scope, at)| match &self.parts.nodes[at].kind {
                Kind::Complex(condition) => self.reset(scope, at, condition.as_ref()),
                _ => self.inclusive(scope, at),
            })
    }

    fn inclusive(&mut self, scope: u64, at: usize) -> bool {
        let waiting = self.waiting(scope, at);
        if waiting.is_empty()
            || self.stuck(&waiting)
            || self.more_may_come(scope, at, |f| waiting.contains_key(f), |_| true)
        {
            return false;
        }
        let Some(kept) = self.merge(&waiting) else {
            return false;
        };
        self.way_on(kept, at);
        true
    }

    fn stuck(&self, waiting: &Waiting) -> bool {
        self.state
            .incidents
            .values()
            .any(|i| waiting.values().any(|t| *t == i.token))
    }

    /// BPMN 2.0.2, 13.4.3: a token elsewhere can still come by an empty flow that is expected, and by no flow that is full.
    fn more_may_come(
        &self,
        scope: u64,
        at: usize,
        full: impl Fn(&usize) -> bool,
        expected: impl Fn(&usize) -> bool,
    ) -> bool {
        let node = &self.parts.nodes[at];
        let reach = self.parts.reach(at);
        let Some(found) = self.state.scopes.get(scope) else {
            return false;
        };
        let tokens = found
            .tokens
            .keys()
            .filter_map(|key| self.state.tokens.get(key));
        tokens.filter(|t| t.element != node.id).any(|token| {
            let from = self.node_of(&token.element);
            let by = |wanted: &dyn Fn(&usize) -> bool| {
                node.incoming
                    .iter()
                    .zip(reach)
                    .any(|(flow, sources)| sources[from] && wanted(flow))
            };
            by(&|f| !full(f) && expected(f)) && !by(&|f| full(f))
        })
    }

    fn resetting(&self, scope: u64, at: usize) -> bool {
        self.consumed(scope, at).is_some()
    }

    /// The flows of which a complex gateway consumed a token, while it waits for the others.
    fn consumed(&self, scope: u64, at: usize) -> Option<Vec<usize>> {
        let id = &self.parts.nodes[at].id;
        let phases = &self.state.scopes.get(scope)?.phases;
        let flows = &phases.iter().find(|(gateway, _)| gateway == id)?.1;
        Some(
            flows
                .iter()
                .filter_map(|f| self.parts.flow_by_id.get(f).copied())
                .collect(),
        )
    }

    /// First phase of a complex gateway (BPMN 2.0.2, 13.4.5): it waits for its condition.
    fn activate(&mut self, scope: u64, at: usize, condition: Option<&Expression>) {
        let node = &self.parts.nodes[at];
        let waiting = self.waiting(scope, at);
        let more = phase(waiting.len(), true);
        let holds = match condition {
            None => Ok(waiting.len() == node.incoming.len()),
            Some(condition) => self
                .evaluate_with(condition, scope, &more)
                .map(|v| v.as_bool() == Some(true)),
        };
        let newest = waiting.values().max().copied();
        match (holds, newest) {
            (Err(message), Some(token)) => self.incident(token, message, true),
            (Ok(true), Some(_)) => self.pass(scope, at, &waiting, true),
            _ => {}
        }
    }

    /// Second phase: it waits for the rest, as an inclusive join would, and starts afresh.
    fn reset(&mut self, scope: u64, at: usize, condition: Option<&Expression>) -> bool {
        let Some(consumed) = self.consumed(scope, at) else {
            return false;
        };
        let mut waiting = self.waiting(scope, at);
        if self.stuck(&waiting)
            || self.more_may_come(
                scope,
                at,
                |f| waiting.contains_key(f),
                |f| !consumed.contains(f),
            )
        {
            return false;
        }
        waiting.retain(|flow, _| !consumed.contains(flow));
        self.pass(scope, at, &waiting, false);
        self.activate(scope, at, condition);
        true
    }

    /// Consumes the tokens and sends one by each outgoing flow that is meant.
    fn pass(&mut self, scope: u64, at: usize, waiting: &Waiting, start: bool) {
        let node = &self.parts.nodes[at];
        let flows = match self.meant(scope, at, waiting.len(), start) {
            Ok(flows) => flows,
            Err(message) => {
                let token = waiting.values().next().copied();
                return token.map_or((), |token| self.incident(token, message, true));
            }
        };
        let consumed = if start {
            waiting
                .keys()
                .map(|f| self.parts.flows[*f].id.clone())
                .collect()
        } else {
            Vec::new()
        };
        self.emit(Event::Phase {
            s: scope,
            e: node.id.clone(),
            f: consumed,
        });
        match self.merge(waiting) {
            Some(kept) if start => self.go_on(kept, at, &flows),
            Some(kept) if !flows.is_empty() => self.go_on(kept, at, &flows),
            // What the first phase did is not done twice.
            Some(kept) => self.take(kept),
            None => {}
        }
    }

    /// The flows that a complex gateway takes. Starting afresh it takes those only whose condition says so.
    fn meant(
        &self,
        scope: u64,
        at: usize,
        count: usize,
        start: bool,
    ) -> Result<Vec<usize>, String> {
        let node = &self.parts.nodes[at];
        let mut taken = Vec::new();
        for flow in node.outgoing.iter().filter(|f| Some(**f) != node.default) {
            let holds = match &self.parts.flows[*flow].condition {
                None => start,
                Some(condition) => {
                    self.evaluate_with(condition, scope, &phase(count, start))?
                        .as_bool()
                        == Some(true)
                }
            };
            if holds {
                taken.push(*flow);
            }
        }
        match node.default {
            Some(default) if taken.is_empty() && start => taken.push(default),
            None if taken.is_empty() && start && !node.outgoing.is_empty() => {
                return Err(NO_WAY.to_owned());
            }
            _ => {}
        }
        Ok(taken)
    }
}

/// The attributes of a complex gateway that its conditions may name.
fn phase(count: usize, start: bool) -> Context {
    [
        ("activationCount", number(count)),
        ("waitingForStart", Value::Boolean(start)),
    ]
    .into_iter()
    .collect()
}
