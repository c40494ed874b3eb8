//! Activities: what completes them, what interrupts them.

use crate::program::{Kind, Trigger};
use crate::{Event, Refusal};

use super::{Arrival, Run};

impl Run<'_> {
    /// A task's job is done.
    pub(super) fn job_done(&mut self, token: u64) -> Result<(), Refusal> {
        let (_, at) = self.whereabouts(token);
        let message = match &self.parts.nodes[at].kind {
            Kind::Task(_, message) => message.clone(),
            _ => None,
        };
        self.leave_by_conditions(token)?;
        if let Some(name) = message {
            self.deliver_message(&name);
        }
        Ok(())
    }

    /// The boundary events of an activity start to wait.
    pub(super) fn arm_boundaries(&mut self, token: u64, at: usize) -> Result<(), Refusal> {
        let boundaries = self.parts.nodes[at].boundaries.clone();
        boundaries
            .into_iter()
            .try_for_each(|boundary| self.arm(token, boundary))
    }

    /// A token (of the activity, gateway or event) starts to wait for an event.
    pub(super) fn arm(&mut self, token: u64, event: usize) -> Result<(), Refusal> {
        let trigger = match &self.parts.nodes[event].kind {
            Kind::Catch(trigger) | Kind::Boundary { trigger, .. } => trigger,
            Kind::Receive(name) => {
                let name = name.clone();
                self.wait(token, event, name, false);
                return Ok(());
            }
            _ => return Ok(()),
        };
        match trigger {
            Trigger::Message(name) => self.wait(token, event, name.clone(), false),
            Trigger::Signal(name) => self.wait(token, event, name.clone(), true),
            Trigger::Timer(rule) => self.start_timer(token, event, rule),
            Trigger::Error(_) | Trigger::Escalation(_) | Trigger::Link(_) => {}
        }
        Ok(())
    }

    pub(super) fn wait(
        &mut self,
        token: u64,
        event: usize,
        name: std::sync::Arc<str>,
        signal: bool,
    ) {
        let w = self.key();
        self.emit(Event::Wait {
            w,
            t: token,
            e: self.parts.nodes[event].id.clone(),
            n: name,
            sig: signal,
        });
    }

    /// What a token waited for happened at `event`.
    pub(super) fn triggered(&mut self, token: u64, event: usize) -> Result<(), Refusal> {
        let Some(holder) = self.state.tokens.get(&token) else {
            return Ok(());
        };
        let (scope, at) = (holder.scope, self.node_of(&holder.element));
        match &self.parts.nodes[event].kind {
            Kind::Boundary { interrupting, .. } => {
                if *interrupting {
                    self.abandon(token);
                }
                self.arrivals.push_back(Arrival {
                    scope,
                    node: event,
                    flow: None,
                });
                Ok(())
            }
            _ if event == at => self.leave_by_conditions(token),
            // An event-based gateway: the event happens in its place.
            _ => {
                self.go_on(token, &[]);
                let caught = self.token_at(&Arrival {
                    scope,
                    node: event,
                    flow: None,
                });
                self.leave_by_conditions(caught)
            }
        }
    }

    /// Takes a token away with everything that it started.
    pub(super) fn abandon(&mut self, token: u64) {
        let inner: Vec<u64> = self
            .state
            .scopes
            .iter()
            .filter(|(_, s)| s.by == Some(token))
            .map(|(k, _)| *k)
            .collect();
        for scope in inner {
            self.emit(Event::Close { s: scope, o: None });
        }
        self.emit(Event::Leave { t: token });
    }

    /// The boundary event of the token's activity that catches.
    fn catcher(&self, token: u64, catches: impl Fn(&Trigger) -> bool) -> Option<(usize, bool)> {
        let (_, at) = self.whereabouts(token);
        self.parts.nodes[at]
            .boundaries
            .iter()
            .copied()
            .find_map(|b| match &self.parts.nodes[b].kind {
                Kind::Boundary {
                    trigger,
                    interrupting,
                    ..
                } if catches(trigger) => Some((b, *interrupting)),
                _ => None,
            })
    }

    /// An error in the activity that a token holds.
    pub(super) fn throw_error_from(&mut self, token: u64, code: &str) {
        let exact = self.catcher(
            token,
            |t| matches!(t, Trigger::Error(Some(c)) if **c == *code),
        );
        let caught = exact.or_else(|| self.catcher(token, |t| matches!(t, Trigger::Error(None))));
        let scope = self.state.tokens[&token].scope;
        match caught {
            Some((boundary, _)) => {
                self.abandon(token);
                self.arrivals.push_back(Arrival {
                    scope,
                    node: boundary,
                    flow: None,
                });
            }
            None => self.throw_error(scope, code),
        }
    }

    /// An escalation from the activity that a token holds: the first boundary event outwards that catches it.
    pub(super) fn escalate_from(&mut self, token: u64, code: &str) {
        let exact = self.catcher(
            token,
            |t| matches!(t, Trigger::Escalation(Some(c)) if **c == *code),
        );
        let caught =
            exact.or_else(|| self.catcher(token, |t| matches!(t, Trigger::Escalation(None))));
        let scope = self.state.tokens[&token].scope;
        match caught {
            Some((boundary, interrupting)) => {
                if interrupting {
                    self.abandon(token);
                }
                self.arrivals.push_back(Arrival {
                    scope,
                    node: boundary,
                    flow: None,
                });
            }
            None => self.escalate(scope, code),
        }
    }
}
