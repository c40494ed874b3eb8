//! Errors and escalations: outwards, until something catches them.

use super::Run;
use crate::Event;
use crate::program::{Kind, Trigger};
use crate::state::Outcome;

/// Who catches on the way out.
#[derive(Clone, Copy)]
enum Catcher {
    /// A boundary event of a token's activity.
    Boundary {
        token: u64,
        scope: u64,
        event: usize,
        interrupting: bool,
    },
    /// The start event of an event sub-process of a scope.
    Start { scope: u64, event: usize },
    /// Nobody; this is the instance.
    Nobody { root: u64 },
}

impl Run<'_> {
    /// An error in the activity that a token holds.
    pub(super) fn throw_error_from(&mut self, token: u64, code: &str) {
        let found = self.outwards(
            Some(token),
            None,
            |t, exact| matches!(t, Trigger::Error(c) if named(c.as_deref(), code, exact)),
        );
        self.failed(found, code);
    }

    /// An error inside a scope.
    pub(super) fn throw_error(&mut self, scope: u64, code: &str) {
        let found = self.outwards(
            None,
            Some(scope),
            |t, exact| matches!(t, Trigger::Error(c) if named(c.as_deref(), code, exact)),
        );
        self.failed(found, code);
    }

    /// An error always interrupts; an instance that does not catch it ends by it.
    fn failed(&mut self, found: Option<Catcher>, code: &str) {
        match found {
            Some(Catcher::Boundary {
                token,
                scope,
                event,
                ..
            }) => {
                self.take(token);
                self.arrive(scope, event, None);
            }
            Some(Catcher::Start { scope, event }) => self.start_event_sub_process(scope, event),
            Some(Catcher::Nobody { root }) => self.emit(Event::Close {
                s: root,
                o: Some(Outcome::Error(code.to_owned())),
            }),
            None => {}
        }
    }

    /// An escalation from the activity that a token holds; what nobody catches changes nothing.
    pub(super) fn escalate_from(&mut self, token: u64, code: &str) {
        let found = self.outwards(
            Some(token),
            None,
            |t, exact| matches!(t, Trigger::Escalation(c) if named(c.as_deref(), code, exact)),
        );
        self.escalated(found);
    }

    /// An escalation inside a scope.
    pub(super) fn escalate(&mut self, scope: u64, code: &str) {
        let found = self.outwards(
            None,
            Some(scope),
            |t, exact| matches!(t, Trigger::Escalation(c) if named(c.as_deref(), code, exact)),
        );
        self.escalated(found);
    }

    fn escalated(&mut self, found: Option<Catcher>) {
        match found {
            Some(Catcher::Boundary {
                token,
                scope,
                event,
                interrupting,
            }) => {
                if interrupting {
                    self.take(token);
                }
                self.arrive(scope, event, None);
            }
            Some(Catcher::Start { scope, event }) => self.start_event_sub_process(scope, event),
            _ => {}
        }
    }

    /// Looks outwards from a token's activity or a scope: at each level for the exact code first.
    fn outwards(
        &self,
        token: Option<u64>,
        scope: Option<u64>,
        catches: impl Fn(&Trigger, bool) -> bool,
    ) -> Option<Catcher> {
        let (mut token, mut scope) = (token, scope);
        loop {
            if let Some(key) = token {
                let found = self.state.tokens.get(key)?;
                let at = self.node_of(&found.element);
                let boundary = || {
                    let exact = self.catcher_of(at, |t| catches(t, true));
                    exact.or_else(|| self.catcher_of(at, |t| catches(t, false)))
                };
                if self.run_of(key).is_none()
                    && let Some((event, interrupting)) = boundary()
                {
                    return Some(Catcher::Boundary {
                        token: key,
                        scope: found.scope,
                        event,
                        interrupting,
                    });
                }
                scope = Some(found.scope);
            }
            let key = scope?;
            let found = self.state.scopes.get(key)?;
            let start = |exact| self.start_that(key, |t| catches(t, exact));
            if let Some(event) = start(true).or_else(|| start(false)) {
                return Some(Catcher::Start { scope: key, event });
            }
            let Some(by) = found.by else {
                return Some(Catcher::Nobody { root: key });
            };
            token = Some(by);
        }
    }

    /// The boundary event of an activity that catches, and whether it interrupts.
    pub(super) fn catcher_of(
        &self,
        at: usize,
        catches: impl Fn(&Trigger) -> bool,
    ) -> Option<(usize, bool)> {
        self.parts.nodes[at]
            .boundaries
            .iter()
            .copied()
            .find_map(|b| match &self.parts.nodes[b].kind {
                Kind::Boundary {
                    on, interrupting, ..
                } if on.any(&catches) => Some((b, *interrupting)),
                _ => None,
            })
    }

    /// The event sub-process of a scope that catches, while nothing took the scope over.
    fn start_that(&self, scope: u64, catches: impl Fn(&Trigger) -> bool) -> Option<usize> {
        let found = self.state.scopes.get(scope)?;
        if found.taken || found.back {
            return None;
        }
        let starts = &self.parts.containers[self.container_of(scope)?].event_starts;
        starts.iter().copied().find(|start| {
            self.parts.nodes[*start]
                .kind
                .catching()
                .is_some_and(|on| on.any(&catches))
        })
    }
}

/// A trigger's code is the thrown one, or (not `exact`) it catches any.
fn named(caught: Option<&str>, thrown: &str, exact: bool) -> bool {
    match caught {
        Some(code) => exact && code == thrown,
        None => !exact,
    }
}
