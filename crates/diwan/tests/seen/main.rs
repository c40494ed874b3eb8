//! What is seen of a running house from outside, with the real binary: its log, its traces, its readiness.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod house;
mod logs;
mod ready;
mod traces;
