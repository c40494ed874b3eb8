//! Hashes of the Merkle tree (RFC 6962, section 2.1; SHA-256).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::Malformed;

/// Length of a hash in bytes.
pub const HASH_LEN: usize = 32;

/// A SHA-256 value: of a leaf, of a node, or a commitment.
///
/// Shown as standard base64, as checkpoints and proofs write it; [`fmt::Debug`] shows hexadecimal.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; HASH_LEN]);

/// The root of a tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1).
pub const EMPTY_ROOT: Hash = Hash([
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
]);

/// `SHA-256(0x00 ‖ data)`: the hash of a leaf with these bytes.
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    // One contiguous buffer for the usual short leaf: a single call into the compression function.
    const SHORT: usize = 119;
    if data.len() < SHORT {
        let mut buffer = [0u8; SHORT];
        buffer[1..=data.len()].copy_from_slice(data);
        return Hash(Sha256::digest(&buffer[..=data.len()]).into());
    }
    let mut hasher = Sha256::new();
    hasher.update([0u8]);
    hasher.update(data);
    Hash(hasher.finalize().into())
}

/// `SHA-256(0x01 ‖ left ‖ right)`: the hash of an inner node.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut buffer = [1u8; 1 + 2 * HASH_LEN];
    buffer[1..=HASH_LEN].copy_from_slice(&left.0);
    buffer[1 + HASH_LEN..].copy_from_slice(&right.0);
    Hash(Sha256::digest(buffer).into())
}

impl Hash {
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; HASH_LEN] {
        &self.0
    }

    /// Reads standard base64 with padding, as [`fmt::Display`] writes it.
    ///
    /// # Errors
    /// [`Malformed`] when the text is not the base64 of exactly 32 bytes.
    pub fn from_base64(text: &str) -> Result<Self, Malformed> {
        let bytes = STANDARD
            .decode(text)
            .map_err(|e| crate::text::base64_fault("hash", &e))?;
        let length = bytes.len();
        bytes.try_into().map(Self).map_err(|_| {
            Malformed::new(
                "hash",
                0,
                format!("{length} bytes where a SHA-256 value has 32"),
            )
        })
    }
}

impl From<[u8; HASH_LEN]> for Hash {
    fn from(bytes: [u8; HASH_LEN]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_root_is_the_hash_of_nothing() {
        assert_eq!(EMPTY_ROOT.0, <[u8; 32]>::from(Sha256::digest(b"")));
    }

    #[test]
    fn leaf_hash_is_the_same_on_both_sides_of_the_short_buffer() {
        for length in [0, 1, 57, 117, 118, 119, 120, 500] {
            let data = vec![0xab; length];
            let mut whole = vec![0u8];
            whole.extend_from_slice(&data);
            assert_eq!(
                leaf_hash(&data).0,
                <[u8; 32]>::from(Sha256::digest(&whole)),
                "{length}"
            );
        }
    }

    #[test]
    fn base64_is_read_back_and_nothing_else_is() {
        let hash = leaf_hash(b"diwan");
        assert_eq!(Hash::from_base64(&hash.to_string()), Ok(hash));
        assert!(Hash::from_base64("AAAA").is_err());
        assert!(Hash::from_base64(&hash.to_string().replace('=', "")).is_err());
    }
}
