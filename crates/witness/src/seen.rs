//! What a witness remembers of a log: the checkpoint that it last cosigned, as a note. The file that
//! it is kept in proves itself: by the witness's own signature.

use tlog::{Checkpoint, Hash, Malformed, Note, Verifier, Verifiers};

/// The checkpoint of a log that was last cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How many entries it covers.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When it was cosigned: seconds since 1970.
    pub time: u64,
    /// It, with the log's signature and the witness's.
    pub note: Note,
}

/// Why what was kept is not to be relied on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeenError {
    /// It is no checkpoint.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// It is of another log than it is kept for.
    #[error("it is a checkpoint of `{found}`")]
    OtherLog {
        /// Whose it is.
        found: String,
    },
    /// The witness has not signed it: damaged, or written by somebody else.
    #[error("it is not signed by this witness's keys: damaged, or kept by another witness")]
    NotOurs,
}

impl Seen {
    /// Reads what [`Seen::encode`] wrote. A witness that does not know what it has signed must not
    /// go on, so whatever is not signed by one of `own` is an error.
    ///
    /// # Errors
    /// [`SeenError`].
    pub fn decode<'a>(
        bytes: &[u8],
        origin: &str,
        own: impl IntoIterator<Item = &'a Verifier>,
    ) -> Result<Self, SeenError> {
        let note = Note::parse(bytes)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin != origin {
            let found = checkpoint.origin;
            return Err(SeenError::OtherLog { found });
        }
        let own: Verifiers = own.into_iter().cloned().collect();
        let held = note.open(&own).map_err(|_| SeenError::NotOurs)?;
        let time = held.iter().filter_map(|signature| signature.time).max();
        Ok(Self {
            size: checkpoint.size,
            root: checkpoint.root,
            time: time.ok_or(SeenError::NotOurs)?,
            note,
        })
    }

    /// The cosigned checkpoint: a note that others can check too.
    #[must_use]
    pub fn encode(&self) -> String {
        self.note.to_string()
    }
}
