//! What is waited for: timers, messages, signals and conditions of tokens and of scopes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Planner, What};
use crate::program::{Kind, Parts, TimerRule, Trigger, When};

/// Events by id.
type Events = BTreeMap<Arc<str>, usize>;

impl Planner<'_> {
    pub(super) fn waits(&mut self) {
        let state = self.state;
        for (key, token) in state.tokens.iter() {
            // Who waits for his turn, or is stuck, begins to wait for events when he begins or is tried again.
            let waits = !state.gathered.contains(key) && !state.is_stuck(key);
            let id = self.id_of(&token.element);
            let (Some(old), Some(new)) = (
                self.old.by_id.get(&token.element).copied(),
                self.new.by_id.get(&id).copied(),
            ) else {
                continue;
            };
            let (run, repeated) = (state.is_run(key), token.runs.is_some());
            let before = self.old.named(self.old.awaited(old, run, repeated));
            let after = self.new.named(self.new.awaited(new, run, repeated));
            self.compare(key, &token.element, &before, &after, waits);
        }
        for (key, scope) in state.scopes.iter() {
            let Some(container) = self.old.container_of(state, key) else {
                continue;
            };
            let id = self.id_of(&self.old.containers[container].id);
            let Some(new) = self.new.container_by_id(&id) else {
                continue;
            };
            let before = self
                .old
                .named(self.old.containers[container].event_starts.clone());
            let after = self
                .new
                .named(self.new.containers[new].event_starts.clone());
            let element = scope.element.clone();
            self.compare(key, &element, &before, &after, !scope.taken && !scope.back);
        }
    }

    /// The events of one owner. `waits`: it waits for them now.
    fn compare(&mut self, owner: u64, element: &str, before: &Events, after: &Events, waits: bool) {
        let mapped: Events = before
            .iter()
            .map(|(id, at)| (self.id_of(id), *at))
            .collect();
        for id in before.keys() {
            let to = self.id_of(id);
            self.rename(id, to);
        }
        if !waits {
            return;
        }
        for (id, new) in after {
            match mapped.get(id) {
                None => {
                    let (event, on) = (id.to_string(), self.new.waits_for(*new));
                    self.change(element, What::Awaited { event, on });
                    self.plan.fresh.insert(id.clone());
                }
                Some(old) => self.event(owner, element, id, *old, *new),
            }
        }
        for (id, old) in &mapped {
            if !after.contains_key(id) {
                let (event, on) = (id.to_string(), self.old.waits_for(*old));
                self.change(element, What::AwaitedNoMore { event, on });
            }
        }
    }

    /// An event that both versions have.
    fn event(&mut self, owner: u64, element: &str, id: &Arc<str>, old: usize, new: usize) {
        let (before, now) = (self.old.waits_for(old), self.new.waits_for(new));
        let event = id.to_string();
        let interrupts = (self.old.interrupts(old), self.new.interrupts(new));
        if interrupts.0 != interrupts.1 {
            let (event, now) = (event.clone(), interrupts.1);
            self.change(element, What::Interrupts { event, now });
        }
        let timers = self.old.is_timer(old) && self.new.is_timer(new);
        if !timers && before != now {
            self.plan.again.insert(id.clone());
            self.plan.fresh.insert(id.clone());
            return self.change(element, What::AwaitedElse { event, before, now });
        }
        // One that fired already is waited for no more.
        let Some(due) = self.due(owner, &self.old.nodes[old].id).filter(|_| timers) else {
            return;
        };
        if self.mapping.again.contains(&**id) {
            self.plan.again.insert(id.clone());
            self.plan.fresh.insert(id.clone());
            self.change(element, What::TimerAgain { event, now, due });
        } else if before != now {
            self.change(
                element,
                What::TimerKept {
                    event,
                    before,
                    now,
                    due,
                },
            );
        }
    }

    fn due(&self, owner: u64, event: &str) -> Option<Timestamp> {
        let mut timers = self.state.timers.values();
        timers
            .find(|t| t.owner == owner && *t.element == *event)
            .map(|t| t.due)
    }
}

impl Parts {
    fn named(&self, events: Vec<usize>) -> Events {
        let named = |at: usize| (self.nodes[at].id.clone(), at);
        events.into_iter().map(named).collect()
    }

    /// The events that a token at a node waits for. `run`: it is one run of a repeated activity; `repeated`: it stands for all.
    pub(crate) fn awaited(&self, at: usize, run: bool, repeated: bool) -> Vec<usize> {
        let node = &self.nodes[at];
        let mut events = if run {
            Vec::new()
        } else {
            node.boundaries.clone()
        };
        match &node.kind {
            Kind::Catch(on) if on.link().is_none() => events.push(at),
            Kind::Receive { .. } if !repeated => events.push(at),
            Kind::EventBased { .. } => {
                events.extend(node.outgoing.iter().map(|f| self.flows[*f].target));
            }
            _ => {}
        }
        events
    }

    fn is_timer(&self, at: usize) -> bool {
        let on = self.nodes[at].kind.catching();
        on.is_some_and(|on| matches!(on.triggers.as_slice(), [Trigger::Timer(_)]))
    }

    fn interrupts(&self, at: usize) -> bool {
        match self.nodes[at].kind {
            Kind::Boundary { interrupting, .. } | Kind::Start { interrupting, .. } => interrupting,
            _ => true,
        }
    }

    /// What an event waits for, in words that are the same for the same.
    fn waits_for(&self, at: usize) -> String {
        if let Kind::Receive { message, .. } = &self.nodes[at].kind {
            return format!("message `{message}`");
        }
        let Some(on) = self.nodes[at].kind.catching() else {
            return String::new();
        };
        let words: Vec<String> = on.triggers.iter().map(words).collect();
        words.join(if on.all { " and " } else { " or " })
    }
}

fn words(trigger: &Trigger) -> String {
    let when = |when: &When| match when {
        When::Text(text) => text.to_string(),
        When::Feel(expression) => expression.source().to_owned(),
    };
    match trigger {
        Trigger::Timer(TimerRule::Date(at)) => format!("at {}", when(at)),
        Trigger::Timer(TimerRule::Duration(after)) => format!("after {}", when(after)),
        Trigger::Timer(TimerRule::Cycle(every)) => format!("every {}", when(every)),
        Trigger::Message(name) => format!("message `{name}`"),
        Trigger::Signal(name) => format!("signal `{name}`"),
        Trigger::Condition(condition) => format!("condition `{}`", condition.source()),
        Trigger::Error(code) => format!("error `{}`", code.as_deref().unwrap_or("any")),
        Trigger::Escalation(code) => format!("escalation `{}`", code.as_deref().unwrap_or("any")),
        Trigger::Link(name) => format!("link `{name}`"),
        Trigger::Compensation => "compensation".to_owned(),
        Trigger::Cancel => "cancellation".to_owned(),
    }
}
