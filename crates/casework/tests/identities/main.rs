//! Sign-in by identity providers: what a provider says is believed only when all of it holds, and two people are never mixed.
//! The provider is a real one as to HTTP, and says what a test wants; the real `oidc-provider` is in `crates/diwan/tests`.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod accounts;
mod attacks;
mod provider;
mod wire;
