//! An agency's house: the national log's receipt of this log's checkpoint, for the receipts given out here.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tlog::national::{National, NationalError, received_note};
use tlog::{Checkpoint, Malformed, Note, Policy, Receipt, TlogProof};

use super::fetch::{self, FetchError};
use crate::http::Http;
use crate::record::{self, LOG_ID, RecordError, log_verifiers};
use crate::store::{Link, StoreError};
use crate::{Casework, Error, Parts, claims};

/// What a claim is called: there is one national log.
const CLAIM: (&str, &str) = ("nation", "receipt");

/// A national log, and who is trusted to be it.
#[derive(Clone, Debug)]
pub struct Nation {
    /// The address before `/checkpoint`, without a slash at the end.
    pub url: String,
    /// Its key, and the witnesses that must have cosigned.
    pub policy: Arc<Policy>,
}

/// Up to where the national log has received this log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The national log.
    pub nation: String,
    /// Entries of this log that it covers.
    pub size: u64,
    /// When that was last learned.
    pub at: Timestamp,
}

/// Why there is no new receipt.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The national log cannot be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It has received nothing of this log.
    #[error("the national log has received no checkpoint of this log: does it follow `{0}`?")]
    Unknown(String),
    /// What came is no receipt of a received checkpoint.
    #[error("what the national log answers is no receipt: {0}")]
    NoReceipt(String),
    /// It proves nothing.
    #[error(transparent)]
    National(#[from] NationalError),
    /// It has received entries that this house does not have.
    #[error(
        "the national log has received {received} entries of this log, which has {here}: it was rolled back or forked"
    )]
    Ahead {
        /// Entries received.
        received: u64,
        /// Entries here.
        here: u64,
    },
    /// The house's own.
    #[error(transparent)]
    House(#[from] Error),
}

impl From<Malformed> for JoinError {
    fn from(cause: Malformed) -> Self {
        Self::NoReceipt(cause.to_string())
    }
}

/// Asks every `every` until the process ends, by whichever node comes first.
pub async fn run(casework: Casework, nation: Nation, every: Duration) {
    let http = Http::new(super::PATIENCE);
    loop {
        if let Err(error) = turn(&casework, &http, &nation, every).await {
            tracing::error!(%error, "national log");
        }
        tokio::time::sleep(every).await;
    }
}

/// As [`once`], unless another node did within `every`.
///
/// # Errors
/// As [`once`]; the turn is then anybody's.
pub async fn turn(
    casework: &Casework,
    http: &Http,
    nation: &Nation,
    every: Duration,
) -> Result<bool, JoinError> {
    // A second less, so that this node's next turn finds its own claim run out.
    let seconds = i64::try_from(every.as_secs().saturating_sub(1)).unwrap_or(i64::MAX / 2_000_000);
    let mine = claims::take(casework, CLAIM.0, CLAIM.1.to_owned(), seconds, |_| Ok(true));
    if !mine.await? {
        return Ok(false);
    }
    let outcome = once(casework, http, nation).await;
    if outcome.is_err() {
        casework
            .write(|tx| claims::release(tx, CLAIM.0, CLAIM.1))
            .await?;
    }
    outcome
}

/// Fetches the receipt of the newest checkpoint of this log that the national log has received, and keeps it where
/// it holds; says whether it is newer than the one that was kept.
///
/// # Errors
/// [`JoinError`].
pub async fn once(casework: &Casework, http: &Http, nation: &Nation) -> Result<bool, JoinError> {
    let origin = casework.parts.identity.origin.clone();
    let url = format!("{}/logs/receipt?origin={}", nation.url, escaped(&origin));
    let http = http.clone();
    let most = tlog::receipt::MAX_RECEIPT as u64;
    let asked = tokio::task::spawn_blocking(move || fetch::get(&http, url, most)).await;
    let asked = asked.map_err(|_| JoinError::House(Error::Panicked))??;
    let bytes = asked.ok_or(JoinError::Unknown(origin))?;
    let receipt = Receipt::decode(&bytes)?;
    let policy = Arc::clone(&nation.policy);
    let checked = casework.read(move |link, parts| Ok(check(link, parts, &receipt, &policy)));
    let (size, name) = checked.await??;
    let kept = casework.read(|link, _| Ok(place(link)?)).await?;
    if kept.is_some_and(|kept| kept.nation == name && kept.size >= size) {
        return Ok(false);
    }
    let write = move |tx: &mut record::Tx<'_>| {
        let values = vec![
            LOG_ID.into(),
            size.into(),
            name.as_str().into(),
            bytes.clone().into(),
            tx.now().into(),
        ];
        Ok(tx.side_table(
            "insert into national_receipts (log, size, nation, receipt, at) \
             values ($1, $2, $3, $4, $5) on conflict (log) do update set size = excluded.size, \
             nation = excluded.nation, receipt = excluded.receipt, at = excluded.at",
            values,
        )?)
    };
    casework.write(write).await?;
    Ok(true)
}

/// That a receipt of this log, with this as its second part, proves through both: as `diwan verify --national` would
/// check it, on this log's first entry, which every checkpoint covers. The entries received, and the national log.
fn check(
    link: &mut Link,
    parts: &Parts,
    national: &Receipt,
    policy: &Policy,
) -> Result<(u64, String), JoinError> {
    let (note, received) = received_checkpoint(national)?;
    let (here, signed) = record::checkpoint(link).map_err(Error::from)?;
    if received.size > here {
        let received = received.size;
        return Err(JoinError::Ahead { received, here });
    }
    let own = Note::parse(signed.as_bytes()).map_err(|e| Error::from(RecordError::body(e)))?;
    let opened = record::open_entry(link, parts, 0)?;
    let mut first = record::prove(link, opened, here, own)?;
    let entry = entry_proof(link, &first.proof, received.size, note)?;
    first.national = Some(Box::new(part(entry, national)));
    let keys = log_verifiers(link)?;
    let verified = first.verify_national(&keys, &policy.verifiers())?;
    Ok((verified.received.size, verified.entry.checkpoint.origin))
}

fn received_checkpoint(national: &Receipt) -> Result<(Note, Checkpoint), JoinError> {
    let note = received_note(&national.body).map_err(JoinError::NoReceipt)?;
    let checkpoint = Checkpoint::parse(note.text())?;
    Ok((note, checkpoint))
}

fn entry_proof(
    link: &mut Link,
    first: &TlogProof,
    size: u64,
    checkpoint: Note,
) -> Result<TlogProof, Error> {
    Ok(TlogProof {
        extra: first.extra.clone(),
        index: first.index,
        hashes: record::inclusion(link, first.index, size)?,
        checkpoint,
    })
}

fn part(entry: TlogProof, national: &Receipt) -> National {
    National {
        entry,
        proof: national.proof.clone(),
        body: national.body.clone(),
        salt: national.salt,
    }
}

/// The second part of an entry's receipt, where the national log has received a checkpoint that covers it.
///
/// # Errors
/// The store's; that what is kept is no receipt.
pub fn through(link: &mut Link, seq: u64, receipt: &Receipt) -> Result<Option<National>, Error> {
    let sql = "select receipt, size from national_receipts where log = $1 and size > $2";
    let Some(row) = link.query_opt(sql, &[LOG_ID.into(), seq.into()])? else {
        return Ok(None);
    };
    let (bytes, size): (Vec<u8>, u64) = (row.get(0)?, row.get(1)?);
    let national = Receipt::decode(&bytes).map_err(RecordError::body)?;
    let note = received_note(&national.body).map_err(RecordError::body)?;
    let entry = entry_proof(link, &receipt.proof, size, note)?;
    Ok(Some(part(entry, &national)))
}

/// Up to where the national log has received this log, where that is known.
///
/// # Errors
/// The store's.
pub fn place(link: &mut Link) -> Result<Option<Place>, StoreError> {
    let sql = "select nation, size, at from national_receipts where log = $1";
    let row = link.query_opt(sql, &[LOG_ID.into()])?;
    row.map(|row| {
        Ok(Place {
            nation: row.get(0)?,
            size: row.get(1)?,
            at: row.get(2)?,
        })
    })
    .transpose()
}

/// A name as the value of a query (RFC 3986, section 2.1).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}
