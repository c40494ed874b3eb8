//! What a backup holds: the pieces of each table, the log's checkpoint, the key files.

use std::collections::BTreeMap;

use casework::snapshot::Standing;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The manifest of one backup, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of this form: 1.
    pub format: u32,
    /// When it was taken (UTC).
    pub taken_at: Timestamp,
    /// The log as it was then.
    pub log: Standing,
    /// The names of each table's pieces, in order.
    pub tables: BTreeMap<String, Vec<String>>,
    /// Archives of closed cases: the SHA-256 of each and the name of its piece.
    #[serde(default)]
    pub archives: BTreeMap<String, String>,
    /// The key files: name and Base64.
    pub keys: BTreeMap<String, String>,
}

/// A backup as it stands in a list, by its name alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Summary {
    /// Entries.
    pub size: u64,
    /// When it was taken, seconds since 1970 UTC.
    pub taken_at: i64,
}

impl Summary {
    /// Its name in the backup: sorts by entries, then by time.
    #[must_use]
    pub fn name(&self) -> String {
        format!("manifests/{:015}-{:012}.age", self.size, self.taken_at)
    }

    /// From a name, when it is a manifest's.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.strip_prefix("manifests/")?.strip_suffix(".age")?;
        let (size, taken_at) = name.split_once('-')?;
        Some(Self {
            size: size.parse().ok()?,
            taken_at: taken_at.parse().ok()?,
        })
    }
}

/// The name of a piece.
pub(crate) fn piece_name(hash: &[u8; 32], table: &str) -> String {
    // The keys apart: those of earlier backups are deleted. Two letters of folders keep each small.
    let hash = hex::encode(hash);
    let kind = if table == "keys" { "keys" } else { "rows" };
    format!("{kind}/{}/{}.age", &hash[..2], &hash[2..])
}
