//! What entries say of open-contracting data: an import, and a reply to what was found in it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ImportedFile;

/// A publisher's data as they were imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataImported {
    /// Which import of the publisher.
    pub number: u64,
    /// Its id.
    pub publisher: String,
    /// What it is called.
    pub name: String,
    /// What was imported.
    pub files: Vec<ImportedFile>,
    /// SHA-256 of the settings.
    pub settings: String,
    /// SHA-256 of what the operator changed of them.
    pub overrides: String,
    /// Version of the indicators.
    pub engine: String,
    /// Contracting processes found.
    pub processes: u64,
    /// Flags found.
    pub flags: u64,
    /// Releases that could not be read.
    pub problems: u64,
    /// Hash of all that follows from the files.
    pub results: String,
}

/// A reply of a buyer or supplier, published as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyPublished {
    /// The entry that invited it.
    pub invitation: u64,
    /// Whose data it is about.
    pub publisher: String,
    /// Who replies.
    pub party: String,
    /// The contracting process.
    pub ocid: String,
    /// The flag that it is about; none: all of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<String>,
    /// The reply.
    pub text: String,
}

/// An invitation to a buyer or supplier to reply to what is flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyInvited {
    /// Whose data it is about.
    pub publisher: String,
    /// Who is invited.
    pub party: String,
    /// The hash of what lets them.
    pub code: String,
    /// By what it was sent.
    pub sent_by: String,
    /// Until when they may.
    pub until: Timestamp,
}
