//! Whole runs: files in, results out.

mod bad_input;
mod cardinal;
#[expect(unreachable_pub, reason = "the fuzz targets call them from another crate")]
mod entry_points;
mod hard_cases;
mod properties;
mod run;
mod same_bytes;
mod synthetic;
