//! A service's public register, over the API.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use casework::case;
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Page, Paging};
use web::{Answer, Public};

use crate::office::Office;
use crate::{paths, register as shown};

/// A line of a register.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegisterLine {
    /// Index of the entry that published it.
    entry: u64,
    /// When (RFC 3339).
    at: String,
    /// What was published, by the field's name; none once the case was erased.
    fields: Option<BTreeMap<String, String>>,
    /// Where its receipt is; none once the case was erased.
    receipt: Option<String>,
}

/// What the service has published, the newest first.
#[utoipa::path(get, path = "/api/v1/services/{service}/register", tag = "services",
    params(("service" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<RegisterLine>), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn register(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page<RegisterLine>> {
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let found = office.read(&view, move |link, parts| {
        let pack = case::current(parts, link, &id)?;
        let lines = shown::lines(link, &pack.id, before, most)?;
        if lines.is_empty() && !shown::publishes(&pack) {
            return Err(casework::Error::NotFound);
        }
        Ok((pack, lines))
    });
    let (pack, lines) = found.await?;
    let item = |line: shown::Line| RegisterLine {
        entry: line.seq,
        at: line.at.to_string(),
        receipt: line
            .fields
            .is_some()
            .then(|| format!("/api/v1{}", paths::register_receipt(&pack.id, line.seq))),
        fields: line.fields,
    };
    let items = lines.into_iter().map(item).collect();
    Ok(paging.page(items, |l: &RegisterLine| l.entry.to_string()))
}

/// The receipt of a line: the file that anybody can check.
#[utoipa::path(get, path = "/api/v1/services/{service}/register/{seq}", operation_id = "register_line", tag = "services",
    params(("service" = String, Path), ("seq" = u64, Path)),
    responses((status = 200, description = "A receipt (diwan-receipt/v1)", content_type = "application/json"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn line(
    Public(view): Public,
    State(office): State<Office>,
    Path((pack, seq)): Path<(String, u64)>,
) -> Answer {
    let bytes = office.read(&view, move |link, parts| {
        shown::receipt_of(link, parts, &pack, seq)
    });
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes.await?).into_response())
}
