//! A write that is sent twice is done once: its answer is kept beside its effect, in one transaction. An answer may tell what a
//! person wrote, such as a draft: it is kept sealed, as that is.

use crate::record::Tx;
use crate::store::Link;
use crate::{Error, Parts, PersonId, WorkerId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long an answer is kept, in µs: a day, as long as a client may be expected to try again.
pub const KEPT: i64 = 24 * 3600 * 1_000_000;

/// Why a write is refused whose key was used with another content.
pub const REUSED: &str = "the key was used for another request";

/// What the answers are sealed for.
const PURPOSE: &str = "answer to a request";

/// Names a request: who asks, what for, the key that its sender chose; and what it holds.
#[derive(Clone, Debug)]
pub struct Once {
    key: [u8; 32],
    content: [u8; 32],
}

/// What is kept: the answer, and what it was the answer to.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    content: String,
    answer: T,
}

impl Once {
    /// The request `key` of `person` for `what` (method and path).
    pub fn new(person: PersonId, what: &str, key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(person.0.to_be_bytes());
        for part in [what, key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self {
            key: hash.finalize().into(),
            content: [0; 32],
        }
    }

    /// The request `key` of a worker for `what`.
    pub fn of_worker(worker: WorkerId, what: &str, key: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"worker\0");
        hash.update(worker.0.to_be_bytes());
        for part in [what, key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self {
            key: hash.finalize().into(),
            content: [0; 32],
        }
    }

    /// The same with what was sent.
    pub fn with(self, sent: &[u8]) -> Self {
        let content = Sha256::digest(sent).into();
        Self { content, ..self }
    }

    /// The answer of the first time, where there was one.
    ///
    /// # Errors
    /// [`Error::Conflict`] when something else was sent under the same key.
    pub fn answer<T: DeserializeOwned>(
        &self,
        link: &mut Link,
        parts: &Parts,
    ) -> Result<Option<T>, Error> {
        let sql = "select response from idempotency where key_hash = $1";
        let Some(row) = link.query_opt(sql, &[self.key.into()])? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = row.get(0)?;
        // One that a program kept before answers were sealed is of another request as far as can be told.
        let opened = parts.keys.master_open(PURPOSE, &sealed);
        let bytes = opened.map_err(|_| Error::Conflict(REUSED))?;
        let kept: Kept<T> = serde_json::from_slice(&bytes).map_err(|_| Error::Conflict(REUSED))?;
        let same = kept.content == hex::encode(self.content);
        same.then_some(Some(kept.answer))
            .ok_or(Error::Conflict(REUSED))
    }

    /// Does `work`, or gives the answer that it gave the first time.
    pub fn run<T: Serialize + DeserializeOwned>(
        &self,
        tx: &mut Tx<'_>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let parts = tx.parts();
        if let Some(answer) = self.answer(tx.link(), parts)? {
            return Ok(answer);
        }
        let content = hex::encode(self.content);
        let kept = Kept {
            content,
            answer: work(tx)?,
        };
        let bytes =
            serde_json::to_vec(&kept).map_err(|_| Error::Conflict("the answer cannot be kept"))?;
        let seed: [u8; 16] = parts.entropy.bytes();
        let sealed = parts.keys.master_seal(&seed, PURPOSE, &bytes);
        let now = tx.now();
        tx.side_table(
            "insert into idempotency (key_hash, response, created_at) values ($1, $2, $3)",
            vec![self.key.into(), sealed.into(), now.into()],
        )?;
        Ok(kept.answer)
    }
}
