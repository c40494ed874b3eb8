//! Messages and signals.

use std::sync::Arc;

use dmn::feel::Context;

use crate::program::{Kind, Trigger};
use crate::{Event, Refusal};

use super::{Arrival, Run};

impl Run<'_> {
    /// A message from outside: the oldest that waits for it has it, else it starts a process.
    pub(super) fn message(&mut self, name: &str, vars: &Context) -> Result<(), Refusal> {
        if !self.one_message(name, vars)? {
            Err(Refusal::NothingWaits(name.to_owned()))
        } else {
            Ok(())
        }
    }

    fn one_message(&mut self, name: &str, vars: &Context) -> Result<bool, Refusal> {
        let waiting = self
            .state
            .waits
            .values()
            .find(|w| !w.signal && *w.name == *name)
            .cloned();
        if let Some(waiting) = waiting {
            if let Some(scope) = self.state.tokens.get(&waiting.token).map(|t| t.scope) {
                self.write(scope, vars);
            }
            let event = self.node_of(&waiting.element);
            self.heard(waiting.token, event)?;
            return Ok(true);
        }
        let starts = self.starters(|t| matches!(t, Trigger::Message(n) if **n == *name));
        let Some(start) = starts.first().copied() else {
            return Ok(false);
        };
        self.start_at(start, vars.clone());
        Ok(true)
    }

    /// A signal from outside: everything that waits for it has it, and it starts what it starts.
    pub(super) fn signal(&mut self, name: &str, vars: &Context) -> Result<(), Refusal> {
        if self.everywhere(name, vars)? {
            Ok(())
        } else {
            Err(Refusal::NothingWaits(name.to_owned()))
        }
    }

    fn everywhere(&mut self, name: &str, vars: &Context) -> Result<bool, Refusal> {
        let waiting: Vec<(u64, Arc<str>)> = self
            .state
            .waits
            .values()
            .filter(|w| w.signal && *w.name == *name)
            .map(|w| (w.token, w.element.clone()))
            .collect();
        let starts = self.starters(|t| matches!(t, Trigger::Signal(n) if **n == *name));
        let heard = !waiting.is_empty() || !starts.is_empty();
        for (token, element) in waiting {
            if let Some(scope) = self.state.tokens.get(&token).map(|t| t.scope) {
                self.write(scope, vars);
                let event = self.node_of(&element);
                self.heard(token, event)?;
            }
        }
        for start in starts {
            self.start_at(start, vars.clone());
        }
        Ok(heard)
    }

    /// A message thrown inside: whoever waits for it in this case has it.
    pub(super) fn deliver_message(&mut self, name: &str) {
        // Nobody here may wait for it: then it goes to the outside, which is the caller's.
        let _ = self.one_message(name, &Context::new());
    }

    pub(super) fn broadcast(&mut self, name: &str) {
        let _ = self.everywhere(name, &Context::new());
    }

    fn heard(&mut self, token: u64, event: usize) -> Result<(), Refusal> {
        self.triggered(token, event)
    }

    fn starters(&self, wanted: impl Fn(&Trigger) -> bool) -> Vec<usize> {
        let processes = self
            .parts
            .processes
            .iter()
            .flat_map(|p| &self.parts.containers[*p].nodes);
        processes
            .copied()
            .filter(|at| matches!(&self.parts.nodes[*at].kind, Kind::Start(Some(t)) if wanted(t)))
            .collect()
    }

    fn start_at(&mut self, node: usize, vars: Context) {
        let container = self.parts.nodes[node].container;
        let first_root = self.state.roots.first().map(|(s, _)| *s);
        let scope = self.open_root(container, vars);
        // The instance started by command stays the one whose outcome is told.
        if first_root.is_some() {
            self.emit(Event::Older { s: scope });
        }
        self.arrivals.push_back(Arrival {
            scope,
            node,
            flow: None,
        });
    }
}
