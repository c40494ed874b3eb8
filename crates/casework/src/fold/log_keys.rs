//! The keys that sign the log.

use super::Fold;
use crate::Error;
use crate::record::{Entry, Fact, RecordError};

impl Fold<'_> {
    pub(super) fn log_key(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::LogCreated { vkey, .. } | Fact::LogKeyAdded { vkey, .. } => {
                let params = vec![entry.seq.into(), vkey.into(), entry.time.into()];
                Ok(self.queue(
                    "insert into log_keys (added, vkey, added_at) values ($1, $2, $3)",
                    params,
                )?)
            }
            Fact::LogKeyRetired { vkey, .. } => {
                let params = [vkey.into(), entry.seq.into(), entry.time.into()];
                let sql = "update log_keys set retired = $2, retired_at = $3 \
                           where vkey = $1 and retired is null";
                match self.link.execute(sql, &params)? {
                    1 => Ok(()),
                    _ => Err(RecordError::Rotation(format!("{vkey} was not in force")).into()),
                }
            }
            _ => Ok(()),
        }
    }
}
