//! Waiting for events, and what happens when they come.
//!
//! Whoever waits is an *owner*: a token (of the event, its gateway, or the activity it is attached to), or a scope (for the start
//! events of its event sub-processes).

use std::sync::Arc;

use dmn::feel::Context;

use super::Run;
use crate::Event;
use crate::program::{Catching, Kind, Trigger};

impl Run<'_> {
    /// The boundary events of an activity start to wait. Those of a repeated activity belong to the token that came.
    pub(super) fn arm_boundaries(&mut self, token: u64, at: usize) {
        if self.parts.nodes[at].boundaries.is_empty() || self.run_of(token).is_some() {
            return;
        }
        for boundary in &self.parts.nodes[at].boundaries {
            // A condition that holds already may have interrupted it.
            if self.state.tokens.contains(token) {
                self.arm(token, *boundary);
            }
        }
    }

    /// An owner starts to wait for an event.
    pub(super) fn arm(&mut self, owner: u64, event: usize) {
        let parts = self.parts;
        if let Kind::Receive { message, .. } = &parts.nodes[event].kind {
            return self.wait(owner, event, message.clone(), false);
        }
        let Some(on) = parts.nodes[event].kind.catching() else {
            return;
        };
        for (k, trigger) in (0..).zip(&on.triggers) {
            if self.state.scope_of(owner).is_none() {
                return;
            }
            self.arm_trigger(owner, event, k, trigger);
        }
    }

    /// An owner starts to wait for one trigger of an event.
    pub(super) fn arm_trigger(&mut self, owner: u64, event: usize, k: u32, trigger: &Trigger) {
        match trigger {
            Trigger::Message(name) => self.wait(owner, event, name.clone(), false),
            Trigger::Signal(name) => self.wait(owner, event, name.clone(), true),
            Trigger::Timer(rule) => self.start_timer(owner, event, k, rule),
            Trigger::Condition(_) => self.watch(owner, event, k),
            _ => {}
        }
    }

    fn wait(&mut self, owner: u64, event: usize, name: Arc<str>, signal: bool) {
        let c = if signal {
            None
        } else {
            self.correlation_of(owner, &name)
        };
        let w = self.key();
        self.emit(Event::Wait {
            w,
            t: owner,
            e: self.parts.nodes[event].id.clone(),
            n: name,
            sig: signal,
            c,
        });
    }

    fn watch(&mut self, owner: u64, event: usize, k: u32) {
        let c = self.key();
        self.emit(Event::Watch {
            c,
            t: owner,
            e: self.parts.nodes[event].id.clone(),
            k,
        });
        self.look(c);
    }

    /// Conditions that are waited for are looked at again: one that begins to hold is an event.
    pub(super) fn look_at_conditions(&mut self) {
        for watch in self.state.watches.keys().collect::<Vec<_>>() {
            self.look(watch);
        }
    }

    fn look(&mut self, key: u64) {
        let parts = self.parts;
        let Some(watch) = self.state.watches.get(key) else {
            return;
        };
        let (owner, held, k) = (watch.owner, watch.holds, watch.nth as usize);
        let event = self.node_of(&watch.element);
        let condition = parts.nodes[event]
            .kind
            .catching()
            .and_then(|on| on.triggers.get(k));
        let (Some(Trigger::Condition(condition)), Some(scope)) =
            (condition, self.state.scope_of(owner))
        else {
            return;
        };
        let holds = match self.evaluate(condition, scope) {
            Ok(value) => value.as_bool() == Some(true),
            Err(message) => return self.incident(owner, message, false),
        };
        if holds == held {
            return;
        }
        self.emit(Event::Held { c: key, h: holds });
        if holds {
            self.occurred(owner, event, Some(Event::WatchGone { c: key }));
        }
    }

    /// Something that an owner waits for happened. An event that needs all of its triggers notes it, and waits for the rest.
    pub(super) fn occurred(&mut self, owner: u64, event: usize, gone: Option<Event>) {
        let parts = self.parts;
        let all = parts.nodes[event].kind.catching().is_some_and(|on| on.all);
        if all {
            gone.into_iter().for_each(|gone| self.emit(gone));
            if self.still_waits(owner, event) {
                return;
            }
        }
        self.triggered(owner, event);
        if all && self.state.scope_of(owner).is_some() && repeats(&parts.nodes[event].kind) {
            self.arm(owner, event);
        }
    }

    pub(super) fn held_by(&self, owner: u64) -> Vec<u64> {
        let held = self
            .state
            .tokens
            .get(owner)
            .map(|t| &t.held)
            .or_else(|| self.state.scopes.get(owner).map(|s| &s.held));
        held.into_iter().flat_map(|held| held.keys()).collect()
    }

    pub(super) fn still_waits(&self, owner: u64, event: usize) -> bool {
        self.held_by(owner)
            .into_iter()
            .any(|key| self.is_for(key, &self.parts.nodes[event].id))
    }

    /// A timer, subscription or watch is for an event.
    fn is_for(&self, key: u64, event: &Arc<str>) -> bool {
        let state = &self.state;
        state.waits.get(key).is_some_and(|w| w.element == *event)
            || state.timers.get(key).is_some_and(|t| t.element == *event)
            || state.watches.get(key).is_some_and(|w| w.element == *event)
    }

    /// An event that an owner waited for is complete.
    fn triggered(&mut self, owner: u64, event: usize) {
        let parts = self.parts;
        let Some(token) = self.state.tokens.get(owner) else {
            return self.start_event_sub_process(owner, event);
        };
        let (scope, at) = (token.scope, self.node_of(&token.element));
        match &parts.nodes[event].kind {
            Kind::Boundary { interrupting, .. } => {
                if *interrupting {
                    self.take(owner);
                }
                self.arrive(scope, event, None);
            }
            _ if event == at => self.complete(owner, at),
            _ if matches!(
                parts.nodes[at].kind,
                Kind::EventBased { parallel: true, .. }
            ) =>
            {
                self.one_of_all(owner, at, event);
            }
            // An event-based gateway: the event happens in its place.
            _ => {
                self.go_on(owner, at, &[]);
                let caught = self.token_at(scope, event, self.flow_between(at, event), false);
                self.complete(caught, event);
            }
        }
    }

    fn flow_between(&self, from: usize, to: usize) -> Option<usize> {
        self.parts.nodes[from]
            .outgoing
            .iter()
            .copied()
            .find(|f| self.parts.flows[*f].target == to)
    }

    /// A parallel event-based gateway goes on behind each event, and waits for the others.
    fn one_of_all(&mut self, owner: u64, at: usize, event: usize) {
        let id = &self.parts.nodes[event].id;
        let scope = self.whereabouts(owner).0;
        for key in self.held_by(owner) {
            if self.is_for(key, id) {
                self.emit(Event::WaitGone { w: key });
            }
        }
        let caught = self.token_at(scope, event, self.flow_between(at, event), false);
        if self.held_by(owner).is_empty() {
            self.go_on(owner, at, &[]);
        }
        self.complete(caught, event);
    }

    /// Writes what came with an event: what its associations say, else everything.
    pub(super) fn received(&mut self, owner: u64, event: usize, payload: &Context) {
        let Some(scope) = self.state.scope_of(owner) else {
            return;
        };
        let node = &self.parts.nodes[event];
        if node.outputs.is_empty() || node.kind.is_activity() {
            return self.write(scope, payload);
        }
        let mut written = Context::new();
        for mapping in &node.outputs {
            match self.evaluate_with(&mapping.value, scope, payload) {
                Ok(value) => written.insert(mapping.target.clone(), value),
                Err(message) => return self.incident(owner, message, false),
            }
        }
        self.write(scope, &written);
    }
}

/// It may happen again while its owner stays.
pub(super) fn repeats(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Boundary {
            interrupting: false,
            ..
        } | Kind::Start {
            interrupting: false,
            ..
        }
    )
}

impl Catching {
    /// The rule of its timer with that number.
    pub(super) fn timer(&self, k: u32) -> Option<&crate::program::TimerRule> {
        match self.triggers.get(k as usize) {
            Some(Trigger::Timer(rule)) => Some(rule),
            _ => None,
        }
    }
}
