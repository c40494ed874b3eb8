//! What a monitor says.

use std::fmt;

use serde::Serialize;

/// What a look at the log has shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The log.
    pub origin: String,
    /// Its entries.
    pub size: u64,
    /// Entries read in this look.
    pub entries: u64,
    /// Tiles compared in this look.
    pub tiles: u64,
    /// Checkpoints of others that are part of its history.
    pub heard: u64,
    /// The checkpoint that it showed, with its signatures: evidence where something is found.
    pub shown: String,
    /// Names of the witnesses' keys that have cosigned it.
    pub witnesses: Vec<String>,
    /// Keys that are trusted because an older key of the log vouches for them.
    pub keys: Vec<String>,
    /// What is wrong or missing.
    pub findings: Vec<Finding>,
}

/// Something that is wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind.
    pub kind: Kind,
    /// What exactly, in English.
    pub detail: String,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The checkpoint is not signed by the log.
    Signature,
    /// Too few witnesses have cosigned it.
    Witnesses,
    /// The log has fewer entries than before.
    Shrunk,
    /// What was seen before is not the beginning of what is shown now.
    Rewritten,
    /// The entries do not give the root that is signed.
    Root,
    /// A tile is not what the entries give.
    Tile,
    /// What must be published is not.
    Missing,
    /// A leaf is not one of this log, or not at its place.
    Leaf,
    /// A time goes backwards, lies ahead, or before what it cannot be before.
    Time,
    /// A checkpoint that somebody holds is not part of this history.
    Forked,
    /// A receipt does not hold.
    Receipt,
    /// A place within a case has no entry, or two.
    Gap,
    /// A deadline has passed and no entry says what became of it.
    Deadline,
}

impl Report {
    /// Adds a finding.
    pub(super) fn add(&mut self, kind: Kind, detail: impl fmt::Display) {
        self.findings.push(Finding::new(kind, detail));
    }
}

impl Finding {
    pub(super) fn new(kind: Kind, detail: impl fmt::Display) -> Self {
        Self {
            kind,
            detail: detail.to_string(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = serde_json::to_value(self.kind).unwrap_or_default();
        write!(f, "{}: {}", kind.as_str().unwrap_or_default(), self.detail)
    }
}
