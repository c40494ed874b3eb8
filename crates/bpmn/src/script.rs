//! Process scripts: what happens to one instance, step by step, and what must hold (see the design's contract).
//!
//! Pure: the clock is moved by the script's own `advance` steps.

use std::collections::BTreeSet;
use std::sync::Arc;

use dmn::feel::{Context, Environment, Value};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value as Json;

use crate::state::{JobKind, Outcome};
use crate::{Command, Event, Program, Refusal, State, step};

/// Most steps of a script.
const STEPS: usize = 10_000;
/// Most automatic completions and timers in one step.
const AUTOMATIC: usize = 10_000;

/// What all instances look like after a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepResult {
    /// The elements that hold a token, sorted, one a token.
    pub active: Vec<String>,
    /// The variables of the process.
    pub vars: Json,
    /// Every instance has ended.
    pub ended: bool,
    /// `active`, `completed`, `terminated`, `error` or `incident`.
    pub outcome: &'static str,
    /// The elements that completed in this step, in order.
    pub completed: Vec<String>,
}

/// Why a script stopped.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScriptError {
    /// The script is not what the contract describes.
    #[error("step {step}: {message}")]
    Script {
        /// Which step, from 1; nought for the script as a whole.
        step: usize,
        /// What is wrong.
        message: String,
    },
    /// The engine refused.
    #[error("step {step}: {refusal}")]
    Refused {
        /// Which step, from 1.
        step: usize,
        /// Why.
        refusal: Refusal,
    },
    /// Something expected does not hold.
    #[error("step {step}: expected {what} {expected}, found {found}")]
    Expectation {
        /// Which step, from 1.
        step: usize,
        /// Of what.
        what: &'static str,
        /// As JSON.
        expected: Json,
        /// As JSON.
        found: Json,
    },
}

/// Runs scripts against a program.
#[derive(Debug)]
pub struct Runner<'p> {
    program: &'p Program,
    processes: Vec<String>,
    state: State,
    environment: Environment,
    auto: bool,
    started: bool,
    completed: Vec<String>,
    taken: BTreeSet<Arc<str>>,
}

impl<'p> Runner<'p> {
    /// A runner that starts the named processes, in that order; without a name, the file's only one.
    #[must_use]
    pub fn new(program: &'p Program, processes: &[String], now: Timestamp) -> Runner<'p> {
        Runner {
            program,
            processes: processes.to_vec(),
            state: State::default(),
            environment: Environment::at(now),
            auto: false,
            started: false,
            completed: Vec::new(),
            taken: BTreeSet::new(),
        }
    }

    /// The sequence flows that tokens came by so far.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(|flow| &**flow)
    }

    /// The state reached.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Reads a script: a JSON array of steps.
    ///
    /// # Errors
    /// When it is no such array.
    pub fn read(script: &[u8]) -> Result<Vec<Json>, ScriptError> {
        let bad = |message: String| ScriptError::Script { step: 0, message };
        let steps: Json =
            serde_json::from_slice(script).map_err(|e| bad(format!("no JSON: {e}")))?;
        match steps {
            Json::Array(steps) if steps.len() <= STEPS => Ok(steps),
            Json::Array(_) => Err(bad(format!("more than {STEPS} steps"))),
            _ => Err(bad("a script is an array of steps".into())),
        }
    }

    /// Runs one step, the `n`th from 1.
    ///
    /// # Errors
    /// When the step is malformed, refused, or what it expects does not hold.
    pub fn step(&mut self, n: usize, given: &Json) -> Result<StepResult, ScriptError> {
        let bad = |message: String| ScriptError::Script { step: n, message };
        let object = given
            .as_object()
            .ok_or_else(|| bad("a step is an object".into()))?;
        self.completed.clear();
        if !self.started && !object.contains_key("start") {
            self.start(n, Context::new())?;
        }
        let text = |key: &str| object.get(key).and_then(Json::as_str).map(str::to_owned);
        let vars = context(object.get("vars")).map_err(bad)?;
        let known = [
            "start", "complete", "message", "signal", "error", "escalate", "advance", "expect",
        ];
        let verb = known
            .into_iter()
            .find(|verb| object.contains_key(*verb))
            .ok_or_else(|| bad(format!("a step has one of {known:?}")))?;
        let name = text(verb).ok_or_else(|| bad(format!("`{verb}` is a text")));
        match verb {
            "start" => {
                self.auto = object.get("auto").and_then(Json::as_bool).unwrap_or(false);
                self.start(n, context(object.get("start")).map_err(bad)?)?;
            }
            "expect" => self.expect(n, &object["expect"], &self.result())?,
            "advance" => self.advance(n, &name?)?,
            "message" => self.command(
                n,
                &Command::Message {
                    name: name?,
                    key: text("key"),
                    vars,
                },
            )?,
            "signal" => self.command(n, &Command::Signal { name: name?, vars })?,
            "complete" => {
                let job = self.job(n, &name?)?;
                self.command(n, &Command::Complete { job, vars })?;
            }
            "error" | "escalate" => {
                let job = self.job(n, &name?)?;
                let code = text("code").ok_or_else(|| bad("`code` is missing".into()))?;
                let command = if verb == "error" {
                    Command::Error { job, code }
                } else {
                    Command::Escalate { job, code }
                };
                self.command(n, &command)?;
            }
            _ => unreachable!("the verbs are listed above"),
        }
        if let (Some(expect), true) = (object.get("expect"), verb != "expect") {
            self.expect(n, expect, &self.result())?;
        }
        Ok(self.result())
    }

    fn start(&mut self, n: usize, vars: Context) -> Result<(), ScriptError> {
        self.started = true;
        if self.processes.is_empty() {
            return self.command(
                n,
                &Command::Start {
                    process: None,
                    vars,
                },
            );
        }
        for process in self.processes.clone() {
            self.command(
                n,
                &Command::Start {
                    process: Some(process),
                    vars: vars.clone(),
                },
            )?;
        }
        Ok(())
    }

    fn job(&self, n: usize, element: &str) -> Result<crate::JobKey, ScriptError> {
        let found = self
            .state
            .jobs()
            .find(|job| *job.element == *element)
            .map(|job| job.key);
        found.ok_or_else(|| ScriptError::Script {
            step: n,
            message: format!(
                "`{element}` does not wait; active: {:?}",
                self.state.active()
            ),
        })
    }

    fn command(&mut self, n: usize, command: &Command) -> Result<(), ScriptError> {
        self.once(n, command)?;
        for _ in 0..AUTOMATIC {
            let Some(job) = self
                .state
                .jobs()
                .find(|j| self.auto && j.kind != JobKind::Receive)
                .map(|j| j.key)
            else {
                return Ok(());
            };
            self.once(
                n,
                &Command::Complete {
                    job,
                    vars: Context::new(),
                },
            )?;
        }
        Err(ScriptError::Refused {
            step: n,
            refusal: Refusal::Endless(AUTOMATIC),
        })
    }

    fn once(&mut self, n: usize, command: &Command) -> Result<(), ScriptError> {
        let events = step(self.program, &self.state, command, &self.environment)
            .map_err(|refusal| ScriptError::Refused { step: n, refusal })?;
        for event in &events {
            self.state.apply(self.program, event);
            match event {
                Event::Done { e } => self.completed.push(e.to_string()),
                Event::Enter { f: Some(flow), .. } if !self.taken.contains(flow) => {
                    self.taken.insert(flow.clone());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Moves the clock, firing the timers that become due in their order.
    fn advance(&mut self, n: usize, duration: &str) -> Result<(), ScriptError> {
        let bad = || ScriptError::Script {
            step: n,
            message: format!("`{duration}` is no duration that can be added"),
        };
        let (months, nanos) = crate::compile::duration(duration).ok_or_else(bad)?;
        let span = jiff::Span::new().try_months(months).map_err(|_| bad())?;
        let later = self
            .environment
            .now
            .to_zoned_datetime(self.environment.zone.clone())
            .checked_add(span)
            .map_err(|_| bad())?;
        let until = Timestamp::from_nanosecond(later.timestamp().as_nanosecond() + nanos)
            .map_err(|_| bad())?;
        for _ in 0..AUTOMATIC {
            let next = self
                .state
                .timers()
                .filter(|t| t.due <= until)
                .min_by_key(|t| (t.due, t.key))
                .map(|t| (t.key, t.due));
            let Some((timer, due)) = next else {
                self.environment.now = until;
                return Ok(());
            };
            self.environment.now = due.max(self.environment.now);
            self.command(n, &Command::Fire { timer })?;
        }
        Err(ScriptError::Refused {
            step: n,
            refusal: Refusal::Endless(AUTOMATIC),
        })
    }

    /// The time that the script has reached.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.environment.now
    }

    /// Carries out a command as its own step.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn act(&mut self, n: usize, command: &Command) -> Result<StepResult, ScriptError> {
        self.completed.clear();
        self.started = true;
        self.command(n, command)?;
        Ok(self.result())
    }

    /// What all instances look like now.
    #[must_use]
    pub fn result(&self) -> StepResult {
        StepResult {
            active: self.state.active().into_iter().map(str::to_owned).collect(),
            vars: Value::Context(self.state.variables().clone().into()).to_json(),
            ended: self.state.ended(),
            outcome: outcome(&self.state.outcome()),
            completed: self.completed.clone(),
        }
    }

    /// Compares what is expected with what was found.
    ///
    /// # Errors
    /// The first difference, with both sides.
    pub fn expect(&self, n: usize, expected: &Json, found: &StepResult) -> Result<(), ScriptError> {
        let bad = |message: &str| ScriptError::Script {
            step: n,
            message: message.into(),
        };
        let expected = expected
            .as_object()
            .ok_or_else(|| bad("`expect` is an object"))?;
        for (what, wanted) in expected {
            let (what, found): (&'static str, Json) = match what.as_str() {
                "active" => ("active", found.active.clone().into()),
                "ended" => ("ended", found.ended.into()),
                "outcome" => ("outcome", found.outcome.into()),
                "completed" => ("completed", found.completed.clone().into()),
                "vars" => ("vars", part_of(wanted, &found.vars)),
                _ => {
                    return Err(bad(
                        "`expect` has active, vars, ended, outcome or completed",
                    ));
                }
            };
            if found != *wanted {
                return Err(ScriptError::Expectation {
                    step: n,
                    what,
                    expected: wanted.clone(),
                    found,
                });
            }
        }
        Ok(())
    }
}

/// The variables that are expected, with what they are.
fn part_of(wanted: &Json, vars: &Json) -> Json {
    let wanted = wanted.as_object().into_iter().flatten();
    Json::Object(
        wanted
            .map(|(name, _)| (name.clone(), vars.get(name).cloned().unwrap_or(Json::Null)))
            .collect(),
    )
}

fn context(json: Option<&Json>) -> Result<Context, String> {
    match json {
        None | Some(Json::Null) => Ok(Context::new()),
        Some(Json::Object(entries)) => Ok(entries
            .iter()
            .map(|(n, v)| (n.as_str(), Value::from_json(v)))
            .collect()),
        Some(other) => Err(format!("variables are an object, not {other}")),
    }
}

/// The contract's word for an outcome.
#[must_use]
pub fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Active => "active",
        Outcome::Completed => "completed",
        Outcome::Terminated => "terminated",
        Outcome::Error(_) => "error",
        Outcome::Incident => "incident",
    }
}
