//! What a command can fail with.

use crate::CaseNumber;
use crate::case::sign::SignatureError;
use crate::record::{KeyError, RecordError};
use crate::store::StoreError;

/// Why a command did not happen. Nothing has changed when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A key is missing, destroyed or another.
    #[error(transparent)]
    Key(KeyError),
    /// The record is not as it should be.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// There is no such thing, or not for this person: which of the two is not told.
    #[error("not found")]
    NotFound,
    /// The person may see it but not do this.
    #[error("not allowed: {0}")]
    Forbidden(&'static str),
    /// Somebody else was faster, or it was done already.
    #[error("no longer possible: {0}")]
    Conflict(&'static str),
    /// What was sent does not fit; by field.
    #[error("{} fields do not fit", .0.len())]
    Invalid(Vec<pack::FieldError>),
    /// A field outside a form does not fit.
    #[error("{field}: {reason}")]
    Field {
        /// Which.
        field: &'static str,
        /// A text key that says why.
        reason: &'static str,
    },
    /// The decision is not signed as it has to be.
    #[error("the decision's signature: {0}")]
    Signature(#[from] SignatureError),
    /// It must be known more surely who does the task.
    #[error("the pack asks for the assurance level `{}` of who does this", .0.as_str())]
    Assurance(pack::Assurance),
    /// The engine refused the command.
    #[error("the process refuses: {0}")]
    Engine(#[from] bpmn::Refusal),
    /// An archive is missing or not what it was.
    #[error(transparent)]
    Archive(#[from] crate::archive::ArchiveError),
    /// The pack cannot be used.
    #[error("pack: {0}")]
    Pack(String),
    /// Cases cannot be moved so between versions of a pack.
    #[error("migration: {0}")]
    Migration(String),
    /// The command has a fault: it stopped in the middle and was undone.
    #[error("the command failed inside; nothing was changed")]
    Panicked,
    /// An entry does not follow the one before it in its case.
    #[error("case {case} has {has} entries, the next one says {next}")]
    Gap {
        /// Which case.
        case: CaseNumber,
        /// Entries so far.
        has: u64,
        /// What the entry says.
        next: u64,
    },
}

impl From<KeyError> for Error {
    fn from(e: KeyError) -> Self {
        match e {
            KeyError::Store(e) => Self::Store(e),
            e => Self::Key(e),
        }
    }
}

impl Error {
    /// The store's error inside, or the error itself where it is another.
    ///
    /// # Errors
    /// The error, when it is not the store's.
    pub fn into_store(self) -> Result<StoreError, Self> {
        match self {
            Self::Store(e) => Ok(e),
            e => Err(e),
        }
    }
}
