//! What a national log says of the agencies' logs. All of it is public.

use serde::{Deserialize, Serialize};

/// The checkpoint of an agency's log came, and goes on from the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedCheckpoint {
    /// The agency's log.
    pub origin: String,
    /// Its entries.
    pub size: u64,
    /// The note, with the log's own signatures only.
    pub checkpoint: String,
}

/// The checkpoint of an agency's log came, and contradicts the one that was received: the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedCheckpoint {
    /// The agency's log.
    pub origin: String,
    /// Entries of the refused checkpoint.
    pub size: u64,
    /// `forked`: another history under the same key; `rolled-back`: fewer entries than before.
    pub reason: String,
    /// The refused note, with the log's own signatures only.
    pub checkpoint: String,
    /// The entry of the checkpoint that it contradicts.
    pub received: u64,
    /// Of a fork: the root (hexadecimal) that the refused history has at the size of the received one.
    pub root: String,
    /// Of a fork: the consistency proof (RFC 6962; hexadecimal) from that root to the refused checkpoint.
    pub proof: Vec<String>,
}
