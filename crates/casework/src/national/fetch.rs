//! A log read from its address (c2sp.org/tlog-tiles).

use tlog::tile::{TILE_WIDTH, decode_hashes};
use tlog::{Hash, TileId};

use crate::http::{Http, Unanswered};

/// Longest checkpoint read, in bytes: with the lines of many witnesses.
const LARGEST_CHECKPOINT: u64 = 256 * 1024;
/// A full tile of hashes, in bytes.
const LARGEST_TILE: u64 = TILE_WIDTH as u64 * 32;

/// Why something of another log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Nobody answers.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// The answer is no resource.
    #[error("{url}: status {status}")]
    Status {
        /// What was asked.
        url: String,
        /// What came.
        status: u16,
    },
    /// A tile is none.
    #[error("{url}: {cause}")]
    Tile {
        /// What was asked.
        url: String,
        /// Why.
        cause: tlog::Malformed,
    },
}

/// A resource, or nothing where there is none (404).
pub(super) fn get(http: &Http, url: String, most: u64) -> Result<Option<Vec<u8>>, FetchError> {
    let reply = http.get(&url, most)?;
    match reply.status {
        200 => Ok(Some(reply.body)),
        404 => Ok(None),
        status => Err(FetchError::Status { url, status }),
    }
}

/// The newest checkpoint of the log at `prefix`.
pub(super) fn checkpoint(http: &Http, prefix: &str) -> Result<Vec<u8>, FetchError> {
    let url = format!("{prefix}/checkpoint");
    let found = get(http, url.clone(), LARGEST_CHECKPOINT)?;
    found.ok_or(FetchError::Status { url, status: 404 })
}

/// A tile's hashes: of the full tile in place of a partial one that is gone.
pub(super) fn hashes(http: &Http, prefix: &str, id: TileId) -> Result<Vec<Hash>, FetchError> {
    let full = TileId {
        width: TILE_WIDTH,
        ..id
    };
    for id in [id, full] {
        let url = format!("{prefix}/{id}");
        if let Some(bytes) = get(http, url.clone(), LARGEST_TILE)? {
            return decode_hashes(&bytes, id.width)
                .map_err(|cause| FetchError::Tile { url, cause });
        }
    }
    let url = format!("{prefix}/{id}");
    Err(FetchError::Status { url, status: 404 })
}
