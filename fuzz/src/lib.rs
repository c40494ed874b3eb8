//! What the fuzz targets call. The functions are those that ordinary tests run on random input.

/// The parsers of crate `tlog`.
#[path = "../../crates/tlog/tests/record/entry_points.rs"]
pub mod tlog;

/// Expressions, unary tests and models of crate `dmn`.
#[path = "../../crates/dmn/tests/random/entry_points.rs"]
pub mod rules;
