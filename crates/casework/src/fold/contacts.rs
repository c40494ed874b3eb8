//! The fold over the ways by which people are reached.

use super::{Fold, bytes32};
use crate::Error;
use crate::record::{Entry, Fact, KeyId, RecordError};

impl Fold<'_> {
    pub(super) fn contact_entry(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.fact {
            Fact::ContactChanged(changed) => {
                let plain = serde_json::to_vec(&changed.contact).map_err(RecordError::body)?;
                let key = self.key(KeyId::Person(changed.person))?;
                let sealed = key.seal(&entry.salt, "contact", &plain);
                let params = vec![changed.person.into(), sealed.into()];
                Ok(self.queue(
                    "insert into contacts (person, sealed) values ($1, $2) \
                     on conflict (person) do update set sealed = excluded.sealed",
                    params,
                )?)
            }
            Fact::DeviceAdded(added) => {
                let plain = serde_json::to_vec(added).map_err(RecordError::body)?;
                let key = self.key(KeyId::Person(added.person))?;
                let sealed = key.seal(&entry.salt, "device", &plain);
                let params = vec![
                    bytes32(&added.device)?.into(),
                    added.person.into(),
                    entry.time.into(),
                    sealed.into(),
                ];
                Ok(self.queue(
                    "insert into devices (id, person, added_at, sealed) values ($1, $2, $3, $4)",
                    params,
                )?)
            }
            Fact::DeviceRemoved(removed) => {
                let params = vec![bytes32(&removed.device)?.into(), removed.person.into()];
                let sql = "delete from devices where id = $1 and person = $2";
                Ok(self.queue(sql, params)?)
            }
            _ => Ok(()),
        }
    }
}
