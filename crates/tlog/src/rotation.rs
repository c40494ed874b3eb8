//! A log changes its signing key: the old key vouches for the new one.
//!
//! The change is an entry of the log, of kind [`KIND`], whose data name the new key; the checkpoint of its receipt is signed by the
//! old key and by the new one (c2sp.org/signed-note: one name, two key ids). So who trusts the old key, and has that receipt, may
//! trust the new one, and needs nobody's word for it. A chain of such receipts leads over several changes.

use serde::Deserialize;

use crate::verify::ReceiptError;
use crate::{Malformed, Receipt, Verifier, Verifiers};

/// The kind of the entry that names a new key.
pub const KIND: &str = "log.key.added";
/// Most receipts that are followed: a log that changes its key each month has so many in ten years.
pub const MOST: usize = 120;
/// Longest array of receipts read, in bytes.
pub const MAX_LEN: usize = 4 << 20;

const WHAT: &str = "rotations";

/// A key that is trusted since a trusted key vouched for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The new key.
    pub key: Verifier,
    /// The key that vouched.
    pub by: Verifier,
    /// The entry that says so.
    pub entry: u64,
    /// When, by the log: microseconds since 1970-01-01T00:00:00 UTC.
    pub time_us: i64,
}

/// Why a receipt hands no key over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RotationError {
    /// It does not hold under the keys that are trusted.
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
    /// It is of another entry.
    #[error("entry {0} is no `{KIND}`")]
    OtherEntry(u64),
    /// The entry names no key of this log.
    #[error("entry {entry} names no key of the log `{origin}`")]
    OtherKey {
        /// The entry.
        entry: u64,
        /// The log.
        origin: String,
    },
    /// The new key has not signed itself: nobody has shown that the log has it.
    #[error("entry {0} names a key that has not signed the checkpoint")]
    NotSigned(u64),
}

#[derive(Deserialize)]
struct Body {
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    vkey: String,
}

/// Whether the receipt is of an entry that names a new key. Nothing is checked.
#[must_use]
pub fn is_rotation(receipt: &Receipt) -> bool {
    serde_json::from_slice::<Body>(&receipt.body).is_ok_and(|body| body.kind == KIND)
}

/// Checks one receipt: the key that it hands over, if it holds under `trusted`. Witnesses are not asked for: the word is the old
/// key's.
///
/// # Errors
/// [`RotationError`].
pub fn handover(trusted: &Verifiers, receipt: &Receipt) -> Result<Handover, RotationError> {
    let verified = receipt.verify(&logs(trusted))?;
    let entry = verified.index;
    let body: Body = serde_json::from_slice(&verified.body)
        .ok()
        .filter(|body: &Body| body.kind == KIND)
        .ok_or(RotationError::OtherEntry(entry))?;
    let origin = verified.checkpoint.origin;
    let key = body.data.vkey.parse::<Verifier>().ok();
    let key = key.filter(|key| key.name() == origin && !key.algorithm().is_cosigner());
    let key = key.ok_or(RotationError::OtherKey { entry, origin })?;
    let note = &receipt.proof.checkpoint;
    let signed = note
        .signatures()
        .iter()
        .any(|line| key.verify(note.text(), line).is_some());
    if !signed {
        return Err(RotationError::NotSigned(entry));
    }
    let signer = &verified.signers.log;
    let by = trusted.find(&signer.name, signer.id).next().cloned();
    Ok(Handover {
        by: by.ok_or(RotationError::NotSigned(entry))?,
        key,
        entry,
        time_us: verified.time_us,
    })
}

/// Follows receipts, in whatever order, from the keys that are trusted to those that they vouch for. Receipts that hand over
/// nothing are left out; so are those past [`MOST`].
#[must_use]
pub fn follow(trusted: Verifiers, receipts: &[Receipt]) -> (Verifiers, Vec<Handover>) {
    let mut trusted = trusted;
    let mut handed = Vec::new();
    let mut rest: Vec<&Receipt> = receipts
        .iter()
        .filter(|r| is_rotation(r))
        .take(MOST)
        .collect();
    loop {
        let before = rest.len();
        rest.retain(|receipt| {
            let Ok(handover) = handover(&trusted, receipt) else {
                return true;
            };
            if !trusted.keys().contains(&handover.key) {
                trusted = std::mem::take(&mut trusted).and(handover.key.clone());
                handed.push(handover);
            }
            false
        });
        if rest.len() == before {
            return (trusted, handed);
        }
    }
}

/// Receipts as a JSON array: what a log publishes at `<prefix>/rotations`.
#[must_use]
pub fn encode(receipts: &[Receipt]) -> Vec<u8> {
    let files: Vec<Vec<u8>> = receipts.iter().map(Receipt::encode).collect();
    [b"[".as_slice(), &files.join(&b','), b"]\n"].concat()
}

/// Reads such an array, or one receipt.
///
/// # Errors
/// [`Malformed`].
pub fn decode(bytes: &[u8]) -> Result<Vec<Receipt>, Malformed> {
    if bytes.len() > MAX_LEN {
        return Err(Malformed::new(WHAT, MAX_LEN, "too long"));
    }
    if bytes.trim_ascii_start().first() == Some(&b'{') {
        return Ok(vec![Receipt::decode(bytes)?]);
    }
    let files: Vec<serde_json::Value> = serde_json::from_slice(bytes)
        .map_err(|e| Malformed::new(WHAT, crate::canonical::offset(bytes, &e), e.to_string()))?;
    if files.len() > MOST {
        return Err(Malformed::new(WHAT, 0, "too many"));
    }
    let one = |file: &serde_json::Value| Receipt::decode(file.to_string().as_bytes());
    files.iter().map(one).collect()
}

fn logs(trusted: &Verifiers) -> Verifiers {
    let own = trusted
        .keys()
        .iter()
        .filter(|key| !key.algorithm().is_cosigner());
    own.cloned().collect()
}
