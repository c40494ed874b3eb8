//! Files over a bad line: the tus protocol (tus.io, version 1.0.0; core, creation, termination), for files of a draft.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::IntoResponse as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::case::LARGEST;
use casework::{Error, PersonId};
use http_body_util::BodyExt as _;
use pack::FieldKind;
use web::{Answer, Problem, View};

use super::upload::{ELSEWHERE, KIND, Piece, Upload};
use super::{load, parse_id};
use crate::api::own_page;
use crate::office::{Citizen, Office};
use crate::refusal;

const VERSION: (HeaderName, &str) = (HeaderName::from_static("tus-resumable"), "1.0.0");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const MEDIA: &str = "application/offset+octet-stream";

/// A file begins: `Upload-Length`, and `Upload-Metadata` with `field`, `filename` and, where the sender knows it, `sha256`.
pub(super) async fn create(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let view = &citizen.view;
    check(view, &headers)?;
    let filling = load(&office, &citizen, &id).await?;
    let size = number(&headers, &LENGTH).ok_or_else(Problem::bad_request)?;
    if size == 0 {
        return Err(Problem::bad_request());
    }
    if size > LARGEST as u64 {
        return Err(Problem::too_large());
    }
    let about = metadata(&headers).ok_or_else(Problem::bad_request)?;
    let said = |key: &str| {
        let found = about.iter().find(|(k, _)| k == key);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let field = filling.form()?.field(&said("field"));
    let field = field.filter(|f| f.kind == FieldKind::Files);
    let upload = Upload {
        id: office.random(),
        draft: filling.draft.id,
        owner: citizen.person,
        field: field.ok_or_else(Problem::not_found)?.name.clone(),
        name: said("filename").chars().take(200).collect(),
        sha256: said("sha256").to_ascii_lowercase(),
        size,
        received: 0,
    };
    let place = format!("/drafts/{id}/uploads/{}", hex::encode(upload.id));
    office.write(view, move |tx| upload.begin(tx)).await?;
    Ok((StatusCode::CREATED, [VERSION], [(header::LOCATION, place)]).into_response())
}

/// How much of a file is here (`HEAD`).
pub(super) async fn offset(
    citizen: Citizen,
    State(office): State<Office>,
    Path((draft, id)): Path<(String, String)>,
) -> Answer {
    let (person, draft, id) = ids(citizen.person, &draft, &id)?;
    let upload = office
        .read(&citizen.view, move |link, _| {
            Upload::load(link, person, draft, id)
        })
        .await?;
    let about = [
        (OFFSET, upload.received.to_string()),
        (LENGTH, upload.size.to_string()),
    ];
    Ok((StatusCode::OK, [VERSION], about).into_response())
}

/// A piece. What came of one that was cut off is kept: the sender asks where to go on.
pub(super) async fn piece(
    citizen: Citizen,
    State(office): State<Office>,
    Path((draft, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let view = &citizen.view;
    check(view, &headers)?;
    let media = headers.get(header::CONTENT_TYPE);
    if media.is_none_or(|m| m.as_bytes() != MEDIA.as_bytes()) {
        return Err(Problem::media_type());
    }
    let place = number(&headers, &OFFSET).ok_or_else(Problem::bad_request)?;
    let whose = ids(citizen.person, &draft, &id)?;
    let bytes = read(body).await?;
    let work = move |tx: &mut casework::record::Tx<'_>| Upload::take(tx, whose, place, &bytes);
    let taken = office.casework().write(work).await;
    let taken = taken.map_err(|e| match e {
        Error::Conflict(ELSEWHERE) => Problem::conflict().because(ELSEWHERE),
        e => refusal::problem(view, e),
    })?;
    match taken {
        Piece::Kept(here) | Piece::Whole(here, None) => {
            let about = [(OFFSET, here.to_string())];
            Ok((StatusCode::NO_CONTENT, [VERSION], about).into_response())
        }
        Piece::Whole(_, Some(KIND)) => Err(Problem::media_type().saying(view.t("upload-kind"))),
        Piece::Whole(_, Some(_)) => Err(Problem::unprocessable().saying(view.t("upload-other"))),
    }
}

/// Throws away what has come of a file (`DELETE`).
pub(super) async fn end(
    citizen: Citizen,
    State(office): State<Office>,
    Path((draft, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    check(&citizen.view, &headers)?;
    let (person, draft, id) = ids(citizen.person, &draft, &id)?;
    let end = move |tx: &mut casework::record::Tx<'_>| {
        Upload::load(tx.link(), person, draft, id)?;
        Upload::delete(tx, id)
    };
    office.write(&citizen.view, end).await?;
    Ok((StatusCode::NO_CONTENT, [VERSION]).into_response())
}

/// The form token, and the version of the protocol.
fn check(view: &View, headers: &HeaderMap) -> Result<(), Problem> {
    own_page(view, headers)?;
    let version = headers.get(VERSION.0);
    if version.is_some_and(|v| v.as_bytes() == VERSION.1.as_bytes()) {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::PRECONDITION_FAILED, "bad-request"))
    }
}

fn ids(person: PersonId, draft: &str, id: &str) -> Result<(PersonId, [u8; 16], [u8; 16]), Problem> {
    match (parse_id(draft), parse_id(id)) {
        (Some(draft), Some(id)) => Ok((person, draft, id)),
        _ => Err(Problem::not_found()),
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// `key base64,key base64`; a key may stand alone.
fn metadata(headers: &HeaderMap) -> Option<Vec<(String, String)>> {
    let raw = headers.get("upload-metadata")?.to_str().ok()?;
    let pair = |pair: &str| {
        let pair = pair.trim();
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
        Some((key.to_owned(), value.replace('\0', "")))
    };
    raw.split(',').take(20).map(pair).collect()
}

/// What comes of a body: all of it, or what came before the line broke.
async fn read(mut body: Body) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(Ok(frame)) = body.frame().await {
        if let Ok(data) = frame.into_data() {
            bytes.extend_from_slice(&data);
        }
        if bytes.len() > LARGEST {
            return Err(Problem::too_large());
        }
    }
    Ok(bytes)
}
