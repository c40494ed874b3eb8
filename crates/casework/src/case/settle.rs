//! After each step of the engine: what it waits for is handed out or done, until it waits for people.

use std::sync::Arc;

use bpmn::{Command, Event, JobKey, JobKind};
use dmn::feel;
use pack::Pack;

use super::{OpenTask, Status, hand, open, service, stop};
use crate::record::mend::Cause;
use crate::record::{Fact, RecordError, Tx};
use crate::{Actor, CaseId, Error};

/// Automatic tasks in one command at most: more is a process that never waits.
const AUTOMATIC: usize = 1000;

/// What the engine says to `command`; nothing is changed yet.
pub(super) fn step(tx: &mut Tx<'_>, id: CaseId, command: &Command) -> Result<Vec<Event>, Error> {
    let pack = open::pack_of(tx, id)?;
    let environment = open::environment(&pack, tx.now());
    let case = tx.case(id)?;
    Ok(bpmn::step(
        &pack.process,
        &case.inside.state,
        command,
        &environment,
    )?)
}

/// What follows when the house has done a job; where the process refuses to go on, the case stops there.
pub(super) fn done(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: JobKey,
    element: &str,
    vars: feel::Context,
) -> Result<Option<Vec<Event>>, Error> {
    match step(tx, id, &Command::Complete { job, vars }) {
        Ok(events) => Ok(Some(events)),
        Err(Error::Engine(refusal)) => {
            let cause = Some(Cause::Job(job.0));
            stop::raise(tx, id, cause, element, &refusal.to_string())?;
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

/// Hands out and does what the engine waits for.
pub(super) fn settle(tx: &mut Tx<'_>, id: CaseId) -> Result<(), Error> {
    let pack = open::pack_of(tx, id)?;
    for _ in 0..AUTOMATIC {
        let Some((job, element, kind)) = next(tx, id)? else {
            if stop::look(tx, id)? {
                continue;
            }
            clock(tx, id, &pack)?;
            return close(tx, id, &pack);
        };
        match kind {
            JobKind::User | JobKind::Manual => hand::hand(tx, id, job, &pack)?,
            JobKind::BusinessRule => rule(tx, id, job, &element, &pack)?,
            _ => service::run(tx, id, job, &element, &pack)?,
        }
    }
    let why = "more automatic tasks than a case may run without waiting";
    stop::raise(tx, id, None, "", why)
}

/// The first job that nobody has and nothing did yet.
fn next(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<(JobKey, Arc<str>, JobKind)>, Error> {
    let case = tx.case(id)?;
    if case.status == Status::Incident {
        return Ok(None);
    }
    let inside = &case.inside;
    let job = inside
        .state
        .jobs()
        .find(|job| !inside.open.contains_key(&job.key.0) && !inside.outside.contains(&job.key.0));
    Ok(job.map(|job| (job.key, job.element.clone(), job.kind)))
}

/// A business rule: decided by the pack's DMN, with the trace in the entry.
fn rule(tx: &mut Tx<'_>, id: CaseId, job: JobKey, element: &str, pack: &Pack) -> Result<(), Error> {
    let cause = Some(Cause::Job(job.0));
    let Some(rule) = pack.rules.get(element) else {
        let why = "the pack has no rule for this task";
        return stop::raise(tx, id, cause, element, why);
    };
    let environment = open::environment(pack, tx.now());
    let input = tx.case(id)?.inside.state.job_variables(job);
    let outcome = match rule.model.decide(&rule.decision, &input, &environment) {
        Ok(outcome) => outcome,
        Err(e) => return stop::raise(tx, id, cause, element, &e.to_string()),
    };
    let mut vars = feel::Context::default();
    match (&rule.result, &outcome.value) {
        (Some(name), value) => vars.insert(name.as_str(), value.clone()),
        (None, feel::Value::Context(values)) => vars = values.as_ref().clone(),
        (None, _) => {}
    }
    let Some(events) = done(tx, id, job, element, vars)? else {
        return Ok(());
    };
    let fact = Fact::RuleDecided {
        job: job.0,
        element: element.to_owned(),
        decision: rule.decision.clone(),
        input: feel::Value::Context(Arc::new(input)).to_json(),
        value: outcome.value.to_json(),
        trace: serde_json::to_value(&outcome.trace).map_err(RecordError::body)?,
        events,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// The promised time stands still while all that is open waits for the applicant: their own tasks, and those for which they
/// were asked for something.
fn clock(tx: &mut Tx<'_>, id: CaseId, pack: &Pack) -> Result<(), Error> {
    let now = tx.now();
    let case = tx.case(id)?;
    let waits = |t: &OpenTask| t.role == pack::APPLICANT || t.waiting.is_some();
    let mut tasks = case.inside.open.iter();
    let applicants = tasks.clone().find(|(_, t)| waits(t)).map(|(job, _)| *job);
    let only_applicants = tasks.all(|(_, t)| waits(t)) && case.inside.outside.is_empty();
    match (
        case.status,
        applicants.filter(|_| only_applicants),
        case.due_at,
        case.paused_left,
    ) {
        (Status::Open, Some(job), Some(due), _) => {
            let left_us = pack.calendar.left(now, due);
            tx.append_to(Actor::System, id, Fact::ClockPaused { job, left_us })
                .map(drop)
        }
        (Status::Paused, None, _, Some(left)) => {
            let due = pack.calendar.resume(now, left);
            let waited_us = case.paused_at.map(|at| pack.calendar.left(at, now));
            tx.append_to(Actor::System, id, Fact::ClockResumed { due, waited_us })
                .map(drop)
        }
        _ => Ok(()),
    }
}

fn close(tx: &mut Tx<'_>, id: CaseId, pack: &Pack) -> Result<(), Error> {
    let now = tx.now();
    let case = tx.case(id)?;
    if !case.inside.state.ended() || matches!(case.status, Status::Closed | Status::Incident) {
        return Ok(());
    }
    let environment = open::environment(pack, now);
    let outcome = pack
        .outcome
        .evaluate(case.inside.state.variables(), &environment);
    let outcome = match outcome {
        Ok(feel::Value::String(text)) if pack.outcomes.iter().any(|o| *o == *text) => {
            text.to_string()
        }
        _ => "ended".to_owned(),
    };
    let worked_days = pack.calendar.working_days(case.opened_at, now);
    let waited_days = case.inside.waited_us.map(pack::Calendar::days);
    tx.append_to(
        Actor::System,
        id,
        Fact::CaseClosed {
            outcome,
            worked_days,
            waited_days,
        },
    )
    .map(drop)
}
