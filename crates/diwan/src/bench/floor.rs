//! The limit: what a bare file does with the same bytes, synced as often as a group commit would.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Entries a second of `bytes` each, `group` of them a sync, appended to a new file in `dir`.
pub(super) fn appended(
    dir: &Path,
    bytes: usize,
    group: usize,
    time: Duration,
) -> Result<f64, Failure> {
    let path = dir.join("floor");
    let fail = |e: std::io::Error| Failure::file(&path, e);
    let mut file = File::create(&path).map_err(fail)?;
    let block = vec![0x5a; bytes * group];
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < time {
        file.write_all(&block).map_err(fail)?;
        file.sync_data().map_err(fail)?;
        done += group;
    }
    let rate = done as f64 / start.elapsed().as_secs_f64();
    std::fs::remove_file(&path).map_err(fail)?;
    Ok(rate)
}
