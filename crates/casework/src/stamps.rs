//! Timestamps: an authority (RFC 3161) signs when a checkpoint existed. Its word is kept beside the
//! log and goes into receipts; it says when, as witnesses say that nothing was rewritten.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use stamp::{Roots, Stamp, StampError, Token};
use tlog::Note;

use crate::http::{Http, Unanswered};
use crate::record::{LOG_ID, RecordError};
use crate::store::{Link, StoreError};
use crate::{Casework, Error, Parts, claims, micros};

/// Between two stamps, where nothing else is set.
pub const EVERY: Duration = Duration::from_secs(3600);
/// How long the authority may take.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// A stamp may be so far from our clock: more, and one of the two is wrong.
const APART: SignedDuration = SignedDuration::from_mins(10);

/// An authority, and whose certificates count.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Where it is asked.
    pub url: String,
    /// The certificates that its own must lead to.
    pub roots: Roots,
}

/// A checkpoint that was stamped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// Its entries.
    pub size: u64,
    /// It, with its signatures.
    pub checkpoint: String,
    /// The stamp (`TimeStampToken`), over the checkpoint's text.
    pub token: Vec<u8>,
    /// When, by the authority.
    pub time: Timestamp,
    /// Who.
    pub authority: String,
}

/// Why nothing was stamped.
#[derive(Debug, thiserror::Error)]
pub enum StampingError {
    /// The authority does not answer.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// It answers with a status.
    #[error("the authority answers with status {0}")]
    Status(u16),
    /// Its answer does not hold.
    #[error(transparent)]
    Stamp(#[from] StampError),
    /// Its time is far from ours.
    #[error("the authority says {authority}, the machine {machine}")]
    Apart {
        /// The authority's time.
        authority: Timestamp,
        /// Ours.
        machine: Timestamp,
    },
    /// The house's own.
    #[error(transparent)]
    House(#[from] Error),
}

/// Stamps every `every` until the process ends, by whichever node comes first; sooner again where it failed.
pub async fn run(casework: Casework, every: Duration, patience: Duration) {
    let http = Http::new(patience);
    loop {
        let wait = match turn(&casework, &http, every).await {
            Ok(_) => every,
            Err(error) => {
                tracing::error!(%error, "timestamp");
                every.min(Duration::from_secs(60))
            }
        };
        tokio::time::sleep(wait).await;
    }
}

/// As [`once`], unless another node did within `every`.
///
/// # Errors
/// As [`once`]; the turn is then anybody's.
pub async fn turn(
    casework: &Casework,
    http: &Http,
    every: Duration,
) -> Result<bool, StampingError> {
    const TURN: (&str, &str) = ("stamp", "checkpoint");
    // A second less, so that this node's next turn finds its own claim run out.
    let seconds = i64::try_from(every.as_secs().saturating_sub(1)).unwrap_or(i64::MAX / 2_000_000);
    let mine = claims::take(casework, TURN.0, TURN.1.to_owned(), seconds, |_| Ok(true));
    if !mine.await? {
        return Ok(false);
    }
    let outcome = once(casework, http).await;
    if outcome.is_err() {
        casework
            .write(|tx| claims::release(tx, TURN.0, TURN.1))
            .await?;
    }
    outcome
}

/// Has the newest checkpoint stamped (under a policy the newest that fulfils it), unless it is
/// already; says whether it was. What the authority answers is kept only when it holds.
///
/// # Errors
/// [`StampingError`].
pub async fn once(casework: &Casework, http: &Http) -> Result<bool, StampingError> {
    let Some(authority) = casework.parts.authority.clone() else {
        return Ok(false);
    };
    let Some((size, checkpoint)) = casework.read(due).await? else {
        return Ok(false);
    };
    let note = Note::parse(checkpoint.as_bytes());
    let note = note.map_err(|e| Error::Record(RecordError::body(e)))?;
    let nonce = u64::from_be_bytes(casework.parts.entropy.bytes());
    let (http, text) = (http.clone(), note.text().to_owned());
    let asked = move || ask(&http, &authority, text.as_bytes(), nonce);
    let asked = tokio::task::spawn_blocking(asked).await;
    let (token, stamp) = asked.map_err(|e| Error::Record(RecordError::body(e)))??;
    let (time, machine) = (micros(stamp.time_us), casework.parts.clock.now());
    if time.duration_since(machine).unsigned_abs() > APART.unsigned_abs() {
        let authority = time;
        return Err(StampingError::Apart { authority, machine });
    }
    casework
        .write(move |tx| {
            let values = vec![
                LOG_ID.into(),
                size.into(),
                checkpoint.as_str().into(),
                token.as_bytes().to_vec().into(),
                time.into(),
                stamp.authority.as_str().into(),
            ];
            Ok(tx.side_table(
                "insert into stamps (log, size, checkpoint, token, time, authority) \
                 values ($1, $2, $3, $4, $5, $6) on conflict (log, size) do nothing",
                values,
            )?)
        })
        .await?;
    Ok(true)
}

fn ask(
    http: &Http,
    authority: &Authority,
    message: &[u8],
    nonce: u64,
) -> Result<(Token, Stamp), StampingError> {
    let most = stamp::MAX_RESPONSE as u64;
    let query = stamp::request(message, nonce);
    let reply = http.post(&authority.url, stamp::QUERY_TYPE, &query, most)?;
    if reply.status != 200 {
        return Err(StampingError::Status(reply.status));
    }
    let token = stamp::response(&reply.body, message, nonce)?;
    let stamp = stamp::verify(&token, message, &authority.roots)?;
    Ok((token, stamp))
}

/// The checkpoint to stamp next, where it is not stamped.
fn due(link: &mut Link, parts: &Parts) -> Result<Option<(u64, String)>, Error> {
    let found = match &parts.policy {
        Some(_) => crate::witnesses::met(link)?,
        None => Some(crate::record::checkpoint(link)?),
    };
    let last = newest(link)?.map_or(0, |stamped| stamped.size);
    Ok(found.filter(|(size, _)| *size > last))
}

/// The newest stamped checkpoint.
///
/// # Errors
/// The store's.
pub fn newest(link: &mut Link) -> Result<Option<Stamped>, StoreError> {
    let sql = "select size, checkpoint, token, time, authority from stamps where log = $1 \
               order by size desc limit 1";
    read(link, sql, &[LOG_ID.into()])
}

/// The earliest stamped checkpoint that covers an entry: the nearest to when it was made.
pub(crate) fn covering(link: &mut Link, seq: u64) -> Result<Option<Stamped>, StoreError> {
    let sql = "select size, checkpoint, token, time, authority from stamps \
               where log = $1 and size > $2 order by size limit 1";
    read(link, sql, &[LOG_ID.into(), seq.into()])
}

fn read(
    link: &mut Link,
    sql: &'static str,
    params: &[crate::store::Value],
) -> Result<Option<Stamped>, StoreError> {
    let row = link.query_opt(sql, params)?;
    row.map(|row| {
        Ok(Stamped {
            size: row.get(0)?,
            checkpoint: row.get(1)?,
            token: row.get(2)?,
            time: row.get(3)?,
            authority: row.get(4)?,
        })
    })
    .transpose()
}

/// What the stamp of a receipt says, by the house's own authority; nothing where it is another's or
/// there is none.
///
/// # Errors
/// That the stamp does not hold.
pub fn of_receipt(
    receipt: &tlog::Receipt,
    authority: Option<&Arc<Authority>>,
) -> Result<Option<Stamp>, StampError> {
    let (Some(bytes), Some(authority)) = (&receipt.stamp, authority) else {
        return Ok(None);
    };
    let token = Token::read(bytes)?;
    let message = receipt.proof.checkpoint.text().as_bytes();
    match stamp::verify(&token, message, &authority.roots) {
        Ok(stamp) => Ok(Some(stamp)),
        Err(StampError::Certificate(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
