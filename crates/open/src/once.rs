//! A write of the API that is sent twice is done once: its answer is kept beside its effect.

use casework::record::Tx;
use casework::{Actor, Error, PersonId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use web::api::IdempotencyKey;
use web::{Problem, View};

use crate::Open;
use crate::office::must_investigate;

/// Why a write is refused whose key was used with another content.
const REUSED: &str = "the key was used for another request";

/// What a write did.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Written {
    /// Index of the first entry that it appended; none where it changed nothing of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<u64>,
}

/// What is kept: the answer, and what it was the answer to.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    content: String,
    answer: T,
}

/// Does an investigator's write once for its key; sent again, it gives the first answer.
pub(crate) async fn once<T, F>(
    open: &Open,
    view: &View,
    person: PersonId,
    (key, sent): (&IdempotencyKey, &impl Serialize),
    mut work: F,
) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: FnMut(&mut Tx<'_>, Actor) -> Result<T, Error> + Send + 'static,
{
    let mut hash = Sha256::new();
    hash.update(person.0.to_be_bytes());
    for part in [view.method.as_str(), &view.path, &key.0] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let key: [u8; 32] = hash.finalize().into();
    let sent = serde_json::to_vec(sent).map_err(Problem::internal)?;
    let content = hex::encode(Sha256::digest(sent));
    let done = open.casework().write(move |tx| {
        must_investigate(tx.link(), person)?;
        let sql = "select response from idempotency where key_hash = $1";
        if let Some(row) = tx.query_opt(sql, &[key.into()])? {
            let kept: Kept<T> = serde_json::from_slice(&row.get::<Vec<u8>>(0)?)
                .map_err(|_| Error::Conflict(REUSED))?;
            let same = kept.content == content;
            return same.then_some(kept.answer).ok_or(Error::Conflict(REUSED));
        }
        let kept = Kept {
            content: content.clone(),
            answer: work(tx, Actor::Person(person))?,
        };
        let bytes =
            serde_json::to_vec(&kept).map_err(|_| Error::Conflict("the answer cannot be kept"))?;
        let now = tx.now();
        tx.side_table(
            "insert into idempotency (key_hash, response, created_at) values ($1, $2, $3)",
            vec![key.into(), bytes.into(), now.into()],
        )?;
        Ok(kept.answer)
    });
    done.await.map_err(|e| match e {
        Error::Conflict(why) if why == REUSED => {
            Problem::unprocessable().saying(view.t("open-key-reused"))
        }
        e => crate::office::problem(e),
    })
}
