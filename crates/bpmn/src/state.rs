use std::collections::BTreeMap;
use std::sync::Arc;

use dmn::feel::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Event;

macro_rules! key {
    ($name:ident, $what:literal) => {
        #[doc = concat!("Names ", $what, " within its state; never used again.")]
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u64);
    };
}

key!(JobKey, "a job");
key!(TimerKey, "a timer");
key!(IncidentKey, "an incident");

/// Who or what does a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JobKind {
    /// A person, with a form.
    User,
    /// A person, outside the system.
    Manual,
    /// Decision rules.
    BusinessRule,
    /// The system.
    Service,
    /// The system, sending something.
    Send,
    /// Somebody who says that something arrived (a receive task without a message).
    Receive,
}

/// How an instance stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It runs.
    #[default]
    Active,
    /// It came to its end.
    Completed,
    /// It was ended by a terminate event or command.
    Terminated,
    /// It ended by an error that nothing caught.
    Error(String),
    /// It runs, and something is stuck.
    Incident,
}

/// One case: the instances that were started and everything they called or triggered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub(crate) next: u64,
    pub(crate) scopes: BTreeMap<u64, Scope>,
    pub(crate) tokens: BTreeMap<u64, Token>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) jobs: BTreeMap<u64, Job>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) timers: BTreeMap<u64, Timer>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) waits: BTreeMap<u64, Subscription>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) incidents: BTreeMap<u64, Incident>,
    /// How often each element was entered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) visits: BTreeMap<Arc<str>, u32>,
    /// The instances, in the order of their start, with how they ended.
    pub(crate) roots: Vec<(u64, Outcome)>,
    /// The variables of the instances that ended.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub(crate) left: Context,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Scope {
    pub(crate) element: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<u64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) own: bool,
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub(crate) vars: Context,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) scope: u64,
    pub(crate) element: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<Arc<str>>,
}

/// A task that waits for somebody or something outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its key.
    pub key: JobKey,
    /// The task.
    pub element: Arc<str>,
    /// Who or what does it.
    pub kind: JobKind,
    /// How often the task was entered in this case, this time included.
    pub visit: u32,
    pub(crate) token: u64,
}

/// A timer that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// Its key.
    pub key: TimerKey,
    /// The event it is of.
    pub element: Arc<str>,
    /// When it is due.
    pub due: Timestamp,
    pub(crate) token: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) left: Option<u32>,
}

/// What a token waits to hear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The event or receive task.
    pub element: Arc<str>,
    /// The name of the message or signal.
    pub name: Arc<str>,
    /// It is a signal, not a message.
    pub signal: bool,
    pub(crate) token: u64,
}

/// A token that is stuck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its key.
    pub key: IncidentKey,
    /// Where.
    pub element: Arc<str>,
    /// Why, as a sentence.
    pub message: String,
    pub(crate) token: u64,
}

impl State {
    /// The jobs to do, the oldest first.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.jobs.values()
    }

    /// The timers that run, the oldest first.
    pub fn timers(&self) -> impl Iterator<Item = &Timer> {
        self.timers.values()
    }

    /// What is waited for, the oldest first.
    pub fn subscriptions(&self) -> impl Iterator<Item = &Subscription> {
        self.waits.values()
    }

    /// What is stuck, the oldest first.
    pub fn incidents(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.values()
    }

    /// The elements that hold a token, sorted, one for each token.
    #[must_use]
    pub fn active(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.tokens.values().map(|t| &*t.element).collect();
        all.sort_unstable();
        all
    }

    /// Every instance that was started has ended.
    #[must_use]
    pub fn ended(&self) -> bool {
        !self.roots.is_empty()
            && self
                .roots
                .iter()
                .all(|(_, outcome)| *outcome != Outcome::Active)
    }

    /// How the instance started last by command stands.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.roots.last() {
            Some((_, Outcome::Active)) | None if !self.incidents.is_empty() => Outcome::Incident,
            Some((_, outcome)) => outcome.clone(),
            None => Outcome::Active,
        }
    }

    /// The variables of the process: of its instance, or what it left when it ended.
    #[must_use]
    pub fn variables(&self) -> &Context {
        let main = self
            .roots
            .last()
            .and_then(|(scope, _)| self.scopes.get(scope));
        main.map_or(&self.left, |scope| &scope.vars)
    }

    /// All variables that a job sees, inner scopes before outer ones.
    #[must_use]
    pub fn job_variables(&self, job: JobKey) -> Context {
        let token = self
            .jobs
            .get(&job.0)
            .and_then(|job| self.tokens.get(&job.token));
        token.map_or_else(Context::new, |token| self.visible(token.scope))
    }

    /// All variables visible in a scope.
    pub(crate) fn visible(&self, scope: u64) -> Context {
        let mut chain = Vec::new();
        let mut next = Some(scope);
        while let Some(scope) = next.and_then(|s| self.scopes.get(&s)) {
            chain.push(scope);
            next = if scope.own { None } else { self.parent(scope) };
        }
        let mut all = Context::new();
        for scope in chain.into_iter().rev() {
            scope
                .vars
                .iter()
                .for_each(|(name, value)| all.insert(name, value.clone()));
        }
        all
    }

    pub(crate) fn parent(&self, scope: &Scope) -> Option<u64> {
        scope
            .by
            .and_then(|token| self.tokens.get(&token))
            .map(|token| token.scope)
    }

    /// The scope that a variable is written to from `scope`: the nearest that has it, else the process's.
    pub(crate) fn holder(&self, scope: u64, name: &str) -> u64 {
        let mut at = scope;
        let mut outermost = scope;
        while let Some(found) = self.scopes.get(&at) {
            outermost = at;
            if found.vars.get(name).is_some() {
                return at;
            }
            match self.parent(found) {
                Some(parent) if !found.own => at = parent,
                _ => break,
            }
        }
        outermost
    }

    /// Folds an event. Events of another state's history are ignored where they do not fit.
    pub fn apply(&mut self, _program: &crate::Program, event: &Event) {
        match event {
            Event::Open { s, e, by, own, v } => {
                self.used(*s);
                self.scopes.insert(
                    *s,
                    Scope {
                        element: e.clone(),
                        by: *by,
                        own: *own,
                        vars: v.clone(),
                    },
                );
                if by.is_none() {
                    self.roots.push((*s, Outcome::Active));
                }
            }
            Event::Older { s } => {
                if let Some(at) = self.roots.iter().position(|(root, _)| root == s) {
                    let root = self.roots.remove(at);
                    self.roots.insert(0, root);
                }
            }
            Event::Close { s, o } => self.close(*s, o.as_ref()),
            Event::Enter { t, s, e, f } => {
                self.used(*t);
                self.tokens.insert(
                    *t,
                    Token {
                        scope: *s,
                        element: e.clone(),
                        via: f.clone(),
                    },
                );
                *self.visits.entry(e.clone()).or_default() += 1;
            }
            Event::Leave { t } => self.leave(*t),
            Event::Done { .. } => {}
            Event::Job { j, t, k } => {
                self.used(*j);
                if let Some(token) = self.tokens.get(t) {
                    let visit = self.visits.get(&token.element).copied().unwrap_or(1);
                    self.jobs.insert(
                        *j,
                        Job {
                            key: JobKey(*j),
                            element: token.element.clone(),
                            kind: *k,
                            visit,
                            token: *t,
                        },
                    );
                }
            }
            Event::JobGone { j } => drop(self.jobs.remove(j)),
            Event::Timer { i, t, e, d, n } => {
                self.used(*i);
                self.timers.insert(
                    *i,
                    Timer {
                        key: TimerKey(*i),
                        element: e.clone(),
                        due: *d,
                        token: *t,
                        left: *n,
                    },
                );
            }
            Event::TimerGone { i } => drop(self.timers.remove(i)),
            Event::Wait { w, t, e, n, sig } => {
                self.used(*w);
                self.waits.insert(
                    *w,
                    Subscription {
                        element: e.clone(),
                        name: n.clone(),
                        signal: *sig,
                        token: *t,
                    },
                );
            }
            Event::Set { s, v } => {
                if let Some(scope) = self.scopes.get_mut(s) {
                    v.iter()
                        .for_each(|(name, value)| scope.vars.insert(name, value.clone()));
                }
            }
            Event::Incident { i, t, m } => {
                self.used(*i);
                if let Some(token) = self.tokens.get(t) {
                    let incident = Incident {
                        key: IncidentKey(*i),
                        element: token.element.clone(),
                        message: m.clone(),
                        token: *t,
                    };
                    self.incidents.insert(*i, incident);
                }
            }
            Event::Resolved { i } => drop(self.incidents.remove(i)),
        }
    }

    fn used(&mut self, key: u64) {
        self.next = self.next.max(key + 1);
    }

    fn leave(&mut self, token: u64) {
        self.tokens.remove(&token);
        self.jobs.retain(|_, j| j.token != token);
        self.timers.retain(|_, t| t.token != token);
        self.waits.retain(|_, w| w.token != token);
        self.incidents.retain(|_, i| i.token != token);
    }

    /// Removes a scope with all that is in it.
    fn close(&mut self, scope: u64, outcome: Option<&Outcome>) {
        let mut open = vec![scope];
        while let Some(scope) = open.pop() {
            let tokens: Vec<u64> = self
                .tokens
                .iter()
                .filter(|(_, t)| t.scope == scope)
                .map(|(k, _)| *k)
                .collect();
            open.extend(
                self.scopes
                    .iter()
                    .filter(|(_, s)| s.by.is_some_and(|by| tokens.contains(&by)))
                    .map(|(k, _)| *k),
            );
            tokens.into_iter().for_each(|t| self.leave(t));
            let Some(closed) = self.scopes.remove(&scope) else {
                continue;
            };
            if let Some(root) = self.roots.iter().position(|(s, _)| *s == scope) {
                self.roots[root].1 = outcome.cloned().unwrap_or(Outcome::Completed);
                if root + 1 == self.roots.len() {
                    self.left = closed.vars;
                }
            }
        }
    }
}
