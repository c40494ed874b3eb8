//! Faults from seeds: everything that goes wrong in a run follows from its number, which a failure prints.
//!
//! - [`cluster`]: nodes on one database whose wire and disk fail;
//! - [`power`]: a house on SQLite whose power goes out in the middle of a write.
//!
//! `DIWAN_SEEDS=0..10000 cargo nextest run -p casework --test simulation seeds --no-capture` runs many.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod cluster;
mod power;
mod seed;
