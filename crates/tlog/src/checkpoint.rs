//! Checkpoints (c2sp.org/tlog-checkpoint): what a log says of itself at one size.

use std::fmt;

use crate::key::Algorithm;
use crate::note::{NoteError, Trusted};
use crate::text::{Lines, decimal};
use crate::{Hash, Malformed, Note, Signer, Verifiers};

const WHAT: &str = "checkpoint";

/// The text of a checkpoint's note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Who the log is: a URL without scheme, by custom.
    pub origin: String,
    /// How many entries the log has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// Further lines; this record writes none.
    pub extensions: Vec<String>,
}

/// Who has signed a checkpoint, of those trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signers {
    /// The log's own signature.
    pub log: Trusted,
    /// The witnesses' cosignatures.
    pub witnesses: Vec<Trusted>,
}

/// Why a checkpoint is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is not of the form.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A signature does not hold, or none is trusted.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Trusted keys have signed, but not one that speaks for this log.
    #[error("no trusted signature is the log's own: its key is named `{origin}`")]
    NotByLog {
        /// The checkpoint's origin, which its key is named after.
        origin: String,
    },
    /// Fewer witnesses have cosigned than asked for.
    #[error("{found} trusted witnesses have cosigned; {quorum} are asked for")]
    Witnesses {
        /// How many have.
        found: usize,
        /// How many must.
        quorum: usize,
    },
    /// The witnesses that have cosigned are not a quorum of the policy.
    #[error(
        "the policy is not met: {found} of its witnesses have cosigned; it takes at least {least}"
    )]
    Policy {
        /// How many have.
        found: usize,
        /// The fewest with which it could be met.
        least: usize,
    },
}

impl Checkpoint {
    /// Reads the text of a note.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut lines = Lines::new(WHAT, text);
        let (_, origin) = lines.next("the origin's newline")?;
        if origin.is_empty() {
            return Err(Malformed::new(WHAT, 0, "an empty origin"));
        }
        let (at, size) = lines.next("the tree size's newline")?;
        let size = decimal(WHAT, size).map_err(|fault| fault.within(at))?;
        let (at, root) = lines.next("the root hash's newline")?;
        let root = Hash::from_base64(root).map_err(|fault| Malformed {
            what: WHAT,
            ..fault.within(at)
        })?;
        let mut extensions = Vec::new();
        while !lines.rest().is_empty() {
            let (at, line) = lines.next("the extension's newline")?;
            if line.is_empty() {
                return Err(Malformed::new(WHAT, at, "an empty extension line"));
            }
            extensions.push(line.to_owned());
        }
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
            extensions,
        })
    }

    /// The signed note.
    ///
    /// # Errors
    /// [`Malformed`] when the origin or an extension is not one non-empty line.
    pub fn sign(&self, signer: &Signer) -> Result<Note, Malformed> {
        let text = self.to_string();
        if Self::parse(&text)? != *self {
            return Err(Malformed::new(WHAT, 0, "a field holds a newline"));
        }
        let mut note = Note::new(text)?;
        note.sign(signer);
        Ok(note)
    }

    /// Reads a note's checkpoint and checks that the log has signed it, and enough witnesses.
    ///
    /// The log's signature is the one by a trusted Ed25519 key named as the origin: else one
    /// trusted log could speak for another.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn open(note: &Note, trusted: &Verifiers) -> Result<(Self, Signers), CheckpointError> {
        let checkpoint = Self::parse(note.text())?;
        let signers = checkpoint.signers(note, trusted)?;
        Ok((checkpoint, signers))
    }

    fn signers(&self, note: &Note, trusted: &Verifiers) -> Result<Signers, CheckpointError> {
        let (own, witnesses): (Vec<_>, Vec<_>) = note
            .open(trusted)?
            .into_iter()
            .partition(|s| s.algorithm == Algorithm::Ed25519);
        let log = own
            .into_iter()
            .find(|signature| signature.name == self.origin);
        let log = log.ok_or_else(|| CheckpointError::NotByLog {
            origin: self.origin.clone(),
        })?;
        trusted.enough(&witnesses)?;
        Ok(Signers { log, witnesses })
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root)?;
        self.extensions
            .iter()
            .try_for_each(|line| writeln!(f, "{line}"))
    }
}
