//! An entry: the body that is committed to, and its place in the log.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use tlog::{Hash, Leaf};

use super::fact::{
    AddedDevice, ChangedContact, Fact, LinkedIdentity, MadeToken, MandateAccepted, MandateEnded,
    MandateOffered, QueuedNotice, UnlinkedIdentity, without_floats,
};
use super::{KeyId, RecordError};
use crate::{Actor, CaseId, CaseNumber, PersonId};

/// The case that an entry belongs to, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InCase {
    /// Which case.
    pub number: CaseNumber,
    /// The entry's place within the case, from 1, without gaps.
    pub n: u64,
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Index of the leaf, from 0.
    pub seq: u64,
    /// When; never before the entry before it.
    pub time: Timestamp,
    /// Who.
    pub actor: Actor,
    /// For whom, where somebody acts by another's mandate.
    pub behalf: Option<PersonId>,
    /// In which case, if in one.
    pub case: Option<InCase>,
    /// What.
    pub fact: Fact,
    /// Random bytes that keep the commitment from being guessed.
    pub salt: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct Body {
    v: u8,
    log: String,
    time: Timestamp,
    actor: Actor,
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    behalf: Option<Actor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<u64>,
    #[serde(flatten)]
    fact: Json,
}

impl Entry {
    /// The name of its kind, and the body that the leaf commits to: canonical JSON.
    ///
    /// # Errors
    /// [`RecordError::Body`] when it is past the canonical form's limits.
    pub fn encode(&self, origin: &str) -> Result<(String, Vec<u8>), RecordError> {
        let fact = serde_json::to_value(&self.fact).map_err(RecordError::body)?;
        let kind = fact
            .get("kind")
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned();
        let body = Body {
            v: 1,
            log: origin.to_owned(),
            time: self.time,
            actor: self.actor,
            behalf: self.behalf.map(Actor::Person),
            case: self.case.map(|c| c.number.to_string()),
            n: self.case.map(|c| c.n),
            fact,
        };
        let mut body = serde_json::to_value(&body).map_err(RecordError::body)?;
        without_floats(&mut body);
        Ok((
            kind,
            tlog::canonical::to_vec(&body).map_err(RecordError::body)?,
        ))
    }

    /// Reads a body back.
    ///
    /// # Errors
    /// [`RecordError::Body`] when it is not one of ours.
    pub fn from_body(seq: u64, salt: [u8; 32], body: &[u8]) -> Result<Self, RecordError> {
        let body: Body = serde_json::from_slice(body).map_err(RecordError::body)?;
        let number = body.case.map(|c| c.parse::<CaseNumber>()).transpose();
        let number = number.map_err(RecordError::body)?;
        let fact = serde_json::from_value(body.fact).map_err(RecordError::body)?;
        let case = number.zip(body.n).map(|(number, n)| InCase { number, n });
        Ok(Self {
            seq,
            time: body.time,
            actor: body.actor,
            behalf: body.behalf.and_then(Actor::person),
            case,
            fact,
            salt,
        })
    }

    /// The key under which the body is kept.
    pub fn key_id(&self) -> KeyId {
        match (&self.case, &self.fact) {
            (Some(case), _) => KeyId::Case(case.number.id()),
            (
                None,
                Fact::PersonRegistered { person, .. }
                | Fact::PersonChanged { person, .. }
                | Fact::NoticeQueued(QueuedNotice {
                    person: Some(person),
                    ..
                })
                | Fact::ContactChanged(ChangedContact { person, .. })
                | Fact::DeviceAdded(AddedDevice { person, .. })
                | Fact::TokenMade(MadeToken { person, .. })
                | Fact::IdentityLinked(LinkedIdentity { person, .. })
                | Fact::IdentityUnlinked(UnlinkedIdentity { person, .. })
                | Fact::SessionOpened { person, .. }
                | Fact::SessionRefused { person, .. }
                | Fact::PasskeyAdded { person, .. },
            ) => KeyId::Person(*person),
            (
                None,
                Fact::MandateOffered(MandateOffered { principal, .. })
                | Fact::MandateAccepted(MandateAccepted { principal, .. })
                | Fact::MandateEnded(MandateEnded { principal, .. }),
            ) => KeyId::Person(*principal),
            (None, _) => KeyId::Log,
        }
    }

    /// The case's id, if in one.
    pub fn case_id(&self) -> Option<CaseId> {
        self.case.map(|c| c.number.id())
    }
}

/// The published leaf of an entry.
pub fn leaf(origin: &str, seq: u64, time: Timestamp, salt: &[u8; 32], body: &[u8]) -> Leaf {
    Leaf::new(
        origin,
        seq,
        time.as_microsecond(),
        tlog::commitment(salt, body),
    )
}

/// The leaf's hash in the tree.
pub fn leaf_hash(leaf: &Leaf) -> Hash {
    tlog::leaf_hash(&leaf.encode())
}
