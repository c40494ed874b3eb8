//! A write that is sent twice is done once: its answer is kept beside its effect, in one transaction.

use casework::record::Tx;
use casework::{Error, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// How long an answer is kept, in µs: a day, as long as a client may be expected to try again.
pub(crate) const KEPT: i64 = 24 * 3600 * 1_000_000;

/// Names a request: who asks, what for, the key that its sender chose.
#[derive(Clone, Debug)]
pub(crate) struct Once([u8; 32]);

impl Once {
    /// The request `key` of `person` for `what` (method and path).
    pub(crate) fn new(person: PersonId, what: &str, key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(person.0.to_be_bytes());
        for part in [what, key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash.finalize().into())
    }

    /// Does `work`, or gives the answer that it gave the first time.
    pub(crate) fn run<T: Serialize + DeserializeOwned>(
        &self,
        tx: &mut Tx<'_>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let sql = "select response from idempotency where key_hash = $1";
        if let Some(row) = tx.query_opt(sql, &[self.0.into()])? {
            let bytes: Vec<u8> = row.get(0)?;
            return serde_json::from_slice(&bytes)
                .map_err(|_| Error::Conflict("the key was used for another request"));
        }
        let answer = work(tx)?;
        let bytes = serde_json::to_vec(&answer)
            .map_err(|_| Error::Conflict("the answer cannot be kept"))?;
        let now = tx.now();
        tx.side_table(
            "insert into idempotency (key_hash, response, created_at) values ($1, $2, $3)",
            vec![self.0.into(), bytes.into(), now.into()],
        )?;
        Ok(answer)
    }
}
