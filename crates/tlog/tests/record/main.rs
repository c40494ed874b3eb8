//! The record's mathematics against its standards, a naive implementation, and forgers.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod assertions;
#[expect(
    unreachable_pub,
    reason = "the fuzz targets call them from another crate"
)]
mod entry_points;
mod format;
mod log;
mod naive;
mod national;
mod notes;
mod policies;
mod proofs;
mod properties;
mod receipts;
mod rfc6962;
mod rotations;
mod tiles;
mod witnesses;
