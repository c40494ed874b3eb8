//! The pages and the API as people and programs use them, over the real router.
#![allow(clippy::unwrap_used, reason = "a test that fails should say where")]

mod journey;
