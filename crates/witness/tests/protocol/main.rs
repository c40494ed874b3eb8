//! A witness against logs that fork, shrink, lie about what was seen, or sign with other keys.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

#[expect(
    unreachable_pub,
    reason = "the fuzz targets call them from another crate"
)]
mod entry_points;
mod history;
mod log;
mod refusals;

use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use witness::{EARLIEST, Witness};

use log::Log;

/// A Friday in November 2026.
pub(crate) const NOW: u64 = 1_795_762_800;

pub(crate) fn witness(logs: &[&Log]) -> Witness {
    const { assert!(NOW > EARLIEST) }
    let name = "witness.court.example";
    let keys = [Algorithm::CosignatureV1, Algorithm::MlDsa44]
        .map(|algorithm| Cosigner::from_seed(name, algorithm, &[9; 32]).unwrap());
    let logs = logs.iter().map(|log| log.signer.verifier().clone());
    Witness::new(keys.into(), logs)
}
