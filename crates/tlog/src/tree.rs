//! Roots and proofs computed from tiles (RFC 6962, section 2.1).
//!
//! Nothing but tiles is needed: every subtree that a proof names is a hash in a tile, or is hashed
//! together from at most one tile's worth of them for each perfect subtree it splits into.

use crate::hash::EMPTY_ROOT;
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, perfect_root};
use crate::{Frontier, Hash, TileId, node_hash};

/// Where tiles come from: a table, a folder, a cache over HTTP. A closure will do.
pub trait TileReader {
    /// Why a tile could not be read.
    type Error;

    /// The hashes of a tile. More than `tile.width` may be given (the full tile in place of a
    /// partial one that is gone); the first ones are used.
    ///
    /// # Errors
    /// Whatever keeps the tile from being read.
    fn read(&mut self, tile: TileId) -> Result<Vec<Hash>, Self::Error>;
}

impl<E, F: FnMut(TileId) -> Result<Vec<Hash>, E>> TileReader for F {
    type Error = E;

    fn read(&mut self, tile: TileId) -> Result<Vec<Hash>, E> {
        self(tile)
    }
}

/// Why a root or proof could not be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError<E> {
    /// The reader failed.
    #[error("cannot read {tile}: {source}")]
    Read {
        /// The tile asked for.
        tile: TileId,
        /// Why it could not be read.
        source: E,
    },
    /// The reader gave fewer hashes than the tile has.
    #[error("{tile} has only {found} hashes")]
    Short {
        /// The tile asked for.
        tile: TileId,
        /// How many hashes came.
        found: usize,
    },
    /// The question is about a position outside the tree.
    #[error("position {position} is outside a tree of {size} entries")]
    Outside {
        /// An index, or an earlier size.
        position: u64,
        /// The tree's size.
        size: u64,
    },
}

/// The root of the tree with `size` leaves.
///
/// # Errors
/// [`TreeError`] when a tile is missing or short.
pub fn root<R: TileReader>(size: u64, reader: &mut R) -> Result<Hash, TreeError<R::Error>> {
    if size == 0 {
        return Ok(EMPTY_ROOT);
    }
    Nodes::new(size, reader).range(0, size)
}

/// The frontier of the tree with `size` leaves: what a writer continues from.
///
/// # Errors
/// [`TreeError::Outside`] when `size` is above 2^63 − 1; else as [`root`].
pub fn frontier<R: TileReader>(size: u64, reader: &mut R) -> Result<Frontier, TreeError<R::Error>> {
    const LARGEST: u64 = i64::MAX as u64;
    if size > LARGEST {
        return Err(TreeError::Outside {
            position: size,
            size: LARGEST,
        });
    }
    let mut nodes = Nodes::new(size, reader);
    let mut bytes = size.to_be_bytes().to_vec();
    for (level, index) in perfect_subtrees(0, size) {
        bytes.extend_from_slice(&nodes.node(level, index)?.0);
    }
    Ok(Frontier::from_bytes(&bytes).expect("one hash for each bit of the size"))
}

/// The proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling upwards.
///
/// # Errors
/// [`TreeError::Outside`] when `index >= size`; else as [`root`].
pub fn prove_inclusion<R: TileReader>(
    index: u64,
    size: u64,
    reader: &mut R,
) -> Result<Vec<Hash>, TreeError<R::Error>> {
    if index >= size {
        return Err(TreeError::Outside {
            position: index,
            size,
        });
    }
    let mut nodes = Nodes::new(size, reader);
    let (mut start, mut end) = (0, size);
    let mut proof = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(nodes.range(middle, end)?);
            end = middle;
        } else {
            proof.push(nodes.range(start, middle)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `size` leaves begins with the tree of `old` leaves.
///
/// # Errors
/// [`TreeError::Outside`] when `old > size`; else as [`root`].
pub fn prove_consistency<R: TileReader>(
    old: u64,
    size: u64,
    reader: &mut R,
) -> Result<Vec<Hash>, TreeError<R::Error>> {
    if old > size {
        return Err(TreeError::Outside {
            position: old,
            size,
        });
    }
    let mut proof = Vec::new();
    if old == 0 {
        return Ok(proof);
    }
    let mut nodes = Nodes::new(size, reader);
    let (mut start, mut end) = (0, size);
    while end != old {
        let middle = start + split(end - start);
        if old <= middle {
            proof.push(nodes.range(middle, end)?);
            end = middle;
        } else {
            proof.push(nodes.range(start, middle)?);
            start = middle;
        }
    }
    // The old tree itself is known to the verifier and left out (RFC 6962, 2.1.2, `b`).
    if start != 0 {
        proof.push(nodes.range(start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The largest power of two below `n`, for `n > 1`: where RFC 6962 splits a tree.
fn split(n: u64) -> u64 {
    1 << (u64::BITS - 1 - (n - 1).leading_zeros())
}

/// The perfect subtrees (level, index within the level) that leaves `start..end` split into from
/// the left, where `start` is a multiple of the largest of them.
fn perfect_subtrees(mut start: u64, end: u64) -> impl Iterator<Item = (u8, u64)> {
    std::iter::from_fn(move || {
        let level = (end - start).checked_ilog2()?;
        let index = start >> level;
        start += 1 << level;
        Some((u8::try_from(level).expect("at most 63"), index))
    })
}

/// Node hashes of one tree, each tile read once.
struct Nodes<'r, R> {
    size: u64,
    reader: &'r mut R,
    /// A proof touches two tiles a level at most: a list is the quickest map.
    tiles: Vec<(TileId, Vec<Hash>)>,
}

impl<'r, R: TileReader> Nodes<'r, R> {
    fn new(size: u64, reader: &'r mut R) -> Self {
        Self {
            size,
            reader,
            tiles: Vec::new(),
        }
    }

    /// The tree hash of leaves `start..end` (not empty), aligned as RFC 6962 splits them.
    fn range(&mut self, start: u64, end: u64) -> Result<Hash, TreeError<R::Error>> {
        let subtrees = perfect_subtrees(start, end)
            .map(|(level, index)| self.node(level, index))
            .collect::<Result<Vec<_>, _>>()?;
        let folded = subtrees
            .into_iter()
            .rev()
            .reduce(|right, left| node_hash(&left, &right));
        Ok(folded.unwrap_or(EMPTY_ROOT))
    }

    /// The hash of the perfect subtree at `level` and `index`.
    fn node(&mut self, level: u8, index: u64) -> Result<Hash, TreeError<R::Error>> {
        let above = level % TILE_HEIGHT;
        let first = index << above;
        let width = u64::from(TILE_WIDTH);
        let tile = self.tile(level / TILE_HEIGHT, first / width)?;
        let start = usize::try_from(first % width).expect("below 256");
        Ok(perfect_root(&tile[start..start + (1 << above)]))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], TreeError<R::Error>> {
        let tile = TileId::in_tree(level, index, self.size)
            .expect("a perfect subtree of the tree has its hashes in the tree's tiles");
        if let Some(at) = self.tiles.iter().position(|(id, _)| *id == tile) {
            return Ok(&self.tiles[at].1);
        }
        let hashes = self
            .reader
            .read(tile)
            .map_err(|source| TreeError::Read { tile, source })?;
        if hashes.len() < usize::from(tile.width) {
            return Err(TreeError::Short {
                tile,
                found: hashes.len(),
            });
        }
        self.tiles.push((tile, hashes));
        Ok(&self.tiles.last().expect("just pushed").1)
    }
}
