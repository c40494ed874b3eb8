//! One command: tokens run until every one of them waits.

mod catch;
mod command;
mod compensate;
mod deliver;
mod enter;
mod errors;
mod join;
mod leave;
mod mend;
mod moved;
mod runs;
mod scopes;
mod timer;

pub(crate) use moved::moved;

use std::collections::VecDeque;
use std::sync::Arc;

use dmn::feel::{Context, Environment, Expression, Value};

use crate::program::Parts;
use crate::{Command, Event, Program, Refusal, State};

/// Most moves of tokens in one command: more is a loop that never waits.
const MOVES: usize = 100_000;
/// Most tokens at once.
const TOKENS: usize = 50_000;

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
    run(program, state.clone(), command, environment).map(|(_, events)| events)
}

/// The state after a command, and the events that lead there. Takes the state, so that a large one is not copied; a caller who
/// needs it after a refusal keeps a copy, or uses [`step`].
///
/// # Errors
/// [`Refusal`] when the command cannot be carried out.
pub fn run(
    program: &Program,
    state: State,
    command: &Command,
    environment: &Environment,
) -> Result<(State, Vec<Event>), Refusal> {
    let mut run = Run {
        program,
        parts: &program.0,
        environment,
        state,
        events: Vec::new(),
        arrivals: VecDeque::new(),
        tellers: VecDeque::new(),
        empties: Vec::new(),
        changed: false,
        moves: 0,
    };
    run.command(command)?;
    run.settle()?;
    Ok((run.state, run.events))
}

/// A token on its way to an element, or one that is there and has not begun.
struct Arrival {
    scope: u64,
    node: usize,
    flow: Option<usize>,
    token: Option<u64>,
}

struct Run<'a> {
    program: &'a Program,
    parts: &'a Parts,
    environment: &'a Environment,
    state: State,
    events: Vec<Event>,
    arrivals: VecDeque<Arrival>,
    /// Arrivals at events that tell others something: they wait until whoever is about to listen does, so that no signal is lost
    /// to the order in which flows were drawn.
    tellers: VecDeque<Arrival>,
    /// Scopes that a token left and that may hold none now.
    empties: Vec<u64>,
    /// Variables were written: conditions are looked at again.
    changed: bool,
    moves: usize,
}

impl<'a> Run<'a> {
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

    /// Runs until nothing moves: arrivals first, then those that tell, then scopes without tokens, then joins that nothing more
    /// can come to.
    fn settle(&mut self) -> Result<(), Refusal> {
        loop {
            if std::mem::take(&mut self.changed) {
                self.look_at_conditions();
            }
            if let Some(arrival) = self.arrivals.pop_front() {
                self.count()?;
                if arrival.token.is_none() && self.parts.nodes[arrival.node].kind.tells() {
                    self.tellers.push_back(arrival);
                } else {
                    self.enter(&arrival);
                }
            } else if let Some(arrival) = self.tellers.pop_front() {
                self.enter(&arrival);
            } else if let Some(scope) = self.empties.pop() {
                self.close_if_empty(scope);
            } else if !self.joins() {
                return Ok(());
            }
        }
    }

    fn count(&mut self) -> Result<(), Refusal> {
        self.moves += 1;
        if self.moves > MOVES {
            return Err(Refusal::Endless(MOVES));
        }
        if self.state.tokens.len() > TOKENS {
            return Err(Refusal::TooManyTokens(TOKENS));
        }
        Ok(())
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
            self.changed = true;
        }
    }

    fn incident(&mut self, owner: u64, message: impl Into<String>, on: bool) {
        let i = self.key();
        self.emit(Event::Incident {
            i,
            t: owner,
            m: message.into(),
            on,
        });
    }

    fn evaluate(&self, expression: &Expression, scope: u64) -> Result<Value, String> {
        let visible = self.state.visible(scope);
        expression
            .evaluate(&visible, self.environment)
            .map_err(|e| format!("`{}`: {e}", expression.source()))
    }

    /// With more names than the scope's.
    fn evaluate_with(
        &self,
        expression: &Expression,
        scope: u64,
        more: &Context,
    ) -> Result<Value, String> {
        let mut visible = self.state.visible(scope).into_owned();
        more.iter()
            .for_each(|(name, value)| visible.insert(name, value.clone()));
        expression
            .evaluate(&visible, self.environment)
            .map_err(|e| format!("`{}`: {e}", expression.source()))
    }

    fn whereabouts(&self, token: u64) -> (u64, usize) {
        let token = self
            .state
            .tokens
            .get(token)
            .expect("whoever asks holds the token");
        (token.scope, self.node_of(&token.element))
    }

    /// A new token at an element; `gathered`: it waits there for others, or for its turn.
    fn token_at(&mut self, scope: u64, node: usize, flow: Option<usize>, gathered: bool) -> u64 {
        let t = self.key();
        let f = flow.map(|f| self.parts.flows[f].id.clone());
        let e: Arc<str> = self.parts.nodes[node].id.clone();
        self.emit(Event::Enter {
            t,
            s: scope,
            e,
            f,
            q: gathered,
        });
        t
    }

    /// Takes a token away with everything that it started.
    fn take(&mut self, token: u64) {
        let Some(scope) = self.state.tokens.get(token).map(|t| t.scope) else {
            return;
        };
        self.emit(Event::Leave { t: token });
        if self
            .state
            .scopes
            .get(scope)
            .is_some_and(|s| s.tokens.is_empty())
        {
            self.empties.push(scope);
        }
    }

    fn arrive(&mut self, scope: u64, node: usize, flow: Option<usize>) {
        self.arrivals.push_back(Arrival {
            scope,
            node,
            flow,
            token: None,
        });
    }
}

fn number(n: usize) -> Value {
    Value::Number(i64::try_from(n).unwrap_or(i64::MAX).into())
}
