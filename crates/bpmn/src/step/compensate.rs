//! Compensation: what was completed is undone, the last first (BPMN 2.0.2, 13.5.5).
//!
//! Each scope keeps what completed in it and can be undone; a completed sub-process keeps its own with a copy of its variables.
//! A throwing token takes one entry after the other: it opens a scope for the activity that compensates, or opens the
//! sub-process again, in which a token of the same throwing event does the same.

use super::Run;
use crate::Event;
use crate::program::{Kind, Throw, Trigger};
use crate::state::Undo;

impl Run<'_> {
    /// Notes that an activity can be undone; `from`: the scope of a sub-process.
    pub(super) fn can_be_undone(&mut self, token: u64, at: usize, from: Option<u64>) {
        // A run counts in the scope of its activity.
        let of = self.run_of(token).unwrap_or(token);
        let Some(scope) = self.state.scope_of(of) else {
            return;
        };
        let u = self.key();
        self.emit(Event::Undo {
            u,
            s: scope,
            e: self.parts.nodes[at].id.clone(),
            f: from,
        });
    }

    pub(super) fn sub_process_undo(&mut self, token: u64, at: usize, scope: u64) {
        let Kind::SubProcess { container, .. } = self.parts.nodes[at].kind else {
            return;
        };
        let done = self
            .state
            .scopes
            .get(scope)
            .is_some_and(|s| !s.undo.is_empty());
        if done
            || self.parts.nodes[at].handler.is_some()
            || self.compensating_start(container).is_some()
        {
            self.can_be_undone(token, at, Some(scope));
        }
    }

    fn compensating_start(&self, container: usize) -> Option<usize> {
        let starts = &self.parts.containers[container].event_starts;
        let compensates = |start: &usize| {
            self.parts.nodes[*start]
                .kind
                .catching()
                .is_some_and(|on| on.any(|t| matches!(t, Trigger::Compensation)))
        };
        starts.iter().copied().find(compensates)
    }

    /// A token came to an event that undoes. One that does not wait goes on by a second token, while the first stays and undoes
    /// what was completed before it came.
    pub(super) fn compensate(&mut self, token: u64, at: usize) {
        if !self.parts.nodes[at].kind.undoes_beside() {
            return self.go_on_compensating(token, at);
        }
        let scope = self.whereabouts(token).0;
        let second = self.token_at(scope, at, None, false);
        self.go_on_compensating(token, at);
        match &self.parts.nodes[at].kind {
            Kind::End(_) => self.go_on(second, at, &[]),
            _ => self.complete(second, at),
        }
    }

    /// A throwing token undoes the next entry; when there is none it is done.
    pub(super) fn go_on_compensating(&mut self, token: u64, at: usize) {
        let (target, only) = self.to_undo(token, at);
        let Some(scope) = self.state.scopes.get(target) else {
            return self.compensated(token, at);
        };
        let meant = |undo: &Undo| only.as_deref().is_none_or(|only| *undo.element == *only);
        // What completes after an event that did not wait is not its to undo. Keys ascend.
        let later = !scope.back && self.parts.nodes[at].kind.undoes_beside();
        let entry = scope
            .undo
            .iter()
            .rev()
            .find(|(key, undo)| meant(undo) && !(later && *key > token))
            .map(|(key, undo)| (key, undo.clone()));
        match entry {
            Some((key, undo)) => self.undo(token, at, target, key, &undo),
            None => self.compensated(token, at),
        }
    }

    /// In which scope, and which activity only.
    fn to_undo(&self, token: u64, at: usize) -> (u64, Option<std::sync::Arc<str>>) {
        let scope = self.whereabouts(token).0;
        if self.state.scopes.get(scope).is_some_and(|s| s.back) {
            return (scope, None);
        }
        let only = self.parts.nodes[at]
            .kind
            .throws()
            .iter()
            .find_map(|t| match t {
                Throw::Compensate(only, _) => only.clone(),
                _ => None,
            });
        let wanted = only
            .as_ref()
            .and_then(|id| self.parts.by_id.get(id))
            .map(|at| self.parts.nodes[*at].container);
        let mut target = scope;
        while let Some(found) = self.state.scopes.get(target) {
            let here = self.container_of(target);
            let event_sub = here
                .and_then(|c| self.parts.containers[c].node)
                .is_some_and(|n| matches!(self.parts.nodes[n].kind, Kind::EventSubProcess(_)));
            let right =
                here.is_some() && !event_sub && wanted.is_none_or(|wanted| here == Some(wanted));
            match self.state.parent(found) {
                Some(parent) if !right && !found.own => target = parent,
                _ => break,
            }
        }
        (target, only)
    }

    fn undo(&mut self, token: u64, at: usize, target: u64, key: u64, undo: &Undo) {
        let parts = self.parts;
        let of = self.node_of(&undo.element);
        let s = self.key();
        if let Some(handler) = parts.nodes[of].handler {
            let e = parts.nodes[handler].id.clone();
            self.emit(Event::Open {
                s,
                e,
                by: Some(token),
                own: false,
                back: false,
                v: dmn::feel::Context::new(),
            });
            self.emit(Event::Undone {
                s: target,
                u: key,
                i: None,
            });
            return self.arrive(s, handler, None);
        }
        self.emit(Event::Open {
            s,
            e: undo.element.clone(),
            by: Some(token),
            own: false,
            back: true,
            v: undo.vars.clone(),
        });
        self.emit(Event::Undone {
            s: target,
            u: key,
            i: Some(s),
        });
        let inner = self.token_at(s, at, None, false);
        let Kind::SubProcess { container, .. } = parts.nodes[of].kind else {
            return self.take(inner);
        };
        match self.compensating_start(container) {
            Some(start) => self.open_event_sub_process(inner, parts.nodes[start].container, start),
            None => self.go_on_compensating(inner, at),
        }
    }

    /// A scope of a throwing token ended: one entry is undone.
    pub(super) fn compensated_one(&mut self, token: u64, at: usize, scope: u64) {
        let Some(closed) = self.state.scopes.get(scope) else {
            return;
        };
        let by_event_sub = matches!(
            self.parts.nodes[self.node_of(&closed.element)].kind,
            Kind::EventSubProcess(_)
        );
        self.emit(Event::Close { s: scope, o: None });
        // A compensating event sub-process answers for everything in its sub-process.
        if by_event_sub {
            self.compensated(token, at);
        } else {
            self.go_on_compensating(token, at);
        }
    }

    /// Nothing is left to undo.
    fn compensated(&mut self, token: u64, at: usize) {
        let scope = self.whereabouts(token).0;
        if self.state.scopes.get(scope).is_some_and(|s| s.back) {
            return self.take(token);
        }
        match &self.parts.nodes[at].kind {
            // Its second token went on.
            kind if kind.undoes_beside() => self.take(token),
            Kind::End(throws) if throws.iter().any(|t| matches!(t, Throw::Cancel)) => {
                self.cancelled(token, at, scope);
            }
            Kind::End(_) => self.go_on(token, at, &[]),
            _ => self.complete(token, at),
        }
    }

    /// A cancel end event: what runs in the transaction is given up, what completed is undone.
    pub(super) fn cancel(&mut self, token: u64, at: usize, scope: u64) {
        let Some(found) = self.state.scopes.get(scope) else {
            return;
        };
        for other in found
            .tokens
            .keys()
            .filter(|t| *t != token)
            .collect::<Vec<_>>()
        {
            self.take(other);
        }
        self.emit(Event::Taken { s: scope });
        self.go_on_compensating(token, at);
    }

    /// The transaction is left by the cancel event on its boundary.
    fn cancelled(&mut self, token: u64, at: usize, scope: u64) {
        self.emit(Event::Done {
            e: self.parts.nodes[at].id.clone(),
        });
        let Some(by) = self.state.scopes.get(scope).and_then(|s| s.by) else {
            return self.take(token);
        };
        let transaction = self.run_of(by).unwrap_or(by);
        let (outer, of) = self.whereabouts(transaction);
        let caught = self.catcher_of(of, |t| matches!(t, Trigger::Cancel));
        self.take(transaction);
        if let Some((boundary, _)) = caught {
            self.arrive(outer, boundary, None);
        }
    }
}
