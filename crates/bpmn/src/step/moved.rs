//! After a case moved to another version: what is waited for becomes what the new version waits for.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use dmn::feel::Environment;

use super::Run;
use crate::program::{Kind, Trigger};
use crate::{Event, Program, State};

/// The events of a move: elements are renamed, events that are there no more are waited for no more, new ones are.
pub(crate) fn moved(
    program: &Program,
    state: State,
    renames: Vec<Event>,
    environment: &Environment,
) -> Vec<Event> {
    let mut run = Run {
        program,
        parts: &program.0,
        environment,
        state,
        events: Vec::new(),
        arrivals: VecDeque::new(),
        tellers: VecDeque::new(),
        empties: Vec::new(),
        changed: false,
        moves: 0,
    };
    renames.into_iter().for_each(|event| run.emit(event));
    for token in run.state.tokens.keys().collect::<Vec<_>>() {
        run.wait_as_drawn(token);
    }
    // A condition that holds already is an event: it is looked at with the next command, as any other.
    run.events
}

impl Run<'_> {
    fn wait_as_drawn(&mut self, token: u64) {
        let parts = self.parts;
        let Some(found) = self.state.tokens.get(token) else {
            return;
        };
        let Some(at) = parts.by_id.get(&found.element).copied() else {
            return;
        };
        let own = self.run_of(token).is_some();
        let node = &parts.nodes[at];
        let mut events: Vec<usize> = if own {
            Vec::new()
        } else {
            node.boundaries.clone()
        };
        match &node.kind {
            Kind::Catch(on) if on.link().is_none() => events.push(at),
            Kind::Receive { .. } if found.runs.is_none() => events.push(at),
            Kind::EventBased { .. } => {
                events.extend(node.outgoing.iter().map(|f| parts.flows[*f].target));
            }
            _ => {}
        }
        let wanted: BTreeSet<Arc<str>> =
            events.iter().map(|e| parts.nodes[*e].id.clone()).collect();
        for key in self.held_by(token) {
            self.let_go_unless(key, &wanted);
        }
        for event in events {
            if self.is_awaited(event) && !self.still_waits(token, event) {
                self.arm_quietly(token, event);
            }
        }
    }

    /// What is no event of the new version here, or one of another kind, is over.
    fn let_go_unless(&mut self, key: u64, wanted: &BTreeSet<Arc<str>>) {
        let parts = self.parts;
        let drawn = |id: &Arc<str>, same: &dyn Fn(&Trigger) -> bool| {
            wanted.contains(id)
                && parts
                    .by_id
                    .get(id)
                    .is_some_and(|at| match &parts.nodes[*at].kind {
                        Kind::Receive { message, .. } => same(&Trigger::Message(message.clone())),
                        kind => kind.catching().is_some_and(|on| on.any(same)),
                    })
        };
        let state = &self.state;
        let gone = if let Some(wait) = state.waits.get(key) {
            let same = |t: &Trigger| match t {
                Trigger::Message(name) => !wait.signal && *name == wait.name,
                Trigger::Signal(name) => wait.signal && *name == wait.name,
                _ => false,
            };
            (!drawn(&wait.element, &same)).then_some(Event::WaitGone { w: key })
        } else if let Some(timer) = state.timers.get(key) {
            // A timer that runs keeps its time: what was promised is not changed by a new version.
            let same = |t: &Trigger| matches!(t, Trigger::Timer(_));
            (!drawn(&timer.element, &same)).then_some(Event::TimerGone { i: key })
        } else if let Some(watch) = state.watches.get(key) {
            let same = |t: &Trigger| matches!(t, Trigger::Condition(_));
            (!drawn(&watch.element, &same)).then_some(Event::WatchGone { c: key })
        } else {
            None
        };
        gone.into_iter().for_each(|event| self.emit(event));
    }

    fn is_awaited(&self, event: usize) -> bool {
        let waits = |t: &Trigger| {
            matches!(
                t,
                Trigger::Message(_)
                    | Trigger::Signal(_)
                    | Trigger::Timer(_)
                    | Trigger::Condition(_)
            )
        };
        match &self.parts.nodes[event].kind {
            Kind::Receive { .. } => true,
            kind => kind.catching().is_some_and(|on| on.any(waits)),
        }
    }

    /// Starts to wait; what a condition that holds would do is left to the next command.
    fn arm_quietly(&mut self, token: u64, event: usize) {
        let conditions = self.parts.nodes[event]
            .kind
            .catching()
            .is_some_and(|on| on.any(|t| matches!(t, Trigger::Condition(_))));
        if !conditions {
            return self.arm(token, event);
        }
        for (k, trigger) in (0..).zip(
            self.parts.nodes[event]
                .kind
                .catching()
                .into_iter()
                .flat_map(|on| &on.triggers),
        ) {
            if matches!(trigger, Trigger::Condition(_)) {
                let c = self.key();
                self.emit(Event::Watch {
                    c,
                    t: token,
                    e: self.parts.nodes[event].id.clone(),
                    k,
                });
            }
        }
    }
}
