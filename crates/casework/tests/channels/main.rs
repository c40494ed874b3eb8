//! How people are reached, and what programs are told: with real receivers.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod push;
mod reach;
mod stand;
mod tokens;
mod webhooks;
