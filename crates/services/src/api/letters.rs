//! Decisions, certificates and whole cases as PDF, and the decision for machines.

use axum::extract::{Path, State};
use axum::response::Response;
use web::api::Json;
use web::{Answer, Public};

use crate::letters::{self, DecisionBody};
use crate::office::{Citizen, Office};

/// The decision of a case, with what it stands on. There is none before the case is closed.
#[utoipa::path(get, path = "/api/v1/cases/{number}/decision", tag = "services",
    params(("number" = String, Path)),
    responses((status = 200, body = DecisionBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn decision(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<DecisionBody>> {
    let body = letters::decision_body(&office, &citizen, &number).await?;
    Ok(Json(body))
}

/// The same as a letter: PDF/A-3a and PDF/UA-1, with `decision.json` and receipts inside.
#[utoipa::path(get, path = "/api/v1/cases/{number}/decision.pdf", tag = "services",
    operation_id = "decision_letter", params(("number" = String, Path)),
    responses((status = 200, description = "The letter", content_type = "application/pdf"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn decision_letter(
    citizen: Citizen,
    state: State<Office>,
    path: Path<String>,
) -> Answer<Response> {
    letters::decision(citizen, state, path).await
}

/// The whole case as one file to print, with `case.json` and receipts inside.
#[utoipa::path(get, path = "/api/v1/cases/{number}/case.pdf", tag = "services",
    operation_id = "case_file", params(("number" = String, Path)),
    responses((status = 200, description = "The file", content_type = "application/pdf"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn file(
    citizen: Citizen,
    state: State<Office>,
    path: Path<String>,
) -> Answer<Response> {
    letters::file(citizen, state, path).await
}

/// A certificate of a case with what stands on it, with `certificate.json` and its receipt inside.
#[utoipa::path(get, path = "/api/v1/cases/{number}/certificates/{n}/certificate.pdf", tag = "services",
    operation_id = "certificate_paper", params(("number" = String, Path), ("n" = usize, Path)),
    responses((status = 200, description = "The certificate", content_type = "application/pdf"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn certificate(
    citizen: Citizen,
    state: State<Office>,
    path: Path<(String, usize)>,
) -> Answer<Response> {
    letters::own(citizen, state, path).await
}

/// What anybody may know of a certificate, to print.
#[utoipa::path(get, path = "/api/v1/certificates/{number}/certificate.pdf", tag = "services",
    operation_id = "public_certificate", params(("number" = String, Path)),
    responses((status = 200, description = "The certificate", content_type = "application/pdf"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn public_certificate(
    public: Public,
    state: State<Office>,
    path: Path<String>,
) -> Answer<Response> {
    letters::public(public, state, path).await
}
