//! The record: entries, their keys, the log that they are leaves of, and the one thread that writes.

#[cfg(feature = "pkcs11")]
mod device;
mod entry;
mod erasures;
pub mod fact;
mod key_uri;
mod keys;
mod log;
mod log_keys;
pub mod mend;
mod opened;
mod publish;
pub(crate) mod secrets;
mod signers;
mod tx;
mod writer;

pub use entry::{Entry, InCase, leaf, leaf_hash};
pub(crate) use erasures::follow;
pub use fact::{
    ArchivedCases, Fact, HeldCase, ReceivedCheckpoint, RefusedCheckpoint, ReleasedCase,
};
pub use key_uri::{BadKeyUri, KeyUri};
pub use keys::{DataKey, KeyError, KeyId, KeyRing};
pub(crate) use log::leaf_hashes;
pub use log::{Head, Identity, LOG_ID, TILE, leaves, present, subtree_root};
pub use log_keys::{
    LogKey, OVERLAP, add_log_key, in_force, log_keys, log_verifiers, retire_log_key, rotations,
};
pub use opened::{ENTRY_COLUMNS, Opened, key_id, open_entry, open_row};
pub(crate) use opened::{open_with, sealed};
pub use publish::{bundle, checkpoint, consistency, receipt, root, tile};
pub(crate) use publish::{inclusion, prove};
pub use secrets::Secrets;
pub use signers::LogSigners;
pub use tx::Tx;
pub use writer::{Commit, CommitWatch, Published, Writer, WriterSettings};

/// What goes wrong with the record itself.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A body cannot be written or read.
    #[error("entry body: {0}")]
    Body(String),
    /// A proof cannot be computed from the tiles.
    #[error("tiles: {0}")]
    Tree(String),
    /// The entry is not there.
    #[error("there is no entry {0}")]
    Missing(u64),
    /// The data directory's checkpoint is ahead of the database.
    #[error(
        "the database holds {database} entries, but {published} were published: it was rolled \
         back. Restore the newer database; `diwan audit` tells more"
    )]
    RolledBack {
        /// Entries in the database.
        database: u64,
        /// Entries in the checkpoint file beside it.
        published: u64,
    },
    /// The log's keys cannot be changed so.
    #[error("{0}")]
    Rotation(String),
    /// The database belongs to a log with other keys or another name.
    #[error("this is another log: its {what} is {found}, here it is {here}")]
    OtherLog {
        /// What differs.
        what: &'static str,
        /// As the log has it.
        found: String,
        /// As the settings and key files have it.
        here: String,
    },
}

impl RecordError {
    pub(crate) fn body(e: impl std::fmt::Display) -> Self {
        Self::Body(e.to_string())
    }
}
