//! The pages and the API as people and programs use them, over the real router.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod access;
mod forgery;
mod journeys;
mod licence;
mod sign_in;
mod strangers;
