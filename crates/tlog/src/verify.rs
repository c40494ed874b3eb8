//! From a receipt to what may be believed, link by link.
//!
//! 1. The checkpoint is signed by the log's key, and by enough witnesses ([`Checkpoint::open`]).
//! 2. The hashes lead from the leaf to the checkpoint's root ([`verify_inclusion`]).
//! 3. The leaf says that it is of this log and at this index.
//! 4. The leaf commits to the body.
//!
//! No link needs the network, the operator, or a clock.

pub use crate::proof::{ProofError, verify_consistency, verify_inclusion};

use crate::checkpoint::{CheckpointError, Signers};
use crate::leaf::SALT_LEN;
use crate::{Checkpoint, Hash, Leaf, LogId, Malformed, Receipt, TlogProof, Verifiers, commitment};

/// What a receipt proves: this body was entered into this log, at this place and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The entry's position in the log, from 0.
    pub index: u64,
    /// When the log says it was entered: microseconds since 1970-01-01T00:00:00 UTC.
    pub time_us: i64,
    /// What the leaf holds of the body.
    pub commitment: Hash,
    /// The body: canonical JSON, as entered.
    pub body: Vec<u8>,
    /// The log, its size and root, as signed.
    pub checkpoint: Checkpoint,
    /// Who has signed the checkpoint, of those trusted.
    pub signers: Signers,
}

/// What a proof shows without the body: there is an entry in this log, at this place and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The entry as the tree holds it.
    pub leaf: Leaf,
    /// The log, its size and root, as signed.
    pub checkpoint: Checkpoint,
    /// Who has signed the checkpoint, of those trusted.
    pub signers: Signers,
}

/// The link of a receipt's proof that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The checkpoint is not signed by those who are trusted.
    #[error("the checkpoint is not to be believed: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The proof carries no leaf in its extra data.
    #[error("the proof has no leaf in its `extra` line")]
    NoLeaf,
    /// The proof's extra data is no leaf.
    #[error(transparent)]
    Leaf(#[from] Malformed),
    /// The leaf was made for another log.
    #[error("the leaf belongs to another log than `{origin}`")]
    OtherLog {
        /// Origin of the checkpoint.
        origin: String,
    },
    /// The leaf was made for another place in the log.
    #[error("the leaf is of entry {leaf}, the proof of entry {proof}")]
    OtherIndex {
        /// Index that the leaf states.
        leaf: u64,
        /// Index that the proof is for.
        proof: u64,
    },
    /// The hashes do not lead from the leaf to the checkpoint's root.
    #[error("the log does not hold the leaf: {0}")]
    Inclusion(#[from] ProofError),
    /// The body is not the one that was entered, or the salt is another's.
    #[error("the body is not what was entered: the leaf commits to another, or with another salt")]
    Body,
}

/// Checks a proof without a body: all that remains of an entry once its body is erased.
///
/// # Errors
/// [`ReceiptError`], never [`ReceiptError::Body`].
pub fn proven(proof: &TlogProof, trusted: &Verifiers) -> Result<Proven, ReceiptError> {
    let (checkpoint, signers) = Checkpoint::open(&proof.checkpoint, trusted)?;
    let bytes = proof.extra.as_deref().ok_or(ReceiptError::NoLeaf)?;
    let leaf = Leaf::decode(bytes)?;
    verify_inclusion(
        &leaf.hash(),
        proof.index,
        checkpoint.size,
        &proof.hashes,
        &checkpoint.root,
    )?;
    if leaf.log != LogId::of(&checkpoint.origin) {
        return Err(ReceiptError::OtherLog {
            origin: checkpoint.origin,
        });
    }
    if leaf.index != proof.index {
        return Err(ReceiptError::OtherIndex {
            leaf: leaf.index,
            proof: proof.index,
        });
    }
    Ok(Proven {
        leaf,
        checkpoint,
        signers,
    })
}

impl Receipt {
    /// Checks every link from the trusted keys to the body.
    ///
    /// # Errors
    /// [`ReceiptError`] naming the first link that does not hold.
    pub fn verify(&self, trusted: &Verifiers) -> Result<Verified, ReceiptError> {
        entered(&self.proof, &self.body, &self.salt, trusted)
    }
}

/// Checks that a log holds a leaf that commits to this body with this salt.
pub(crate) fn entered(
    proof: &TlogProof,
    body: &[u8],
    salt: &[u8; SALT_LEN],
    trusted: &Verifiers,
) -> Result<Verified, ReceiptError> {
    let Proven {
        leaf,
        checkpoint,
        signers,
    } = proven(proof, trusted)?;
    if commitment(salt, body) != leaf.commitment {
        return Err(ReceiptError::Body);
    }
    let Leaf {
        index,
        time_us,
        commitment,
        ..
    } = leaf;
    Ok(Verified {
        index,
        time_us,
        commitment,
        body: body.to_vec(),
        checkpoint,
        signers,
    })
}
