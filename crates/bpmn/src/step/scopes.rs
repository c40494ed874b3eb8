//! Scopes: sub-processes, called processes, instances; how they open and end.

use dmn::feel::Context;

use super::Run;
use crate::program::{Called, Form, Kind, Parts};
use crate::state::Outcome;
use crate::{Event, State};

impl<'a> Run<'a> {
    /// Event sub-processes of a scope start to wait; then it starts where it starts.
    pub(super) fn open_container(&mut self, scope: u64, container: usize) {
        let found = &self.parts.containers[container];
        for start in &found.event_starts {
            self.arm(scope, *start);
        }
        if self.state.scopes.get(scope).is_some_and(|s| !s.taken) {
            for node in &found.first {
                self.arrive(scope, *node, None);
            }
        }
    }

    pub(super) fn open_sub_process(
        &mut self,
        token: u64,
        at: usize,
        container: usize,
        ad_hoc: bool,
    ) {
        self.arm_boundaries(token, at);
        if !self.state.tokens.contains(token) {
            return;
        }
        let s = self.key();
        let e = self.parts.containers[container].id.clone();
        self.emit(Event::Open {
            s,
            e,
            by: Some(token),
            own: false,
            back: false,
            v: Context::new(),
        });
        let sequential = matches!(
            self.parts.nodes[at].kind,
            Kind::SubProcess {
                form: Form::AdHoc {
                    sequential: true,
                    ..
                },
                ..
            }
        );
        if !ad_hoc || !sequential {
            return self.open_container(s, container);
        }
        // Each activity waits for its turn.
        for node in &self.parts.containers[container].first {
            self.token_at(s, *node, None, true);
        }
        self.next_turn(s);
    }

    /// Opens a called process: it starts with its mapped inputs, or with a copy of what the caller sees.
    pub(super) fn open_called(&mut self, token: u64, at: usize, container: usize) {
        self.arm_boundaries(token, at);
        let Some(scope) = self.state.tokens.get(token).map(|t| t.scope) else {
            return;
        };
        let node = &self.parts.nodes[at];
        let mapped =
            self.run_of(token).is_some() && !(node.inputs.is_empty() && node.outputs.is_empty());
        let vars = match self.state.scopes.get(scope) {
            Some(own) if mapped => own.vars.clone(),
            _ => self.state.visible(scope).into_owned(),
        };
        let s = self.key();
        let e = self.parts.containers[container].id.clone();
        self.emit(Event::Open {
            s,
            e,
            by: Some(token),
            own: true,
            back: false,
            v: vars,
        });
        self.open_container(s, container);
    }

    pub(super) fn close_if_empty(&mut self, scope: u64) {
        let Some(found) = self.state.scopes.get(scope).filter(|s| s.tokens.is_empty()) else {
            return;
        };
        let Some(token) = found.by else {
            return self.emit(Event::Close {
                s: scope,
                o: Some(Outcome::Completed),
            });
        };
        let (_, at) = self.whereabouts(token);
        if self
            .state
            .tokens
            .get(token)
            .is_some_and(|t| t.runs.is_some())
        {
            // Its run was given up from inside.
            self.emit(Event::Close { s: scope, o: None });
            self.emit(Event::Turn { t: token, r: None });
            return self.next_run(token, at);
        }
        match &self.parts.nodes[at].kind {
            Kind::SubProcess { .. } => {
                self.sub_process_undo(token, at, scope);
                self.emit(Event::Close { s: scope, o: None });
                self.complete(token, at);
            }
            Kind::Call(Called::Process(_)) => self.called_ended(token, at, scope),
            Kind::EventSubProcess(_) => {
                self.emit(Event::Close { s: scope, o: None });
                self.go_on(token, at, &[]);
            }
            _ => self.compensated_one(token, at, scope),
        }
    }

    /// What the called process changed of the caller's variables goes back; with mapped outputs, what they name.
    fn called_ended(&mut self, token: u64, at: usize, scope: u64) {
        let node = &self.parts.nodes[at];
        let outer = self.whereabouts(token).0;
        let Some(closed) = self.state.scopes.get(scope) else {
            return;
        };
        let mapped = !node.outputs.is_empty();
        let seen = self.state.visible(outer);
        let changed: Context = closed
            .vars
            .iter()
            .filter(|(name, value)| match mapped {
                true => node.output_names.iter().any(|n| **n == **name),
                false => seen.get(name).is_some_and(|old| old != *value),
            })
            .map(|(n, v)| (n, v.clone()))
            .collect();
        drop(seen);
        self.emit(Event::Close { s: scope, o: None });
        self.write(outer, &changed);
        self.complete(token, at);
    }

    /// A terminate end event: its process or sub-process ends at once.
    pub(super) fn terminate(&mut self, token: u64, at: usize, scope: u64) {
        self.emit(Event::Done {
            e: self.parts.nodes[at].id.clone(),
        });
        if self.state.scopes.get(scope).is_some_and(|s| s.by.is_none()) {
            return self.emit(Event::Close {
                s: scope,
                o: Some(Outcome::Terminated),
            });
        }
        self.take_over(scope);
        self.take(token);
    }

    /// Takes everything in a scope away, what its event sub-processes wait for too.
    pub(super) fn take_over(&mut self, scope: u64) {
        let Some(found) = self.state.scopes.get(scope) else {
            return;
        };
        for token in found.tokens.keys().collect::<Vec<_>>() {
            self.take(token);
        }
        self.emit(Event::Taken { s: scope });
    }

    /// The container whose elements a scope holds; none for a single activity (a run, a compensation).
    pub(super) fn container_of(&self, scope: u64) -> Option<usize> {
        self.parts.container_of(&self.state, scope)
    }

    /// An event sub-process starts: its event happened in the scope.
    pub(super) fn start_event_sub_process(&mut self, scope: u64, start: usize) {
        let container = self.parts.nodes[start].container;
        let Some(at) = self.parts.containers[container].node else {
            return;
        };
        if matches!(
            self.parts.nodes[start].kind,
            Kind::Start {
                interrupting: true,
                ..
            }
        ) {
            self.take_over(scope);
        }
        let token = self.token_at(scope, at, None, false);
        self.open_event_sub_process(token, container, start);
    }

    pub(super) fn open_event_sub_process(&mut self, token: u64, container: usize, start: usize) {
        let s = self.key();
        let e = self.parts.containers[container].id.clone();
        self.emit(Event::Open {
            s,
            e,
            by: Some(token),
            own: false,
            back: false,
            v: Context::new(),
        });
        for inner in &self.parts.containers[container].event_starts {
            self.arm(s, *inner);
        }
        if self.state.scopes.get(s).is_some_and(|s| !s.taken) {
            self.arrive(s, start, None);
        }
    }

    /// After an activity of an ad-hoc sub-process: it ends when its condition says so, or the next one has its turn.
    pub(super) fn ad_hoc(&mut self, scope: u64) {
        let Some((by, form)) = self.ad_hoc_form(scope) else {
            return;
        };
        let Form::AdHoc {
            completion,
            cancels,
            ..
        } = form
        else {
            return;
        };
        if let Some(completion) = completion {
            match self.evaluate(completion, scope) {
                Err(message) => return self.incident(by, message, true),
                Ok(value) if value.as_bool() == Some(true) => {
                    return self.ad_hoc_over(scope, *cancels);
                }
                Ok(_) => {}
            }
        }
        self.next_turn(scope);
    }

    fn ad_hoc_form(&self, scope: u64) -> Option<(u64, &'a Form)> {
        let parts = self.parts;
        let found = self.state.scopes.get(scope)?;
        let by = found.by?;
        let token = self.state.tokens.get(by).filter(|t| t.runs.is_none())?;
        if token.element != found.element {
            return None;
        }
        match &parts.nodes[self.node_of(&token.element)].kind {
            Kind::SubProcess {
                form: form @ Form::AdHoc { .. },
                ..
            } => Some((by, form)),
            _ => None,
        }
    }

    fn ad_hoc_over(&mut self, scope: u64, cancels: bool) {
        let Some(found) = self.state.scopes.get(scope) else {
            return;
        };
        let waits = |token: &u64| self.state.gathered.contains(*token);
        let tokens: Vec<u64> = found
            .tokens
            .keys()
            .filter(|t| cancels || waits(t))
            .collect();
        self.arrivals.retain(|a| a.scope != scope || !cancels);
        for token in tokens {
            self.take(token);
        }
        if self
            .state
            .scopes
            .get(scope)
            .is_some_and(|s| s.tokens.is_empty())
        {
            self.empties.push(scope);
        }
    }

    /// In a sequential ad-hoc sub-process the next activity begins when none runs.
    fn next_turn(&mut self, scope: u64) {
        let Some((
            _,
            Form::AdHoc {
                sequential: true, ..
            },
        )) = self.ad_hoc_form(scope)
        else {
            return;
        };
        let Some(found) = self.state.scopes.get(scope) else {
            return;
        };
        let turn = |key: &u64| {
            self.state.gathered.contains(*key)
                && self.state.tokens.get(*key).is_some_and(|t| t.via.is_none())
        };
        let (waiting, running): (Vec<u64>, Vec<u64>) = found.tokens.keys().partition(turn);
        let coming = self
            .arrivals
            .iter()
            .chain(&self.tellers)
            .any(|a| a.scope == scope);
        let Some(next) = waiting
            .first()
            .copied()
            .filter(|_| running.is_empty() && !coming)
        else {
            return;
        };
        let (_, at) = self.whereabouts(next);
        self.emit(Event::Leave { t: next });
        self.arrive(scope, at, None);
    }
}

impl Parts {
    /// What a scope is an instance of; nothing for a run of a repeated activity, and for what undoes one.
    pub(crate) fn container_of(&self, state: &State, scope: u64) -> Option<usize> {
        let found = state.scopes.get(scope)?;
        let kind = |id: &str| self.by_id.get(id).map(|at| &self.nodes[*at].kind);
        let Some(by) = found.by else {
            let named = |p: &usize| *self.containers[*p].id == *found.element;
            return self.processes.iter().copied().find(named);
        };
        let token = state.tokens.get(by)?;
        if token.runs.is_some() {
            return None;
        }
        match kind(&token.element)? {
            Kind::SubProcess { container, .. }
            | Kind::Call(Called::Process(container))
            | Kind::EventSubProcess(container) => Some(*container),
            _ => match kind(&found.element)? {
                Kind::SubProcess { container, .. } if found.back => Some(*container),
                Kind::EventSubProcess(container) => Some(*container),
                _ => None,
            },
        }
    }
}
