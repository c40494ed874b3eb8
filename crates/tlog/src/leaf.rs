//! The leaf: what the record publishes of an entry (`docs/record-format.md`).

use sha2::{Digest as _, Sha256};

use crate::{Hash, Malformed, leaf_hash};

/// Length of a version 1 leaf in bytes.
pub const LEAF_LEN: usize = 57;
/// The first byte of a version 1 leaf.
pub const LEAF_VERSION: u8 = 1;
/// Length of a salt in bytes: as long as the hash, so that a commitment hides its body even from
/// somebody who can list every possible body.
pub const SALT_LEN: usize = 32;

const WHAT: &str = "leaf";

/// The first 8 bytes of SHA-256 of the log's origin: binds a leaf to its log, so that a leaf of one
/// office cannot be shown as another's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LogId(pub [u8; 8]);

impl LogId {
    /// The id of the log with this origin line.
    #[must_use]
    pub fn of(origin: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(origin.as_bytes()).into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        Self([a, b, c, d, e, f, g, h])
    }
}

/// One entry as the tree holds it. It tells nothing about the body but when it was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The log that the entry belongs to.
    pub log: LogId,
    /// Position in the log, from 0.
    pub index: u64,
    /// When the entry was made: microseconds since 1970-01-01T00:00:00 UTC, without leap seconds.
    pub time_us: i64,
    /// [`commitment`] to the body.
    pub commitment: Hash,
}

/// `SHA-256(salt ‖ body)`: hides the body from those who lack the salt, and binds to it.
#[must_use]
pub fn commitment(salt: &[u8; SALT_LEN], body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(body);
    Hash(hasher.finalize().into())
}

impl Leaf {
    /// The leaf at `index` of the log named `origin`.
    #[must_use]
    pub fn new(origin: &str, index: u64, time_us: i64, commitment: Hash) -> Self {
        Self {
            log: LogId::of(origin),
            index,
            time_us,
            commitment,
        }
    }

    /// The leaf's bytes: version, log id, index, time (both big-endian), commitment.
    #[must_use]
    pub fn encode(&self) -> [u8; LEAF_LEN] {
        let mut bytes = [0u8; LEAF_LEN];
        bytes[0] = LEAF_VERSION;
        bytes[1..9].copy_from_slice(&self.log.0);
        bytes[9..17].copy_from_slice(&self.index.to_be_bytes());
        bytes[17..25].copy_from_slice(&self.time_us.to_be_bytes());
        bytes[25..57].copy_from_slice(&self.commitment.0);
        bytes
    }

    /// Reads the bytes that [`Leaf::encode`] writes.
    ///
    /// # Errors
    /// [`Malformed`] when the length is not 57 or the version is not 1.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        match bytes.first() {
            Some(&LEAF_VERSION) => {}
            Some(version) => {
                let why = format!("version {version}; this software reads version {LEAF_VERSION}");
                return Err(Malformed::new(WHAT, 0, why));
            }
            None => return Err(Malformed::new(WHAT, 0, "empty")),
        }
        let Ok(&[_, ref fields @ ..]) = <&[u8; LEAF_LEN]>::try_from(bytes) else {
            let at = bytes.len().min(LEAF_LEN);
            let why = format!("{} bytes where a leaf has {LEAF_LEN}", bytes.len());
            return Err(Malformed::new(WHAT, at, why));
        };
        let (log, rest) = fields.split_first_chunk::<8>().expect("56 bytes hold 8");
        let (index, rest) = rest.split_first_chunk::<8>().expect("48 bytes hold 8");
        let (time, rest) = rest.split_first_chunk::<8>().expect("40 bytes hold 8");
        let commitment = rest.first_chunk::<32>().expect("32 bytes remain");
        Ok(Self {
            log: LogId(*log),
            index: u64::from_be_bytes(*index),
            time_us: i64::from_be_bytes(*time),
            commitment: Hash(*commitment),
        })
    }

    /// The hash under which the tree holds this leaf.
    #[must_use]
    pub fn hash(&self) -> Hash {
        leaf_hash(&self.encode())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf() -> Leaf {
        Leaf {
            log: LogId::of("diwan.example/record"),
            index: 0x0102_0304_0506_0708,
            time_us: -2,
            commitment: commitment(&[7; 32], b"{}"),
        }
    }

    #[test]
    fn every_field_has_its_documented_place() {
        let bytes = leaf().encode();
        assert_eq!(bytes[0], 1);
        assert_eq!(bytes[1..9], Sha256::digest(b"diwan.example/record")[..8]);
        assert_eq!(bytes[9..17], [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(bytes[17..25], [255, 255, 255, 255, 255, 255, 255, 254]);
        assert_eq!(bytes[25..57], commitment(&[7; 32], b"{}").0);
    }

    #[test]
    fn a_leaf_is_read_back_and_other_lengths_and_versions_are_refused() {
        let bytes = leaf().encode();
        assert_eq!(Leaf::decode(&bytes), Ok(leaf()));
        assert_eq!(Leaf::decode(&bytes[..56]).unwrap_err().at, 56);
        assert_eq!(
            Leaf::decode(&[&bytes[..], &[0]].concat()).unwrap_err().at,
            57
        );
        assert_eq!(Leaf::decode(&[]).unwrap_err().at, 0);
        let mut other = bytes;
        other[0] = 2;
        assert!(Leaf::decode(&other).unwrap_err().why.contains("version 2"));
    }
}
