//! A pack's own test scripts: what happens to a case, and what must hold.
//!
//! Process scripts (see `bpmn::script`) in which rules are decided by their tables, the system's tasks are done, answers are
//! checked against the task's form, and `{"lapse": "Element"}` lets a task's deadline pass. What comes from outside, the script
//! says: `{"complete": "Call", "vars": {"response": {"status": 200, "body": {…}}}}`, with `"request": {"method", "target",
//! "body"}` where what was asked must hold as well, and `{"complete": "Work", "vars": {"result": {…}}}` for a worker.

use std::collections::BTreeSet;

use bpmn::script::{Runner, ScriptError, StepResult};
use bpmn::{Command, JobKey, JobKind};
use dmn::feel::{Context, Environment, Value};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};

use crate::call::{Request, Verdict};
use crate::pack::{Overdue, Pack, Service, ServiceKind};

/// Most automatic tasks in one step.
const AUTOMATIC: usize = 1_000;

/// What a script showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Everything held.
    pub passed: bool,
    /// What the case looked like after each step.
    pub steps: Vec<StepResult>,
    /// What did not hold; the script stops at the first.
    pub failures: Vec<Failure>,
    /// The elements that were passed through.
    pub visited: BTreeSet<String>,
    /// The sequence flows that were taken.
    pub taken: BTreeSet<String>,
}

/// What did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which step, from 1; nought for the script as a whole.
    pub step: usize,
    /// A sentence.
    pub message: String,
}

/// Runs a script that begins at `now`.
#[must_use]
pub fn run(pack: &Pack, script: &[u8], now: Timestamp) -> Report {
    let mut report = Report {
        passed: false,
        steps: Vec::new(),
        failures: Vec::new(),
        visited: BTreeSet::new(),
        taken: BTreeSet::new(),
    };
    let steps = match Runner::read(script) {
        Ok(steps) => steps,
        Err(e) => {
            report.failures.push(Failure {
                step: 0,
                message: e.to_string(),
            });
            return report;
        }
    };
    let mut trial = Trial {
        pack,
        runner: Runner::new(&pack.process, std::slice::from_ref(&pack.process_id), now),
        visited: BTreeSet::new(),
    };
    for (at, step) in steps.iter().enumerate() {
        match trial.step(at + 1, step) {
            Ok(result) => report.steps.push(result),
            Err(message) => {
                report.failures.push(Failure {
                    step: at + 1,
                    message,
                });
                break;
            }
        }
    }
    report.taken = trial.runner.taken().map(str::to_owned).collect();
    report.visited = trial.visited;
    report.passed = report.failures.is_empty();
    report
}

/// The share of the process's nodes among `visited`, from 0 to 1.
#[must_use]
pub fn share(pack: &Pack, visited: &BTreeSet<String>) -> f64 {
    let all = pack.process.nodes().count();
    let passed = pack
        .process
        .nodes()
        .filter(|n| visited.contains(n.id))
        .count();
    if all == 0 {
        1.0
    } else {
        passed as f64 / all as f64
    }
}

/// The share of the process's sequence flows among `taken`, from 0 to 1.
#[must_use]
pub fn share_of_flows(pack: &Pack, taken: &BTreeSet<String>) -> f64 {
    let all = pack.process.flows().count();
    let passed = pack
        .process
        .flows()
        .filter(|f| taken.contains(f.id))
        .count();
    if all == 0 {
        1.0
    } else {
        passed as f64 / all as f64
    }
}

fn tell(result: Result<StepResult, ScriptError>) -> Result<Vec<String>, String> {
    result.map(|r| r.completed).map_err(|e| e.to_string())
}

struct Trial<'p> {
    pack: &'p Pack,
    runner: Runner<'p>,
    visited: BTreeSet<String>,
}

impl Trial<'_> {
    fn environment(&self) -> Environment {
        let mut environment = Environment::at(self.runner.now());
        environment.zone = self.pack.calendar.zone().clone();
        environment
    }

    fn step(&mut self, n: usize, given: &Json) -> Result<StepResult, String> {
        let mut step = given.as_object().cloned().ok_or("a step is an object")?;
        let expect = step.remove("expect");
        let mut completed = Vec::new();
        if let Some(start) = step.get("start").and_then(Json::as_object).cloned() {
            let vars = self.started(&start)?;
            step.insert("start".into(), vars);
        } else if let Some(element) = step
            .get("complete")
            .and_then(Json::as_str)
            .map(str::to_owned)
        {
            match self.outside(&element, step.get("vars"), step.get("request"))? {
                Some(command) => {
                    completed.extend(tell(self.runner.act(n, &command))?);
                    step.clear();
                }
                None => {
                    let vars = self.answered(&element, step.get("vars"))?;
                    step.insert("vars".into(), vars);
                }
            }
        } else if let Some(element) = step.remove("lapse") {
            let element = element.as_str().ok_or("`lapse` is a text")?.to_owned();
            let command = self.lapsed(&element)?;
            completed.extend(tell(self.runner.act(n, &command))?);
            step.clear();
        }
        if !step.is_empty() {
            let result = self.runner.step(n, &Json::Object(step));
            completed.extend(tell(result)?);
        }
        self.automatic(n, &mut completed)?;
        self.visited.extend(completed.iter().cloned());
        self.visited
            .extend(self.runner.state().active().into_iter().map(str::to_owned));
        let mut result = self.runner.result();
        result.completed = completed;
        if let Some(expect) = expect {
            self.runner
                .expect(n, &expect, &result)
                .map_err(|e| e.to_string())?;
        }
        Ok(result)
    }

    /// The start form's answers, as they would be accepted.
    fn started(&self, start: &Map<String, Json>) -> Result<Json, String> {
        let name = &self.pack.start_form;
        let answers = start
            .get(name)
            .and_then(Json::as_object)
            .ok_or_else(|| format!("`start` has the answers of the form `{name}`"))?;
        let accepted = self.accepted(name, answers, &Context::new())?;
        Ok(Json::Object(
            [(name.clone(), Json::Object(accepted))]
                .into_iter()
                .collect(),
        ))
    }

    fn accepted(
        &self,
        form: &str,
        answers: &Map<String, Json>,
        scope: &Context,
    ) -> Result<Map<String, Json>, String> {
        let form = self
            .pack
            .forms
            .get(form)
            .ok_or_else(|| format!("there is no form `{form}`"))?;
        form.accept(answers, scope, &self.environment())
            .map_err(|errors| {
                let all: Vec<String> = errors
                    .iter()
                    .map(|e| format!("{} ({})", e.field, e.code))
                    .collect();
                format!("the form `{}` does not accept: {}", form.id, all.join(", "))
            })
    }

    fn job(&self, element: &str) -> Result<JobKey, String> {
        let found = self
            .runner
            .state()
            .jobs()
            .find(|j| *j.element == *element)
            .map(|j| j.key);
        found.ok_or_else(|| {
            format!(
                "`{element}` does not wait; active: {:?}",
                self.runner.state().active()
            )
        })
    }

    /// The answers of a task's form, as they would be accepted, with whether they depart from the rules.
    fn answered(&self, element: &str, vars: Option<&Json>) -> Result<Json, String> {
        let task = self
            .pack
            .tasks
            .get(element)
            .ok_or_else(|| format!("`{element}` is no task of people"))?;
        let Some(name) = &task.form else {
            return Ok(Json::Object(Map::new()));
        };
        let answers = vars
            .and_then(|v| v.get(name))
            .and_then(Json::as_object)
            .cloned()
            .unwrap_or_default();
        let scope = self.runner.state().job_variables(self.job(element)?);
        let mut accepted = self.accepted(name, &answers, &scope)?;
        if let Some(departure) = &task.departure {
            let recommended = departure
                .recommendation
                .evaluate(&scope, &self.environment())
                .map_err(|e| e.to_string())?;
            let departed = accepted
                .get(&departure.field)
                .is_none_or(|decided| *decided != recommended.to_json());
            if departed
                && accepted
                    .get("reason")
                    .and_then(Json::as_str)
                    .is_none_or(|r| r.trim().is_empty())
            {
                return Err(format!(
                    "`{element}` departs from the rules ({recommended}) and gives no reason"
                ));
            }
            accepted.insert("departed".into(), departed.into());
        }
        Ok(Json::Object(
            [(name.clone(), Json::Object(accepted))]
                .into_iter()
                .collect(),
        ))
    }

    fn lapsed(&self, element: &str) -> Result<Command, String> {
        let Some(Overdue::Tacit { set, .. }) = self
            .pack
            .tasks
            .get(element)
            .and_then(|t| t.overdue.as_ref())
        else {
            return Err(format!("`{element}` is not decided by silence"));
        };
        let job = self.job(element)?;
        let scope = self.runner.state().job_variables(job);
        let mut vars = Context::new();
        for (name, expression) in set {
            vars.insert(
                name.as_str(),
                expression
                    .evaluate(&scope, &self.environment())
                    .map_err(|e| e.to_string())?,
            );
        }
        Ok(Command::Complete { job, vars })
    }

    /// Does what needs nobody until the case waits for people.
    fn automatic(&mut self, n: usize, completed: &mut Vec<String>) -> Result<(), String> {
        for _ in 0..AUTOMATIC {
            let waiting = self
                .runner
                .state()
                .jobs()
                .find(|j| {
                    !matches!(j.kind, JobKind::User | JobKind::Manual) && !self.waits(&j.element)
                })
                .map(|j| (j.key, j.element.to_string(), j.kind));
            let Some((job, element, kind)) = waiting else {
                return Ok(());
            };
            let vars = self.done(job, &element, kind)?;
            completed.extend(tell(self.runner.act(n, &Command::Complete { job, vars }))?);
        }
        Err(format!("more than {AUTOMATIC} automatic tasks in one step"))
    }

    fn done(&self, job: JobKey, element: &str, kind: JobKind) -> Result<Context, String> {
        let scope = self.runner.state().job_variables(job);
        let environment = self.environment();
        let mut vars = Context::new();
        if kind == JobKind::BusinessRule {
            let rule = self
                .pack
                .rules
                .get(element)
                .ok_or_else(|| format!("no rule for `{element}`"))?;
            let outcome = rule
                .model
                .decide(&rule.decision, &scope, &environment)
                .map_err(|e| e.to_string())?;
            match (&rule.result, outcome.value) {
                (Some(name), value) => vars.insert(name.as_str(), value),
                (None, Value::Context(values)) => vars = values.as_ref().clone(),
                (None, _) => {}
            }
        } else if let Some(service) = self.pack.services.get(element) {
            self.composed(service, &scope)?;
            vars = service.outcome(&scope, None, &environment)?;
        }
        Ok(vars)
    }

    /// What a service says of the case can be said.
    fn composed(&self, service: &Service, scope: &Context) -> Result<(), String> {
        let environment = self.environment();
        match &service.kind {
            ServiceKind::Mail(mail) => {
                let to = mail
                    .to
                    .evaluate(scope, &environment)
                    .map_err(|e| e.to_string())?;
                match to.as_str() {
                    Some(address) if address.contains('@') => Ok(()),
                    _ => Err(format!(
                        "`{}` gives no e-mail address: {to}",
                        mail.to.source()
                    )),
                }
            }
            ServiceKind::Publish { fields } => {
                let mut scope = scope.clone();
                scope.insert(crate::CERTIFICATE, Value::Null);
                fields.values().try_for_each(|e| {
                    e.evaluate(&scope, &environment)
                        .map(drop)
                        .map_err(|e| e.to_string())
                })
            }
            _ => Ok(()),
        }
    }

    /// The element waits for another system or a worker.
    fn waits(&self, element: &str) -> bool {
        let service = self.pack.services.get(element);
        service.is_some_and(|s| s.answer().is_some())
    }

    /// What comes of the answer that the script gives for another system or a worker; none where the task is a person's.
    fn outside(
        &self,
        element: &str,
        vars: Option<&Json>,
        request: Option<&Json>,
    ) -> Result<Option<Command>, String> {
        let service = self.pack.services.get(element);
        let Some((service, name)) = service.and_then(|s| Some((s, s.answer()?))) else {
            return Ok(None);
        };
        let job = self.job(element)?;
        let (scope, environment) = (self.runner.state().job_variables(job), self.environment());
        let answer = vars
            .and_then(|v| v.get(name))
            .ok_or_else(|| format!("`vars` has no `{name}`: what `{element}` is answered"))?;
        if let ServiceKind::Call(call) = &service.kind {
            asked(element, &call.request(&scope, &environment)?, request)?;
            let status = answer.get("status").and_then(Json::as_u64);
            let status = status.and_then(|s| u16::try_from(s).ok());
            let status = status.ok_or_else(|| format!("`{name}` has no `status`"))?;
            match call.verdict(status) {
                Verdict::Done => {}
                Verdict::Error(code) => {
                    let code = code.to_owned();
                    return Ok(Some(Command::Error { job, code }));
                }
                Verdict::Retry => return Err(format!("after {status} `{element}` is tried again")),
                Verdict::Unexpected => {
                    return Err(format!("{status} stops the case at `{element}`"));
                }
            }
        }
        let vars = service.outcome(&scope, Some(Value::from_json(answer)), &environment)?;
        Ok(Some(Command::Complete { job, vars }))
    }
}

/// Whether what is asked is what the script expects.
fn asked(element: &str, found: &Request, expected: Option<&Json>) -> Result<(), String> {
    let Some(expected) = expected.and_then(Json::as_object) else {
        return Ok(());
    };
    let body = found
        .body
        .as_deref()
        .map_or(Json::Null, |b| serde_json::from_str(b).unwrap_or_default());
    let found = serde_json::json!({
        "method": found.method.as_str(), "target": found.target, "body": body,
    });
    for (key, wanted) in expected {
        if found.get(key) != Some(wanted) {
            let is = found.get(key).unwrap_or(&Json::Null);
            return Err(format!(
                "expected `{element}` to ask with {key} {wanted}, found {is}"
            ));
        }
    }
    Ok(())
}
