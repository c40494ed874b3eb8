//! The agencies' logs that a national log follows.

use super::Fold;
use crate::Error;
use crate::record::{Entry, ReceivedCheckpoint, RecordError, RefusedCheckpoint};

impl Fold<'_> {
    pub(super) fn received(
        &mut self,
        entry: &Entry,
        received: &ReceivedCheckpoint,
    ) -> Result<(), Error> {
        let params = vec![
            received.origin.as_str().into(),
            received.size.into(),
            received.checkpoint.as_str().into(),
            entry.seq.into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into followed_logs (origin, size, checkpoint, entry, received_at) \
             values ($1, $2, $3, $4, $5) on conflict (origin) do update set \
             size = excluded.size, checkpoint = excluded.checkpoint, entry = excluded.entry, \
             received_at = excluded.received_at",
            params,
        )?)
    }

    pub(super) fn refused(
        &mut self,
        entry: &Entry,
        refused: &RefusedCheckpoint,
    ) -> Result<(), Error> {
        let params = [
            refused.origin.as_str().into(),
            entry.seq.into(),
            entry.time.into(),
            refused.size.into(),
            refused.reason.as_str().into(),
            refused.received.into(),
        ];
        let sql = "update followed_logs set refused = $2, refused_at = $3, refused_size = $4, \
                   reason = $5 where origin = $1 and entry = $6";
        match self.link.execute(sql, &params)? {
            1 => Ok(()),
            _ => {
                let (origin, received) = (&refused.origin, refused.received);
                let why = format!("entry {received} is not the last of {origin}");
                Err(RecordError::body(why).into())
            }
        }
    }
}
