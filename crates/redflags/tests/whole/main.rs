//! Whole runs: files in, results out.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod bad_input;
mod cardinal;
#[expect(
    unreachable_pub,
    reason = "the fuzz targets call them from another crate"
)]
mod entry_points;
mod hard_cases;
mod indicators;
mod properties;
mod run;
mod same_bytes;
mod synthetic;
mod worldbank;
