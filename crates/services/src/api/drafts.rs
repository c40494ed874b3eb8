//! Applying, over the API: a draft, its answers, its files, then sent.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use casework::case;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::components::FieldError;
use web::forms::{FileKind, Upload};
use web::{Answer, Problem};

use super::once::{Done, once, own_page};
use crate::apply::{Draft, Filling, NewFile, Sent, known_of, submit_draft};
use crate::office::{Citizen, Office};
use crate::{fields, paths};

/// A service to apply for.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BeginBody {
    service: String,
    /// For whom, by their mandate: the `for` of `/api/v1/account/mandates`; without it, for myself.
    #[serde(default)]
    applicant: Option<i64>,
}

/// Answers, by the names of their fields.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AnswersBody {
    #[schema(value_type = Object)]
    data: Map<String, Value>,
}

/// A draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DraftBody {
    id: String,
    service: String,
    #[schema(value_type = Object)]
    data: Map<String, Value>,
    files: Vec<FileBody>,
    /// When it was last saved (RFC 3339).
    updated: String,
}

/// A file of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct FileBody {
    field: String,
    /// SHA-256, hexadecimal.
    hash: String,
    name: String,
    media: String,
    /// In bytes.
    size: u64,
}

/// A draft with what is still wrong with it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftState {
    #[serde(flatten)]
    draft: DraftBody,
    /// What has to be mended before it can be sent.
    problems: Vec<Mistake>,
}

/// A mistake in an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mistake {
    /// JSON Pointer.
    pointer: String,
    detail: String,
}

impl From<FieldError> for Mistake {
    fn from(error: FieldError) -> Self {
        Self {
            pointer: format!("/data/{}", error.name.replace('.', "/")),
            detail: error.text,
        }
    }
}

fn body(draft: &Draft) -> DraftBody {
    let file = |f: &crate::apply::DraftFile| FileBody {
        field: f.field.clone(),
        hash: hex::encode(f.hash),
        name: f.name.clone(),
        media: f.media.clone(),
        size: f.size,
    };
    DraftBody {
        id: draft.name(),
        service: draft.pack.clone(),
        data: draft.data.clone(),
        files: draft.files.iter().map(file).collect(),
        updated: draft.updated.to_string(),
    }
}

/// My drafts.
#[utoipa::path(get, path = "/api/v1/drafts", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<DraftBody>)))]
pub(crate) async fn drafts(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<DraftBody>> {
    let person = citizen.person;
    let all = office.read(&citizen.view, move |link, parts| {
        Draft::of(link, parts, person, None)
    });
    let all = all.await?;
    let skip = match &paging.after {
        Some(after) => {
            let at = all.iter().position(|d| d.name() == *after);
            at.ok_or_else(|| paging.refused())? + 1
        }
        None => 0,
    };
    let rest = all.iter().skip(skip);
    let items = rest.take(paging.limit as usize + 1).map(body).collect();
    Ok(paging.page(items, |d: &DraftBody| d.id.clone()))
}

/// Begins a draft, with what is known already.
#[utoipa::path(post, path = "/api/v1/drafts", tag = "services", request_body = BeginBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = DraftBody), (status = 404, body = super::once::ProblemBody, description = "No such service")))]
pub(crate) async fn begin(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<BeginBody>,
) -> Answer {
    let person = citizen.person;
    let applicant = sent.applicant.map_or(person, casework::PersonId);
    let request = (sent.service.clone(), sent.applicant);
    let begin = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        let pack = crate::home::offered(tx.link(), parts, &sent.service)?;
        let now = tx.now();
        let profile = known_of(tx.link(), parts, (person, applicant), &pack.id, now)?;
        let form = pack
            .forms
            .get(&pack.start_form)
            .ok_or(casework::Error::NotFound)?;
        let known = form.prefill(&case::of_person(&profile));
        let draft = Draft::begin(tx, person, &pack.id, known)?;
        if applicant != person {
            draft.fill_for(tx, applicant)?;
        }
        Ok(body(&draft))
    };
    let draft = once(&office, &citizen.view, person, (&key, &request), begin).await?;
    let place = [(
        header::LOCATION,
        format!("/api/v1{}", paths::draft(&draft.id)),
    )];
    Ok((StatusCode::CREATED, place, Json(draft)).into_response())
}

/// A draft, and what is still wrong with it.
#[utoipa::path(get, path = "/api/v1/drafts/{draft}", tag = "services",
    params(("draft" = String, Path)), responses((status = 200, body = DraftState)))]
pub(crate) async fn draft(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<DraftState>> {
    let filling = Filling::load(&office, &citizen.view, citizen.person, &id).await?;
    state(&citizen, &filling)
}

fn state(citizen: &Citizen, filling: &Filling) -> Answer<Json<DraftState>> {
    let form = filling.form()?;
    let found = form.check(&filling.answers);
    let mistakes = fields::mistakes(&citizen.view, &filling.pack, form, &found);
    Ok(Json(DraftState {
        draft: body(&filling.draft),
        problems: mistakes.into_iter().map(Mistake::from).collect(),
    }))
}

/// Replaces a draft's answers; files are kept. Putting the same twice changes nothing more, but the
/// key is asked for as it is for every write.
#[utoipa::path(put, path = "/api/v1/drafts/{draft}", tag = "services", request_body = AnswersBody,
    params(("draft" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = DraftState)))]
pub(crate) async fn save(
    citizen: Citizen,
    _: IdempotencyKey,
    State(office): State<Office>,
    Path(id): Path<String>,
    Json(sent): Json<AnswersBody>,
) -> Answer<Json<DraftState>> {
    let mut filling = Filling::load(&office, &citizen.view, citizen.person, &id).await?;
    let mut data = sent.data;
    for file in &filling.draft.files {
        if let Some(kept) = filling.draft.data.get(&file.field) {
            data.insert(file.field.clone(), kept.clone());
        }
    }
    filling.replace(&data)?;
    let draft = filling.draft.clone();
    office
        .write(&citizen.view, move |tx| draft.save(tx))
        .await?;
    state(&citizen, &filling)
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/api/v1/drafts/{draft}", tag = "services",
    params(("draft" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done)))]
pub(crate) async fn delete(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<Done>> {
    own_page(&citizen.view, &headers)?;
    let (person, id) = (citizen.person, parse(&id)?);
    let delete = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        Draft::load(tx.link(), parts, person, id)?.delete(tx)?;
        Ok(Done { entry: None })
    };
    once(&office, &citizen.view, person, (&key, &()), delete)
        .await
        .map(Json)
}

/// Adds a file: its bytes are the body, its name the query's `name`.
#[utoipa::path(post, path = "/api/v1/drafts/{draft}/files/{field}", tag = "services",
    params(("draft" = String, Path), ("field" = String, Path), ("name" = String, Query),
        ("Idempotency-Key" = String, Header)),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 201, body = DraftBody)))]
pub(crate) async fn attach(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path((id, field)): Path<(String, String)>,
    bytes: Bytes,
) -> Answer {
    let view = &citizen.view;
    own_page(view, &headers)?;
    let filling = Filling::load(&office, view, citizen.person, &id).await?;
    let accepts = filling
        .form()?
        .field(&field)
        .ok_or_else(Problem::not_found)?
        .accept
        .clone();
    let file = Upload::new(field, &view.query_value("name"), bytes.to_vec());
    let kind = file.kind.map(FileKind::media_type);
    let kind = kind.filter(|kind| accepts.iter().any(|a| a == kind));
    let media = kind.ok_or_else(Problem::media_type)?.to_owned();
    if bytes.len() > case::LARGEST {
        return Err(Problem::too_large());
    }
    let (person, id) = (citizen.person, filling.draft.id);
    let file = NewFile {
        field: file.field,
        name: file.name,
        media,
        bytes: file.bytes.into(),
    };
    let request = (file.name.clone(), hex::encode(file.line().hash));
    let add = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        let mut draft = Draft::load(tx.link(), parts, person, id)?;
        draft.attach(tx, &file)?;
        draft.save(tx)?;
        Ok(body(&draft))
    };
    let draft = once(&office, view, person, (&key, &request), add).await?;
    Ok((StatusCode::CREATED, Json(draft)).into_response())
}

/// Removes a file.
#[utoipa::path(delete, path = "/api/v1/drafts/{draft}/files/{field}/{hash}", tag = "services",
    params(("draft" = String, Path), ("field" = String, Path), ("hash" = String, Path),
        ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = DraftBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn detach(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path((id, field, hash)): Path<(String, String, String)>,
) -> Answer<Json<DraftBody>> {
    own_page(&citizen.view, &headers)?;
    let (person, id) = (citizen.person, parse(&id)?);
    let hash: Option<[u8; 32]> = hex::decode(hash).ok().and_then(|h| h.try_into().ok());
    let hash = hash.ok_or_else(Problem::not_found)?;
    let remove = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        let mut draft = Draft::load(tx.link(), parts, person, id)?;
        let mut files = draft.files.iter();
        if !files.any(|f| f.field == field && f.hash == hash) {
            return Err(casework::Error::NotFound);
        }
        draft.detach(tx, &field, hash)?;
        draft.save(tx)?;
        Ok(body(&draft))
    };
    once(&office, &citizen.view, person, (&key, &()), remove)
        .await
        .map(Json)
}

/// Sends the application.
#[utoipa::path(post, path = "/api/v1/drafts/{draft}/submit", tag = "services",
    params(("draft" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Sent), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn submit(
    citizen: Citizen,
    _: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer {
    own_page(&citizen.view, &headers)?;
    // The draft is a key already: it opens one case however often it is sent.
    let (person, id) = (citizen.person, parse(&id)?);
    let sent = office
        .write(&citizen.view, move |tx| submit_draft(tx, person, id))
        .await?;
    let place = [(header::LOCATION, format!("/api/v1/cases/{}", sent.number))];
    Ok((StatusCode::CREATED, place, Json(sent)).into_response())
}

fn parse(id: &str) -> Result<[u8; 16], Problem> {
    crate::apply::parse_id(id).ok_or_else(Problem::not_found)
}
