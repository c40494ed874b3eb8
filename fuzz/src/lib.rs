//! What the fuzz targets call. The functions are those that ordinary tests run on random input.

/// The parsers of crate `tlog`.
#[path = "../../crates/tlog/tests/record/entry_points.rs"]
pub mod tlog;

/// Expressions, unary tests and models of crate `dmn`.
#[path = "../../crates/dmn/tests/random/entry_points.rs"]
pub mod rules;

/// The reader of process models of crate `bpmn`.
#[path = "../../crates/bpmn/tests/reading/entry_points.rs"]
pub mod bpmn_model;

/// The readers of service packs of crate `pack`.
#[path = "../../crates/pack/tests/random/entry_points.rs"]
pub mod pack_files;

/// The readers of crate `redflags`.
#[path = "../../crates/redflags/tests/whole/entry_points.rs"]
pub mod redflags;

/// What untrusted bytes reach of a witness.
#[path = "../../crates/witness/tests/protocol/entry_points.rs"]
pub mod witness_protocol;

/// Files attached to PDFs.
#[path = "../../crates/letters/tests/set/entry_points.rs"]
pub mod letters_inside;

/// Timestamps and answers of their authorities.
#[path = "../../crates/stamp/tests/openssl/entry_points.rs"]
pub mod timestamps;
