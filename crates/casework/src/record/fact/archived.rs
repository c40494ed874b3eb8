//! What an entry says of an archive.

use serde::{Deserialize, Serialize};

use crate::CaseId;

/// Closed cases moved to an archive: a file outside the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedCases {
    /// The month (UTC) in which they were closed: `2026-11`.
    pub period: String,
    /// SHA-256 of the file, hexadecimal: its name.
    pub sha256: String,
    /// Which cases.
    pub cases: Vec<CaseId>,
    /// How many of their entries are in it.
    pub entries: u64,
    /// How many of their documents are in it.
    pub documents: u64,
    /// Its size.
    pub bytes: u64,
}
