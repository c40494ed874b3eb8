//! The pages and the API as people and programs use them, over the real router.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod access;
mod answers;
mod archived;
mod dismissed;
mod drawing;
mod forgery;
mod incidents;
mod injection;
mod jobs;
mod journeys;
mod keys;
mod licence;
mod limits;
mod lists;
mod migrations;
mod openapi;
mod passkeys;
mod races;
mod receipts;
mod retention;
mod rules;
mod sign_in;
mod strangers;
mod twins;
mod uploads;
mod witnesses;
