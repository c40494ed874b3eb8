//! Messages and signals.

use std::sync::Arc;

use dmn::feel::{Context, Value};

use super::Run;
use crate::program::{Kind, Trigger};
use crate::{Event, Refusal};

/// A message on its way.
struct Message<'m> {
    name: &'m str,
    key: Option<&'m str>,
    /// What it says.
    payload: &'m Context,
    /// What its correlation is read from: what it says, or all that its sender knows.
    known: &'m Context,
}

impl Run<'_> {
    /// A message from outside: the oldest that waits for it has it, else it starts a process.
    pub(super) fn message(
        &mut self,
        name: &str,
        key: Option<&str>,
        vars: &Context,
    ) -> Result<(), Refusal> {
        let message = Message {
            name,
            key,
            payload: vars,
            known: vars,
        };
        if self.deliver(&message) {
            Ok(())
        } else {
            Err(Refusal::NothingWaits(name.to_owned()))
        }
    }

    /// A message thrown inside: whoever waits for it in this case has it. Nobody here may: then it goes to the outside, which
    /// is the caller's.
    pub(super) fn tell_message(&mut self, name: &str, scope: u64, from: Option<usize>) {
        let payload = from.map_or_else(Context::new, |at| self.payload(scope, at));
        let visible = self.state.visible(scope).into_owned();
        let known = if payload.is_empty() {
            &visible
        } else {
            &payload
        };
        let _ = self.deliver(&Message {
            name,
            key: None,
            payload: &payload,
            known,
        });
    }

    /// What a throwing event's associations put into what it throws.
    fn payload(&self, scope: u64, at: usize) -> Context {
        let mut payload = Context::new();
        for mapping in &self.parts.nodes[at].inputs {
            if let Ok(value) = self.evaluate(&mapping.value, scope) {
                payload.insert(mapping.target.clone(), value);
            }
        }
        payload
    }

    fn deliver(&mut self, message: &Message<'_>) -> bool {
        let waiting = self
            .state
            .waits
            .iter()
            .find(|(_, w)| !w.signal && *w.name == *message.name && self.addressed(w, message));
        if let Some((key, waiting)) = waiting.map(|(key, w)| (key, w.clone())) {
            let event = self.node_of(&waiting.element);
            self.received(waiting.owner, event, message.payload);
            self.occurred(waiting.owner, event, Some(Event::WaitGone { w: key }));
            return true;
        }
        let starts = self.starters(|t| matches!(t, Trigger::Message(n) if **n == *message.name));
        let Some(start) = starts.first().copied() else {
            return false;
        };
        self.start_at(start, message.payload, |w| {
            !w.signal && *w.name == *message.name
        });
        true
    }

    /// A message is for whoever waits without a key, or with the message's.
    fn addressed(&self, waiting: &crate::Subscription, message: &Message<'_>) -> bool {
        let Some(wanted) = &waiting.correlation else {
            return true;
        };
        message.key == Some(&**wanted)
            || self
                .key_in(waiting, message)
                .is_some_and(|key| key == **wanted)
    }

    /// The correlation key that a message carries for a subscription's process.
    fn key_in(&self, waiting: &crate::Subscription, message: &Message<'_>) -> Option<String> {
        let scope = self.state.scope_of(waiting.owner)?;
        let rule = self
            .process_of(scope)?
            .1
            .iter()
            .find_map(|c| c.read.get(message.name))?;
        let values: Option<Vec<Value>> = rule
            .iter()
            .map(|e| e.evaluate(message.known, self.environment).ok())
            .collect();
        key_text(&values?)
    }

    /// The correlation key with which an owner waits for a message: nothing when its process has none for it, or it has no value.
    pub(super) fn correlation_of(&self, owner: u64, message: &str) -> Option<Arc<str>> {
        let scope = self.state.scope_of(owner)?;
        let (root, correlations) = self.process_of(scope)?;
        let rule = correlations.iter().find(|c| c.read.contains_key(message))?;
        let values: Result<Vec<Value>, String> =
            rule.bound.iter().map(|e| self.evaluate(e, root)).collect();
        key_text(&values.ok()?).map(Into::into)
    }

    /// The instance (or called process) that a scope is in, with its correlations.
    fn process_of(&self, scope: u64) -> Option<(u64, &[crate::program::Correlation])> {
        let mut at = scope;
        loop {
            let found = self.state.scopes.get(at)?;
            if found.own {
                let container = self.container_of(at)?;
                return Some((at, &self.parts.containers[container].correlations));
            }
            at = self.state.parent(found)?;
        }
    }

    /// A signal from outside: everything that waits for it has it, and it starts what it starts.
    pub(super) fn signal(&mut self, name: &str, vars: &Context) -> Result<(), Refusal> {
        if self.everywhere(name, vars) {
            Ok(())
        } else {
            Err(Refusal::NothingWaits(name.to_owned()))
        }
    }

    pub(super) fn broadcast(&mut self, name: &str, scope: u64, at: usize) {
        let payload = self.payload(scope, at);
        let _ = self.everywhere(name, &payload);
    }

    fn everywhere(&mut self, name: &str, vars: &Context) -> bool {
        let waiting: Vec<u64> = self
            .state
            .waits
            .iter()
            .filter(|(_, w)| w.signal && *w.name == *name)
            .map(|(key, _)| key)
            .collect();
        let starts = self.starters(|t| matches!(t, Trigger::Signal(n) if **n == *name));
        let heard = !waiting.is_empty() || !starts.is_empty();
        for key in waiting {
            // One who heard it may have ended others that would have.
            let Some(wait) = self.state.waits.get(key).cloned() else {
                continue;
            };
            let event = self.node_of(&wait.element);
            self.received(wait.owner, event, vars);
            self.occurred(wait.owner, event, Some(Event::WaitGone { w: key }));
        }
        for start in starts {
            self.start_at(start, vars, |w| w.signal && *w.name == *name);
        }
        heard
    }

    /// What starts a process by a message or signal: its start events, and what else may (BPMN 2.0.2, 10.6.6 and 13.3.3).
    fn starters(&self, wanted: impl Fn(&Trigger) -> bool) -> Vec<usize> {
        let processes = self
            .parts
            .processes
            .iter()
            .flat_map(|p| &self.parts.containers[*p].nodes);
        let mut found = Vec::new();
        for at in processes.copied() {
            let node = &self.parts.nodes[at];
            match &node.kind {
                Kind::Start { on, .. } if on.any(&wanted) => found.push(at),
                Kind::Receive {
                    message,
                    starts: true,
                } if wanted(&Trigger::Message(message.clone())) => found.push(at),
                Kind::EventBased { starts: true, .. } => {
                    let targets = node.outgoing.iter().map(|f| self.parts.flows[*f].target);
                    found.extend(targets.filter(|t| self.hears(*t, &wanted)));
                }
                _ => {}
            }
        }
        found
    }

    fn hears(&self, at: usize, wanted: impl Fn(&Trigger) -> bool) -> bool {
        match &self.parts.nodes[at].kind {
            Kind::Receive { message, .. } => wanted(&Trigger::Message(message.clone())),
            Kind::Catch(on) => on.any(wanted),
            _ => false,
        }
    }

    /// A new instance begins at an event that happened; what needs more events waits for the others, `heard` being over.
    fn start_at(
        &mut self,
        event: usize,
        vars: &Context,
        heard: impl Fn(&crate::Subscription) -> bool,
    ) {
        let parts = self.parts;
        let container = parts.nodes[event].container;
        let first = self.state.roots.is_empty();
        let scope = self.open_root(container, vars.clone());
        // The instance started by command stays the one whose outcome is told.
        if !first {
            self.emit(Event::Older { s: scope });
        }
        for start in &parts.containers[container].event_starts {
            self.arm(scope, *start);
        }
        let gateway = parts.nodes[event]
            .incoming
            .iter()
            .map(|f| parts.flows[*f].source)
            .find(|at| {
                matches!(
                    parts.nodes[*at].kind,
                    Kind::EventBased {
                        starts: true,
                        parallel: true
                    }
                )
            });
        let all = parts.nodes[event].kind.catching().is_some_and(|on| on.all);
        let holder = match gateway {
            Some(gateway) => gateway,
            None if all => event,
            None => {
                let token = self.token_at(scope, event, None, false);
                return self.complete(token, event);
            }
        };
        let token = self.token_at(scope, holder, None, false);
        if gateway.is_some() {
            self.begin(token, holder);
        } else {
            self.arm(token, holder);
        }
        let of = |w: &crate::Subscription| {
            w.owner == token && *w.element == *parts.nodes[event].id && heard(w)
        };
        let key = self
            .state
            .waits
            .iter()
            .find(|(_, w)| of(w))
            .map(|(key, _)| key);
        if let Some(w) = key {
            self.occurred(token, event, Some(Event::WaitGone { w }));
        }
    }
}

/// The values of a key's properties as one text; nothing when one has no value.
fn key_text(values: &[Value]) -> Option<String> {
    let mut text = String::new();
    for value in values {
        if value.is_null() {
            return None;
        }
        if !text.is_empty() {
            text.push('|');
        }
        match value.as_str() {
            Some(part) => text.push_str(part),
            None => text.push_str(&value.to_json().to_string()),
        }
    }
    (!text.is_empty()).then_some(text)
}
