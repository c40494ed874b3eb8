//! Mandates, as entries have them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// A person offers somebody to act for them. The entry is kept under the principal's key; its index is the mandate's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateOffered {
    /// For whom.
    pub principal: PersonId,
    /// The address of who is to act.
    pub to: String,
    /// Its keyed hash.
    pub tag: String,
    /// For one service, by the pack's id; without one, for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Until when.
    pub until: Timestamp,
}

/// Somebody agreed to act for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateAccepted {
    /// The entry that offered it.
    pub mandate: u64,
    /// For whom.
    pub principal: PersonId,
    /// Who acts.
    pub representative: PersonId,
}

/// A mandate ended before its time, or an offer was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateEnded {
    /// The entry that offered it.
    pub mandate: u64,
    /// For whom it was.
    pub principal: PersonId,
    /// How it ended.
    pub how: MandateEnd,
}

/// How a mandate ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateEnd {
    /// Its principal took it back.
    Withdrawn,
    /// Who was asked said no.
    Declined,
    /// The representative laid it down.
    LaidDown,
}
