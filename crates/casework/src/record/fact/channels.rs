//! What entries say of notices, and of the ways by which people are reached.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Notice;
use crate::PersonId;

/// A way by which a person is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A letter by e-mail.
    #[default]
    Email,
    /// A short message to a mobile.
    Sms,
    /// A message to a browser or device that its owner subscribed (RFC 8030).
    Push,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Push];

    /// As in entries, columns, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Push => "push",
        }
    }

    /// The channel of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == name)
    }
}

/// Hours in which nothing is sent but what is urgent: minutes since midnight in the house's time zone. They may go past
/// midnight, and are never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// The first minute, from 0 to 1439.
    pub from: u16,
    /// The first minute after them.
    pub until: u16,
}

/// How a person is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Tried first.
    pub channel: Channel,
    /// A number that was proven by a code, as of ITU-T E.164: `+` and digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
}

/// Somebody chose how they are reached; under their key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedContact {
    /// Who.
    pub person: PersonId,
    /// All of it, as it is from now on.
    pub contact: Contact,
}

/// A browser or device may be sent push messages; under the person's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedDevice {
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the endpoint, hexadecimal: its name.
    pub device: String,
    /// Where its push service takes messages.
    pub endpoint: String,
    /// Its public key (P-256, uncompressed) in base64url, for which messages are encrypted (RFC 8291).
    pub key: String,
    /// Its authentication secret of 16 bytes, base64url.
    pub secret: String,
    /// As its owner calls it.
    pub label: String,
}

/// A device is sent nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedDevice {
    /// Whose.
    pub person: PersonId,
    /// As of [`AddedDevice::device`].
    pub device: String,
    /// Its push service says that there is no such subscription (RFC 8030, 7.3); else its owner removed it.
    pub gone: bool,
}

/// A message is to leave the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedNotice {
    /// None for an address outside the house.
    pub person: Option<PersonId>,
    /// By which channel.
    pub channel: String,
    /// The same however often it is tried.
    pub message_id: String,
    /// To whom, and what it says.
    pub notice: Notice,
    /// Not before: the end of the recipient's quiet hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// The notice in whose place it is sent, since that could not be delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
}

/// A message could not be handed over, or was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedNotice {
    /// Which: the entry that queued it.
    pub notice: u64,
    /// Why.
    pub error: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again; without it, it was given up.
    pub next: Option<Timestamp>,
}
