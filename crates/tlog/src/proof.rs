//! Checking proofs of inclusion and consistency (RFC 9162, sections 2.1.3.2 and 2.1.4.2).

use crate::hash::EMPTY_ROOT;
use crate::{Hash, node_hash};

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf's index is not below the tree's size.
    #[error("entry {index} cannot be in a tree of {size} entries")]
    IndexOutOfTree {
        /// Index that the proof is for.
        index: u64,
        /// Size of the tree.
        size: u64,
    },
    /// The second tree is smaller than the first: an append-only log does not shrink.
    #[error("a log of {old} entries cannot have become one of {new}")]
    Shrunk {
        /// Size of the first tree.
        old: u64,
        /// Size of the second tree.
        new: u64,
    },
    /// The proof has more or fewer hashes than the position asks for.
    #[error("the proof has {found} hashes where {expected} belong")]
    Length {
        /// Hashes in the proof.
        found: usize,
        /// Hashes that a proof for this position has.
        expected: usize,
    },
    /// The hashes lead to another root of the (second) tree.
    #[error("the proof leads to the root {computed}, the checkpoint says {stated}")]
    Root {
        /// What the proof leads to.
        computed: Hash,
        /// What the checkpoint states.
        stated: Hash,
    },
    /// The hashes lead to another root of the first tree: what was there has been changed.
    #[error("the proof leads to the earlier root {computed}, the earlier checkpoint says {stated}")]
    OldRoot {
        /// What the proof leads to.
        computed: Hash,
        /// What the earlier checkpoint states.
        stated: Hash,
    },
}

/// Checks that the tree of `size` leaves with `root` holds the leaf with `leaf_hash` at `index`.
///
/// # Errors
/// [`ProofError`] saying what does not fit.
pub fn verify_inclusion(
    leaf_hash: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    let computed = root_from_inclusion(leaf_hash, index, size, proof)?;
    equal(computed, *root, |computed, stated| ProofError::Root {
        computed,
        stated,
    })
}

/// The root that an inclusion proof leads to.
///
/// # Errors
/// [`ProofError::IndexOutOfTree`] or [`ProofError::Length`].
pub fn root_from_inclusion(
    leaf_hash: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
) -> Result<Hash, ProofError> {
    if index >= size {
        return Err(ProofError::IndexOutOfTree { index, size });
    }
    let expected = inclusion_len(index, size);
    if proof.len() != expected {
        return Err(ProofError::Length {
            found: proof.len(),
            expected,
        });
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf_hash;
    for sibling in proof {
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            skip_single_children(&mut node, &mut last);
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    Ok(hash)
}

/// Checks that the tree of `new_size` leaves begins with exactly the tree of `old_size`.
///
/// The tree without leaves is the beginning of every tree; its proof is empty.
///
/// # Errors
/// [`ProofError`] saying what does not fit.
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::Shrunk {
            old: old_size,
            new: new_size,
        });
    }
    let expected = consistency_len(old_size, new_size);
    if proof.len() != expected {
        return Err(ProofError::Length {
            found: proof.len(),
            expected,
        });
    }
    let (old, new) = match old_size {
        // Nothing is proven of a tree that begins with nothing; one of no leaves has one root.
        0 if new_size == 0 => (EMPTY_ROOT, EMPTY_ROOT),
        0 => (EMPTY_ROOT, *new_root),
        _ if old_size == new_size => (*new_root, *old_root),
        _ => roots_from_consistency(old_size, old_root, new_size, proof),
    };
    equal(old, *old_root, |computed, stated| ProofError::OldRoot {
        computed,
        stated,
    })?;
    equal(new, *new_root, |computed, stated| ProofError::Root {
        computed,
        stated,
    })
}

/// The two roots that a consistency proof of the right length leads to.
fn roots_from_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    proof: &[Hash],
) -> (Hash, Hash) {
    let (mut node, mut last) = (old_size - 1, new_size - 1);
    let shift = node.trailing_ones();
    node >>= shift;
    last >>= shift;
    // When the old tree is one perfect subtree, its own root is where the proof starts.
    let (start, rest) = match proof.split_first() {
        Some((first, rest)) if !old_size.is_power_of_two() => (*first, rest),
        _ => (*old_root, proof),
    };
    let (mut old, mut new) = (start, start);
    for sibling in rest {
        if node & 1 == 1 || node == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            skip_single_children(&mut node, &mut last);
        } else {
            new = node_hash(&new, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    (old, new)
}

/// Climbs past levels at which the last node has no sibling, so that no hash belongs to them.
fn skip_single_children(node: &mut u64, last: &mut u64) {
    if *node & 1 == 0 {
        let shift = node.trailing_zeros().min(u64::BITS - 1);
        *node >>= shift;
        *last >>= shift;
    }
}

/// How many hashes the inclusion proof of leaf `index` in a tree of `size` leaves has.
#[must_use]
pub fn inclusion_len(index: u64, size: u64) -> usize {
    if index >= size {
        return 0;
    }
    // Below the point where the paths of the leaf and of the last leaf part, every level has a
    // sibling; above it, only the levels at which the path is a right child.
    let inner = u64::BITS - (index ^ (size - 1)).leading_zeros();
    let border = index.checked_shr(inner).unwrap_or(0).count_ones();
    (inner + border) as usize
}

/// How many hashes the proof of consistency from `old` to `new` leaves has.
#[must_use]
pub fn consistency_len(old: u64, new: u64) -> usize {
    if old == 0 || old >= new {
        return 0;
    }
    let shift = old.trailing_zeros();
    let node = (old - 1) >> shift;
    let last = (new - 1) >> shift;
    let start = usize::from(!old.is_power_of_two());
    start + inclusion_len(node, last + 1)
}

fn equal(
    computed: Hash,
    stated: Hash,
    error: impl FnOnce(Hash, Hash) -> ProofError,
) -> Result<(), ProofError> {
    if computed == stated {
        Ok(())
    } else {
        Err(error(computed, stated))
    }
}
