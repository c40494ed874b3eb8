//! What the record shows to everybody: checkpoint, tiles, entry bundles (C2SP tlog-tiles); and, to
//! those whom an entry concerns, its receipt.

use tlog::tile::{BundleId, TILE_WIDTH, TileId, encode_bundle, encode_hashes};
use tlog::{Hash, Note, Receipt, TlogProof};

use super::{LOG_ID, RecordError, leaf_hashes, leaves};
use crate::store::{Link, StoreError};
use crate::{Error, Parts};

/// The last signed checkpoint and its size.
///
/// # Errors
/// The store's.
pub fn checkpoint(link: &mut Link) -> Result<(u64, String), StoreError> {
    let sql = "select size, checkpoint from log where id = $1";
    let row = link.query_opt(sql, &[LOG_ID.into()])?;
    row.map_or(Ok((0, String::new())), |r| Ok((r.get(0)?, r.get(1)?)))
}

/// The bytes of a tile, or `None` where the log does not reach it.
///
/// # Errors
/// The store's.
pub fn tile(link: &mut Link, id: TileId) -> Result<Option<Vec<u8>>, StoreError> {
    let hashes = hashes(link, id)?;
    let width = usize::from(id.width);
    Ok(hashes.get(..width).map(encode_hashes))
}

/// The bytes of an entry bundle: the leaves, which tell nothing but their times.
///
/// # Errors
/// The store's.
pub fn bundle(link: &mut Link, id: BundleId) -> Result<Option<Vec<u8>>, StoreError> {
    let from = id.index.saturating_mul(u64::from(TILE_WIDTH));
    let leaves = leaves(link, from, from.saturating_add(u64::from(id.width)))?;
    if leaves.len() != usize::from(id.width) {
        return Ok(None);
    }
    let encoded: Vec<_> = leaves.iter().map(tlog::Leaf::encode).collect();
    let bytes = encode_bundle(encoded.iter().map(|l| l.as_slice()));
    Ok(Some(bytes.expect("a leaf is shorter than 64 KiB")))
}

/// The hashes of a tile, more than asked for where the tile is full by now, fewer where it is not.
fn hashes(link: &mut Link, id: TileId) -> Result<Vec<Hash>, StoreError> {
    let width = u64::from(TILE_WIDTH);
    let (level, n) = (u64::from(id.level), id.index);
    let sql = "select hashes from tiles where log = $1 and level = $2 and n = $3";
    if let Some(row) = link.query_opt(sql, &[LOG_ID.into(), level.into(), n.into()])? {
        let bytes: Vec<u8> = row.get(0)?;
        let chunks = bytes
            .chunks_exact(32)
            .map(|c| Hash(c.try_into().expect("32 bytes each")));
        return Ok(chunks.collect());
    }
    let from = n.saturating_mul(width);
    if id.level == 0 {
        return leaf_hashes(link, from, from.saturating_add(width));
    }
    let sql = "select root from tiles where log = $1 and level = $2 and n >= $3 and n < $4 \
               order by n";
    let to = from.saturating_add(width);
    let params = [LOG_ID.into(), (level - 1).into(), from.into(), to.into()];
    link.query(sql, &params)?
        .iter()
        .map(|r| Ok(Hash(r.get(0)?)))
        .collect()
}

/// The receipt of an entry: leaf, body and salt with the proof against the newest checkpoint that
/// witnesses have cosigned as the policy asks; where none covers the entry, against the newest. Where
/// an authority has stamped a checkpoint that covers it, against the earliest such, with its stamp. Where a
/// national log has received a checkpoint that covers it, with the second proof.
///
/// # Errors
/// [`RecordError::Missing`], or that the entry's key is gone.
pub fn receipt(link: &mut Link, parts: &Parts, seq: u64) -> Result<Receipt, Error> {
    let stamped = crate::stamps::covering(link, seq)?;
    let (size, signed, stamp) = match stamped {
        Some(stamped) => (stamped.size, stamped.checkpoint, Some(stamped.token)),
        None => {
            let (size, signed) = crate::witnesses::proving(link, seq)?;
            (size, signed, None)
        }
    };
    let opened = super::open_entry(link, parts, seq)?;
    let checkpoint = Note::parse(signed.as_bytes()).map_err(RecordError::body)?;
    let receipt = prove(link, opened, size, checkpoint)?;
    let national = crate::national::through(link, seq, &receipt)?.map(Box::new);
    Ok(Receipt {
        stamp,
        national,
        ..receipt
    })
}

/// The receipt of an entry against a checkpoint of that size.
pub(crate) fn prove(
    link: &mut Link,
    opened: super::Opened,
    size: u64,
    checkpoint: Note,
) -> Result<Receipt, Error> {
    let seq = opened.leaf.index;
    let proof = inclusion(link, seq, size)?;
    let extra = Some(opened.leaf.encode().to_vec());
    let proof = TlogProof {
        extra,
        index: seq,
        hashes: proof,
        checkpoint,
    };
    Ok(Receipt {
        proof,
        body: opened.body,
        salt: opened.salt,
        stamp: None,
        national: None,
    })
}

/// The hashes that prove an entry against the checkpoint of that size.
pub(crate) fn inclusion(link: &mut Link, seq: u64, size: u64) -> Result<Vec<Hash>, Error> {
    let mut reader = |id: TileId| hashes(link, id);
    Ok(tlog::tree::prove_inclusion(seq, size, &mut reader)
        .map_err(|e| RecordError::Tree(e.to_string()))?)
}

/// The proof that the log of `old` entries is a beginning of the log of `size`.
///
/// # Errors
/// [`RecordError::Tree`] when it never had that size.
pub fn consistency(link: &mut Link, old: u64, size: u64) -> Result<Vec<Hash>, Error> {
    let mut reader = |id: TileId| hashes(link, id);
    Ok(tlog::tree::prove_consistency(old, size, &mut reader)
        .map_err(|e| RecordError::Tree(e.to_string()))?)
}

/// The root of the log when it had `size` entries, from its tiles.
///
/// # Errors
/// [`RecordError::Tree`] when it never had that size.
pub fn root(link: &mut Link, size: u64) -> Result<Hash, Error> {
    let mut reader = |id: TileId| hashes(link, id);
    Ok(tlog::tree::root(size, &mut reader).map_err(|e| RecordError::Tree(e.to_string()))?)
}
