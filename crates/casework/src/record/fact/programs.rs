//! What entries say of tokens for programs and of webhooks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// Somebody made a token by which a program acts for them; under their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeToken {
    /// Counted from 1 within a log.
    pub token: i64,
    /// For whom it acts.
    pub person: PersonId,
    /// As its owner calls it.
    pub name: String,
    /// What it may do; everything else is refused.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires: Timestamp,
    /// SHA-256 of it, hexadecimal.
    pub hash: String,
}

/// An agency has events of its cases sent to an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedWebhook {
    /// Whose cases.
    pub agency: String,
    /// Where events are sent.
    pub url: String,
    /// Which kinds of entries.
    pub events: Vec<String>,
    /// Hexadecimal; its secret is derived from this and the house's master key.
    pub nonce: String,
}

/// A webhook is sent nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedWebhook {
    /// The entry that added it.
    pub webhook: u64,
    /// Nothing could be delivered for days; else a supervisor ended it.
    pub failing: bool,
}
