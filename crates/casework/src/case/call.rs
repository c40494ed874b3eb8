//! Calls to other systems: composed in the transaction, made after it, and answered through the one door.

use bpmn::{Command, JobKey};
use dmn::feel;
use jiff::SignedDuration;
use pack::call::{Call, Verdict};
use pack::{Pack, Service, ServiceKind};
use serde_json::{Value as Json, json};

use super::{open, settle, stop};
use crate::record::fact::CallRequest;
use crate::record::mend::Cause;
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// The longest wait before a call is made again, in seconds.
const LONGEST_WAIT: i64 = 6 * 3600;

/// What came of a call.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The other system answered.
    Came {
        /// HTTP status.
        status: u16,
        /// SHA-256 of the body.
        hash: [u8; 32],
        /// The body, or why it cannot be used.
        body: Result<Json, String>,
        /// `Retry-After`, in seconds.
        retry_after: Option<u32>,
    },
    /// None came.
    Failed {
        /// Why, without anything of the case.
        error: String,
        /// Another attempt may help.
        again: bool,
    },
}

/// Composes the call and queues it.
pub(super) fn queue(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: JobKey,
    element: &str,
    call: &Call,
    (scope, environment): (&feel::Context, &feel::Environment),
) -> Result<(), Error> {
    let request = match call.request(scope, environment) {
        Ok(request) => request,
        Err(e) => return stop::raise(tx, id, Some(Cause::Job(job.0)), element, &e),
    };
    let (parts, number) = (tx.parts(), tx.case(id)?.number.to_string());
    let named = [
        parts.identity.origin.as_bytes(),
        number.as_bytes(),
        element.as_bytes(),
        &job.0.to_be_bytes(),
    ];
    let key = parts.keys.mac("idempotency key of a call", &named);
    let request = CallRequest {
        method: request.method.as_str().to_owned(),
        target: request.target,
        body: request.body,
        key: hex::encode(&key[..16]),
        timeout: call.timeout,
    };
    let fact = Fact::CallQueued {
        job: job.0,
        element: element.to_owned(),
        origin: call.origin.to_string(),
        request,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// What the pack makes of an answer, or of none.
pub(super) fn answered(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    answer: &Answer,
) -> Result<(), Error> {
    let sql = "select element, state, attempts from calls where case_id = $1 and job = $2";
    let row = tx.query_opt(sql, &[id.into(), job.into()])?;
    let row = row.ok_or(Error::NotFound)?;
    let (element, state, attempts): (String, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
    if state == "withdrawn" {
        return too_late(tx, id, job, element, answer);
    }
    if state != "queued" {
        return Err(Error::Conflict("the call was answered already"));
    }
    let pack = open::pack_of(tx, id)?;
    let Some((service, call)) = of(&pack, &element) else {
        let error = "the pack has no call for this task";
        return failed(tx, (id, job, element), error, None, attempts + 1, None);
    };
    let at = (id, job, element);
    let again = |wait: Option<u32>| {
        let left = attempts < call.retries;
        left.then(|| backoff(call.wait, attempts, wait))
    };
    match answer {
        Answer::Failed { error, again: true } => {
            failed(tx, at, error, None, attempts + 1, again(None))
        }
        Answer::Failed { error, .. } => failed(tx, at, error, None, attempts + 1, None),
        Answer::Came {
            status,
            hash,
            body,
            retry_after,
        } => match call.verdict(*status) {
            Verdict::Error(code) => done(tx, at, (*status, hash), Some(code), feel::Context::new()),
            Verdict::Retry => {
                let error = format!("answered {status}");
                failed(
                    tx,
                    at,
                    &error,
                    Some(*status),
                    attempts + 1,
                    again(*retry_after),
                )
            }
            Verdict::Unexpected => {
                let error = unexpected(*status);
                failed(tx, at, &error, Some(*status), attempts + 1, None)
            }
            Verdict::Done => {
                let vars = match body {
                    Ok(body) => mapped(tx, &at, service, &pack, *status, body)?,
                    Err(e) => Err(e.clone()),
                };
                match vars {
                    Ok(vars) => done(tx, at, (*status, hash), None, vars),
                    Err(e) => {
                        let error = format!("answered {status}, but {e}");
                        failed(tx, at, &error, Some(*status), attempts + 1, None)
                    }
                }
            }
        },
    }
}

type At = (CaseId, u64, String);

fn of<'p>(pack: &'p Pack, element: &str) -> Option<(&'p Service, &'p Call)> {
    let service = pack.services.get(element)?;
    match &service.kind {
        ServiceKind::Call(call) => Some((service, call)),
        _ => None,
    }
}

fn unexpected(status: u16) -> String {
    match status {
        300..400 => format!("answered {status}: redirects are not followed"),
        _ => format!("answered {status}, for which the pack has neither an error nor a retry"),
    }
}

/// Doubles with each attempt, is never sooner than the other system asks, and never longer than six hours.
fn backoff(first: u32, attempts: u32, asked: Option<u32>) -> SignedDuration {
    let wait = i64::from(first) << attempts.min(20);
    let wait = wait.max(asked.map_or(0, i64::from)).min(LONGEST_WAIT);
    SignedDuration::from_secs(wait)
}

/// The variables that the answer becomes.
fn mapped(
    tx: &mut Tx<'_>,
    (id, job, _): &At,
    service: &Service,
    pack: &Pack,
    status: u16,
    body: &Json,
) -> Result<Result<feel::Context, String>, Error> {
    let environment = open::environment(pack, tx.now());
    let scope = tx.case(*id)?.inside.state.job_variables(JobKey(*job));
    let answer = feel::Value::from_json(&json!({ "status": status, "body": body }));
    Ok(service.outcome(&scope, Some(answer), &environment))
}

fn done(
    tx: &mut Tx<'_>,
    (id, job, element): At,
    (status, hash): (u16, &[u8; 32]),
    code: Option<&str>,
    vars: feel::Context,
) -> Result<(), Error> {
    let key = JobKey(job);
    let code = code.map(str::to_owned);
    let command = match code.clone() {
        Some(code) => Command::Error { job: key, code },
        None => Command::Complete { job: key, vars },
    };
    // The answer is in the record even where the process refuses to go on with it.
    let (events, refusal) = match settle::step(tx, id, &command) {
        Ok(events) => (events, None),
        Err(Error::Engine(refusal)) => (Vec::new(), Some(refusal.to_string())),
        Err(e) => return Err(e),
    };
    let fact = Fact::CallAnswered {
        job,
        element: element.clone(),
        status,
        response: hex::encode(hash),
        code,
        events,
    };
    tx.append_to(Actor::System, id, fact)?;
    match refusal {
        Some(why) => stop::raise(tx, id, Some(Cause::Job(job)), &element, &why),
        None => settle::settle(tx, id),
    }
}

/// The case went on without it: that an answer came all the same is in the record.
fn too_late(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    element: String,
    answer: &Answer,
) -> Result<(), Error> {
    let Answer::Came { status, hash, .. } = answer else {
        return Ok(());
    };
    let fact = Fact::CallAnswered {
        job,
        element,
        status: *status,
        response: hex::encode(hash),
        code: None,
        events: Vec::new(),
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

fn failed(
    tx: &mut Tx<'_>,
    (id, job, element): At,
    error: &str,
    status: Option<u16>,
    attempts: u32,
    wait: Option<SignedDuration>,
) -> Result<(), Error> {
    let next = wait.map(|w| tx.now() + w);
    let fact = Fact::CallFailed(crate::record::fact::CallFailed {
        job,
        element: element.clone(),
        error: error.to_owned(),
        status,
        attempts,
        next,
    });
    tx.append_to(Actor::System, id, fact)?;
    match next {
        Some(_) => Ok(()),
        None => {
            let why = format!("the call failed: {error}");
            stop::raise(tx, id, Some(Cause::Job(job)), &element, &why)
        }
    }
}
