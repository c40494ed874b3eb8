//! The fold over notices: what is to leave the house, and what became of it.

use super::Fold;
use crate::Error;
use crate::record::fact::{FailedNotice, QueuedNotice};
use crate::record::{Entry, Fact, RecordError};

impl Fold<'_> {
    pub(super) fn notice(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::NoticeQueued(QueuedNotice {
                person,
                channel,
                message_id,
                notice,
                not_before,
                after,
            }) => {
                let plain = serde_json::to_vec(notice).map_err(RecordError::body)?;
                let sealed = self
                    .key(entry.key_id())?
                    .seal(&entry.salt, "notice", &plain);
                let params = vec![
                    entry.seq.into(),
                    entry.case_id().into(),
                    (*person).into(),
                    channel.into(),
                    message_id.into(),
                    "queued".into(),
                    0_i64.into(),
                    not_before.unwrap_or(entry.time).into(),
                    sealed.into(),
                    (*after).into(),
                ];
                Ok(self.queue(
                    "insert into notices (seq, case_id, person, channel, message_id, state, \
                     attempts, next_at, sealed, after_seq) \
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    params,
                )?)
            }
            Fact::NoticeSent { notice } => {
                let params = vec![(*notice).into(), entry.time.into()];
                Ok(self.queue(
                    "update notices set state = 'sent', attempts = attempts + 1, sent_at = $2, \
                     error = null where seq = $1",
                    params,
                )?)
            }
            Fact::NoticeDelivered { notice } => {
                let params = vec![(*notice).into(), entry.time.into()];
                let sql = "update notices set delivered_at = $2 where seq = $1";
                Ok(self.queue(sql, params)?)
            }
            Fact::NoticeFailed(FailedNotice {
                notice,
                error,
                attempts,
                next,
            }) => {
                let state = if next.is_some() { "queued" } else { "failed" };
                let params = vec![
                    (*notice).into(),
                    state.into(),
                    (*attempts).into(),
                    next.unwrap_or(entry.time).into(),
                    error.into(),
                ];
                Ok(self.queue(
                    "update notices set state = $2, attempts = $3, next_at = $4, error = $5 \
                     where seq = $1",
                    params,
                )?)
            }
            _ => Ok(()),
        }
    }
}
