//! The fold: what each entry does to the state tables. The one way in which state changes: commands
//! go through it as they run, and an audit goes through it again from the first entry on.
//!
//! Invariant: the rows after an entry depend on the rows before it and on the entry, on nothing else.

mod archives;
mod case;
mod contacts;
mod correct;
mod feedback;
mod followed_logs;
mod holds;
mod information;
mod log_keys;
mod mandates;
mod mend;
mod migration;
mod notices;
mod open_data;
mod outside;
mod people;
mod programs;
mod task;

use std::collections::HashMap;

use crate::case::Case;
use crate::record::{DataKey, Entry, Fact, KeyId, RecordError};
use crate::store::{Link, StoreError, Value};
use crate::{CaseId, Error, Parts};

/// A fold in progress over one connection.
pub(crate) struct Fold<'a> {
    link: &'a mut Link,
    parts: &'a Parts,
    cases: &'a mut HashMap<CaseId, Case>,
}

/// The salt of the last entry of each changed case seeds its row's nonce.
const CASE_ROW: &str = "case row";

impl<'a> Fold<'a> {
    /// A fold that keeps the cases it touches in `cases` until [`Fold::flush`].
    pub(crate) fn new(
        link: &'a mut Link,
        parts: &'a Parts,
        cases: &'a mut HashMap<CaseId, Case>,
    ) -> Self {
        Self { link, parts, cases }
    }

    /// Applies one entry.
    ///
    /// # Errors
    /// When the entry does not fit the state (the record or a table was changed), or the store's.
    pub(crate) fn apply(&mut self, entry: &Entry) -> Result<(), Error> {
        match (&entry.case, &entry.fact) {
            (
                _,
                Fact::NoticeQueued(_)
                | Fact::NoticeSent { .. }
                | Fact::NoticeFailed(_)
                | Fact::NoticeDelivered { .. },
            ) => {
                self.notice(entry)?;
                self.count(entry)
            }
            (Some(_), _) => self.case_entry(entry),
            (None, Fact::CaseErased { .. }) => self.erased(entry),
            (None, Fact::CasesArchived(file)) => self.archived(entry, file),
            (None, Fact::PackDeployed { .. }) => self.pack(entry),
            (None, Fact::FeedbackKeyMade(made)) => self.feedback_key(entry, made),
            (None, Fact::FeedbackTokenIssued(issued)) => self.feedback_token(entry, issued),
            (None, Fact::FeedbackGiven(batch)) => self.feedback_given(entry, batch),
            (None, Fact::MigrationProposed(_)) => self.proposed(entry),
            (None, Fact::MigrationDecided(_)) => self.decided(entry),
            (
                None,
                Fact::LogCreated { .. } | Fact::LogKeyAdded { .. } | Fact::LogKeyRetired { .. },
            ) => self.log_key(entry),
            (None, Fact::MandateOffered(_) | Fact::MandateAccepted(_) | Fact::MandateEnded(_)) => {
                self.mandate(entry)
            }
            (None, Fact::ContactChanged(_) | Fact::DeviceAdded(_) | Fact::DeviceRemoved(_)) => {
                self.contact_entry(entry)
            }
            (
                None,
                Fact::TokenMade(_)
                | Fact::TokenRevoked { .. }
                | Fact::WebhookAdded(_)
                | Fact::WebhookEnded(_),
            ) => self.program_entry(entry),
            (None, Fact::CheckpointReceived(received)) => self.received(entry, received),
            (None, Fact::CheckpointRefused(refused)) => self.refused(entry, refused),
            (None, Fact::ClockJumped { .. } | Fact::ClockCompared { .. }) => Ok(()),
            (None, Fact::WorkerAdded(_) | Fact::WorkerRevoked { .. }) => self.worker_entry(entry),
            (
                None,
                Fact::DataImported(_)
                | Fact::FlagDismissed { .. }
                | Fact::FlagReopened { .. }
                | Fact::FlagTaken { .. }
                | Fact::ReplyInvited(_)
                | Fact::ReplyPublished(_),
            ) => self.open_data(entry),
            (None, _) => self.person_entry(entry),
        }
    }

    fn pack(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::PackDeployed {
            id,
            version,
            hash,
            agency,
        } = &entry.fact
        else {
            return Ok(());
        };
        let hash = bytes32(hash)?;
        let off = vec![id.into(), false.into()];
        self.link
            .queue("update packs set current = $2 where id = $1", off)?;
        let params = vec![
            hash.into(),
            id.into(),
            version.into(),
            agency.into(),
            true.into(),
            entry.time.into(),
        ];
        Ok(self.link.queue(
            "insert into packs (hash, id, version, agency, current, deployed_at) \
             values ($1, $2, $3, $4, $5, $6) on conflict (hash) do update set current = true",
            params,
        )?)
    }

    fn key(&mut self, id: KeyId) -> Result<DataKey, Error> {
        Ok(self.parts.keys.get(self.link, id)?)
    }

    fn queue(&mut self, sql: &'static str, params: Vec<Value>) -> Result<(), StoreError> {
        self.link.queue(sql, params)
    }
}

/// 32 bytes from the hexadecimal text of an entry's body.
fn bytes32(hex_text: &str) -> Result<[u8; 32], RecordError> {
    let mut out = [0; 32];
    hex::decode_to_slice(hex_text, &mut out).map_err(RecordError::body)?;
    Ok(out)
}
