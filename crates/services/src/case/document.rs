//! Downloading a document. Never shown in the page: what somebody uploaded runs nowhere here.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use casework::case::document_bytes;
use web::forms::percent_encode;
use web::{Answer, Problem};

use super::seat;
use crate::office::{Citizen, Office};

pub(crate) async fn download(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, hash)): Path<(String, String)>,
) -> Answer {
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, &citizen.view, citizen.person, number).await?;
    let hash: Option<[u8; 32]> = hex::decode(&hash).ok().and_then(|h| h.try_into().ok());
    let document = whole.documents.iter().find(|d| Some(d.hash) == hash);
    let document = document.ok_or_else(Problem::not_found)?.clone();
    let (id, hash) = (whole.case.id, document.hash);
    let bytes = office.read(&citizen.view, move |link, parts| {
        document_bytes(link, parts, id, hash)
    });
    let bytes = bytes.await?;
    let headers = [
        (header::CONTENT_TYPE, document.media),
        (header::CONTENT_DISPOSITION, attachment(&document.name)),
    ];
    Ok((headers, bytes).into_response())
}

/// Saved under its name (RFC 6266, RFC 8187).
pub(crate) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded = percent_encode(name).replace('/', "%2F");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_document_is_saved_under_its_own_name_and_nothing_else() {
        let shown = attachment("عقد \"إيجار\".pdf");
        assert!(shown.is_ascii());
        assert!(shown.starts_with("attachment; filename=\"____"));
        assert!(!shown[22..].contains("\"إ") && shown.ends_with(".pdf"));
    }
}
