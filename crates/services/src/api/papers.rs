//! What a case holds on paper: documents, certificates, draws, over the API.

use axum::extract::{Path, State};
use casework::case::read::{Certificate, Whole};
use casework::record::Fact;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::api::Json;
use web::{Answer, Problem, View};

use crate::case::{certificate, document, draw};
use crate::office::{Citizen, Office};
use crate::words;

/// How somebody was drawn for a task.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DrawBody {
    number: String,
    element: String,
    title: String,
    role: String,
    /// Whether the draw holds, recomputed just now.
    holds: bool,
    /// Candidates, weights, input and proof (`docs/draw.md`): all that is needed to recompute it.
    draw: Value,
}

/// A certificate with what stands on it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaperBody {
    number: String,
    title: String,
    issued: String,
    until: Option<String>,
    /// The lines with an answer, in their order.
    lines: Vec<PaperLine>,
    /// Where the receipt is of the entry that issued it.
    receipt: String,
}

/// A line of a certificate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaperLine {
    label: String,
    text: String,
}

/// The bytes of a document, by the SHA-256 of its content.
#[utoipa::path(get, path = "/api/v1/cases/{number}/documents/{hash}", tag = "services",
    operation_id = "download_document",
    params(("number" = String, Path), ("hash" = String, Path)),
    responses((status = 200, description = "The document, of a kind that forms take", content((Vec<u8> = "application/pdf"),
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"),
            (Vec<u8> = "application/vnd.oasis.opendocument.text"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn document(
    citizen: Citizen,
    state: State<Office>,
    path: Path<(String, String)>,
) -> Answer {
    document::download(citizen, state, path).await
}

/// How the official of a task was drawn.
#[utoipa::path(get, path = "/api/v1/cases/{number}/entries/{seq}/draw", tag = "services",
    params(("number" = String, Path), ("seq" = u64, Path)),
    responses((status = 200, body = DrawBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn draw(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer<Json<DrawBody>> {
    let (whole, fact) = draw::assigned(&office, &citizen, &number, seq).await?;
    let Fact::TaskAssigned {
        element,
        role,
        draw: Some(drawn),
        ..
    } = fact
    else {
        return Err(Problem::not_found());
    };
    Ok(Json(DrawBody {
        number: whole.case.number.to_string(),
        title: words::element(&citizen.view, whole.pack_at(seq), &element),
        holds: drawn.verify().is_ok(),
        draw: serde_json::to_value(&drawn).map_err(Problem::internal)?,
        element,
        role,
    }))
}

/// A certificate of a case: its first, its second, with what stands on it.
#[utoipa::path(get, path = "/api/v1/cases/{number}/certificates/{n}", tag = "services",
    params(("number" = String, Path), ("n" = usize, Path)),
    responses((status = 200, body = PaperBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn paper(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, n)): Path<(String, usize)>,
) -> Answer<Json<PaperBody>> {
    let found = certificate::with_lines(&office, &citizen, &number, n).await?;
    let (whole, certificate, seq, lines) = found;
    Ok(Json(paper_body(
        &citizen.view,
        &whole,
        &certificate,
        seq,
        &lines,
    )))
}

/// A certificate with the lines that its entry, `seq`, has.
pub(crate) fn paper_body(
    view: &View,
    whole: &Whole,
    certificate: &Certificate,
    seq: u64,
    lines: &[String],
) -> PaperBody {
    let text = |key: &str| words::of(view, &whole.pack, key);
    let line = |(i, text_of): (usize, &String)| PaperLine {
        label: text(&format!("certificate-line-{}", i + 1)),
        text: text_of.clone(),
    };
    let filled = lines.iter().enumerate().filter(|(_, l)| !l.is_empty());
    PaperBody {
        title: text("certificate-title"),
        issued: certificate.issued_at.to_string(),
        until: certificate.valid_until.map(|t| t.to_string()),
        lines: filled.map(line).collect(),
        receipt: format!("/api/v1/cases/{}/entries/{seq}", whole.case.number),
        number: certificate.number.clone(),
    }
}
