//! Contracts, flags and replies as people and programs use them, over the real router.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod audit;
mod cases;
mod imports;
mod pages;
mod replies;
mod review;
mod scene;
