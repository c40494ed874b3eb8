//! Backups of a running house, and houses made from backups.
//!
//! A backup is a folder or a bucket of *pieces* and *manifests*, each encrypted with age (age-encryption.org/v1) to public keys: the
//! machine that makes backups cannot read them. A piece holds rows of one table; its name is a keyed hash of its content, so what
//! did not change since the last backup is not written again. A manifest lists the pieces of one moment, with the log's signed
//! checkpoint and the key files. It is written last: a backup that was interrupted does not exist.
//!
//! Archives of closed cases go along as they are, each file a piece that the manifest names by its hash.
//!
//! Keys of cases and people that were destroyed since are taken out of the backup by the next one ([`take`]): its old pieces of the
//! table `keys` go, and what they alone could open is unreadable there too.
//!
//! Whoever has the public key can write pieces, so nothing in a backup is trusted: [`restore`] opens and checks every entry against
//! the log's signature by the audit, and against checkpoints that others kept, so that an old copy cannot pass as the present.

mod archives;
mod depot;
mod manifest;
mod moving;
mod pieces;
mod restore;
mod rows;
mod take;

pub use depot::{Depot, Recipients};
pub use manifest::{Manifest, Summary};
pub use moving::{Moved, move_house};
pub use restore::{Identities, Restored, Trust, restore};
pub use take::{Taken, take};

/// Why a backup or a restoration did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The place of the backups cannot be used.
    #[error("{place}: {cause}")]
    Depot {
        /// The folder or address.
        place: String,
        /// What it answered.
        cause: String,
    },
    /// A file beside the store cannot be used.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// An age key is none.
    #[error("{0}: this is no age public key (it begins with `age1`)")]
    Recipient(String),
    /// Nothing to decrypt with.
    #[error("{0}: no age identity in this file (a line beginning with `AGE-SECRET-KEY-1`)")]
    Identity(String),
    /// A piece or manifest cannot be decrypted or read.
    #[error("{name}: {cause}")]
    Piece {
        /// Its name in the backup.
        name: String,
        /// What is wrong.
        cause: String,
    },
    /// There is no backup in this place.
    #[error("{0}: there is no backup here")]
    Empty(String),
    /// The house.
    #[error(transparent)]
    House(#[from] casework::Error),
}
