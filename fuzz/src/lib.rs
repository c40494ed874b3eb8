//! What the fuzz targets call. The functions are those that ordinary tests run on random input.

/// The parsers of crate `tlog`.
#[path = "../../crates/tlog/tests/record/entry_points.rs"]
pub mod tlog;

/// The readers of crate `redflags`.
#[path = "../../crates/redflags/tests/whole/entry_points.rs"]
pub mod redflags;
