//! `diwan bench pages`: how long a person waits for a page, and what it weighs on their line.

use clap::Args;

use super::Bench;
use super::scale::load::Asked;
use crate::failure::Failure;

/// What `diwan bench pages` takes beside what all benches take.
#[derive(Args)]
pub(super) struct Pages {
    /// Cases in the house, one in eleven open.
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    cases: u64,
    /// Seed of what is made.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

/// The citizen's way, then the official's.
const PAGES: &[Asked] = &[
    ("first page p99", Some("first page weight"), |_| {
        (0, "/".to_owned())
    }),
    ("search p99", Some("search weight"), |_| {
        (0, "/?q=licnece".to_owned())
    }),
    (
        "page of a service p99",
        Some("page of a service weight"),
        |user| (0, format!("/services/{}", super::scale::service(user.n))),
    ),
    (
        "before one applies p99",
        Some("before one applies weight"),
        |user| {
            (
                0,
                format!("/services/{}/apply", super::scale::service(user.n)),
            )
        },
    ),
    ("my cases p99", Some("my cases weight"), |_| {
        (0, "/cases".to_owned())
    }),
    ("tracking page p99", Some("tracking page weight"), |user| {
        (0, user.case.clone())
    }),
    (
        "an entry with its receipt p99",
        Some("an entry with its receipt weight"),
        |user| (0, user.receipt.clone()),
    ),
    (
        "who read my data p99",
        Some("who read my data weight"),
        |_| (0, "/account/readings".to_owned()),
    ),
    ("the record p99", Some("the record weight"), |_| {
        (0, "/record".to_owned())
    }),
    ("work list p99", Some("work list weight"), |_| {
        (1, "/work".to_owned())
    }),
];

pub(super) async fn run(bench: &Bench, pages: &Pages) -> Result<(), Failure> {
    super::scale::pages(bench, (pages.cases, pages.seed), PAGES).await
}
