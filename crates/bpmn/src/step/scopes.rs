//! Scopes: sub-processes, called processes, instances; how they open and end.

use dmn::feel::Context;

use crate::program::{Kind, Trigger};
use crate::state::Outcome;
use crate::{Event, Refusal};

use super::{Arrival, Run};

impl Run<'_> {
    /// Where a process or sub-process starts: its start event, or what has no incoming flow.
    pub(super) fn first(&self, container: usize) -> Option<Vec<usize>> {
        let nodes = &self.parts.containers[container].nodes;
        if let Some(start) = nodes
            .iter()
            .find(|at| matches!(self.parts.nodes[**at].kind, Kind::Start(None)))
        {
            return Some(vec![*start]);
        }
        if nodes
            .iter()
            .any(|at| matches!(self.parts.nodes[*at].kind, Kind::Start(_)))
        {
            return None;
        }
        let free = |at: &&usize| {
            let node = &self.parts.nodes[**at];
            node.incoming.is_empty()
                && !matches!(
                    node.kind,
                    Kind::Boundary { .. } | Kind::Catch(Trigger::Link(_))
                )
        };
        let first: Vec<usize> = nodes.iter().filter(free).copied().collect();
        (!first.is_empty()).then_some(first)
    }

    pub(super) fn open_sub_process(
        &mut self,
        token: u64,
        at: usize,
        container: usize,
    ) -> Result<(), Refusal> {
        let s = self.key();
        self.emit(Event::Open {
            s,
            e: self.parts.containers[container].id.clone(),
            by: Some(token),
            own: false,
            v: Context::new(),
        });
        self.arm_boundaries(token, at)?;
        for node in self.first(container).unwrap_or_default() {
            self.arrivals.push_back(Arrival {
                scope: s,
                node,
                flow: None,
            });
        }
        Ok(())
    }

    /// Opens a called process: it starts with a copy of what the caller sees.
    pub(super) fn open_called(
        &mut self,
        token: u64,
        at: usize,
        process: &str,
    ) -> Result<(), Refusal> {
        let container = self
            .parts
            .processes
            .iter()
            .copied()
            .find(|p| *self.parts.containers[*p].id == *process);
        let container = container.ok_or_else(|| Refusal::NoProcess(process.to_owned()))?;
        let first = self
            .first(container)
            .ok_or_else(|| Refusal::NoStart(process.into()))?;
        let vars = self.state.visible(self.state.tokens[&token].scope);
        let s = self.key();
        self.emit(Event::Open {
            s,
            e: self.parts.containers[container].id.clone(),
            by: Some(token),
            own: true,
            v: vars,
        });
        self.arm_boundaries(token, at)?;
        for node in first {
            self.arrivals.push_back(Arrival {
                scope: s,
                node,
                flow: None,
            });
        }
        Ok(())
    }

    /// Closes the first scope that holds no token; false when there is none.
    pub(super) fn empty_scopes(&mut self) -> Result<bool, Refusal> {
        let empty = self
            .state
            .scopes
            .keys()
            .copied()
            .find(|s| !self.state.tokens.values().any(|t| t.scope == *s));
        let Some(scope) = empty else { return Ok(false) };
        self.close_scope(scope)?;
        Ok(true)
    }

    fn close_scope(&mut self, scope: u64) -> Result<(), Refusal> {
        let closed = self.state.scopes[&scope].clone();
        let Some(token) = closed.by else {
            self.emit(Event::Close {
                s: scope,
                o: Some(Outcome::Completed),
            });
            return Ok(());
        };
        self.emit(Event::Close { s: scope, o: None });
        if closed.own {
            // What the called process changed of the caller's variables goes back.
            let outer = self.state.tokens[&token].scope;
            let seen = self.state.visible(outer);
            let changed: Context = closed
                .vars
                .iter()
                .filter(|(n, v)| seen.get(n).is_some_and(|old| old != *v))
                .map(|(n, v)| (n, v.clone()))
                .collect();
            self.write(outer, &changed);
        }
        self.leave_by_conditions(token)
    }

    /// A terminate end event: its process or sub-process ends at once.
    pub(super) fn terminate(&mut self, scope: u64, token: u64) {
        let (_, at) = self.whereabouts(token);
        self.emit(Event::Done {
            e: self.parts.nodes[at].id.clone(),
        });
        let tokens: Vec<u64> = self
            .state
            .tokens
            .iter()
            .filter(|(_, t)| t.scope == scope)
            .map(|(k, _)| *k)
            .collect();
        if self.state.scopes[&scope].by.is_none() {
            self.emit(Event::Close {
                s: scope,
                o: Some(Outcome::Terminated),
            });
            return;
        }
        for token in tokens {
            self.abandon(token);
        }
    }

    /// An error inside a scope goes outwards until an activity catches it; an instance that does not catch it ends by it.
    pub(super) fn throw_error(&mut self, scope: u64, code: &str) {
        let Some(found) = self.state.scopes.get(&scope) else {
            return;
        };
        match found.by {
            Some(token) => self.throw_error_from(token, code),
            None => self.emit(Event::Close {
                s: scope,
                o: Some(Outcome::Error(code.to_owned())),
            }),
        }
    }

    /// An escalation goes outwards the same way; what nobody catches changes nothing.
    pub(super) fn escalate(&mut self, scope: u64, code: &str) {
        if let Some(token) = self.state.scopes.get(&scope).and_then(|s| s.by) {
            self.escalate_from(token, code);
        }
    }

    pub(super) fn retry(&mut self, incident: u64) -> Result<(), Refusal> {
        let token = self
            .state
            .incidents
            .get(&incident)
            .map(|i| i.token)
            .ok_or(Refusal::NoIncident(incident))?;
        self.emit(Event::Resolved { i: incident });
        let (scope, at) = self.whereabouts(token);
        match &self.parts.nodes[at].kind {
            Kind::Script(_) => self.script(token),
            Kind::Catch(_)
            | Kind::EventBased
            | Kind::Task(..)
            | Kind::SubProcess(_)
            | Kind::Call(_)
            | Kind::Receive(_) => {
                // A timer could not be computed: the element is entered again.
                let flow = self.state.tokens[&token].via.clone();
                let flow = flow.and_then(|id| self.parts.flows.iter().position(|f| f.id == id));
                self.abandon(token);
                self.arrivals.push_back(Arrival {
                    scope,
                    node: at,
                    flow,
                });
                Ok(())
            }
            Kind::Exclusive => {
                let flow = self.state.tokens[&token].via.clone();
                let flow = flow.and_then(|id| self.parts.flows.iter().position(|f| f.id == id));
                self.emit(Event::Leave { t: token });
                self.arrivals.push_back(Arrival {
                    scope,
                    node: at,
                    flow,
                });
                Ok(())
            }
            _ => self.leave_by_conditions(token),
        }
    }
}
