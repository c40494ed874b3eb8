//! After a case moved to another version: what is waited for becomes what the new version waits for.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use dmn::feel::Environment;

use super::Run;
use crate::migrate::Plan;
use crate::program::{Kind, Trigger};
use crate::{Event, Program, State};

/// The events of a move: elements are renamed, events that are there no more are waited for no more, new ones are.
pub(crate) fn moved(
    program: &Program,
    state: State,
    plan: &Plan,
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
    for (f, e) in plan.renames() {
        run.emit(Event::Renamed { f, e });
    }
    for token in run.state.tokens.keys().collect::<Vec<_>>() {
        run.token_waits_as_drawn(token, plan);
    }
    for scope in run.state.scopes.keys().collect::<Vec<_>>() {
        run.scope_waits_as_drawn(scope, plan);
    }
    // A condition that holds already is an event: it is looked at with the next command, as any other.
    run.events
}

impl Run<'_> {
    fn token_waits_as_drawn(&mut self, token: u64, plan: &Plan) {
        let parts = self.parts;
        let Some(found) = self.state.tokens.get(token) else {
            return;
        };
        let Some(at) = parts.by_id.get(&found.element).copied() else {
            return;
        };
        let events = parts.awaited(at, self.state.is_run(token), found.runs.is_some());
        let waits = !self.state.gathered.contains(token) && !self.state.is_stuck(token);
        self.wait_as_drawn(token, &events, waits, plan);
    }

    fn scope_waits_as_drawn(&mut self, scope: u64, plan: &Plan) {
        let parts = self.parts;
        let (Some(container), Some(found)) =
            (self.container_of(scope), self.state.scopes.get(scope))
        else {
            return;
        };
        let waits = !found.taken && !found.back;
        let events = &parts.containers[container].event_starts;
        self.wait_as_drawn(scope, events, waits, plan);
    }

    fn wait_as_drawn(&mut self, owner: u64, events: &[usize], waits: bool, plan: &Plan) {
        let parts = self.parts;
        let wanted: BTreeSet<Arc<str>> =
            events.iter().map(|e| parts.nodes[*e].id.clone()).collect();
        for key in self.held_by(owner) {
            self.let_go_unless(key, &wanted, plan);
        }
        let fresh = |event: &&usize| plan.fresh.contains(&parts.nodes[**event].id);
        for event in events.iter().filter(fresh).filter(|_| waits) {
            self.arm_quietly(owner, *event);
        }
    }

    /// What the new version does not have here, or waits for in another way, is over.
    fn let_go_unless(&mut self, key: u64, wanted: &BTreeSet<Arc<str>>, plan: &Plan) {
        let stays = |id: &Arc<str>| wanted.contains(id) && !plan.again.contains(id);
        let state = &self.state;
        let gone = if let Some(wait) = state.waits.get(key) {
            (!stays(&wait.element)).then_some(Event::WaitGone { w: key })
        } else if let Some(timer) = state.timers.get(key) {
            (!stays(&timer.element)).then_some(Event::TimerGone { i: key })
        } else if let Some(watch) = state.watches.get(key) {
            (!stays(&watch.element)).then_some(Event::WatchGone { c: key })
        } else {
            None
        };
        gone.into_iter().for_each(|event| self.emit(event));
    }

    /// Starts to wait; what a condition that holds would do is left to the next command.
    fn arm_quietly(&mut self, owner: u64, event: usize) {
        let parts = self.parts;
        if matches!(parts.nodes[event].kind, Kind::Receive { .. }) {
            return self.arm(owner, event);
        }
        let on = parts.nodes[event].kind.catching();
        for (k, trigger) in (0..).zip(on.into_iter().flat_map(|on| &on.triggers)) {
            if !matches!(trigger, Trigger::Condition(_)) {
                self.arm_trigger(owner, event, k, trigger);
                continue;
            }
            let c = self.key();
            let e = parts.nodes[event].id.clone();
            self.emit(Event::Watch { c, t: owner, e, k });
        }
    }
}
