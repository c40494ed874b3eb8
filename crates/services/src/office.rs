//! What the handlers hold: the casework core, passkeys, and on a demonstration its people.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts as RequestParts;
use casework::oidc::Provider;
use casework::record::Tx;
use casework::store::Link;
use casework::workers::{self, Worker};
use casework::{Casework, Error, Parts, PersonId, WorkerId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use web::access::{Access, Guard, require};
use web::security::RateLimiter;
use web::{Problem, View};
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::Url;

use crate::demo::DemoPerson;
use crate::find::search::Index;
use crate::letters::Sizes;
use crate::refusal;

/// The office behind the pages. Cheap to clone.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    casework: Casework,
    passkeys: Webauthn,
    demo: Vec<DemoPerson>,
    misses: RateLimiter<PersonId>,
    tries: RateLimiter,
    steps: RateLimiter<WorkerId>,
    search: Index,
    polls: Arc<Semaphore>,
    asks: Arc<Semaphore>,
    sizes: Sizes,
}

/// Cases of others that a person may ask for at once, and one more every three minutes. A number
/// that was mistyped takes a few; who takes more is looking for one.
const MISSES: u32 = 20;
const MISSES_PER_SECOND: f64 = 1.0 / 180.0;
/// People whose misses are remembered: past so many at a time, the record is not what suffers first.
const MISSING: usize = 65_536;

/// Decisions that a client may try at once, and one more every two seconds: enough for somebody who
/// fills forms, too few to keep a core busy.
const TRIES: u32 = 30;
const TRIES_PER_SECOND: f64 = 0.5;

/// Requests that a worker may make at once, and so many a second in the long run.
const STEPS: u32 = 400;
const STEPS_PER_SECOND: f64 = 100.0;
/// Workers that may wait for jobs at a time.
const POLLS: usize = 256;
/// Questions to identity providers at a time: each holds a thread while it waits.
const ASKS: usize = 64;

/// Why an office cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The public address is no origin for which passkeys could be made.
    #[error("{url} is no address for passkeys (https://host, or http://localhost): {cause}")]
    Origin {
        /// The address from the settings.
        url: String,
        /// What is wrong with it.
        cause: String,
    },
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office")
            .field("demo", &self.0.demo.len())
            .finish_non_exhaustive()
    }
}

impl Office {
    /// The office over `casework`, reached under its settings' public address.
    ///
    /// # Errors
    /// [`OfficeError::Origin`] when that is no address that browsers make passkeys for.
    pub fn new(casework: Casework) -> Result<Self, OfficeError> {
        Self::with_demo(casework, Vec::new())
    }

    /// The same office on a demonstration: anybody may sign in as one of these people.
    ///
    /// # Errors
    /// As [`Office::new`].
    pub fn with_demo(casework: Casework, people: Vec<DemoPerson>) -> Result<Self, OfficeError> {
        let url = casework.settings.public_url.clone();
        let passkeys = relying_party(&url).map_err(|cause| OfficeError::Origin { url, cause })?;
        Ok(Self(Arc::new(Inner {
            casework,
            passkeys,
            demo: people,
            misses: RateLimiter::new(MISSES, MISSES_PER_SECOND, MISSING),
            tries: RateLimiter::new(TRIES, TRIES_PER_SECOND, MISSING),
            steps: RateLimiter::new(STEPS, STEPS_PER_SECOND, MISSING),
            search: Index::default(),
            polls: Arc::new(Semaphore::new(POLLS)),
            asks: Arc::new(Semaphore::new(ASKS)),
            sizes: Sizes::default(),
        })))
    }

    pub(crate) fn is_demo(&self) -> bool {
        !self.0.demo.is_empty()
    }

    pub(crate) fn demo(&self) -> &[DemoPerson] {
        &self.0.demo
    }

    pub(crate) fn casework(&self) -> &Casework {
        &self.0.casework
    }

    /// Counts that a person asked for a case at which they have no seat, whether there is one or not.
    pub(crate) fn missed(&self, view: &View, person: PersonId) -> Result<(), Problem> {
        self.0.misses.take(person, view.now)
    }

    /// The words of services.
    pub(crate) fn index(&self) -> &Index {
        &self.0.search
    }

    /// Counts that a client tries rules; one whose address is not known counts with all such.
    pub(crate) fn tries(&self, view: &View) -> Result<(), Problem> {
        let client = view.peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        self.0.tries.check(client, view.now)
    }

    /// A place among the workers that wait for jobs; none when all are taken.
    pub(crate) fn poll(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.polls).try_acquire_owned().ok()
    }

    /// How large letters are that were set before.
    pub(crate) fn sizes(&self) -> &Sizes {
        &self.0.sizes
    }

    pub(crate) fn passkeys(&self) -> &Webauthn {
        &self.0.passkeys
    }

    /// Reads on one snapshot; a refusal becomes a problem in the reader's language.
    pub(crate) async fn read<T, F>(&self, view: &View, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Link, &Parts) -> Result<T, Error> + Send + 'static,
    {
        self.0
            .casework
            .read(work)
            .await
            .map_err(|e| refusal::problem(view, e))
    }

    /// Runs a command; a refusal becomes a problem in the reader's language.
    pub(crate) async fn write<T, F>(&self, view: &View, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.0
            .casework
            .write(work)
            .await
            .map_err(|e| refusal::problem(view, e))
    }

    /// The providers by which people may sign in.
    pub(crate) fn providers(&self) -> &[Provider] {
        &self.0.casework.parts.providers
    }

    /// The provider of that name.
    pub(crate) fn provider(&self, id: &str) -> Option<Provider> {
        self.providers().iter().find(|p| p.id() == id).cloned()
    }

    /// Asks a provider something, on a thread that may wait; when too many wait already, nobody is asked.
    pub(crate) async fn ask_provider<T, F>(&self, view: &View, ask: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let Ok(_place) = Arc::clone(&self.0.asks).try_acquire_owned() else {
            return Err(Problem::unavailable().saying(view.t("identity-busy")));
        };
        let asked = tokio::task::spawn_blocking(ask).await;
        asked.map_err(Problem::internal)
    }

    /// Fresh random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        self.0.casework.parts.entropy.bytes()
    }
}

fn relying_party(url: &str) -> Result<Webauthn, String> {
    let origin = Url::parse(url).map_err(|e| e.to_string())?;
    let host = origin.host_str().ok_or("it has no host")?.to_owned();
    webauthn_rs::WebauthnBuilder::new(&host, &origin)
        .and_then(|b| b.rp_name("Diwan").build())
        .map_err(|e| e.to_string())
}

/// First argument of a handler for people who are signed in.
#[derive(Clone, Debug)]
pub(crate) struct Citizen {
    pub(crate) view: View,
    pub(crate) person: PersonId,
}

/// First argument of a handler for officials.
#[derive(Clone, Debug)]
pub(crate) struct Official {
    pub(crate) view: View,
    pub(crate) person: PersonId,
}

/// First argument of a handler for supervisors; of which agencies, the handler asks.
#[derive(Clone, Debug)]
pub(crate) struct Supervisor {
    pub(crate) view: View,
    pub(crate) person: PersonId,
}

macro_rules! guard {
    ($name:ident, $access:expr) => {
        impl Guard for $name {
            const ACCESS: Access = $access;
        }

        impl<S: Sync> FromRequestParts<S> for $name {
            type Rejection = Problem;

            async fn from_request_parts(
                parts: &mut RequestParts,
                state: &S,
            ) -> Result<Self, Problem> {
                let view = View::from_request_parts(parts, state).await?;
                require(&view, $access)?;
                let person = view
                    .session
                    .person()
                    .map(PersonId)
                    .ok_or_else(Problem::sign_in)?;
                Ok(Self { view, person })
            }
        }
    };
}
/// First argument of a handler for workers: programs that show their token.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) view: View,
    pub(crate) worker: Worker,
}

impl Guard for Program {
    const ACCESS: Access = Access::Token(crate::WORKER);
}

impl FromRequestParts<Office> for Program {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        office: &Office,
    ) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, office).await?;
        let shown = parts.headers.get(header::AUTHORIZATION);
        let shown = shown.and_then(|v| v.to_str().ok());
        let token = shown.and_then(|v| v.strip_prefix("Bearer "));
        let token = token.ok_or_else(Problem::sign_in)?.trim().to_owned();
        let known = office.read(&view, move |link, _| workers::authenticate(link, &token));
        let worker = known.await?.ok_or_else(Problem::sign_in)?;
        office.0.steps.take(worker.id, view.now)?;
        Ok(Self { view, worker })
    }
}

guard!(Citizen, Access::SignedIn);
guard!(Official, Access::Role(crate::OFFICIAL));
guard!(Supervisor, Access::Role(crate::SUPERVISOR));
