//! What a witness answers (c2sp.org/tlog-witness), as a function: what it has seen of a log, a
//! request and the time give an answer and what it has then seen. No I/O, no clock.
//!
//! A witness signs that a log has only grown since it last looked. So it must remember what it has
//! signed better than anything else, and that is the caller's duty:
//!
//! 1. the request's origin is looked up, and what was seen of it is locked;
//! 2. [`Witness::answer`] decides;
//! 3. what is then seen is made durable, and only after that
//! 4. the answer is given.
//!
//! *Invariant:* for one origin, the checkpoints of the answers form a chain in which each is proven
//! to begin with the one before, and their times never decrease.

mod seen;

use std::collections::BTreeMap;

use tlog::add_checkpoint::AddCheckpoint;
use tlog::cosignature::Cosigner;
use tlog::note::Signature;
use tlog::verify::{ProofError, verify_consistency};
use tlog::{Checkpoint, Hash, Malformed, Note, Verifier, Verifiers};

pub use seen::{Seen, SeenError};

/// No clock that is set right shows a time before this: 2026-01-01T00:00:00 UTC. A machine without
/// a battery starts in 1970.
pub const EARLIEST: u64 = 1_767_225_600;
/// The root of a log without entries.
const EMPTY: Hash = tlog::hash::EMPTY_ROOT;

/// A witness: its keys, and the logs that it watches.
#[derive(Clone, Debug)]
pub struct Witness {
    cosigners: Vec<Cosigner>,
    logs: BTreeMap<String, Verifiers>,
}

/// A request that is granted. The caller makes `seen` durable before it gives the lines away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// What has been seen now.
    pub seen: Seen,
    /// The cosignatures: one for each of the witness's keys.
    pub cosignatures: Vec<Signature>,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request is not of the form.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The log is not one that this witness watches.
    #[error("this witness does not watch `{0}`")]
    UnknownLog(String),
    /// No signature on the checkpoint is by the log's key.
    #[error("the checkpoint is not signed by the key of `{0}`")]
    NotByLog(String),
    /// The old size is above the new one.
    #[error("the old size {old} is above the checkpoint's {new}")]
    Backwards {
        /// The request's old size.
        old: u64,
        /// The checkpoint's size.
        new: u64,
    },
    /// The log believes that this witness has seen another size than it has.
    #[error("this witness last cosigned {seen} entries, not {old}")]
    Stale {
        /// The request's old size.
        old: u64,
        /// The size that was last cosigned.
        seen: u64,
    },
    /// The log has signed two histories of the same length: proof that it forked.
    #[error("the log has signed two different roots for {} entries", .0.size)]
    Fork(Box<Fork>),
    /// The proof does not lead from what was seen to the new checkpoint.
    #[error("the proof of consistency does not hold: {0}")]
    Proof(#[from] ProofError),
    /// This witness's clock cannot be right, so it signs nothing.
    #[error(
        "this witness's clock shows {now}, before {last}: it signs nothing until that is mended"
    )]
    Clock {
        /// What it shows, in seconds since 1970.
        now: u64,
        /// What it must not be before.
        last: u64,
    },
}

/// Two checkpoints that the log has signed and that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The log.
    pub origin: String,
    /// The size of both.
    pub size: u64,
    /// The one that this witness has cosigned.
    pub held: Note,
    /// The one that it was asked to cosign.
    pub shown: Note,
}

impl Refusal {
    /// The status of HTTP that the specification asks for.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) | Self::Backwards { .. } => 400,
            Self::NotByLog(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Stale { .. } | Self::Fork(_) => 409,
            Self::Proof(_) => 422,
            Self::Clock { .. } => 503,
        }
    }

    /// The size that a status of 409 tells.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Stale { seen, .. } => Some(*seen),
            Self::Fork(fork) => Some(fork.size),
            _ => None,
        }
    }

    /// A short name, for counting: `stale`, `fork`…
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::UnknownLog(_) => "unknown-log",
            Self::NotByLog(_) => "not-by-log",
            Self::Backwards { .. } => "backwards",
            Self::Stale { .. } => "stale",
            Self::Fork(_) => "fork",
            Self::Proof(_) => "proof",
            Self::Clock { .. } => "clock",
        }
    }
}

impl Witness {
    /// A witness with these keys over logs with those. Several keys of one name are one log in
    /// whose key is being changed: a checkpoint signed by any of them counts.
    #[must_use]
    pub fn new(cosigners: Vec<Cosigner>, logs: impl IntoIterator<Item = Verifier>) -> Self {
        let mut by_origin: BTreeMap<String, Verifiers> = BTreeMap::new();
        for key in logs {
            let keys = by_origin.entry(key.name().to_owned()).or_default();
            *keys = std::mem::take(keys).and(key);
        }
        Self {
            cosigners,
            logs: by_origin,
        }
    }

    /// The witness's own keys.
    pub fn keys(&self) -> impl Iterator<Item = &Verifier> {
        self.cosigners.iter().map(Cosigner::verifier)
    }

    /// The origins of the logs that it watches, in order.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        self.logs.keys().map(String::as_str)
    }

    /// The keys of a log.
    #[must_use]
    pub fn log(&self, origin: &str) -> Option<&Verifiers> {
        self.logs.get(origin)
    }

    /// The log that a request is about.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] and [`Refusal::UnknownLog`].
    pub fn origin_of(&self, request: &AddCheckpoint) -> Result<String, Refusal> {
        let origin = Checkpoint::parse(request.checkpoint.text())?.origin;
        if self.logs.contains_key(&origin) {
            Ok(origin)
        } else {
            Err(Refusal::UnknownLog(origin))
        }
    }

    /// Decides on a request.
    ///
    /// - `seen`: what this witness last cosigned of the request's log;
    /// - `last`: the latest time at which it has cosigned anything (seconds since 1970);
    /// - `now`: what its clock shows (seconds since 1970).
    ///
    /// # Errors
    /// [`Refusal`]; nothing has been seen then.
    pub fn answer(
        &self,
        seen: Option<&Seen>,
        last: u64,
        request: &AddCheckpoint,
        now: u64,
    ) -> Result<Granted, Refusal> {
        let checkpoint = self.signed(&request.checkpoint)?;
        grown(seen, request, &checkpoint)?;
        let last = last.max(seen.map_or(0, |s| s.time)).max(EARLIEST);
        if now < last {
            return Err(Refusal::Clock { now, last });
        }
        let mut note = self.only_log(&request.checkpoint)?;
        let cosignatures = self
            .cosigners
            .iter()
            .map(|cosigner| cosigner.cosign(&mut note, now))
            .collect::<Result<Vec<_>, _>>()?;
        let seen = Seen {
            size: checkpoint.size,
            root: checkpoint.root,
            time: now,
            note,
        };
        Ok(Granted { seen, cosignatures })
    }

    /// The checkpoint, when its log's key has signed it.
    fn signed(&self, note: &Note) -> Result<Checkpoint, Refusal> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let unknown = || Refusal::UnknownLog(checkpoint.origin.clone());
        let keys = self.logs.get(&checkpoint.origin).ok_or_else(unknown)?;
        if note.open(keys).is_err() {
            return Err(Refusal::NotByLog(checkpoint.origin));
        }
        Ok(checkpoint)
    }

    /// The note with the signatures of its log alone: what others have added is not kept.
    fn only_log(&self, note: &Note) -> Result<Note, Malformed> {
        let mut own = Note::new(note.text())?;
        let origin = note.text().lines().next().unwrap_or_default();
        let keys = self.logs.get(origin).map_or(&[][..], Verifiers::keys);
        for line in note.signatures() {
            if keys
                .iter()
                .any(|key| key.verify(note.text(), line).is_some())
            {
                own.push(line.clone());
            }
        }
        Ok(own)
    }
}

/// Whether the checkpoint continues what was seen. The order of the checks is the specification's.
fn grown(
    seen: Option<&Seen>,
    request: &AddCheckpoint,
    checkpoint: &Checkpoint,
) -> Result<(), Refusal> {
    let (old, new) = (request.old, checkpoint.size);
    if old > new {
        return Err(Refusal::Backwards { old, new });
    }
    let (size, root) = seen.map_or((0, EMPTY), |s| (s.size, s.root));
    // A fork is told even where the sizes do not match: it is the worst that can be.
    let forked = seen.filter(|s| s.size == new && s.root != checkpoint.root);
    if let Some(seen) = forked {
        return Err(Refusal::Fork(Box::new(Fork {
            origin: checkpoint.origin.clone(),
            size: new,
            held: seen.note.clone(),
            shown: request.checkpoint.clone(),
        })));
    }
    if old != size {
        return Err(Refusal::Stale { old, seen: size });
    }
    Ok(verify_consistency(
        old,
        &root,
        new,
        &checkpoint.root,
        &request.proof,
    )?)
}
