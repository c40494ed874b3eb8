//! Which keys sign the log: those with which it began or that were added, and that are not retired.
//!
//! During an overlap each checkpoint has the signatures of all keys in force, so that who holds the old key goes on and learns the
//! new one. The checkpoint that covers an entry of adding or retiring is signed by the keys before it and after it, and is kept
//! (`handovers`): with it the old key vouches for the new one, for ever ([`tlog::rotation`]).

use jiff::{SignedDuration, Timestamp};
use tlog::key::Algorithm;
use tlog::{Note, Receipt, Verifier, Verifiers};

use super::{Fact, LOG_ID, RecordError, Tx};
use crate::store::{Link, Row, StoreError, Value};
use crate::{Actor, Error, Parts};

/// Most keys in force at a time: each signs every checkpoint.
const MOST: usize = 4;
/// How long an overlap is at least, unless a key was stolen: for witnesses, monitors and newspapers to learn the new key.
pub const OVERLAP: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A key that signs or has signed the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKey {
    /// The verifier key (C2SP signed-note).
    pub vkey: String,
    /// The entry that put it in force; 0 is the log's first.
    pub added: u64,
    /// When.
    pub added_at: Timestamp,
    /// The entry that retired it.
    pub retired: Option<u64>,
    /// When.
    pub retired_at: Option<Timestamp>,
}

impl LogKey {
    /// Whether it signs.
    pub fn in_force(&self) -> bool {
        self.retired.is_none()
    }
}

/// All keys of the log, in the order in which they were added.
///
/// # Errors
/// The store's.
pub fn log_keys(link: &mut Link) -> Result<Vec<LogKey>, StoreError> {
    let sql = "select vkey, added, added_at, retired, retired_at from log_keys order by added";
    link.query(sql, &[])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<LogKey, StoreError> {
    Ok(LogKey {
        vkey: row.get(0)?,
        added: row.get(1)?,
        added_at: row.get(2)?,
        retired: row.get(3)?,
        retired_at: row.get(4)?,
    })
}

/// The verifier keys that sign now.
///
/// # Errors
/// The store's.
pub fn in_force(link: &mut Link) -> Result<Vec<String>, StoreError> {
    let keys = log_keys(link)?;
    Ok(keys
        .into_iter()
        .filter(LogKey::in_force)
        .map(|key| key.vkey)
        .collect())
}

/// All keys that ever signed: a receipt holds under the key of its time, also after that was retired.
///
/// # Errors
/// The store's; that a row holds no key.
pub fn log_verifiers(link: &mut Link) -> Result<Verifiers, Error> {
    let keys = log_keys(link)?;
    let keys = Verifiers::parse(keys.iter().map(|key| key.vkey.as_str()));
    Ok(keys.map_err(RecordError::body)?)
}

/// Puts a key in force beside those that are.
///
/// # Errors
/// [`RecordError::Rotation`] says what does not fit; [`crate::record::KeyError`] when its secret side is not on this machine.
pub fn add_log_key(tx: &mut Tx<'_>, actor: Actor, vkey: &str, reason: &str) -> Result<u64, Error> {
    let refuse = |why: String| Err(RecordError::Rotation(why).into());
    let origin = tx.identity().origin.clone();
    let fits = vkey.parse::<Verifier>().ok().filter(|key| {
        key.name() == origin && key.algorithm() == Algorithm::Ed25519 && key.to_string() == vkey
    });
    if fits.is_none() {
        return refuse(format!("{vkey} is no Ed25519 key of the log {origin}"));
    }
    if reason.trim().is_empty() {
        return refuse("say why: the reason is in the record".into());
    }
    let keys = log_keys(tx.link())?;
    if keys.iter().any(|key| key.vkey == vkey) {
        return refuse(format!("{vkey} is or was a key of this log already"));
    }
    if keys.iter().filter(|key| key.in_force()).count() >= MOST {
        return refuse(format!("{MOST} keys are in force: retire one first"));
    }
    tx.identity().signers.has(vkey)?;
    let (vkey, reason) = (vkey.to_owned(), reason.trim().to_owned());
    tx.append(actor, Fact::LogKeyAdded { vkey, reason })
}

/// Retires a key: it signs the checkpoint of this entry, and none after it. `at_once`: although the overlap was short.
///
/// # Errors
/// [`RecordError::Rotation`] says what does not fit.
pub fn retire_log_key(
    tx: &mut Tx<'_>,
    actor: Actor,
    vkey: &str,
    reason: &str,
    at_once: bool,
) -> Result<u64, Error> {
    let refuse = |why: String| Err(RecordError::Rotation(why).into());
    if reason.trim().is_empty() {
        return refuse("say why: the reason is in the record".into());
    }
    let keys = log_keys(tx.link())?;
    let (this, others): (Vec<_>, Vec<_>) = keys
        .into_iter()
        .filter(LogKey::in_force)
        .partition(|key| key.vkey == vkey);
    if this.is_empty() {
        return refuse(format!("{vkey} is not in force"));
    }
    let Some(since) = others.iter().map(|key| key.added_at).min() else {
        return refuse("it is the only key in force: add another first".into());
    };
    let until = since.checked_add(OVERLAP).unwrap_or(Timestamp::MAX);
    if tx.now() < until && !at_once {
        return refuse(format!(
            "the new key is in force since {since}; who holds the old one needs time until {until} to learn it. If the old one was stolen, retire it at once"
        ));
    }
    let (vkey, reason) = (vkey.to_owned(), reason.trim().to_owned());
    tx.append(actor, Fact::LogKeyRetired { vkey, reason })
}

/// Keeps the checkpoint that covers a change of keys.
pub(super) fn keep_handover(
    link: &mut Link,
    size: u64,
    checkpoint: &str,
) -> Result<(), StoreError> {
    let params: Vec<Value> = vec![LOG_ID.into(), size.into(), checkpoint.into()];
    link.queue(
        "insert into handovers (log, size, checkpoint) values ($1, $2, $3)",
        params,
    )
}

/// The receipts of the entries that added a key, each against the checkpoint that the keys before it have signed, oldest first. They
/// concern nobody: anybody may read them.
///
/// # Errors
/// The store's; that the record is not as it should be.
pub fn rotations(link: &mut Link, parts: &Parts) -> Result<Vec<Receipt>, Error> {
    let keys = log_keys(link)?;
    let mut receipts = Vec::new();
    for key in keys.iter().filter(|key| key.added > 0) {
        let sql = "select size, checkpoint from handovers where log = $1 and size > $2 \
                   order by size limit 1";
        let row = link.query_opt(sql, &[LOG_ID.into(), key.added.into()])?;
        let row = row.ok_or(RecordError::Missing(key.added))?;
        let (size, text): (u64, String) = (row.get(0)?, row.get(1)?);
        let checkpoint = Note::parse(text.as_bytes()).map_err(RecordError::body)?;
        let opened = super::open_entry(link, parts, key.added)?;
        receipts.push(super::publish::prove(link, opened, size, checkpoint)?);
    }
    Ok(receipts)
}
