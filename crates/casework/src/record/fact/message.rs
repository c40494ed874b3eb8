//! What entries say of a message between applicant and office.

use serde::{Deserialize, Serialize};

use super::Side;

/// Somebody wrote to the other side of the counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMessage {
    /// Which message of the case, counted from 1.
    pub n: u32,
    /// Who wrote.
    pub side: Side,
    /// Plain text.
    pub text: String,
    /// The template that it was written from, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<UsedReply>,
}

/// A template that an official wrote from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedReply {
    /// Its id in the case's pack.
    pub template: String,
    /// The text is not as the system filled it.
    pub edited: bool,
}
