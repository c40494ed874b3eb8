mod fold;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use dmn::feel::{Context, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use table::{Keys, Table};

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
key!(OwnerKey, "a token or a scope");

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
#[serde(default)]
pub struct State {
    pub(crate) next: u64,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) scopes: Table<Scope>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) tokens: Table<Token>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) jobs: Table<Job>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) timers: Table<Timer>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) waits: Table<Subscription>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) watches: Table<Watch>,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) incidents: Table<Incident>,
    /// The tokens that wait for others, or for their turn.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) gathered: Keys,
    /// How often there was a job for each task.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) visits: BTreeMap<Arc<str>, u32>,
    /// The instances, in the order of their start, with how they ended.
    pub(crate) roots: Vec<(u64, Outcome)>,
    /// The variables of the instances that ended.
    #[serde(skip_serializing_if = "Context::is_empty")]
    pub(crate) left: Context,
}

/// Where variables and tokens are: an instance, a sub-process, a called process, one run of a repeated activity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Scope {
    pub(crate) element: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<u64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) own: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) back: bool,
    /// An interrupting event sub-process took it over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) taken: bool,
    #[serde(skip_serializing_if = "Context::is_empty")]
    pub(crate) vars: Context,
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) tokens: Keys,
    /// Timers, subscriptions and watches of its event sub-processes.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) held: Keys,
    /// What completed in it and can be compensated.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) undo: Table<Undo>,
    /// Complex gateways that wait for the rest of their tokens, with the flows that brought one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) phases: Vec<(Arc<str>, Vec<Arc<str>>)>,
}

/// A completed activity that can be compensated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Undo {
    pub(crate) element: Arc<str>,
    /// The variables of a sub-process as they were at its end.
    #[serde(skip_serializing_if = "Context::is_empty")]
    pub(crate) vars: Context,
    /// What was done in a sub-process.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) inner: Table<Undo>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    pub(crate) scope: u64,
    pub(crate) element: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<Arc<str>>,
    /// It stands for several runs of its activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) runs: Option<Box<Runs>>,
    /// What goes when it goes: jobs, timers, subscriptions, watches, incidents, scopes.
    #[serde(skip_serializing_if = "Table::is_empty")]
    pub(crate) held: Keys,
}

/// How far a repeated activity is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Runs {
    /// How many there will be, where that is known.
    pub(crate) planned: Option<u32>,
    pub(crate) begun: u32,
    pub(crate) done: u32,
    /// No further one begins.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) enough: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) items: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) results: Vec<Value>,
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
    /// How often there was such a job in this case, this one included.
    pub visit: u32,
    pub(crate) token: u64,
}

impl Job {
    /// The token that waits for it.
    #[must_use]
    pub fn owner(&self) -> OwnerKey {
        OwnerKey(self.token)
    }
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
    pub(crate) owner: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) left: Option<u32>,
    #[serde(default)]
    pub(crate) nth: u32,
}

/// What somebody waits to hear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The event or receive task.
    pub element: Arc<str>,
    /// The name of the message or signal.
    pub name: Arc<str>,
    /// It is a signal, not a message.
    pub signal: bool,
    /// Only a message with that correlation key is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<Arc<str>>,
    pub(crate) owner: u64,
}

/// A condition that somebody waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Watch {
    pub(crate) element: Arc<str>,
    pub(crate) owner: u64,
    #[serde(default)]
    pub(crate) nth: u32,
    #[serde(default)]
    pub(crate) holds: bool,
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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) on: bool,
}

impl Incident {
    /// The token that is stuck, or the scope whose event sub-process could not begin to wait.
    #[must_use]
    pub fn owner(&self) -> OwnerKey {
        OwnerKey(self.token)
    }

    /// Nothing failed: no condition holds, and there is no default.
    #[must_use]
    pub fn no_way(&self) -> bool {
        self.message == NO_WAY
    }
}

/// What an incident says where no flow can be taken.
pub(crate) const NO_WAY: &str =
    "no outgoing flow can be taken: no condition holds and there is no default";

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

    /// The elements that hold a token, sorted, one for each token. An activity that runs several times is there once a run.
    #[must_use]
    pub fn active(&self) -> Vec<&str> {
        let shown =
            |t: &&Token| t.runs.is_none() && self.scopes.get(t.scope).is_none_or(|s| !s.back);
        let mut all: Vec<&str> = self
            .tokens
            .values()
            .filter(shown)
            .map(|t| &*t.element)
            .collect();
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
            .and_then(|(scope, _)| self.scopes.get(*scope));
        main.map_or(&self.left, |scope| &scope.vars)
    }

    /// All variables that a job sees, inner scopes before outer ones.
    #[must_use]
    pub fn job_variables(&self, job: JobKey) -> Context {
        let token = self
            .jobs
            .get(job.0)
            .and_then(|job| self.tokens.get(job.token));
        token.map_or_else(Context::new, |token| self.visible(token.scope).into_owned())
    }

    /// All variables that a token or scope sees, inner scopes before outer ones; those of the process without an owner.
    #[must_use]
    pub fn variables_of(&self, owner: Option<OwnerKey>) -> Context {
        let Some(owner) = owner else {
            return self.variables().clone();
        };
        let scope = self.scope_of(owner.0);
        scope.map_or_else(Context::new, |scope| self.visible(scope).into_owned())
    }

    /// The tokens, each with its element, the oldest first.
    pub fn tokens(&self) -> impl Iterator<Item = (OwnerKey, &str)> {
        self.tokens
            .iter()
            .map(|(key, t)| (OwnerKey(key), &*t.element))
    }

    /// The scopes seen from one, from inside out.
    fn chain(&self, scope: u64) -> impl Iterator<Item = (u64, &Scope)> {
        let first = self.scopes.get(scope).map(|found| (scope, found));
        std::iter::successors(first, |(_, at)| {
            let outer = if at.own { None } else { self.parent(at) };
            outer.and_then(|key| self.scopes.get(key).map(|found| (key, found)))
        })
    }

    /// All variables visible in a scope: borrowed where only one scope has any.
    pub(crate) fn visible(&self, scope: u64) -> Cow<'_, Context> {
        let mut full = self
            .chain(scope)
            .map(|(_, s)| &s.vars)
            .filter(|vars| !vars.is_empty());
        let Some(innermost) = full.next() else {
            return Cow::Owned(Context::new());
        };
        let Some(next) = full.next() else {
            return Cow::Borrowed(innermost);
        };
        let outer: Vec<&Context> = std::iter::once(next).chain(full).collect();
        let mut all = Context::new();
        for vars in outer.into_iter().rev().chain([innermost]) {
            vars.iter()
                .for_each(|(name, value)| all.insert(name, value.clone()));
        }
        Cow::Owned(all)
    }

    pub(crate) fn parent(&self, scope: &Scope) -> Option<u64> {
        scope
            .by
            .and_then(|token| self.tokens.get(token))
            .map(|token| token.scope)
    }

    /// The scope that a variable is written to from `scope`: the nearest that has it, else the process's.
    pub(crate) fn holder(&self, scope: u64, name: &str) -> u64 {
        let mut outermost = scope;
        for (key, found) in self.chain(scope) {
            if found.vars.get(name).is_some() {
                return key;
            }
            outermost = key;
        }
        outermost
    }

    /// The token is one run of a repeated activity.
    pub(crate) fn is_run(&self, token: u64) -> bool {
        let Some(inner) = self.tokens.get(token) else {
            return false;
        };
        let scope = self.scopes.get(inner.scope);
        let by = scope
            .filter(|s| s.element == inner.element)
            .and_then(|s| s.by);
        by.and_then(|by| self.tokens.get(by))
            .is_some_and(|t| t.runs.is_some() && t.element == inner.element)
    }

    /// The token has an incident.
    pub(crate) fn is_stuck(&self, token: u64) -> bool {
        let held = self.tokens.get(token).map(|t| &t.held);
        held.is_some_and(|held| held.keys().any(|key| self.incidents.contains(key)))
    }

    /// The scope in which an owner (a token or a scope) sees and writes variables.
    pub(crate) fn scope_of(&self, owner: u64) -> Option<u64> {
        match self.tokens.get(owner) {
            Some(token) => Some(token.scope),
            None => self.scopes.contains(owner).then_some(owner),
        }
    }
}
