//! What a witness answers over HTTP: `add-checkpoint` for logs, checkpoints and proofs for
//! monitors, a page for people and its twin for programs.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use tlog::add_checkpoint::{AddCheckpoint, MAX_REQUEST, SIZE_TYPE};
use tokio::sync::Semaphore;
use web::api::Json;
use web::{Access, Answer, Domain, Ftl, Limits, Problem, Public, Routes};
use witness::Refusal;

use super::page;
use super::store::{AnswerError, LogState, Store, log_id};
use super::{Config, WatchedLog};

/// Requests that wait for the disk at once; more are asked to come back.
const WAITING: usize = 64;

/// A running witness, as its routes see it. Cheap to clone.
#[derive(Clone)]
pub struct Watch {
    pub(super) store: Arc<Store>,
    pub(super) operator: Arc<str>,
    pub(super) url: Arc<str>,
    pub(super) titles: Arc<BTreeMap<String, WatchedLog>>,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    room: Arc<Semaphore>,
}

impl Watch {
    /// The witness of a configuration, reached at `url`, on its opened files.
    #[must_use]
    pub fn new(
        config: &Config,
        url: String,
        store: Arc<Store>,
        clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    ) -> Self {
        let titles = config.logs.iter().cloned();
        Self {
            store,
            operator: config.operator.as_str().into(),
            url: url.into(),
            titles: Arc::new(titles.map(|log| (log.origin().to_owned(), log)).collect()),
            clock,
            room: Arc::new(Semaphore::new(WAITING)),
        }
    }

    /// What it has seen, for programs.
    #[must_use]
    pub fn describe(&self) -> Value {
        describe(&self.operator, &self.url, &self.store)
    }
}

fn describe(operator: &str, url: &str, store: &Store) -> Value {
    let log = |(origin, state): (String, LogState)| {
        let seen = state.seen.as_ref();
        json!({
            "origin": origin,
            "size": seen.map(|s| s.size),
            "root": seen.map(|s| s.root.to_string()),
            "cosigned_at": seen.map(|s| page::at(s.time).to_string()),
            "checkpoint": format!("/logs/{}/checkpoint", log_id(&origin)),
            "forks": (1..=state.forks.len())
                .map(|n| format!("/logs/{}/forks/{n}", log_id(&origin)))
                .collect::<Vec<_>>(),
            "refused": state.refused,
        })
    };
    let keys = store.witness().keys();
    json!({
        "operator": operator,
        "submission_prefix": url,
        "keys": keys.map(ToString::to_string).collect::<Vec<_>>(),
        "logs": store.logs().into_iter().map(log).collect::<Vec<_>>(),
    })
}

/// The pages and addresses of a witness.
#[must_use]
pub fn domain(watch: Watch) -> Domain {
    let routes = Routes::new()
        .get("/", Access::Public, page::seen)
        .get("/api/v1/witness", Access::Public, twin)
        .post("/add-checkpoint", Access::Public, add_checkpoint)
        .get("/logs/{id}/checkpoint", Access::Public, checkpoint)
        .get("/logs/{id}/forks/{n}", Access::Public, fork);
    Domain {
        scopes: &[],
        name: "witness",
        routes: routes.with_state(watch),
        texts: Ftl::domain(
            "watch",
            include_str!("../../text/ar.ftl"),
            include_str!("../../text/en.ftl"),
            include_str!("../../text/fr.ftl"),
        ),
        ..Domain::default()
    }
}

/// Limits on clients: a log asks often, and sends no files.
#[must_use]
pub fn limits(config: &Config) -> Limits {
    Limits {
        body: MAX_REQUEST,
        upload: MAX_REQUEST,
        time: std::time::Duration::from_secs(20),
        writes_per_minute: config.requests_a_minute,
        writes_burst: 60,
        ..Limits::default()
    }
}

async fn add_checkpoint(Public(_): Public, State(watch): State<Watch>, body: Bytes) -> Response {
    let request = match AddCheckpoint::parse(&body) {
        Ok(request) => request,
        Err(fault) => return refused(&fault.into()),
    };
    let Ok(_place) = watch.room.clone().try_acquire_owned() else {
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "too many requests wait; come back\n",
        );
    };
    let now = u64::try_from((watch.clock)().as_second()).unwrap_or(0);
    let answer = move || watch.store.answer(&request, now);
    match tokio::task::spawn_blocking(answer).await {
        Ok(Ok(granted)) => {
            let lines = granted.cosignatures.iter().map(|line| format!("{line}\n"));
            plain(StatusCode::OK, &lines.collect::<String>())
        }
        Ok(Err(AnswerError::Refused(refusal))) => {
            tracing::warn!(kind = refusal.kind(), %refusal, "not cosigned");
            refused(&refusal)
        }
        Ok(Err(AnswerError::Store(error))) => {
            tracing::error!(%error, "what was seen cannot be kept: nothing is cosigned");
            broken()
        }
        Err(error) => {
            tracing::error!(%error, "add-checkpoint");
            broken()
        }
    }
}

fn broken() -> Response {
    let words = "this witness cannot keep what it sees: nothing is cosigned\n";
    plain(StatusCode::INTERNAL_SERVER_ERROR, words)
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    match refusal.size() {
        Some(size) => (
            status,
            [(header::CONTENT_TYPE, SIZE_TYPE)],
            format!("{size}\n"),
        )
            .into_response(),
        None => plain(status, &format!("{refusal}\n")),
    }
}

fn plain(status: StatusCode, text: &str) -> Response {
    let media = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, media, text.to_owned()).into_response()
}

async fn twin(Public(_): Public, State(watch): State<Watch>) -> Json<Value> {
    Json(watch.describe())
}

fn known(watch: &Watch, id: &str) -> Answer<LogState> {
    let mut logs = watch.store.logs().into_iter();
    let found = logs.find(|(origin, _)| log_id(origin) == id);
    found.map(|(_, state)| state).ok_or_else(Problem::not_found)
}

/// The checkpoint of a log that was last cosigned: for monitors, to compare with what the log shows.
async fn checkpoint(
    Public(_): Public,
    State(watch): State<Watch>,
    Path(id): Path<String>,
) -> Answer {
    let seen = known(&watch, &id)?.seen.ok_or_else(Problem::not_found)?;
    Ok(plain(StatusCode::OK, &seen.encode()))
}

/// A proof that a log has forked.
async fn fork(
    Public(_): Public,
    State(watch): State<Watch>,
    Path((id, n)): Path<(String, usize)>,
) -> Answer {
    let state = known(&watch, &id)?;
    let path = n.checked_sub(1).and_then(|n| state.forks.get(n).cloned());
    let path = path.ok_or_else(Problem::not_found)?;
    let text = tokio::task::spawn_blocking(move || std::fs::read_to_string(path)).await;
    let text = text
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let media = [(header::CONTENT_TYPE, "application/json")];
    Ok((media, text).into_response())
}
