//! Jobs for workers: programs outside that fetch them over the API, hold them under a lock that runs out, and complete them.

use bpmn::{Command, JobKey};
use dmn::feel;
use jiff::{SignedDuration, Timestamp};
use pack::{External, ServiceKind};
use serde_json::Value as Json;

use super::{open, settle, stop};
use crate::record::mend::Cause;
use crate::record::{Fact, KeyId, RecordError, Tx};
use crate::store::Link;
use crate::workers::Worker;
use crate::{Actor, CaseId, Error, Parts, WorkerId};

/// Jobs in one fetch at most.
pub const MOST_FETCHED: u32 = 32;
/// Seconds of a lock at most.
pub const LONGEST_LOCK: u32 = 3600;
/// Seconds after which a failed job is tried again, where the worker does not say.
const RETRY_AFTER: u32 = 30;
/// Characters of a worker's reason at most.
const LONGEST_ERROR: usize = 1000;

/// What a worker asks for.
#[derive(Clone, Debug)]
pub struct Fetch {
    /// Of which topics.
    pub topics: Vec<String>,
    /// How many at most.
    pub most: u32,
    /// Seconds for which each is locked.
    pub lock: u32,
}

/// What a fetch gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// These are the worker's now; perhaps none.
    Jobs(Vec<u64>),
    /// It holds as many as it may; after so many seconds the first lock runs out.
    Full(u32),
}

/// A job that a worker holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Its id: the entry that queued it.
    pub id: u64,
    /// Its topic.
    pub topic: String,
    /// The entry that locked it: shown with each step, so that who lost the lock cannot go on.
    pub lock: u64,
    /// When the lock runs out.
    pub until: Timestamp,
    /// How often it may still fail.
    pub retries: u32,
    /// All that the worker is told of the case.
    pub variables: Json,
}

/// What a worker does to a job that it holds.
#[derive(Clone, Debug)]
pub enum Step {
    /// Takes it; only [`fetch`] asks for this.
    Lock {
        /// Until when.
        until: Timestamp,
    },
    /// It is done.
    Complete {
        /// The lock that the worker was given.
        lock: u64,
        /// What came out.
        result: Json,
    },
    /// It could not be done this time.
    Fail {
        /// The lock that the worker was given.
        lock: u64,
        /// Why.
        error: String,
        /// How often it may still be tried; one less than before where not said.
        retries: Option<u32>,
        /// Seconds until then.
        after: Option<u32>,
    },
    /// It ends in a BPMN error.
    Error {
        /// The lock that the worker was given.
        lock: u64,
        /// One of the pack's codes.
        code: String,
    },
    /// The worker needs longer.
    Extend {
        /// The lock that the worker was given.
        lock: u64,
        /// Seconds from now.
        seconds: u32,
    },
}

/// Queues the job with what its worker will be given.
pub(super) fn queue(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: JobKey,
    element: &str,
    external: &External,
    (scope, environment): (&feel::Context, &feel::Environment),
) -> Result<(), Error> {
    let mut give = serde_json::Map::new();
    for (name, expression) in &external.give {
        match expression.evaluate(scope, environment) {
            Ok(value) => drop(give.insert(name.clone(), value.to_json())),
            Err(e) => {
                let cause = Some(Cause::Job(job.0));
                return stop::raise(tx, id, cause, element, &e.to_string());
            }
        }
    }
    let fact = Fact::JobQueued {
        job: job.0,
        element: element.to_owned(),
        topic: external.topic.clone(),
        give: Json::Object(give).to_string(),
        retries: external.retries,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// Whether there is a job of one of these topics that nobody holds.
///
/// # Errors
/// The store's.
pub fn available(link: &mut Link, topics: &[String], now: Timestamp) -> Result<bool, Error> {
    for topic in topics {
        if !free(link, topic, now, 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn free(
    link: &mut Link,
    topic: &str,
    now: Timestamp,
    most: u32,
) -> Result<Vec<(u64, CaseId)>, Error> {
    let rows = link.query(
        "select id, case_id from external_jobs where topic = $1 \
         and ((state = 'waiting' and next_at <= $2) or (state = 'locked' and locked_until <= $2)) \
         order by id limit $3",
        &[topic.into(), now.into(), most.into()],
    )?;
    let one = |r: &crate::store::Row| Ok((r.get(0)?, r.get(1)?));
    rows.iter().map(one).collect()
}

/// Whether a worker may ask for this.
///
/// # Errors
/// [`Error::Forbidden`] for a topic that the worker has no right to; [`Error::Field`] for a lock that is too long.
pub fn fit(worker: &Worker, fetch: &Fetch) -> Result<(), Error> {
    if fetch.topics.iter().any(|t| !worker.topics.contains(t)) {
        return Err(Error::Forbidden("the worker has no right to this topic"));
    }
    seconds("lock_seconds", fetch.lock, LONGEST_LOCK)
}

/// After how many seconds a worker that holds as many jobs as it may can ask again; none while it may hold more.
///
/// # Errors
/// The store's.
pub fn full(link: &mut Link, worker: &Worker, now: Timestamp) -> Result<Option<u32>, Error> {
    let (may, wait) = room(link, worker, now)?;
    Ok((may == 0).then_some(wait))
}

/// How many jobs more a worker may hold, and the seconds until its first lock runs out.
fn room(link: &mut Link, worker: &Worker, now: Timestamp) -> Result<(u32, u32), Error> {
    let held = link.query(
        "select locked_until from external_jobs where worker = $1 and state = 'locked' \
         and locked_until > $2 order by locked_until",
        &[worker.id.into(), now.into()],
    )?;
    let first: Timestamp = held.first().map_or(Ok(now), |row| row.get(0))?;
    let wait = first.duration_since(now).as_secs().clamp(1, 60);
    let may = worker.most.saturating_sub(held.len() as u32);
    Ok((may, wait as u32))
}

/// Locks jobs for a worker, as many as it asks for and may hold: no two workers ever hold one.
///
/// # Errors
/// [`Error::Forbidden`] for a topic that the worker has no right to; [`Error::Field`] for a lock that is too long.
pub fn fetch(tx: &mut Tx<'_>, worker: &Worker, fetch: &Fetch) -> Result<Fetched, Error> {
    fit(worker, fetch)?;
    let now = tx.now();
    let (may, wait) = room(tx.link(), worker, now)?;
    if may == 0 {
        return Ok(Fetched::Full(wait));
    }
    let most = fetch.most.clamp(1, MOST_FETCHED).min(may);
    let until = now + SignedDuration::from_secs(i64::from(fetch.lock));
    let mut jobs = Vec::new();
    for topic in &fetch.topics {
        let left = most - jobs.len() as u32;
        if left == 0 {
            break;
        }
        for (id, case) in free(tx.link(), topic, now, left)? {
            let action = super::Action::Work {
                id,
                step: Step::Lock { until },
            };
            super::act(tx, Actor::Worker(worker.id), case, &action)?;
            jobs.push(id);
        }
    }
    Ok(Fetched::Jobs(jobs))
}

/// The jobs of these that the worker holds, with what it is given.
///
/// # Errors
/// The store's.
pub fn given(
    link: &mut Link,
    parts: &Parts,
    worker: WorkerId,
    ids: &[u64],
) -> Result<Vec<Given>, Error> {
    let mut all = Vec::new();
    for id in ids {
        let row = link.query_opt(
            "select case_id, topic, lock_seq, locked_until, retries, sealed from external_jobs \
             where id = $1 and worker = $2 and state = 'locked'",
            &[(*id).into(), worker.into()],
        )?;
        let Some(row) = row else { continue };
        let sealed: Vec<u8> = row.get(5)?;
        let key = parts.keys.get(link, KeyId::Case(row.get(0)?))?;
        let plain = key.open("job", &sealed)?;
        all.push(Given {
            id: *id,
            topic: row.get(1)?,
            lock: row.get(2)?,
            until: row.get(3)?,
            retries: row.get(4)?,
            variables: serde_json::from_slice(&plain).map_err(RecordError::body)?,
        });
    }
    Ok(all)
}

/// The case of a job, where the worker may know of it.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) fn case_of(tx: &mut Tx<'_>, worker: &Worker, id: u64) -> Result<CaseId, Error> {
    let sql = "select case_id, topic from external_jobs where id = $1";
    let row = tx.query_opt(sql, &[id.into()])?.ok_or(Error::NotFound)?;
    let topic: String = row.get(1)?;
    if !worker.topics.contains(&topic) {
        return Err(Error::NotFound);
    }
    Ok(row.get(0)?)
}

/// A job's row, where it is the case's.
struct Held {
    row: u64,
    job: u64,
    element: String,
    state: String,
    worker: Option<WorkerId>,
    lock: Option<u64>,
    until: Option<Timestamp>,
    retries: u32,
}

impl Held {
    fn load(tx: &mut Tx<'_>, id: CaseId, row: u64) -> Result<Self, Error> {
        let sql = "select job, element, state, worker, lock_seq, locked_until, retries \
                   from external_jobs where id = $1 and case_id = $2";
        let found = tx.query_opt(sql, &[row.into(), id.into()])?;
        let found = found.ok_or(Error::NotFound)?;
        Ok(Self {
            row,
            job: found.get(0)?,
            element: found.get(1)?,
            state: found.get(2)?,
            worker: found.get(3)?,
            lock: found.get(4)?,
            until: found.get(5)?,
            retries: found.get(6)?,
        })
    }

    /// # Errors
    /// [`Error::Conflict`] for who does not hold it, or no longer.
    fn by(&self, worker: WorkerId, lock: u64, now: Timestamp) -> Result<(), Error> {
        let theirs = self.state == "locked" && self.worker == Some(worker);
        if theirs && self.lock == Some(lock) && self.until.is_some_and(|until| until > now) {
            return Ok(());
        }
        Err(Error::Conflict("the lock is no longer the worker's"))
    }
}

/// Does a worker's step.
pub(super) fn act(
    tx: &mut Tx<'_>,
    worker: WorkerId,
    id: CaseId,
    row: u64,
    step: &Step,
) -> Result<(), Error> {
    let held = Held::load(tx, id, row)?;
    let now = tx.now();
    match step {
        Step::Lock { until } => {
            let free = held.state == "waiting"
                || (held.state == "locked" && held.until.is_some_and(|u| u <= now));
            if !free {
                return Err(Error::Conflict("somebody else holds the job"));
            }
            let fact = Fact::JobLocked {
                id: row,
                job: held.job,
                element: held.element,
                until: *until,
            };
            tx.append_to(Actor::Worker(worker), id, fact).map(drop)
        }
        Step::Complete { lock, result } => {
            held.by(worker, *lock, now)?;
            complete(tx, worker, id, &held, result)
        }
        Step::Error { lock, code } => {
            held.by(worker, *lock, now)?;
            error(tx, worker, id, &held, code)
        }
        Step::Fail {
            lock,
            error,
            retries,
            after,
        } => {
            held.by(worker, *lock, now)?;
            fail(tx, worker, id, &held, error, (*retries, *after))
        }
        Step::Extend {
            lock,
            seconds: more,
        } => {
            held.by(worker, *lock, now)?;
            seconds("lock_seconds", *more, LONGEST_LOCK)?;
            let fact = Fact::JobExtended {
                id: row,
                job: held.job,
                element: held.element,
                until: now + SignedDuration::from_secs(i64::from(*more)),
            };
            tx.append_to(Actor::Worker(worker), id, fact).map(drop)
        }
    }
}

fn seconds(field: &'static str, given: u32, most: u32) -> Result<(), Error> {
    if (1..=most).contains(&given) {
        return Ok(());
    }
    Err(Error::Field {
        field,
        reason: "out_of_bounds",
    })
}

fn complete(
    tx: &mut Tx<'_>,
    worker: WorkerId,
    id: CaseId,
    held: &Held,
    result: &Json,
) -> Result<(), Error> {
    if pack::call::depth(result.to_string().as_bytes()) > pack::call::DEEPEST {
        return Err(Error::Field {
            field: "result",
            reason: "too_deep",
        });
    }
    let pack = open::pack_of(tx, id)?;
    let service = pack.services.get(&held.element);
    let service = service.ok_or(Error::Conflict("the pack has no such task any more"))?;
    let environment = open::environment(&pack, tx.now());
    let job = JobKey(held.job);
    let scope = tx.case(id)?.inside.state.job_variables(job);
    let answer = feel::Value::from_json(result);
    let vars = service.outcome(&scope, Some(answer), &environment);
    let vars = vars.map_err(|_| Error::Field {
        field: "result",
        reason: "unusable",
    })?;
    let events = settle::step(tx, id, &Command::Complete { job, vars })?;
    finish(tx, worker, id, held, None, events)
}

fn error(
    tx: &mut Tx<'_>,
    worker: WorkerId,
    id: CaseId,
    held: &Held,
    code: &str,
) -> Result<(), Error> {
    let pack = open::pack_of(tx, id)?;
    let known = match pack.services.get(&held.element).map(|s| &s.kind) {
        Some(ServiceKind::External(external)) => external.errors.iter().any(|c| c == code),
        _ => false,
    };
    if !known {
        return Err(Error::Field {
            field: "code",
            reason: "unknown_code",
        });
    }
    let (job, code) = (JobKey(held.job), code.to_owned());
    let command = Command::Error {
        job,
        code: code.clone(),
    };
    let events = settle::step(tx, id, &command)?;
    finish(tx, worker, id, held, Some(code), events)
}

fn finish(
    tx: &mut Tx<'_>,
    worker: WorkerId,
    id: CaseId,
    held: &Held,
    code: Option<String>,
    events: Vec<bpmn::Event>,
) -> Result<(), Error> {
    let fact = Fact::JobCompleted(crate::record::fact::JobCompleted {
        id: held.row,
        job: held.job,
        element: held.element.clone(),
        code,
        events,
    });
    tx.append_to(Actor::Worker(worker), id, fact)?;
    settle::settle(tx, id)
}

fn fail(
    tx: &mut Tx<'_>,
    worker: WorkerId,
    id: CaseId,
    held: &Held,
    error: &str,
    (retries, after): (Option<u32>, Option<u32>),
) -> Result<(), Error> {
    let error: String = error.trim().chars().take(LONGEST_ERROR).collect();
    // A worker may give up sooner than the pack says, not later.
    let tries = retries.map_or(held.retries, |r| r.min(held.retries));
    let after = after.unwrap_or(RETRY_AFTER).min(24 * 3600);
    let next = (tries > 0).then(|| tx.now() + SignedDuration::from_secs(i64::from(after)));
    let retries = tries.saturating_sub(1);
    let fact = Fact::JobFailed {
        id: held.row,
        job: held.job,
        element: held.element.clone(),
        error: error.clone(),
        retries,
        next,
    };
    tx.append_to(Actor::Worker(worker), id, fact)?;
    match next {
        Some(_) => Ok(()),
        None => {
            let why = format!("the worker failed: {error}");
            stop::raise(tx, id, Some(Cause::Job(held.job)), &held.element, &why)
        }
    }
}
