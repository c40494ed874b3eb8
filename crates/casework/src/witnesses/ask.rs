//! Asking one witness for its cosignatures.

use tlog::add_checkpoint::{AddCheckpoint, read_size};
use tlog::note::{Signature, read_lines};
use tlog::{Hash, Note};

use crate::http::{Http, Reply, Unanswered};

/// Longest answer read: sixteen post-quantum signatures.
const LARGEST: u64 = 128 << 10;
/// Characters of a witness's own words that are kept.
const WORDS: usize = 200;

/// Why a witness has not cosigned.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// It does not answer.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// It refuses, in its own words.
    #[error("refused with {status}: {words}")]
    Refused {
        /// The status.
        status: u16,
        /// What it says.
        words: String,
    },
    /// It answers with something else than the protocol says.
    #[error("answers with something else than signatures: {0}")]
    Answer(String),
    /// It has seen more of this log than there is: the log was rolled back.
    #[error("has seen {seen} entries of this log, which has {size}: the log was rolled back")]
    RolledBack {
        /// What it has seen.
        seen: u64,
        /// What there is.
        size: u64,
    },
    /// It has seen another log of the same size under this name and key.
    #[error("has seen other entries among the first {size}: this log forked")]
    Forked {
        /// Size of both.
        size: u64,
    },
    /// The proof that it asks for cannot be made.
    #[error("no proof from {from} entries: {why}")]
    Proof {
        /// What it has seen.
        from: u64,
        /// Why not.
        why: String,
    },
}

/// Asks the witness at a submission prefix to cosign a checkpoint of `size` entries, believing that
/// it has seen `old`; where it says that it has seen another size, asks once more from there.
///
/// # Errors
/// [`AskError`].
pub fn ask(
    http: &Http,
    prefix: &str,
    checkpoint: &Note,
    size: u64,
    old: u64,
    mut proof: impl FnMut(u64) -> Result<Vec<Hash>, AskError>,
) -> Result<Vec<Signature>, AskError> {
    let url = format!("{}/add-checkpoint", prefix.trim_end_matches('/'));
    let mut once = |old: u64| {
        let request = AddCheckpoint {
            old,
            proof: proof(old)?,
            checkpoint: checkpoint.clone(),
        };
        let body = request.to_string();
        Ok::<_, AskError>(http.post(&url, "text/plain", body.as_bytes(), LARGEST)?)
    };
    let first = once(old.min(size))?;
    if first.status != 409 {
        return signatures(&first);
    }
    let seen = read_size(&first.body).map_err(|e| AskError::Answer(e.to_string()))?;
    if seen > size {
        return Err(AskError::RolledBack { seen, size });
    }
    if seen == old.min(size) {
        return Err(AskError::Forked { size: seen });
    }
    let second = once(seen)?;
    if second.status == 409 && seen == size {
        return Err(AskError::Forked { size });
    }
    signatures(&second)
}

fn signatures(reply: &Reply) -> Result<Vec<Signature>, AskError> {
    if reply.status == 200 {
        return read_lines(&reply.body).map_err(|e| AskError::Answer(e.to_string()));
    }
    let words = String::from_utf8_lossy(&reply.body);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Err(AskError::Refused {
        status: reply.status,
        words: words.chars().take(WORDS).collect(),
    })
}
