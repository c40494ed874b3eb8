//! The pages and the API as people and programs use them, over the real router.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

mod access;
mod answers;
mod archived;
mod assured;
mod authenticator;
mod bodiless;
mod calendars;
mod channels;
mod confirm;
mod correct;
mod dismissed;
mod drawing;
mod find;
mod forgery;
mod groups;
mod incidents;
mod information;
mod injection;
mod jobs;
mod journeys;
mod kept;
mod keys;
mod letters;
mod licence;
mod limits;
mod lists;
mod mandates;
mod migrations;
mod openapi;
mod parity;
mod passkeys;
mod pieces;
mod providers;
mod races;
mod receipts;
mod replies;
mod retention;
mod rules;
mod sessions;
mod sign_in;
mod signed;
mod strangers;
mod twins;
mod uploads;
mod witnesses;
