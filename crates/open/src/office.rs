//! What the handlers hold, and who is an investigator.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts as RequestParts;
use casework::record::{KeyError, Tx};
use casework::store::Link;
use casework::{Actor, Casework, Error, Parts, PersonId};
use tokio::sync::Notify;
use web::access::{Access, Guard, require};
use web::{Problem, View};

use crate::fetch::Hosts;

/// Role of a session whose person is an investigator somewhere, for [`Access::Role`].
pub const INVESTIGATOR: &str = "role:investigator";
/// The pack whose cases are opened from flags; its agency's investigators are who may.
pub const PACK: &str = "flag-review";
/// The role in that pack.
const ROLE: &str = "investigator";

/// Open contracting over a house. Cheap to clone.
#[derive(Clone)]
pub struct Open(Arc<Inner>);

struct Inner {
    casework: Casework,
    overrides: String,
    hosts: Hosts,
    wake: Notify,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

impl Open {
    /// Over a house. `overrides`: settings of the indicators that differ from the defaults (TOML);
    /// `hosts`: where data may be fetched from.
    ///
    /// # Errors
    /// When the settings do not fit.
    pub fn new(
        casework: Casework,
        overrides: String,
        hosts: Hosts,
    ) -> Result<Open, crate::derive::DeriveError> {
        crate::derive::engine(&overrides)?;
        Ok(Open(Arc::new(Inner {
            casework,
            overrides,
            hosts,
            wake: Notify::new(),
        })))
    }

    pub(crate) fn casework(&self) -> &Casework {
        &self.0.casework
    }

    pub(crate) fn overrides(&self) -> &str {
        &self.0.overrides
    }

    pub(crate) fn hosts(&self) -> &Hosts {
        &self.0.hosts
    }

    /// There is a new job.
    pub(crate) fn wake(&self) {
        self.0.wake.notify_one();
    }

    pub(crate) async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// Reads on one snapshot; a refusal becomes a problem in the reader's language.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Link, &Parts) -> Result<T, Error> + Send + 'static,
    {
        self.0.casework.read(work).await.map_err(problem)
    }

    /// Runs a command of an investigator; a refusal becomes a problem.
    pub(crate) async fn act<T, F>(&self, person: PersonId, mut work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>, Actor) -> Result<T, Error> + Send + 'static,
    {
        let acting = self.0.casework.write(move |tx| {
            must_investigate(tx.link(), person)?;
            work(tx, Actor::Person(person))
        });
        acting.await.map_err(problem)
    }

    /// Runs a command of anybody.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.0.casework.write(work).await.map_err(problem)
    }
}

/// What the core refuses, as a problem.
pub(crate) fn problem(error: Error) -> Problem {
    match error {
        Error::NotFound => Problem::not_found(),
        Error::Key(KeyError::Destroyed(_)) => Problem::gone(),
        Error::Forbidden(why) => Problem::forbidden().because(why),
        Error::Conflict(why) => Problem::conflict().because(why),
        Error::Field { field, reason } => {
            Problem::unprocessable().field(format!("/{field}"), reason)
        }
        Error::Store(e) if e.is_unavailable() => Problem::unavailable().because(e),
        other => Problem::internal(other),
    }
}

/// Whether somebody is an investigator of the agency that reviews flags, now.
pub(crate) fn investigates(link: &mut Link, person: PersonId) -> Result<bool, Error> {
    let sql = "select 1 from packs p join roles r on r.agency = p.agency \
               where p.id = $1 and p.current = $2 and r.role = $3 and r.person = $4";
    let params = [PACK.into(), true.into(), ROLE.into(), person.into()];
    Ok(link.query_opt(sql, &params)?.is_some())
}

/// # Errors
/// [`Error::Forbidden`] for all but investigators.
pub(crate) fn must_investigate(link: &mut Link, person: PersonId) -> Result<(), Error> {
    if investigates(link, person)? {
        Ok(())
    } else {
        Err(Error::Forbidden("only an investigator may"))
    }
}

/// First argument of a handler for investigators. Whether they still are, the command or query asks.
#[derive(Clone, Debug)]
pub(crate) struct Investigator {
    pub(crate) view: View,
    pub(crate) person: PersonId,
}

impl Guard for Investigator {
    const ACCESS: Access = Access::Role(INVESTIGATOR);
}

impl<S: Sync> FromRequestParts<S> for Investigator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut RequestParts, state: &S) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, state).await?;
        require(&view, Self::ACCESS)?;
        let person = view
            .session
            .person()
            .map(PersonId)
            .ok_or_else(Problem::sign_in)?;
        Ok(Self { view, person })
    }
}
