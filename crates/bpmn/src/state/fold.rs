//! The fold: what each event does to the state.

use super::{
    Incident, IncidentKey, Job, JobKey, Outcome, Runs, Scope, State, Subscription, Timer, TimerKey,
    Token, Undo, Watch,
};
use std::sync::Arc;

use crate::{Event, Program};

impl State {
    /// Folds an event. Events of another state's history are ignored where they do not fit.
    pub fn apply(&mut self, _program: &Program, event: &Event) {
        match event {
            Event::Open { .. }
            | Event::Older { .. }
            | Event::Close { .. }
            | Event::Taken { .. }
            | Event::Undo { .. }
            | Event::Undone { .. }
            | Event::Phase { .. }
            | Event::Set { .. } => self.scope_event(event),
            Event::Enter { .. }
            | Event::Leave { .. }
            | Event::Loop { .. }
            | Event::Turn { .. }
            | Event::Enough { .. } => {
                self.token_event(event);
            }
            Event::Done { .. } => {}
            Event::Renamed { f, e } => self.rename(f, e),
            _ => self.held_event(event),
        }
    }

    fn scope_event(&mut self, event: &Event) {
        match event {
            Event::Open {
                s,
                e,
                by,
                own,
                back,
                v,
            } => {
                self.used(*s);
                let opened = Scope {
                    element: e.clone(),
                    by: *by,
                    own: *own,
                    back: *back,
                    vars: v.clone(),
                    ..Scope::default()
                };
                self.scopes.insert(*s, opened);
                match by {
                    None => self.roots.push((*s, Outcome::Active)),
                    Some(by) => self.opened_by(*by, *s),
                }
            }
            Event::Older { s } => {
                if let Some(at) = self.roots.iter().position(|(root, _)| root == s) {
                    let root = self.roots.remove(at);
                    self.roots.insert(0, root);
                }
            }
            Event::Close { s, o } => self.close(*s, o.as_ref()),
            Event::Taken { s } => {
                let Some(scope) = self.scopes.get_mut(*s) else {
                    return;
                };
                scope.taken = true;
                let held = std::mem::take(&mut scope.held);
                held.keys().for_each(|key| self.forget(key));
            }
            Event::Undo { u, s, e, f } => self.undoable(*u, *s, e, *f),
            Event::Undone { s, u, i } => {
                let entry = self
                    .scopes
                    .get_mut(*s)
                    .and_then(|scope| scope.undo.remove(*u));
                if let (Some(entry), Some(again)) = (entry, i.and_then(|i| self.scopes.get_mut(i)))
                {
                    again.undo = entry.inner;
                }
            }
            Event::Phase { s, e, f } => {
                let Some(scope) = self.scopes.get_mut(*s) else {
                    return;
                };
                scope.phases.retain(|(gateway, _)| gateway != e);
                if !f.is_empty() {
                    scope.phases.push((e.clone(), f.clone()));
                }
            }
            Event::Set { s, v } => {
                if let Some(scope) = self.scopes.get_mut(*s) {
                    v.iter()
                        .for_each(|(name, value)| scope.vars.insert(name, value.clone()));
                }
            }
            _ => {}
        }
    }

    fn opened_by(&mut self, token: u64, scope: u64) {
        let Some(token) = self.tokens.get_mut(token) else {
            return;
        };
        token.held.insert(scope, ());
        if let Some(runs) = &mut token.runs {
            runs.begun += 1;
        }
    }

    fn undoable(&mut self, key: u64, scope: u64, element: &Arc<str>, from: Option<u64>) {
        self.used(key);
        let mut entry = Undo {
            element: element.clone(),
            ..Undo::default()
        };
        if let Some(inner) = from.and_then(|from| self.scopes.get_mut(from)) {
            entry.vars = inner.vars.clone();
            entry.inner = std::mem::take(&mut inner.undo);
        }
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.undo.insert(key, entry);
        }
    }

    fn token_event(&mut self, event: &Event) {
        match event {
            Event::Enter { t, s, e, f, q } => {
                self.used(*t);
                self.tokens.insert(
                    *t,
                    Token {
                        scope: *s,
                        element: e.clone(),
                        via: f.clone(),
                        ..Token::default()
                    },
                );
                if let Some(scope) = self.scopes.get_mut(*s) {
                    scope.tokens.insert(*t, ());
                }
                if *q {
                    self.gathered.insert(*t, ());
                }
            }
            Event::Leave { t } => self.leave(*t),
            Event::Loop { t, n, i } => {
                if let Some(token) = self.tokens.get_mut(*t) {
                    token.runs = Some(Box::new(Runs {
                        planned: *n,
                        items: i.clone(),
                        ..Runs::default()
                    }));
                }
            }
            Event::Turn { t, r } => {
                if let Some(runs) = self.runs_mut(*t) {
                    runs.done += 1;
                    runs.results.extend(r.clone());
                }
            }
            Event::Enough { t } => {
                if let Some(runs) = self.runs_mut(*t) {
                    runs.enough = true;
                }
            }
            _ => {}
        }
    }

    fn runs_mut(&mut self, token: u64) -> Option<&mut Runs> {
        self.tokens
            .get_mut(token)
            .and_then(|t| t.runs.as_deref_mut())
    }

    fn held_event(&mut self, event: &Event) {
        match event {
            Event::Job { j, t, k } => {
                self.used(*j);
                let Some(token) = self.tokens.get_mut(*t) else {
                    return;
                };
                token.held.insert(*j, ());
                let visit = self.visits.entry(token.element.clone()).or_default();
                *visit += 1;
                self.jobs.insert(
                    *j,
                    Job {
                        key: JobKey(*j),
                        element: token.element.clone(),
                        kind: *k,
                        visit: *visit,
                        token: *t,
                    },
                );
            }
            Event::Timer { i, t, e, d, n, k } => {
                self.hold(*t, *i);
                self.timers.insert(
                    *i,
                    Timer {
                        key: TimerKey(*i),
                        element: e.clone(),
                        due: *d,
                        owner: *t,
                        left: *n,
                        nth: *k,
                    },
                );
            }
            Event::Wait { w, t, e, n, sig, c } => {
                self.hold(*t, *w);
                let wait = Subscription {
                    element: e.clone(),
                    name: n.clone(),
                    signal: *sig,
                    correlation: c.clone(),
                    owner: *t,
                };
                self.waits.insert(*w, wait);
            }
            Event::Watch { c, t, e, k } => {
                self.hold(*t, *c);
                self.watches.insert(
                    *c,
                    Watch {
                        element: e.clone(),
                        owner: *t,
                        nth: *k,
                        holds: false,
                    },
                );
            }
            Event::Held { c, h } => {
                if let Some(watch) = self.watches.get_mut(*c) {
                    watch.holds = *h;
                }
            }
            Event::Incident { i, t, m, on } => {
                let element = self
                    .tokens
                    .get(*t)
                    .map(|t| &t.element)
                    .or_else(|| self.scopes.get(*t).map(|s| &s.element));
                let Some(element) = element.cloned() else {
                    return self.used(*i);
                };
                self.hold(*t, *i);
                self.incidents.insert(
                    *i,
                    Incident {
                        key: IncidentKey(*i),
                        element,
                        message: m.clone(),
                        token: *t,
                        on: *on,
                    },
                );
            }
            Event::JobGone { j: key }
            | Event::TimerGone { i: key }
            | Event::WaitGone { w: key }
            | Event::WatchGone { c: key }
            | Event::Resolved { i: key } => self.let_go(*key),
            _ => {}
        }
    }

    /// Everything that names an element or a flow names it by its new id.
    fn rename(&mut self, from: &Arc<str>, to: &Arc<str>) {
        let mut all: Vec<&mut Arc<str>> = Vec::new();
        for token in self.tokens.values_mut() {
            all.push(&mut token.element);
            all.extend(&mut token.via);
        }
        all.extend(self.jobs.values_mut().map(|j| &mut j.element));
        all.extend(self.timers.values_mut().map(|t| &mut t.element));
        all.extend(self.waits.values_mut().map(|w| &mut w.element));
        all.extend(self.watches.values_mut().map(|w| &mut w.element));
        all.extend(self.incidents.values_mut().map(|i| &mut i.element));
        let mut undone = Vec::new();
        for scope in self.scopes.values_mut() {
            all.push(&mut scope.element);
            for (gateway, flows) in &mut scope.phases {
                all.push(gateway);
                all.extend(flows);
            }
            undone.extend(scope.undo.values_mut());
        }
        while let Some(undo) = undone.pop() {
            all.push(&mut undo.element);
            undone.extend(undo.inner.values_mut());
        }
        all.into_iter()
            .filter(|id| **id == *from)
            .for_each(|id| *id = to.clone());
        if let Some(visits) = self.visits.remove(from) {
            *self.visits.entry(to.clone()).or_default() += visits;
        }
    }

    fn used(&mut self, key: u64) {
        self.next = self.next.max(key + 1);
    }

    fn hold(&mut self, owner: u64, key: u64) {
        self.used(key);
        if let Some(token) = self.tokens.get_mut(owner) {
            token.held.insert(key, ());
        } else if let Some(scope) = self.scopes.get_mut(owner) {
            scope.held.insert(key, ());
        }
    }

    /// Something held is over while its owner stays.
    fn let_go(&mut self, key: u64) {
        if let Some(owner) = self.release(key) {
            if let Some(token) = self.tokens.get_mut(owner) {
                token.held.remove(key);
            } else if let Some(scope) = self.scopes.get_mut(owner) {
                scope.held.remove(key);
            }
        }
    }

    /// Removes what is held under a key, whatever it is; tells its owner.
    fn release(&mut self, key: u64) -> Option<u64> {
        let job = self.jobs.remove(key).map(|j| j.token);
        job.or_else(|| self.timers.remove(key).map(|t| t.owner))
            .or_else(|| self.waits.remove(key).map(|w| w.owner))
            .or_else(|| self.watches.remove(key).map(|w| w.owner))
            .or_else(|| self.incidents.remove(key).map(|i| i.token))
    }

    fn forget(&mut self, key: u64) {
        let _owner = self.release(key);
    }

    fn leave(&mut self, token: u64) {
        let Some(gone) = self.tokens.remove(token) else {
            return;
        };
        self.gathered.remove(token);
        if let Some(scope) = self.scopes.get_mut(gone.scope) {
            scope.tokens.remove(token);
        }
        for key in gone.held.keys() {
            if self.scopes.contains(key) {
                self.close(key, None);
            } else {
                self.forget(key);
            }
        }
    }

    /// Removes a scope with all that is in it.
    fn close(&mut self, scope: u64, outcome: Option<&Outcome>) {
        let mut open = vec![scope];
        while let Some(scope) = open.pop() {
            let Some(closed) = self.scopes.remove(scope) else {
                continue;
            };
            for token in closed.tokens.keys() {
                let Some(gone) = self.tokens.remove(token) else {
                    continue;
                };
                self.gathered.remove(token);
                gone.held.keys().for_each(|key| self.forget(key));
                open.extend(gone.held.keys().filter(|key| self.scopes.contains(*key)));
            }
            closed.held.keys().for_each(|key| self.forget(key));
            match closed.by {
                Some(by) => {
                    if let Some(token) = self.tokens.get_mut(by) {
                        token.held.remove(scope);
                    }
                }
                None => self.ended_root(scope, outcome, closed.vars),
            }
        }
    }

    fn ended_root(&mut self, scope: u64, outcome: Option<&Outcome>, vars: dmn::feel::Context) {
        if let Some(root) = self.roots.iter().position(|(s, _)| *s == scope) {
            self.roots[root].1 = outcome.cloned().unwrap_or(Outcome::Completed);
            if root + 1 == self.roots.len() {
                self.left = vars;
            }
        }
    }
}
