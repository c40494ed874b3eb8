//! Jobs for external workers: fetched under a lock, then completed, failed, ended in an error, or held longer.
//!
//! A worker shows its token (`diwan worker add`) as `Authorization: Bearer`. What it is told of a case is what the pack
//! gives it, and that it was told is an entry of the case.

use std::time::Duration;

use axum::extract::{Path, State};
use casework::Error;
use casework::case::{self, Fetch, Fetched, Given, MOST_FETCHED, Step};
use casework::workers;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json};
use web::{Answer, Problem};

use super::once::{Done, once_as, refused, what};
use crate::office::{Office, Program};
use casework::idempotency::Once;

/// Seconds that a fetch may wait for a job at most.
const LONGEST_WAIT: u64 = 30;
/// Topics in one fetch at most.
const TOPICS: usize = 32;
/// How often a fetch that waits looks again.
const LOOK: Duration = Duration::from_millis(250);
/// Nothing was locked: that is no answer to keep.
const NOTHING: &str = "no job was locked";

/// What a worker asks for.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FetchBody {
    /// Of which topics; each must be among the token's.
    topics: Vec<String>,
    /// How many jobs at most, from 1 to 32.
    #[serde(default = "one")]
    max: u32,
    /// Seconds for which each job is locked, from 1 to 3600.
    #[serde(default = "a_minute")]
    lock_seconds: u32,
    /// Seconds to wait while there is no job, up to 30.
    #[serde(default)]
    wait_seconds: u64,
}

fn one() -> u32 {
    1
}

fn a_minute() -> u32 {
    60
}

/// The jobs that are the worker's now; perhaps none.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FetchedBody {
    jobs: Vec<JobBody>,
}

/// A job that the worker holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobBody {
    id: u64,
    topic: String,
    /// To be shown with each step.
    lock: u64,
    /// When the lock runs out (RFC 3339).
    locked_until: String,
    /// How often it may still be tried after a failure.
    retries: u32,
    /// All that the worker is told of the case: what the pack names under `give`.
    variables: Value,
}

impl From<Given> for JobBody {
    fn from(given: Given) -> Self {
        Self {
            id: given.id,
            topic: given.topic,
            lock: given.lock,
            locked_until: given.until.to_string(),
            retries: given.retries,
            variables: given.variables,
        }
    }
}

/// A job that is done.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobDoneBody {
    lock: u64,
    /// What came out: the pack reads it as `result`.
    #[serde(default)]
    result: Value,
}

/// A job that could not be done this time.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FailBody {
    lock: u64,
    /// Why, for the operator.
    error: String,
    /// How often it may still be tried; no more often than the pack says. With 0 the case stops until an operator mends it.
    retries: Option<u32>,
    /// Seconds until it may be tried again; 30 where left out, a day at most.
    retry_after_seconds: Option<u32>,
}

/// A job that ends in a BPMN error.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorBody {
    lock: u64,
    /// One of the codes that the pack names under `errors`.
    code: String,
}

/// A lock that has to last longer.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtendBody {
    lock: u64,
    /// Seconds from now, from 1 to 3600.
    lock_seconds: u32,
}

/// Locks jobs for the worker and gives them to it. While there is none it waits, if asked to.
#[utoipa::path(post, path = "/api/v1/jobs/fetch", operation_id = "fetch_jobs", tag = "jobs", request_body = FetchBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = FetchedBody), (status = 401, body = super::once::ProblemBody),
        (status = 403, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody),
        (status = 429, body = super::once::ProblemBody)))]
pub(crate) async fn fetch(
    program: Program,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<FetchBody>,
) -> Answer<Json<FetchedBody>> {
    let (view, worker) = (&program.view, &program.worker);
    within(view, "/max", (1..=MOST_FETCHED).contains(&sent.max))?;
    within(view, "/topics", (1..=TOPICS).contains(&sent.topics.len()))?;
    within(view, "/wait_seconds", sent.wait_seconds <= LONGEST_WAIT)?;
    let _place = office.poll().ok_or_else(|| Problem::too_many(5))?;
    let until = tokio::time::Instant::now() + Duration::from_secs(sent.wait_seconds);
    let once = Once::of_worker(worker.id, &what(view), &key.0);
    loop {
        let jobs = locked(&office, &program, (once.clone(), &sent)).await?;
        if !jobs.is_empty() || tokio::time::Instant::now() >= until {
            let id = worker.id;
            let given = office.read(view, move |link, parts| case::given(link, parts, id, &jobs));
            let jobs = given.await?.into_iter().map(JobBody::from).collect();
            return Ok(Json(FetchedBody { jobs }));
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// What the worker gets now, or got under the same key; nothing is written while there is nothing to lock.
async fn locked(
    office: &Office,
    program: &Program,
    (once, sent): (Once, &FetchBody),
) -> Result<Vec<u64>, Problem> {
    let (view, worker) = (&program.view, program.worker.clone());
    let wanted = Fetch {
        topics: sent.topics.clone(),
        most: sent.max,
        lock: sent.lock_seconds,
    };
    let bytes = serde_json::to_vec(sent).map_err(Problem::internal)?;
    let named = once.with(&bytes);
    let (asked, by) = (wanted.clone(), worker.clone());
    let found = office.casework().read(move |link, parts| {
        let before: Option<Vec<u64>> = named.answer(link, parts)?;
        let now = parts.clock.now();
        case::fit(&by, &asked)?;
        let full = case::full(link, &by, now)?;
        let any = case::available(link, &asked.topics, now)?;
        Ok((before, full.filter(|_| any), any, named))
    });
    let (before, full, any, named) = found.await.map_err(|e| refused(view, e))?;
    match (before, full) {
        (Some(before), _) => return Ok(before),
        (None, Some(wait)) => return Err(Problem::too_many(u64::from(wait))),
        (None, None) if !any => return Ok(Vec::new()),
        (None, None) => {}
    }
    let lock = move |tx: &mut casework::record::Tx<'_>| {
        named.run(tx, |tx| match case::fetch(tx, &worker, &wanted)? {
            Fetched::Jobs(jobs) if !jobs.is_empty() => Ok(jobs),
            _ => Err(Error::Conflict(NOTHING)),
        })
    };
    match office.casework().write(lock).await {
        Err(Error::Conflict(NOTHING)) => Ok(Vec::new()),
        other => other.map_err(|e| refused(view, e)),
    }
}

fn within(view: &web::View, pointer: &str, fits: bool) -> Result<(), Problem> {
    if fits {
        return Ok(());
    }
    Err(Problem::unprocessable().field(pointer, view.t("field-error-out-of-bounds")))
}

/// The job is done; its result goes where the pack says.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/complete", operation_id = "complete_job", tag = "jobs", request_body = JobDoneBody,
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, description = "The lock is no longer the worker's", body = super::once::ProblemBody)))]
pub(crate) async fn complete(
    program: Program,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(id): Path<u64>,
    Json(sent): Json<JobDoneBody>,
) -> Answer<Json<Done>> {
    let step = Step::Complete {
        lock: sent.lock,
        result: sent.result.clone(),
    };
    act(&office, &program, (&key, &sent), id, step).await
}

/// The job could not be done; it is tried again, or stops the case.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/fail", operation_id = "fail_job", tag = "jobs", request_body = FailBody,
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, description = "The lock is no longer the worker's", body = super::once::ProblemBody)))]
pub(crate) async fn fail(
    program: Program,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(id): Path<u64>,
    Json(sent): Json<FailBody>,
) -> Answer<Json<Done>> {
    let step = Step::Fail {
        lock: sent.lock,
        error: sent.error.clone(),
        retries: sent.retries,
        after: sent.retry_after_seconds,
    };
    act(&office, &program, (&key, &sent), id, step).await
}

/// The job ends in an error that the procedure provides for.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/error", operation_id = "end_job_in_error", tag = "jobs", request_body = ErrorBody,
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, description = "The lock is no longer the worker's", body = super::once::ProblemBody),
        (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn error(
    program: Program,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(id): Path<u64>,
    Json(sent): Json<ErrorBody>,
) -> Answer<Json<Done>> {
    let step = Step::Error {
        lock: sent.lock,
        code: sent.code.clone(),
    };
    act(&office, &program, (&key, &sent), id, step).await
}

/// The lock lasts longer.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/extend", operation_id = "extend_job", tag = "jobs", request_body = ExtendBody,
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, description = "The lock is no longer the worker's", body = super::once::ProblemBody)))]
pub(crate) async fn extend(
    program: Program,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(id): Path<u64>,
    Json(sent): Json<ExtendBody>,
) -> Answer<Json<Done>> {
    let step = Step::Extend {
        lock: sent.lock,
        seconds: sent.lock_seconds,
    };
    act(&office, &program, (&key, &sent), id, step).await
}

async fn act(
    office: &Office,
    program: &Program,
    (key, sent): (&IdempotencyKey, &impl Serialize),
    id: u64,
    step: Step,
) -> Answer<Json<Done>> {
    let (view, worker) = (&program.view, program.worker.clone());
    let once = Once::of_worker(worker.id, &what(view), &key.0);
    let work = move |tx: &mut casework::record::Tx<'_>| {
        let entry = workers::step(tx, &worker, id, &step)?;
        Ok(Done { entry: Some(entry) })
    };
    once_as(office, view, (once, sent), work).await.map(Json)
}
