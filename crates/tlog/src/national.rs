//! The second proof of a receipt: that the log which holds the entry stands in a log of logs, such
//! as a nation's (`docs/record-format.md`, version 3 of the receipt).
//!
//! 1. The receipt's leaf is in the checkpoint that the national log received ([`National::entry`]).
//! 2. The text of that checkpoint is in the body of an entry of the national log ([`National::body`]).
//! 3. That entry is in the national log's checkpoint ([`National::proof`]).
//!
//! Both proofs are C2SP tlog-proofs: any software for those checks them by themselves.

use crate::leaf::SALT_LEN;
use crate::verify::{ReceiptError, Verified};
use crate::{Checkpoint, Malformed, Note, Receipt, TlogProof, Verifiers, canonical, verify};

/// The kind of entry by which a log of logs says that it has received a checkpoint. Its
/// `data.checkpoint` is the signed note.
pub const RECEIVED: &str = "checkpoint.received";
/// Longest body of such an entry, in bytes: a checkpoint with the log's own signature is a few hundred.
pub const MAX_NATIONAL_BODY: usize = 64 * 1024;

/// What leads from a receipt's entry to the national log. Nothing of it has been checked: see
/// [`Receipt::verify_national`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct National {
    /// The receipt's leaf, against the checkpoint that the national log received.
    pub entry: TlogProof,
    /// The national log's entry, against that log's checkpoint.
    pub proof: TlogProof,
    /// The body of the national log's entry: canonical JSON.
    pub body: Vec<u8>,
    /// The salt of its leaf.
    pub salt: [u8; SALT_LEN],
}

/// What the second proof shows: up to which size the national log has received the agency's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedNational {
    /// The agency's checkpoint, as received.
    pub received: Checkpoint,
    /// The national log's entry, and the checkpoint that holds it.
    pub entry: Verified,
}

/// The link of the second proof that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NationalError {
    /// There is no second proof.
    #[error("it has no proof through a national log")]
    Absent,
    /// The agency's part does not hold.
    #[error("the checkpoint that the national log received does not hold the entry: {0}")]
    Agency(#[source] ReceiptError),
    /// The agency's part is of another entry.
    #[error("what is proven through the national log is another entry")]
    OtherEntry,
    /// The national log's part does not hold.
    #[error("the national log does not hold the checkpoint: {0}")]
    Entry(#[source] ReceiptError),
    /// Both parts are of one log, which cannot vouch for itself.
    #[error("`{0}` is the agency's log, which cannot be its own national log")]
    SameLog(String),
    /// The national log's entry is of something else.
    #[error("the national log's entry is no checkpoint that it received: {0}")]
    Body(String),
    /// The national log has received another checkpoint.
    #[error("the national log's entry is of another checkpoint than the one that holds the entry")]
    OtherCheckpoint,
    /// The receipt's two checkpoints of the agency are of one size and of two histories.
    #[error(
        "the agency's log has signed two histories of {size} entries: one in the receipt, one in the national log"
    )]
    Fork {
        /// Their size.
        size: u64,
    },
}

impl Receipt {
    /// Checks the second proof: from this receipt's leaf, through the agency's checkpoint that the
    /// national log received, to the national log's own checkpoint. The receipt's first proof is
    /// checked by [`Receipt::verify`].
    ///
    /// `agency` are the keys of the agency's log: of its witnesses none is asked for here, since the
    /// first proof has them. `national` are those of the national log and its witnesses.
    ///
    /// # Errors
    /// [`NationalError`] naming the first link that does not hold.
    pub fn verify_national(
        &self,
        agency: &Verifiers,
        national: &Verifiers,
    ) -> Result<VerifiedNational, NationalError> {
        let part = self.national.as_ref().ok_or(NationalError::Absent)?;
        if part.entry.extra != self.proof.extra || part.entry.index != self.proof.index {
            return Err(NationalError::OtherEntry);
        }
        let signed = agency.clone().with_quorum(0);
        let received = verify::proven(&part.entry, &signed)
            .map_err(NationalError::Agency)?
            .checkpoint;
        let entry = verify::entered(&part.proof, &part.body, &part.salt, national)
            .map_err(NationalError::Entry)?;
        if entry.checkpoint.origin == received.origin {
            return Err(NationalError::SameLog(received.origin));
        }
        let note = received_note(&part.body).map_err(NationalError::Body)?;
        if note.text() != part.entry.checkpoint.text() {
            return Err(NationalError::OtherCheckpoint);
        }
        self.one_history(&received)?;
        Ok(VerifiedNational { received, entry })
    }

    /// That the receipt's own checkpoint does not contradict the received one, where it can be told.
    fn one_history(&self, received: &Checkpoint) -> Result<(), NationalError> {
        let own = Checkpoint::parse(self.proof.checkpoint.text());
        let own = own.map_err(|e| NationalError::Agency(e.into()))?;
        if own.origin != received.origin {
            return Err(NationalError::OtherEntry);
        }
        if own.size == received.size && own.root != received.root {
            return Err(NationalError::Fork { size: own.size });
        }
        Ok(())
    }
}

/// The checkpoint that the body of an entry of a national log says was received.
///
/// # Errors
/// Why the body is none of such an entry.
pub fn received_note(body: &[u8]) -> Result<Note, String> {
    let body = canonical::from_slice(body).map_err(|e: Malformed| e.to_string())?;
    let kind = body.get("kind").and_then(|kind| kind.as_str());
    if kind != Some(RECEIVED) {
        let kind = kind.unwrap_or("nothing");
        return Err(format!("its kind is `{kind}`, not `{RECEIVED}`"));
    }
    let note = body.pointer("/data/checkpoint").and_then(|n| n.as_str());
    let note = note.ok_or("it has no `data.checkpoint`")?;
    Note::parse(note.as_bytes()).map_err(|e| e.to_string())
}
