//! What is kept of witnesses: their cosignatures beside the log, and how asking them went.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use tlog::{Policy, Verifier};

use super::{Status, WitnessStatus};
use crate::record::{LOG_ID, Tx};
use crate::store::{Link, StoreError};
use crate::{Error, Parts, micros};

/// How asking one witness went.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub(super) key: Verifier,
    pub(super) name: String,
    /// The cosigned size, and when the witness says that it signed.
    pub(super) signed: Option<(u64, Timestamp)>,
    pub(super) error: String,
}

/// A row about a witness.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) size: u64,
    pub(super) signed_at: Timestamp,
    pub(super) tried_at: Timestamp,
    pub(super) failures: u32,
    pub(super) error: String,
}

/// A checkpoint with cosignatures.
pub(super) struct Kept {
    pub(super) size: u64,
    pub(super) checkpoint: String,
    pub(super) at: Timestamp,
}

pub(super) fn kept(link: &mut Link, kind: &'static str) -> Result<Option<Kept>, StoreError> {
    let sql = "select size, checkpoint, at from cosigned where log = $1 and kind = $2";
    let row = link.query_opt(sql, &[LOG_ID.into(), kind.into()])?;
    row.map(|row| {
        Ok(Kept {
            size: row.get(0)?,
            checkpoint: row.get(1)?,
            at: row.get(2)?,
        })
    })
    .transpose()
}

pub(super) fn known(link: &mut Link, key: &Verifier) -> Result<Option<Known>, StoreError> {
    let sql = "select size, signed_at, tried_at, failures, error from witnesses \
               where log = $1 and key_hash = $2";
    let row = link.query_opt(sql, &[LOG_ID.into(), key_hash(key).into()])?;
    row.map(|row| {
        Ok(Known {
            size: row.get(0)?,
            signed_at: row.get(1)?,
            tried_at: row.get(2)?,
            failures: row.get(3)?,
            error: row.get(4)?,
        })
    })
    .transpose()
}

fn key_hash(key: &Verifier) -> [u8; 32] {
    Sha256::digest(key.to_string()).into()
}

pub(super) fn status(link: &mut Link, policy: &Arc<Policy>) -> Result<Status, Error> {
    let (size, _) = crate::record::checkpoint(link)?;
    let mut witnesses = Vec::new();
    for witness in policy.witnesses() {
        let known = known(link, &witness.key)?;
        let signed = known
            .as_ref()
            .filter(|k| k.signed_at > Timestamp::UNIX_EPOCH);
        witnesses.push(WitnessStatus {
            name: witness.name.text(),
            key: witness.key.clone(),
            size: signed.map_or(0, |k| k.size),
            signed_at: signed.map(|k| k.signed_at),
            error: known.map(|k| k.error).filter(|e| !e.is_empty()),
        });
    }
    Ok(Status {
        policy: Arc::clone(policy),
        witnesses,
        size,
        met: kept(link, "met")?.map(|k| (k.size, k.at)),
        unmet_since: kept(link, "unmet")?.map(|k| k.at),
    })
}

/// The newest checkpoint that fulfils the policy.
pub(crate) fn met(link: &mut Link) -> Result<Option<(u64, String)>, StoreError> {
    Ok(kept(link, "met")?.map(|kept| (kept.size, kept.checkpoint)))
}

/// The checkpoint to prove an entry against: one that fulfils the policy where such a one covers the
/// entry, else the newest.
pub(crate) fn proving(link: &mut Link, seq: u64) -> Result<(u64, String), StoreError> {
    match kept(link, "met")?.filter(|kept| kept.size > seq) {
        Some(kept) => Ok((kept.size, kept.checkpoint)),
        None => crate::record::checkpoint(link),
    }
}

/// What `/record/checkpoint` shows: under a policy, the checkpoint of the last round with what
/// cosignatures came; else the newest.
///
/// # Errors
/// The store's.
pub fn published(link: &mut Link, parts: &Parts) -> Result<(u64, String), Error> {
    if parts.policy.is_some()
        && let Some(kept) = kept(link, "newest")?
    {
        return Ok((kept.size, kept.checkpoint));
    }
    Ok(crate::record::checkpoint(link)?)
}

/// Keeps how asking a witness went.
pub(super) fn keep_tried(tx: &mut Tx<'_>, tried: &Tried) -> Result<(), Error> {
    let now = tx.now();
    let hash = key_hash(&tried.key);
    tx.side_table(
        "insert into witnesses (log, key_hash, name, size, signed_at, tried_at, failures, error) \
         values ($1, $2, $3, 0, 0, 0, 0, '') on conflict (log, key_hash) do nothing",
        vec![LOG_ID.into(), hash.into(), tried.name.as_str().into()],
    )?;
    if let Some((size, at)) = tried.signed {
        let values = vec![
            LOG_ID.into(),
            hash.into(),
            size.into(),
            at.into(),
            now.into(),
            tried.error.as_str().into(),
        ];
        tx.side_table(
            "update witnesses set size = $3, signed_at = $4, tried_at = $5, failures = 0, \
             error = $6 where log = $1 and key_hash = $2",
            values,
        )?;
    } else {
        let values = vec![
            LOG_ID.into(),
            hash.into(),
            now.into(),
            tried.error.as_str().into(),
        ];
        tx.side_table(
            "update witnesses set tried_at = $3, failures = failures + 1, error = $4 \
             where log = $1 and key_hash = $2",
            values,
        )?;
    }
    Ok(())
}

/// Keeps a checkpoint, unless a longer one is kept.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    kind: &'static str,
    size: u64,
    checkpoint: &str,
) -> Result<(), Error> {
    let values = vec![
        LOG_ID.into(),
        kind.into(),
        size.into(),
        checkpoint.into(),
        tx.now().into(),
    ];
    Ok(tx.side_table(
        "insert into cosigned (log, kind, size, checkpoint, at) values ($1, $2, $3, $4, $5) \
         on conflict (log, kind) do update set size = excluded.size, \
         checkpoint = excluded.checkpoint, at = excluded.at where cosigned.size <= excluded.size",
        values,
    )?)
}

/// Keeps the newest checkpoint where none is kept yet.
pub(super) fn begin(tx: &mut Tx<'_>) -> Result<(), Error> {
    let (size, checkpoint) = crate::record::checkpoint(tx.link())?;
    let values = vec![
        LOG_ID.into(),
        size.into(),
        checkpoint.into(),
        tx.now().into(),
    ];
    Ok(tx.side_table(
        "insert into cosigned (log, kind, size, checkpoint, at) values ($1, 'newest', $2, $3, $4) \
         on conflict (log, kind) do nothing",
        values,
    )?)
}

/// Notes that the policy is or is not met; since when it is not stays.
pub(super) fn keep_met(tx: &mut Tx<'_>, met: bool) -> Result<(), Error> {
    let log = LOG_ID.into();
    if met {
        tx.side_table(
            "delete from cosigned where log = $1 and kind = 'unmet'",
            vec![log],
        )?;
    } else {
        let values = vec![log, tx.now().into()];
        tx.side_table(
            "insert into cosigned (log, kind, size, checkpoint, at) \
             values ($1, 'unmet', 0, '', $2) on conflict (log, kind) do nothing",
            values,
        )?;
    }
    Ok(())
}

/// Takes the right to ask for this node, for a while; says whether it has it.
pub(super) fn claim(tx: &mut Tx<'_>, node: &str, seconds: i64) -> Result<bool, Error> {
    let now = micros_of(tx.now());
    let until = now + seconds * 1_000_000;
    let longest = until + crate::claims::SKEW * 1_000_000;
    let link = tx.link();
    link.execute(
        "delete from claims where kind = 'witnesses' \
         and (until_at <= $1 or until_at > $2 or node = $3)",
        &[now.into(), longest.into(), node.into()],
    )?;
    let rows = link.execute(
        "insert into claims (kind, ref, node, until_at) values ('witnesses', 'round', $1, $2) \
         on conflict (kind, ref) do nothing",
        &[node.into(), until.into()],
    )?;
    Ok(rows == 1)
}

fn micros_of(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// Seconds since 1970 as a time.
pub(super) fn seconds(s: u64) -> Timestamp {
    micros(
        i64::try_from(s)
            .unwrap_or(i64::MAX)
            .saturating_mul(1_000_000),
    )
}
