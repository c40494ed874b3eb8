//! The right edge of a growing tree: all that a writer has to keep to append and to sign.

use crate::hash::{EMPTY_ROOT, HASH_LEN};
use crate::{Hash, Malformed, node_hash};

const WHAT: &str = "frontier";
/// One hash for each bit of a size below 2^63.
const LEVELS: usize = 63;

/// The roots of the perfect subtrees that a tree of [`Frontier::size`] leaves splits into: one for
/// each bit that is set in the size. Known as a compact range, or as the tree's right edge.
///
/// Appending costs one node hash on average and at most 63, and allocates nothing.
#[derive(Clone)]
pub struct Frontier {
    size: u64,
    /// `roots[l]` covers 2^l leaves and means something only where bit `l` of `size` is set.
    roots: [Hash; LEVELS],
}

impl Frontier {
    /// The frontier of the tree without leaves.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            size: 0,
            roots: [Hash([0; HASH_LEN]); LEVELS],
        }
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, given its [`crate::leaf_hash`].
    ///
    /// # Panics
    /// When the tree already has 2^63 − 1 leaves, the largest size a checkpoint can name.
    pub fn append(&mut self, leaf: Hash) {
        self.append_with(leaf, |_, _, _| {});
    }

    /// As [`Frontier::append`], and hands over every node that the leaf completes: its level (0 for the
    /// leaf itself), its index within the level, its hash. Nodes at levels 0, 8, 16… are what tiles
    /// of level 0, 1, 2… hold.
    ///
    /// # Panics
    /// As [`Frontier::append`].
    pub fn append_with(&mut self, leaf: Hash, mut node: impl FnMut(u8, u64, &Hash)) {
        assert!(
            self.size < i64::MAX as u64,
            "a log of 2^63 - 1 entries is full"
        );
        let mut hash = leaf;
        let mut level = 0u8;
        node(level, self.size, &hash);
        while self.size >> level & 1 == 1 {
            hash = node_hash(&self.roots[usize::from(level)], &hash);
            level += 1;
            node(level, self.size >> level, &hash);
        }
        self.roots[usize::from(level)] = hash;
        self.size += 1;
    }

    /// The root of the tree (RFC 6962, section 2.1), [`EMPTY_ROOT`] when it has no leaf.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut subtrees = self.subtrees();
        let Some(first) = subtrees.next() else {
            return EMPTY_ROOT;
        };
        subtrees.fold(first, |right, left| node_hash(&left, &right))
    }

    /// The subtrees' roots from the smallest, at the right, to the largest.
    fn subtrees(&self) -> impl Iterator<Item = Hash> {
        (0..LEVELS)
            .filter(|level| self.size >> level & 1 == 1)
            .map(|level| self.roots[level])
    }

    /// The size (8 bytes, big-endian) and the subtrees' roots from the largest to the smallest: at
    /// most 2,024 bytes, what a writer keeps in its head row.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + HASH_LEN * self.size.count_ones() as usize);
        bytes.extend_from_slice(&self.size.to_be_bytes());
        for level in (0..LEVELS)
            .rev()
            .filter(|level| self.size >> level & 1 == 1)
        {
            bytes.extend_from_slice(&self.roots[level].0);
        }
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] writes.
    ///
    /// # Errors
    /// [`Malformed`] when the length is not that of the size's number of subtrees, or the size is
    /// above 2^63 − 1.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let Some((size, mut rest)) = bytes.split_first_chunk::<8>() else {
            return Err(Malformed::new(
                WHAT,
                bytes.len(),
                "ends before the size's 8 bytes",
            ));
        };
        let size = u64::from_be_bytes(*size);
        if size > i64::MAX as u64 {
            return Err(Malformed::new(WHAT, 0, "a size above 2^63 - 1"));
        }
        let mut frontier = Self {
            size,
            ..Self::new()
        };
        for level in (0..LEVELS).rev().filter(|level| size >> level & 1 == 1) {
            let Some((root, after)) = rest.split_first_chunk::<HASH_LEN>() else {
                let why = format!("ends before the subtree of level {level}");
                return Err(Malformed::new(WHAT, bytes.len(), why));
            };
            frontier.roots[level] = Hash(*root);
            rest = after;
        }
        if !rest.is_empty() {
            let at = bytes.len() - rest.len();
            return Err(Malformed::new(WHAT, at, "bytes after the last subtree"));
        }
        Ok(frontier)
    }
}

impl Default for Frontier {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Frontier {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size && self.subtrees().eq(other.subtrees())
    }
}

impl Eq for Frontier {}

impl std::fmt::Debug for Frontier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frontier")
            .field("size", &self.size)
            .field("root", &self.root())
            .finish()
    }
}
