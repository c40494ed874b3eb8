//! A token comes to an element.

use super::{Arrival, Run};
use crate::Event;
use crate::program::{Called, Form, Kind, Throw, Trigger};

impl Run<'_> {
    pub(super) fn enter(&mut self, arrival: &Arrival) {
        if let Some(token) = arrival.token {
            if self.state.tokens.contains(token) {
                self.begin(token, arrival.node);
            }
            return;
        }
        let (scope, at) = (arrival.scope, arrival.node);
        if !self.state.scopes.contains(scope) {
            return;
        }
        let node = &self.parts.nodes[at];
        let joins =
            node.incoming.len() > 1 && matches!(node.kind, Kind::Parallel | Kind::Inclusive);
        if joins || matches!(node.kind, Kind::Complex(_)) {
            self.token_at(scope, at, arrival.flow, true);
            return self.joined(scope, at);
        }
        if node.start_quantity > 1 && !self.enough_tokens(arrival) {
            return;
        }
        let token = self.token_at(scope, at, arrival.flow, false);
        if node.runs.is_some() {
            self.begin_runs(token, at);
        } else {
            self.begin(token, at);
        }
    }

    /// An activity that needs several tokens has them with this one; else this one waits there.
    fn enough_tokens(&mut self, arrival: &Arrival) -> bool {
        let node = &self.parts.nodes[arrival.node];
        let waiting = self.gathered_at(arrival.scope, &node.id);
        if waiting.len() + 1 < node.start_quantity as usize {
            self.token_at(arrival.scope, arrival.node, arrival.flow, true);
            return false;
        }
        for token in waiting {
            self.emit(Event::Leave { t: token });
        }
        true
    }

    /// A token does what its element says. A token of a repeated activity begins one run of it.
    pub(super) fn begin(&mut self, token: u64, at: usize) {
        let node = &self.parts.nodes[at];
        match &node.kind {
            Kind::Start { .. }
            | Kind::Abstract
            | Kind::Boundary { .. }
            | Kind::EventSubProcess(_) => self.complete(token, at),
            Kind::End(throws) => self.end(token, at, throws),
            Kind::Throw(throws) => self.throw(token, at, throws),
            Kind::Task(kind, _) => self.begin_job(token, at, *kind),
            Kind::Script(script) => self.script(token, at, script),
            Kind::Receive { .. } => {
                self.arm(token, at);
                self.arm_boundaries(token, at);
            }
            Kind::Exclusive => self.exclusive(token, at),
            Kind::Parallel => self.go_on(token, at, &node.outgoing),
            Kind::Inclusive | Kind::Complex(_) => self.way_on(token, at),
            Kind::EventBased { .. } => {
                for flow in &node.outgoing {
                    self.arm(token, self.parts.flows[*flow].target);
                }
            }
            Kind::Catch(on) if on.any(|t| matches!(t, Trigger::Link(_))) => {
                self.complete(token, at);
            }
            Kind::Catch(_) => self.arm(token, at),
            Kind::SubProcess { container, form } => {
                self.open_sub_process(token, at, *container, matches!(form, Form::AdHoc { .. }));
            }
            Kind::Call(called) => self.call(token, at, called),
        }
    }

    fn begin_job(&mut self, token: u64, at: usize, kind: crate::JobKind) {
        let j = self.key();
        self.emit(Event::Job {
            j,
            t: token,
            k: kind,
        });
        self.arm_boundaries(token, at);
    }

    fn call(&mut self, token: u64, at: usize, called: &Called) {
        match called {
            Called::Process(container) => self.open_called(token, at, *container),
            Called::Job(_, kind) => self.begin_job(token, at, *kind),
            Called::Script(_, script) => self.script(token, at, script),
            Called::Nothing(_) => self.complete(token, at),
        }
    }

    /// Writes what a script's context says and goes on.
    fn script(&mut self, token: u64, at: usize, script: &dmn::feel::Expression) {
        let scope = self.whereabouts(token).0;
        match self.evaluate(script, scope) {
            Ok(dmn::feel::Value::Context(values)) => self.write(scope, &values),
            Ok(_) => {}
            Err(message) => return self.incident(token, message, false),
        }
        self.complete(token, at);
    }

    fn end(&mut self, token: u64, at: usize, throws: &[Throw]) {
        let scope = self.whereabouts(token).0;
        let last = throws.iter().find(|t| {
            matches!(
                t,
                Throw::Error(_) | Throw::Compensate(..) | Throw::Cancel | Throw::Terminate
            )
        });
        match last {
            Some(Throw::Compensate(..)) => {
                self.tell(scope, at, throws);
                return self.compensate(token, at);
            }
            Some(Throw::Cancel) => return self.cancel(token, at, scope),
            Some(Throw::Terminate) => return self.terminate(token, at, scope),
            _ => {}
        }
        self.emit(Event::Done {
            e: self.parts.nodes[at].id.clone(),
        });
        self.take(token);
        self.tell(scope, at, throws);
        if let Some(Throw::Error(code)) = last {
            self.throw_error(scope, code);
        } else {
            self.ad_hoc(scope);
        }
    }

    fn throw(&mut self, token: u64, at: usize, throws: &[Throw]) {
        let scope = self.whereabouts(token).0;
        self.tell(scope, at, throws);
        if !self.state.tokens.contains(token) {
            return;
        }
        for throw in throws {
            match throw {
                Throw::Link(name) => {
                    let container = self.parts.nodes[at].container;
                    let target = self
                        .parts
                        .link(container, name)
                        .expect("checked: the link is caught in the same container");
                    self.go_on(token, at, &[]);
                    return self.arrive(scope, target, None);
                }
                Throw::Compensate(..) => return self.compensate(token, at),
                _ => {}
            }
        }
        self.complete(token, at);
    }

    /// Tells others what an event tells them.
    fn tell(&mut self, scope: u64, at: usize, throws: &[Throw]) {
        for throw in throws {
            match throw {
                Throw::Message(name) => self.tell_message(name, scope, Some(at)),
                Throw::Signal(name) => self.broadcast(name, scope, at),
                Throw::Escalation(code) => self.escalate(scope, code),
                _ => {}
            }
        }
    }
}
