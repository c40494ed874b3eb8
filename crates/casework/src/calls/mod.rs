//! Calls to other systems leave here, after the commit that queued them. The answer comes back through the one door.
//!
//! A crash between the other system's answer and our entry repeats the call with the same `Idempotency-Key`: who was
//! called knows it again. What may be called, the operator says; a pack cannot.

mod address;
mod send;
mod sign;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pack::call::Origin;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tracing::Instrument as _;

use crate::case::{Action, Answer, act};
use crate::record::fact::CallRequest;
use crate::record::{KeyId, RecordError, Tx};
use crate::store::{Link, Row};
use crate::{Actor, CaseId, Casework, Error, Parts, SPANS, claims};

pub(crate) use send::agent;
pub use sign::Signer;

/// Calls to one host at a time, and to all.
const AT_ONE: usize = 4;
const AT_ALL: usize = 32;
/// Calls of one host looked at in one sweep.
const SWEEP: u32 = 64;
/// Hosts looked at in one sweep.
const HOSTS: u32 = 256;
/// Seconds after a call's own time for which its node has it to itself.
const AFTER: u32 = 30;

/// A host that may be called.
#[derive(Clone)]
pub struct Allowed {
    /// Scheme, host and port: all three as a pack names them.
    pub origin: Origin,
    /// Whether its name may lead to an address that is not public: loopback, private, link-local.
    pub internal: bool,
    /// What is sent as `Authorization: Bearer`.
    pub token: Option<String>,
}

impl std::fmt::Debug for Allowed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Allowed")
            .field("origin", &self.origin)
            .field("internal", &self.internal)
            .field("token", &self.token.is_some())
            .finish()
    }
}

/// Makes calls. Cheap to clone.
#[derive(Clone)]
pub struct Caller(Arc<Inner>);

struct Inner {
    hosts: BTreeMap<String, Host>,
    signer: Signer,
    all: Arc<Semaphore>,
    flying: Mutex<HashSet<(CaseId, u64)>>,
}

struct Host {
    sender: send::Sender,
    free: Arc<Semaphore>,
}

impl Caller {
    /// One that signs with the house's key and calls these hosts only.
    pub fn new(parts: &Parts, allowed: Vec<Allowed>) -> Self {
        let host = |allowed: Allowed| {
            let name = allowed.origin.to_string();
            let free = Arc::new(Semaphore::new(AT_ONE));
            let sender = send::Sender::new(allowed);
            (name, Host { sender, free })
        };
        Self(Arc::new(Inner {
            hosts: allowed.into_iter().map(host).collect(),
            signer: Signer::new(parts),
            all: Arc::new(Semaphore::new(AT_ALL)),
            flying: Mutex::default(),
        }))
    }
}

impl Inner {
    fn flying(&self) -> std::sync::MutexGuard<'_, HashSet<(CaseId, u64)>> {
        self.flying.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call that waits to leave.
struct Waiting {
    case: CaseId,
    job: u64,
    origin: String,
    request: CallRequest,
}

impl Waiting {
    fn name(&self) -> String {
        format!("{}:{}", self.case, self.job)
    }
}

/// One call in this process at a time; ends with it.
struct Flight {
    caller: Caller,
    call: (CaseId, u64),
    _permits: [OwnedSemaphorePermit; 2],
}

impl Flight {
    fn begin(caller: &Caller, waiting: &Waiting) -> Option<Self> {
        let host = caller.0.hosts.get(&waiting.origin);
        // Whoever may not be called takes no place at a host.
        let free = host.map_or_else(|| Arc::new(Semaphore::new(1)), |h| Arc::clone(&h.free));
        let permits = [
            free.try_acquire_owned().ok()?,
            Arc::clone(&caller.0.all).try_acquire_owned().ok()?,
        ];
        let call = (waiting.case, waiting.job);
        caller.0.flying().insert(call).then(|| Self {
            caller: caller.clone(),
            call,
            _permits: permits,
        })
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.caller.0.flying().remove(&self.call);
    }
}

/// Makes what is due every `every` until the process ends. A slow host holds up nobody else.
pub async fn run(casework: Casework, caller: Caller, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        match start(&casework, &caller).await {
            Ok(mut started) => started.detach_all(),
            Err(error) => tracing::error!(%error, "calls"),
        }
    }
}

/// Makes what is due and waits for all of it; says how many came to something.
///
/// # Errors
/// The store's. A call that fails is an entry, not an error.
pub async fn sweep(casework: &Casework, caller: &Caller) -> Result<usize, Error> {
    let started = start(casework, caller).await?;
    let done = started.join_all().await;
    Ok(done.into_iter().filter(|done| *done).count())
}

async fn start(casework: &Casework, caller: &Caller) -> Result<JoinSet<bool>, Error> {
    let mut started = JoinSet::new();
    for waiting in casework.read(waiting).await? {
        if let Some(flight) = Flight::begin(caller, &waiting) {
            started.spawn(one(casework.clone(), flight, waiting));
        }
    }
    Ok(started)
}

fn waiting(link: &mut Link, parts: &Parts) -> Result<Vec<Waiting>, Error> {
    let now = crate::record::present(link, &parts.clock)?;
    let hosts = link.query(
        "select distinct origin from calls where state = 'queued' and next_at <= $1 limit $2",
        &[now.into(), HOSTS.into()],
    )?;
    let mut all = Vec::new();
    for host in hosts {
        let origin: String = host.get(0)?;
        let rows = link.query(
            "select case_id, job, origin, sealed from calls where state = 'queued' \
             and origin = $1 and next_at <= $2 order by next_at limit $3",
            &[origin.into(), now.into(), SWEEP.into()],
        )?;
        for row in rows {
            match opened(link, parts, &row) {
                Ok(call) => all.push(call),
                // One that cannot be opened must not hold up the others; the audit finds it.
                Err(error) => tracing::error!(%error, "a queued call cannot be read"),
            }
        }
    }
    Ok(all)
}

fn opened(link: &mut Link, parts: &Parts, row: &Row) -> Result<Waiting, Error> {
    let (case, sealed): (CaseId, Vec<u8>) = (row.get(0)?, row.get(3)?);
    let key = parts.keys.get(link, KeyId::Case(case))?;
    let plain = key.open("call", &sealed)?;
    Ok(Waiting {
        case,
        job: row.get(1)?,
        origin: row.get(2)?,
        request: serde_json::from_slice(&plain).map_err(RecordError::body)?,
    })
}

async fn one(casework: Casework, flight: Flight, waiting: Waiting) -> bool {
    let host = waiting.origin.clone();
    let span = tracing::info_span!(
        target: SPANS, "call", server.address = host, http.response.status_code = tracing::field::Empty
    );
    let made = made(&casework, &flight.caller, waiting).instrument(span);
    match made.await {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "a call");
            false
        }
    }
}

async fn made(casework: &Casework, caller: &Caller, waiting: Waiting) -> Result<bool, Error> {
    let seconds = i64::from(waiting.request.timeout + AFTER);
    let (case, job) = (waiting.case, waiting.job);
    let due = move |tx: &mut Tx<'_>| still_queued(tx, case, job);
    if !claims::take(casework, "call", waiting.name(), seconds, due).await? {
        return Ok(false);
    }
    let name = waiting.name();
    let (at, caller) = (casework.parts.clock.now(), caller.clone());
    let sent = tokio::task::spawn_blocking(move || match caller.0.hosts.get(&waiting.origin) {
        Some(host) => host.sender.send(&waiting.request, &caller.0.signer, at),
        None => not_allowed(&waiting.origin),
    });
    let answer = sent.await.unwrap_or_else(|e| Answer::Failed {
        error: e.to_string(),
        again: true,
    });
    match &answer {
        Answer::Failed {
            error,
            again: false,
        } => tracing::warn!(%case, error, "a call failed for good: its case stops"),
        Answer::Failed { .. } => {}
        Answer::Came { status, .. } => {
            tracing::Span::current().record("http.response.status_code", *status);
        }
    }
    match settle(casework, case, job, &name, answer).await {
        // What the case cannot take is the answer's fault: it is not asked for again.
        Err(error @ (Error::Engine(_) | Error::Record(_) | Error::Panicked)) => {
            let error = format!("the answer cannot be used: {error}");
            let answer = Answer::Failed {
                error,
                again: false,
            };
            settle(casework, case, job, &name, answer)
                .await
                .map(|()| true)
        }
        // Another node was faster, or the case is gone.
        Err(Error::Conflict(_) | Error::NotFound) => Ok(false),
        other => other.map(|()| true),
    }
}

/// Whether a call waits still, and its time has come.
fn still_queued(tx: &mut Tx<'_>, case: CaseId, job: u64) -> Result<bool, Error> {
    let now = tx.now();
    let row = tx.query_opt(
        "select 1 from calls where case_id = $1 and job = $2 and state = 'queued' and next_at <= $3",
        &[case.into(), job.into(), now.into()],
    )?;
    Ok(row.is_some())
}

fn not_allowed(origin: &str) -> Answer {
    let error = format!(
        "{origin} may not be called: start `diwan serve` with --allow-call {origin} if it should, then retry"
    );
    Answer::Failed {
        error,
        again: false,
    }
}

/// Writes down what came of a call, and lets go of it.
async fn settle(
    casework: &Casework,
    case: CaseId,
    job: u64,
    name: &str,
    answer: Answer,
) -> Result<(), Error> {
    let (name, action) = (name.to_owned(), Action::Answer { job, answer });
    casework
        .write(move |tx| {
            act(tx, Actor::System, case, &action)?;
            claims::release(tx, "call", &name)
        })
        .await
}
