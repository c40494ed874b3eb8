//! Activities that run several times, or once with data of their own.
//!
//! The token that came stays at the activity and counts. Each run is a scope with a token of its own at the same activity: what
//! it reads and writes first are its own variables. Boundary events belong to the token that came.

use std::sync::Arc;

use dmn::feel::{Context, Value};

use super::{Arrival, Run, number};
use crate::Event;
use crate::compile::count;
use crate::program::{Behaviour, MultiRule, RunRule, Throw, Trigger};

/// Most runs of one activity.
const RUNS: u32 = 20_000;

impl Run<'_> {
    pub(super) fn begin_runs(&mut self, token: u64, at: usize) {
        let Some(rule) = &self.parts.nodes[at].runs else {
            return;
        };
        let scope = self.whereabouts(token).0;
        let planned = match rule {
            RunRule::Once => Ok((Some(1), None)),
            RunRule::Standard { .. } => Ok((None, None)),
            RunRule::Multi(multi) => self.planned(multi, scope),
        };
        let (n, items) = match planned {
            Ok(planned) => planned,
            Err(message) => return self.incident(token, message, false),
        };
        self.emit(Event::Loop {
            t: token,
            n,
            i: items,
        });
        self.arm_boundaries(token, at);
        if !self.state.tokens.contains(token) {
            return;
        }
        let begin = match rule {
            RunRule::Standard { before: true, .. } => self.again(token, at),
            _ => Ok(n != Some(0)),
        };
        match (begin, rule) {
            (Err(message), _) => self.incident(token, message, false),
            (Ok(false), _) => self.runs_over(token, at),
            (Ok(true), RunRule::Multi(multi)) if !multi.sequential => {
                for _ in 0..n.unwrap_or(0) {
                    self.begin_run(token, at);
                }
            }
            (Ok(true), _) => self.begin_run(token, at),
        }
    }

    /// How many runs there will be, and for what.
    fn planned(
        &self,
        rule: &MultiRule,
        scope: u64,
    ) -> Result<(Option<u32>, Option<Value>), String> {
        let items = match &rule.collection {
            None => None,
            Some(collection) => match self.evaluate(collection, scope)? {
                list @ Value::List(_) => Some(list),
                other => {
                    return Err(format!(
                        "`{}` is {}, not a list",
                        collection.source(),
                        other.type_name()
                    ));
                }
            },
        };
        let n = match (&items, &rule.cardinality) {
            (Some(items), _) => items.as_list().map_or(0, <[Value]>::len).try_into().ok(),
            (None, Some(cardinality)) => {
                let value = self.evaluate(cardinality, scope)?;
                Some(count(&value).ok_or_else(|| {
                    format!(
                        "`{}` is {value}, no number of instances",
                        cardinality.source()
                    )
                })?)
            }
            (None, None) => Some(0),
        };
        match n {
            Some(n) if n <= RUNS => Ok((Some(n), items)),
            _ => Err(format!(
                "the activity would have more than {RUNS} instances"
            )),
        }
    }

    /// Opens the next run; it begins in its turn.
    fn begin_run(&mut self, token: u64, at: usize) {
        let node = &self.parts.nodes[at];
        let Some(found) = self.state.tokens.get(token) else {
            return;
        };
        let Some(runs) = &found.runs else { return };
        let (outer, nth) = (found.scope, runs.begun as usize);
        let mut vars: Context = [("loopCounter", number(nth + 1))].into_iter().collect();
        if let Some(RunRule::Multi(multi)) = &node.runs
            && let (Some(name), Some(items)) =
                (&multi.item, runs.items.as_ref().and_then(Value::as_list))
        {
            vars.insert(name.clone(), items.get(nth).cloned().unwrap_or_default());
        }
        if matches!(node.runs, Some(RunRule::Once)) {
            vars = Context::new();
        }
        for mapping in &node.inputs {
            match self.evaluate_with(&mapping.value, outer, &vars) {
                Ok(value) => vars.insert(mapping.target.clone(), value),
                Err(message) => return self.incident(token, message, false),
            }
        }
        for name in &node.output_names {
            if vars.get(name).is_none() {
                vars.insert(name.clone(), Value::Null);
            }
        }
        let scope = self.key();
        self.emit(Event::Open {
            s: scope,
            e: node.id.clone(),
            by: Some(token),
            own: false,
            back: false,
            v: vars,
        });
        let inner = self.token_at(scope, at, None, false);
        self.arrivals.push_back(Arrival {
            scope,
            node: at,
            flow: None,
            token: Some(inner),
        });
    }

    /// The token of the activity that this token is a run of.
    pub(super) fn run_of(&self, token: u64) -> Option<u64> {
        let inner = self.state.tokens.get(token)?;
        let scope = self.state.scopes.get(inner.scope)?;
        let by = scope.by?;
        if scope.element != inner.element {
            return None;
        }
        self.state
            .tokens
            .get(by)
            .filter(|t| t.runs.is_some() && t.element == inner.element)
            .map(|_| by)
    }

    /// One run is done.
    pub(super) fn run_done(&mut self, activity: u64, token: u64, at: usize) {
        let node = &self.parts.nodes[at];
        let scope = self.whereabouts(token).0;
        let outer = self.whereabouts(activity).0;
        let mut written = Context::new();
        for mapping in &node.outputs {
            match self.evaluate(&mapping.value, scope) {
                Ok(value) => written.insert(mapping.target.clone(), value),
                Err(message) => return self.incident(token, message, true),
            }
        }
        let result = match &node.runs {
            Some(RunRule::Multi(multi)) => multi
                .result
                .as_ref()
                .map(|(item, _)| self.own_variable(scope, item)),
            _ => None,
        };
        self.emit(Event::Done { e: node.id.clone() });
        self.emit(Event::Close { s: scope, o: None });
        self.emit(Event::Turn {
            t: activity,
            r: result,
        });
        self.write(outer, &written);
        if let Some(RunRule::Multi(multi)) = &node.runs {
            self.tell_of_run(activity, at, multi, outer);
        }
        self.next_run(activity, at);
    }

    fn own_variable(&self, scope: u64, name: &Arc<str>) -> Value {
        self.state
            .scopes
            .get(scope)
            .and_then(|s| s.vars.get(name))
            .cloned()
            .unwrap_or_default()
    }

    /// A run is over, one way or another: the next begins, or the activity is done.
    pub(super) fn next_run(&mut self, activity: u64, at: usize) {
        let Some(runs) = self
            .state
            .tokens
            .get(activity)
            .and_then(|t| t.runs.as_deref())
        else {
            return;
        };
        let (planned, begun, done, enough) = (runs.planned, runs.begun, runs.done, runs.enough);
        match self.completes_early(activity, at) {
            Err(message) => return self.incident(activity, message, true),
            Ok(true) => return self.runs_over(activity, at),
            Ok(false) => {}
        }
        if begun > done {
            return;
        }
        let more = match planned {
            _ if enough => Ok(false),
            Some(planned) => Ok(done < planned),
            None => self.again(activity, at),
        };
        match more {
            Err(message) => self.incident(activity, message, true),
            Ok(true) => self.begin_run(activity, at),
            Ok(false) => self.runs_over(activity, at),
        }
    }

    /// A loop goes on: its condition holds and its maximum is not reached.
    fn again(&self, activity: u64, at: usize) -> Result<bool, String> {
        let Some(RunRule::Standard {
            condition, maximum, ..
        }) = &self.parts.nodes[at].runs
        else {
            return Ok(false);
        };
        let scope = self.whereabouts(activity).0;
        let done = self
            .state
            .tokens
            .get(activity)
            .and_then(|t| t.runs.as_ref())
            .map_or(0, |r| r.done);
        let more: Context = [("loopCounter", number(done as usize))]
            .into_iter()
            .collect();
        if let Some(maximum) = maximum {
            let value = self.evaluate(maximum, scope)?;
            let most = count(&value).ok_or_else(|| {
                format!(
                    "`{}` is {value}, no number of repetitions",
                    maximum.source()
                )
            })?;
            if done >= most {
                return Ok(false);
            }
        }
        match condition {
            None => Ok(true),
            Some(condition) => self
                .evaluate_with(condition, scope, &more)
                .map(|v| v.as_bool() == Some(true)),
        }
    }

    fn completes_early(&self, activity: u64, at: usize) -> Result<bool, String> {
        let Some(RunRule::Multi(multi)) = &self.parts.nodes[at].runs else {
            return Ok(false);
        };
        let Some(condition) = &multi.completion else {
            return Ok(false);
        };
        let scope = self.whereabouts(activity).0;
        self.evaluate_with(condition, scope, &self.counts(activity))
            .map(|v| v.as_bool() == Some(true))
    }

    /// The attributes of a multi-instance activity (BPMN 2.0.2, table 10.30).
    fn counts(&self, activity: u64) -> Context {
        let runs = self
            .state
            .tokens
            .get(activity)
            .and_then(|t| t.runs.clone())
            .unwrap_or_default();
        let (begun, done) = (runs.begun as usize, runs.done as usize);
        [
            (
                "numberOfInstances",
                number(runs.planned.map_or(begun, |n| n as usize)),
            ),
            (
                "numberOfActiveInstances",
                number(begun.saturating_sub(done)),
            ),
            ("numberOfCompletedInstances", number(done)),
            ("numberOfTerminatedInstances", number(0)),
            ("loopCounter", number(done)),
        ]
        .into_iter()
        .collect()
    }

    /// The activity is done: what still runs is given up, and the results are written.
    fn runs_over(&mut self, activity: u64, at: usize) {
        let Some(token) = self.state.tokens.get(activity) else {
            return;
        };
        let scope = token.scope;
        let running: Vec<u64> = token
            .held
            .keys()
            .filter(|key| self.state.scopes.contains(*key))
            .collect();
        let results = token
            .runs
            .as_ref()
            .map_or_else(Vec::new, |r| r.results.clone());
        for run in running {
            self.emit(Event::Close { s: run, o: None });
        }
        if let Some(RunRule::Multi(multi)) = &self.parts.nodes[at].runs
            && let Some((_, target)) = &multi.result
        {
            self.write(
                scope,
                &[(target.clone(), Value::list(results))]
                    .into_iter()
                    .collect(),
            );
        }
        self.way_on(activity, at);
    }

    /// What a completed run throws (BPMN 2.0.2, table 10.29), caught first by the activity's own boundary events.
    fn tell_of_run(&mut self, activity: u64, at: usize, rule: &MultiRule, scope: u64) {
        match &rule.behaviour {
            Behaviour::All => {}
            Behaviour::None(throw) => self.implicit_throw(activity, at, throw),
            Behaviour::One(throw) => {
                let first = self
                    .state
                    .tokens
                    .get(activity)
                    .and_then(|t| t.runs.as_ref())
                    .is_some_and(|r| r.done == 1);
                if first {
                    self.implicit_throw(activity, at, throw);
                }
            }
            Behaviour::Complex(all) => {
                for (condition, throw) in all {
                    match self.evaluate_with(condition, scope, &self.counts(activity)) {
                        Ok(value) if value.as_bool() == Some(true) => {
                            self.implicit_throw(activity, at, throw);
                        }
                        Ok(_) => {}
                        Err(message) => self.incident(activity, message, true),
                    }
                }
            }
        }
    }

    /// It comes from a run that completes, not from outside: an interrupting boundary event stops further runs from beginning,
    /// and leaves those that run, and the activity's own completion, as they are.
    fn implicit_throw(&mut self, activity: u64, at: usize, throw: &Throw) {
        let Some(scope) = self.state.scope_of(activity) else {
            return;
        };
        let caught = self.catcher_of(at, |trigger| match (throw, trigger) {
            (Throw::Signal(a), Trigger::Signal(b)) | (Throw::Message(a), Trigger::Message(b)) => {
                a == b
            }
            (Throw::Error(a), Trigger::Error(b))
            | (Throw::Escalation(a), Trigger::Escalation(b)) => b.as_ref().is_none_or(|b| a == b),
            _ => false,
        });
        match (caught, throw) {
            (Some((boundary, interrupting)), _) => {
                if interrupting {
                    self.emit(Event::Enough { t: activity });
                }
                self.arrive(scope, boundary, None);
            }
            (None, Throw::Signal(name)) => self.broadcast(name, scope, at),
            (None, Throw::Message(name)) => self.tell_message(name, scope, Some(at)),
            (None, Throw::Escalation(code)) => self.escalate(scope, code),
            (None, Throw::Error(code)) => self.throw_error(scope, code),
            _ => {}
        }
    }
}
