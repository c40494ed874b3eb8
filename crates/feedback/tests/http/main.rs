//! Feedback as people and programs use it, over the real router.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod audit;
mod given;
mod plain;
mod published;
mod scene;
mod stored;
