//! What the handlers hold.

use casework::record::KeyError;
use casework::store::Link;
use casework::{Casework, Error, Parts};
use pack::Pack;
use web::{Problem, View};

/// Feedback over a house. Cheap to clone.
#[derive(Clone)]
pub struct Feedback(Casework);

impl std::fmt::Debug for Feedback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feedback").finish_non_exhaustive()
    }
}

impl Feedback {
    /// Over a house.
    #[must_use]
    pub fn new(casework: Casework) -> Self {
        Self(casework)
    }

    pub(crate) fn casework(&self) -> &Casework {
        &self.0
    }

    /// Reads on one snapshot; a refusal becomes a problem.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Link, &Parts) -> Result<T, Error> + Send + 'static,
    {
        self.0.read(work).await.map_err(problem)
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

/// A text of a pack in the reader's language.
pub(crate) fn words(view: &View, pack: &Pack, key: &str) -> String {
    pack.texts.format(view.lang().code(), key, &[])
}
