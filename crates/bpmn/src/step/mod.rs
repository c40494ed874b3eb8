//! One command: tokens run until every one of them waits.

mod activity;
mod deliver;
mod enter;
mod join;
mod scopes;
mod timer;

use std::collections::VecDeque;
use std::sync::Arc;

use dmn::feel::{Context, Environment, Value};

use crate::program::Parts;
use crate::state::Outcome;
use crate::{Command, Event, Program, Refusal, State};

/// Most moves of tokens in one command.
const MOVES: usize = 20_000;
/// Most tokens at once.
const TOKENS: usize = 5_000;

/// The events that follow from a command; the state itself is not changed.
///
/// # Errors
/// [`Refusal`] when the command cannot be carried out.
pub fn step(
    program: &Program,
    state: &State,
    command: &Command,
    environment: &Environment,
) -> Result<Vec<Event>, Refusal> {
    let mut run = Run {
        program,
        parts: &program.0,
        environment,
        state: state.clone(),
        events: Vec::new(),
        arrivals: VecDeque::new(),
        moves: 0,
    };
    run.command(command)?;
    run.settle()?;
    Ok(run.events)
}

/// A token on its way to an element.
struct Arrival {
    scope: u64,
    node: usize,
    flow: Option<usize>,
}

pub(crate) struct Run<'a> {
    program: &'a Program,
    parts: &'a Parts,
    environment: &'a Environment,
    state: State,
    events: Vec<Event>,
    arrivals: VecDeque<Arrival>,
    moves: usize,
}

impl Run<'_> {
    fn emit(&mut self, event: Event) {
        self.state.apply(self.program, &event);
        self.events.push(event);
    }

    fn key(&self) -> u64 {
        self.state.next
    }

    fn node_of(&self, element: &str) -> usize {
        *self
            .parts
            .by_id
            .get(element)
            .expect("a state only holds elements of its program")
    }

    fn command(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Start { process, vars } => self.start(process.as_deref(), vars),
            Command::Complete { job, vars } => {
                let token = self
                    .state
                    .jobs
                    .get(&job.0)
                    .map(|j| j.token)
                    .ok_or(Refusal::NoJob(job.0))?;
                let scope = self.state.tokens[&token].scope;
                self.write(scope, vars);
                self.emit(Event::JobGone { j: job.0 });
                self.job_done(token)
            }
            Command::Error { job, code } => {
                let token = self
                    .state
                    .jobs
                    .get(&job.0)
                    .map(|j| j.token)
                    .ok_or(Refusal::NoJob(job.0))?;
                self.throw_error_from(token, code);
                Ok(())
            }
            Command::Escalate { job, code } => {
                let token = self
                    .state
                    .jobs
                    .get(&job.0)
                    .map(|j| j.token)
                    .ok_or(Refusal::NoJob(job.0))?;
                self.escalate_from(token, code);
                Ok(())
            }
            Command::Message { name, vars, .. } => self.message(name, vars),
            Command::Signal { name, vars } => self.signal(name, vars),
            Command::Fire { timer } => self.fire(timer.0),
            Command::Retry { incident } => self.retry(incident.0),
            Command::Terminate => {
                let roots: Vec<u64> = self
                    .state
                    .roots
                    .iter()
                    .filter(|(_, o)| *o == Outcome::Active)
                    .map(|(s, _)| *s)
                    .collect();
                for root in roots {
                    self.emit(Event::Close {
                        s: root,
                        o: Some(Outcome::Terminated),
                    });
                }
                Ok(())
            }
        }
    }

    fn start(&mut self, process: Option<&str>, vars: &Context) -> Result<(), Refusal> {
        let at = match process {
            Some(id) => self
                .parts
                .processes
                .iter()
                .copied()
                .find(|p| *self.parts.containers[*p].id == *id),
            None if self.parts.processes.len() == 1 => Some(self.parts.processes[0]),
            None => None,
        };
        let at = at.ok_or_else(|| Refusal::NoProcess(process.unwrap_or_default().to_owned()))?;
        let first = self
            .first(at)
            .ok_or_else(|| Refusal::NoStart(self.parts.containers[at].id.clone()))?;
        let scope = self.open_root(at, vars.clone());
        for node in first {
            self.arrivals.push_back(Arrival {
                scope,
                node,
                flow: None,
            });
        }
        Ok(())
    }

    fn open_root(&mut self, container: usize, vars: Context) -> u64 {
        let scope = self.key();
        self.emit(Event::Open {
            s: scope,
            e: self.parts.containers[container].id.clone(),
            by: None,
            own: true,
            v: vars,
        });
        scope
    }

    /// Runs until nothing moves: arrivals first, then joins that nothing more can come to, then scopes without tokens.
    fn settle(&mut self) -> Result<(), Refusal> {
        loop {
            while let Some(arrival) = self.arrivals.pop_front() {
                self.moves += 1;
                if self.moves > MOVES {
                    return Err(Refusal::Endless(MOVES));
                }
                if self.state.tokens.len() > TOKENS {
                    return Err(Refusal::TooManyTokens(TOKENS));
                }
                if self.state.scopes.contains_key(&arrival.scope) {
                    self.enter(&arrival)?;
                }
            }
            if !self.inclusive_joins()? && !self.empty_scopes()? {
                return Ok(());
            }
        }
    }

    /// Writes variables: each to the nearest scope that has it, else to the process.
    fn write(&mut self, scope: u64, vars: &Context) {
        let mut by_scope: Vec<(u64, Context)> = Vec::new();
        for (name, value) in vars.iter() {
            let holder = self.state.holder(scope, name);
            match by_scope.iter_mut().find(|(s, _)| *s == holder) {
                Some((_, values)) => values.insert(name, value.clone()),
                None => by_scope.push((holder, [(name, value.clone())].into_iter().collect())),
            }
        }
        for (s, v) in by_scope {
            self.emit(Event::Set { s, v });
        }
    }

    fn incident(&mut self, token: u64, message: impl Into<String>) {
        let i = self.key();
        self.emit(Event::Incident {
            i,
            t: token,
            m: message.into(),
        });
    }

    fn evaluate(&self, expression: &dmn::feel::Expression, scope: u64) -> Result<Value, String> {
        let visible = self.state.visible(scope);
        expression
            .evaluate(&visible, self.environment)
            .map_err(|e| format!("`{}`: {e}", expression.source()))
    }

    /// The token leaves its element: the element is done, and a token goes out by each of the flows.
    fn go_on(&mut self, token: u64, flows: &[usize]) {
        let Some(left) = self.state.tokens.get(&token) else {
            return;
        };
        let (scope, element) = (left.scope, left.element.clone());
        self.emit(Event::Done { e: element });
        self.emit(Event::Leave { t: token });
        for flow in flows {
            self.arrivals.push_back(Arrival {
                scope,
                node: self.parts.flows[*flow].target,
                flow: Some(*flow),
            });
        }
    }

    fn token_at(&mut self, arrival: &Arrival) -> u64 {
        let t = self.key();
        let f = arrival.flow.map(|f| self.parts.flows[f].id.clone());
        let e: Arc<str> = self.parts.nodes[arrival.node].id.clone();
        self.emit(Event::Enter {
            t,
            s: arrival.scope,
            e,
            f,
        });
        t
    }
}
