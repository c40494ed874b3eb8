//! Red flags: open-contracting data in, explained warnings out.
//!
//! A release is read in one pass ([`json`], [`model`]) into a [`view`] that knows lots, consortia,
//! currencies and dates. [`Indicator`]s look at it, one file each, and leave marks and sums
//! ([`facts`]) that are sorted and merged; once all is read, [`report`] judges and writes.
//!
//! A flag is a hint, never a verdict: each says what it rests on, how sure it is, and what else may
//! explain it.
//!
//! *Invariants.* The same releases give the same bytes, whatever the order of files, the number of
//! threads or the cut into shards. Memory is bounded, whatever the input. No input is a panic.
//! Everything but [`shell`] is free of files, threads and clocks.

pub mod cardinal;
pub mod date;
pub mod engine;
pub mod facts;
mod gather;
pub mod indicator;
pub mod indicators;
pub mod input;
pub mod json;
pub mod merge;
pub mod model;
pub mod publish;
pub mod rates;
pub mod report;
pub mod sample;
pub mod settings;
pub mod shell;
pub mod stats;
pub mod view;

pub use engine::{Engine, Looked, Profile, State};
pub use indicator::{About, Card, Indicator, Says, Seen, Stage, Sure, Unit};
pub use report::Language;
pub use settings::Settings;
