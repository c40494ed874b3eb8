//! The record's mathematics, without I/O, clock or randomness.
//!
//! An entry of the record is a [`Leaf`]: 57 bytes that say when it happened and commit to a body
//! without telling it. Leaves are hashed into an RFC 6962 Merkle tree, which is published as C2SP
//! tiles under a signed checkpoint. A [`Receipt`] shows one entry to somebody who trusts nobody.
//!
//! | module | holds | source |
//! |---|---|---|
//! | [`hash`] | leaf and node hashes | RFC 6962, 2.1 |
//! | [`leaf`] | the leaf's bytes, the salted commitment | `docs/record-format.md` |
//! | [`canonical`] | the one way to write a body as JSON | `docs/record-format.md` |
//! | [`frontier`] | the right edge of a growing tree | compact range |
//! | [`tile`] | tile and bundle names, contents, growth | c2sp.org/tlog-tiles |
//! | [`tree`] | roots and proofs computed from tiles | RFC 6962, 2.1 |
//! | [`proof`] | checking inclusion and consistency | RFC 9162, 2.1.3–2.1.4 |
//! | [`key`], [`note`] | keys and signed notes | c2sp.org/signed-note |
//! | [`cosignature`] | witnesses' timestamped signatures | c2sp.org/tlog-cosignature |
//! | [`checkpoint`] | origin, size and root | c2sp.org/tlog-checkpoint |
//! | [`policy`] | which witnesses make a checkpoint believable | c2sp.org/tlog-policy |
//! | [`add_checkpoint`] | what a log asks a witness with | c2sp.org/tlog-witness |
//! | [`tlog_proof`] | the text that carries a proof | c2sp.org/tlog-proof |
//! | [`receipt`], [`verify`] | one entry with all that proves it, and the links of that proof | `docs/record-format.md` |
//! | [`rotation`] | from a log's old key to its new one | `docs/record-format.md` |
//! | [`assertion`] | a decision signed by passkey | W3C Web Authentication; `docs/record-format.md` |
//! | [`national`] | the links from an agency's log to a log of logs | `docs/record-format.md` |
//!
//! Every parser takes untrusted bytes, has a limit of size, and answers [`Malformed`] with the byte
//! at which it stopped.

pub mod add_checkpoint;
pub mod assertion;
pub mod canonical;
pub mod checkpoint;
pub mod cosignature;
pub mod frontier;
pub mod hash;
pub mod key;
pub mod leaf;
mod malformed;
mod ml_dsa;
pub mod national;
pub mod note;
pub mod policy;
pub mod proof;
pub mod receipt;
pub mod rotation;
mod text;
pub mod tile;
pub mod tlog_proof;
pub mod tree;
mod trust;
pub mod verify;

pub use checkpoint::Checkpoint;
pub use frontier::Frontier;
pub use hash::{Hash, leaf_hash, node_hash};
pub use key::{Signer, Verifier};
pub use leaf::{Leaf, LogId, commitment};
pub use malformed::Malformed;
pub use national::National;
pub use note::Note;
pub use policy::Policy;
pub use receipt::{Receipt, Verified};
pub use tile::{BundleId, TileId};
pub use tlog_proof::TlogProof;
pub use trust::Verifiers;
