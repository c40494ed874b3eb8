//! Names and contents of tiles and entry bundles (c2sp.org/tlog-tiles).

use std::fmt;
use std::str::FromStr;

use crate::hash::HASH_LEN;
use crate::text::decimal;
use crate::{Hash, Malformed, node_hash};

/// Hashes in a full tile, entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;
/// Tree levels that one tile spans.
pub const TILE_HEIGHT: u8 = 8;
/// The highest tile level that a path may name.
pub const MAX_LEVEL: u8 = 63;
/// Longest path read: the longest valid one has 52 bytes.
const MAX_PATH: usize = 64;

const WHAT: &str = "tile path";

/// A tile of hashes: `width` consecutive hashes at tree level `8 × level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Tile level: 0 holds leaf hashes, 1 the roots of full tiles of level 0…
    pub level: u8,
    /// Position within the level, from 0.
    pub index: u64,
    /// 1 to 256 hashes; fewer than 256 is a partial tile.
    pub width: u16,
}

/// A bundle of `width` consecutive entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleId {
    /// Position, from 0; entries `256 × index` and on.
    pub index: u64,
    /// 1 to 256 entries; fewer than 256 is a partial bundle.
    pub width: u16,
}

/// What a path below the log's prefix names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// `tile/<L>/<N>[.p/<W>]`
    Tile(TileId),
    /// `tile/entries/<N>[.p/<W>]`
    Entries(BundleId),
}

impl TileId {
    /// The tile at this place as a tree of `size` leaves has it; `None` where it has no hash.
    #[must_use]
    pub fn in_tree(level: u8, index: u64, size: u64) -> Option<Self> {
        let width = width_at(index, nodes_at(level, size))?;
        Some(Self {
            level,
            index,
            width,
        })
    }

    /// Whether the tile is full, and so will never change nor be superseded.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }
}

impl BundleId {
    /// The bundle at this place as a log of `size` entries has it; `None` where it has no entry.
    #[must_use]
    pub fn in_log(index: u64, size: u64) -> Option<Self> {
        width_at(index, size).map(|width| Self { index, width })
    }

    /// Whether the bundle is full.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }
}

/// Hashes that tiles of `level` hold for a tree of `size` leaves: `⌊size / 256^level⌋`.
fn nodes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT))
        .unwrap_or(0)
}

fn width_at(index: u64, nodes: u64) -> Option<u16> {
    let start = index.checked_mul(u64::from(TILE_WIDTH))?;
    let width = nodes.checked_sub(start)?.min(u64::from(TILE_WIDTH));
    u16::try_from(width).ok().filter(|width| *width > 0)
}

/// The tiles that growing from `from` to `to` leaves completes, lowest level first.
pub fn full_tiles(from: u64, to: u64) -> impl Iterator<Item = TileId> {
    let width = u64::from(TILE_WIDTH);
    (0..TILE_HEIGHT).flat_map(move |level| {
        let (first, end) = (nodes_at(level, from) / width, nodes_at(level, to) / width);
        (first..end).map(move |index| TileId {
            level,
            index,
            width: TILE_WIDTH,
        })
    })
}

/// The partial tiles that a checkpoint of `size` leaves needs, lowest level first.
pub fn partial_tiles(size: u64) -> impl Iterator<Item = TileId> {
    let width = u64::from(TILE_WIDTH);
    (0..TILE_HEIGHT).filter_map(move |level| {
        let nodes = nodes_at(level, size);
        TileId::in_tree(level, nodes / width, size)
    })
}

/// All tiles to publish for a checkpoint of `to` leaves when those for `from` are out: the ones
/// completed since, then the partial ones.
pub fn growth(from: u64, to: u64) -> impl Iterator<Item = TileId> {
    full_tiles(from, to).chain(partial_tiles(to))
}

/// As [`growth`], for entry bundles.
pub fn bundle_growth(from: u64, to: u64) -> impl Iterator<Item = BundleId> {
    let width = u64::from(TILE_WIDTH);
    (from / width..to.div_ceil(width)).filter_map(move |index| {
        let old = width_at(index, from);
        BundleId::in_log(index, to).filter(|bundle| Some(bundle.width) != old)
    })
}

/// The bytes of a tile: its hashes one after the other.
#[must_use]
pub fn encode_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// Reads the bytes of a tile of `width` hashes.
///
/// # Errors
/// [`Malformed`] when the length is not `32 × width`.
pub fn decode_hashes(bytes: &[u8], width: u16) -> Result<Vec<Hash>, Malformed> {
    let expected = usize::from(width) * HASH_LEN;
    if bytes.len() != expected {
        let why = format!("{} bytes where {width} hashes have {expected}", bytes.len());
        return Err(Malformed::new("tile", bytes.len().min(expected), why));
    }
    Ok(bytes
        .as_chunks::<HASH_LEN>()
        .0
        .iter()
        .map(|chunk| Hash(*chunk))
        .collect())
}

/// The root of a full tile: the hash that the tile above holds for it.
#[must_use]
pub fn tile_root(hashes: &[Hash; TILE_WIDTH as usize]) -> Hash {
    perfect_root(hashes)
}

/// The root over a power of two of hashes, at most [`TILE_WIDTH`].
pub(crate) fn perfect_root(hashes: &[Hash]) -> Hash {
    debug_assert!(hashes.len().is_power_of_two() && hashes.len() <= usize::from(TILE_WIDTH));
    let mut row = [Hash::default(); TILE_WIDTH as usize];
    row[..hashes.len()].copy_from_slice(hashes);
    let mut length = hashes.len();
    while length > 1 {
        length /= 2;
        for i in 0..length {
            row[i] = node_hash(&row[2 * i], &row[2 * i + 1]);
        }
    }
    row[0]
}

/// An entry too long for a bundle, whose length prefix has 16 bits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry of {length} bytes does not fit an entry bundle, which allows 65535")]
pub struct EntryTooLong {
    /// Its length in bytes.
    pub length: usize,
}

/// The bytes of an entry bundle: each entry after its length (16 bits, big-endian).
///
/// # Errors
/// [`EntryTooLong`]; leaves of this record have 57 bytes and always fit.
pub fn encode_bundle<'a>(
    entries: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<u8>, EntryTooLong> {
    let mut bytes = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| EntryTooLong {
            length: entry.len(),
        })?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads an entry bundle of `width` entries.
///
/// # Errors
/// [`Malformed`] when it does not hold exactly that many entries.
pub fn decode_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, Malformed> {
    let fault = |at: usize, why: String| Malformed::new("entry bundle", at, why);
    let mut entries = Vec::with_capacity(usize::from(width));
    let mut rest = bytes;
    for number in 0..width {
        let at = bytes.len() - rest.len();
        let Some((length, after)) = rest.split_first_chunk::<2>() else {
            return Err(fault(at, format!("ends before entry {number} of {width}")));
        };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some((entry, after)) = after.split_at_checked(length) else {
            return Err(fault(
                at,
                format!("entry {number} of {length} bytes is cut short"),
            ));
        };
        entries.push(entry);
        rest = after;
    }
    if !rest.is_empty() {
        return Err(fault(
            bytes.len() - rest.len(),
            format!("bytes after entry {width}"),
        ));
    }
    Ok(entries)
}

/// Writes an index as `x001/x234/067`, and the width of what is partial.
fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let mut divisor = 1u64;
    while index / divisor >= 1000 {
        divisor *= 1000;
    }
    while divisor > 1 {
        write!(f, "x{:03}/", index / divisor % 1000)?;
        divisor /= 1000;
    }
    write!(f, "{:03}", index % 1000)?;
    if width == TILE_WIDTH {
        Ok(())
    } else {
        write!(f, ".p/{width}")
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tile/entries/")?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tile(tile) => tile.fmt(f),
            Self::Entries(bundle) => bundle.fmt(f),
        }
    }
}

impl FromStr for Resource {
    type Err = Malformed;

    /// Reads a path relative to the log's prefix, without a leading slash.
    fn from_str(path: &str) -> Result<Self, Malformed> {
        if path.len() > MAX_PATH {
            return Err(Malformed::new(WHAT, MAX_PATH, "too long"));
        }
        let Some(rest) = path.strip_prefix("tile/") else {
            return Err(Malformed::new(WHAT, 0, "does not start with `tile/`"));
        };
        let Some((kind, place)) = rest.split_once('/') else {
            return Err(Malformed::new(WHAT, path.len(), "ends before the index"));
        };
        let offset = path.len() - place.len();
        let (index, width) = parse_place(place).map_err(|fault| fault.within(offset))?;
        let resource = if kind == "entries" {
            Self::Entries(BundleId { index, width })
        } else {
            let level = decimal(WHAT, kind).map_err(|fault| fault.within(5))?;
            let level = u8::try_from(level).ok().filter(|level| *level <= MAX_LEVEL);
            let level = level.ok_or_else(|| Malformed::new(WHAT, 5, "a level above 63"))?;
            Self::Tile(TileId {
                level,
                index,
                width,
            })
        };
        Ok(resource)
    }
}

/// Reads `x001/x234/067` with an optional `.p/12`.
fn parse_place(place: &str) -> Result<(u64, u16), Malformed> {
    let (index, width) = match place.split_once(".p/") {
        None => (place, TILE_WIDTH),
        Some((index, width)) => {
            let at = index.len() + 3;
            let number = decimal(WHAT, width).map_err(|fault| fault.within(at))?;
            let partial = u16::try_from(number)
                .ok()
                .filter(|w| (1..TILE_WIDTH).contains(w));
            let why = "a partial width is 1 to 255";
            (index, partial.ok_or_else(|| Malformed::new(WHAT, at, why))?)
        }
    };
    Ok((parse_index(index)?, width))
}

fn parse_index(text: &str) -> Result<u64, Malformed> {
    let groups = text.split('/').count();
    let (mut index, mut at) = (0u64, 0);
    for (number, group) in text.split('/').enumerate() {
        let fault = |why: &str| Malformed::new(WHAT, at, why);
        let last = number + 1 == groups;
        let digits = if last {
            Some(group)
        } else {
            group.strip_prefix('x')
        };
        let digits = digits.filter(|d| d.len() == 3 && d.bytes().all(|b| b.is_ascii_digit()));
        let digits = digits.ok_or_else(|| {
            fault("an index is groups of three digits, `x` before all but the last")
        })?;
        if number == 0 && !last && digits == "000" {
            return Err(fault("a leading group of zeroes"));
        }
        let value: u64 = digits.parse().expect("three digits are a number");
        index = index
            .checked_mul(1000)
            .and_then(|index| index.checked_add(value))
            .filter(|index| i64::try_from(*index).is_ok())
            .ok_or_else(|| fault("an index above 2^63 - 1"))?;
        at += group.len() + 1;
    }
    Ok(index)
}
