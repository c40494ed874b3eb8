//! Letters: a decision, a certificate and a whole case as PDF, set by [`letters`]. Each carries what it says for machines, and
//! receipts with which `diwan verify` checks it offline.

mod certificate;
mod decision;
mod file;
mod parts;
mod read;
mod sizes;

pub(crate) use certificate::{own, public};
pub(crate) use decision::{DecisionBody, decision, decision_body};
pub(crate) use file::file;
pub(crate) use sizes::{Sizes, certificate_link, decision_link, file_link, public_link};

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use letters::{Letter, Made};
use web::{Access, Problem, Routes, View};

use crate::case::document::attachment;
use crate::office::Office;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(
            "/cases/{number}/decision.pdf",
            Access::SignedIn,
            decision::decision,
        )
        .get("/cases/{number}/case.pdf", Access::SignedIn, file::file)
        .get(
            "/cases/{number}/certificates/{n}/certificate.pdf",
            Access::SignedIn,
            certificate::own,
        )
        .get(
            "/certificates/{number}/certificate.pdf",
            Access::Public,
            certificate::public,
        )
}

/// Sets a letter, beside the threads that answer.
async fn set(view: &View, letter: Letter) -> Result<Made, Problem> {
    let text = view.text.clone();
    let work = move || {
        let label = |page: usize, pages: usize| {
            let number = |n: usize| text.number(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [
                ("page", number(page).into()),
                ("pages", number(pages).into()),
            ];
            text.with("letter-page", &args)
        };
        letters::pdf(&letter, &label)
    };
    let made = tokio::task::spawn_blocking(work).await;
    let made = made
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    if !made.missing.is_empty() {
        tracing::warn!(
            characters = made.missing.len(),
            "a letter has characters that no font has"
        );
    }
    Ok(made)
}

/// A PDF under its name.
fn answer(name: &str, made: Made) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(name)),
    ];
    (headers, made.pdf).into_response()
}
