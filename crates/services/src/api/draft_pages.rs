//! One page of a draft, as a browser's form sends it: how a phone sends what it kept while it was offline.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use casework::idempotency::Once;
use casework::record::Tx;
use casework::{Error, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json};
use web::session::FlashKind;
use web::{Answer, Form, FormData, Problem, View};

use super::drafts::Mistake;
use super::once::{refused, what};
use crate::apply::{Filling, NewFile, new_file, parse_id};
use crate::fields;

use crate::office::{Citizen, Office};

/// Why a page is not saved that others changed.
const CHANGED: &str = "the page was changed in the meantime";

/// A page that was saved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedPage {
    /// What its answers are now, for `If-Match`.
    etag: String,
    /// What is wrong with them.
    problems: Vec<Mistake>,
}

/// What is kept beside the key.
#[derive(Clone, Serialize, Deserialize)]
struct Saved {
    etag: String,
}

/// What is to be saved.
struct Sent {
    id: [u8; 16],
    page: String,
    fields: FormData,
    files: Vec<NewFile>,
    /// The answers that its sender saw.
    base: Option<String>,
}

/// Saves the answers of one page, as its form sends them (`multipart/form-data`). Sent again with its key it changes nothing
/// more. With `If-Match` it is refused when the page has other answers by now than its sender saw, unless they are the same
/// as those sent.
#[utoipa::path(post, path = "/api/v1/drafts/{draft}/pages/{page}", tag = "services",
    params(("draft" = String, Path), ("page" = String, Path), ("Idempotency-Key" = String, Header),
        ("If-Match" = Option<String>, Header)),
    request_body(content_type = "multipart/form-data", content = Object),
    responses((status = 200, body = SavedPage), (status = 412, body = super::once::ProblemBody)))]
pub(crate) async fn save_page(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((id, page)): Path<(String, String)>,
    headers: HeaderMap,
    Form(mut sent): Form,
) -> Answer<Json<SavedPage>> {
    let (view, person) = (&citizen.view, citizen.person);
    let before = Filling::load(&office, view, person, &id).await?;
    let form = before.form()?;
    let (good, bad) = fields::take_files(view, &before.pack, form, sent.take_files());
    if !bad.is_empty() {
        let what: Vec<_> = bad.iter().map(|e| e.text.as_str()).collect();
        let what = what.join(" ");
        let said = view.with("kept-file-refused", &[("what", what.into())]);
        view.session.flash(FlashKind::Notice, said);
    }
    let sent = Sent {
        id: parse_id(&id).ok_or_else(Problem::not_found)?,
        page: page.clone(),
        files: good.into_iter().filter_map(new_file).collect(),
        base: base(&headers),
        fields: sent,
    };
    let content = content(form, &sent)?;
    let once = Once::new(person, &what(view), &key.0).with(&content);
    let (sent, now) = (Arc::new(sent), view.now);
    let work = move |tx: &mut Tx<'_>| once.run(tx, |tx| put(tx, person, &sent, now));
    let saved = office.casework().write(work).await;
    let saved = saved.map_err(|e| unsaved(view, e))?;
    let after = Filling::load(&office, view, person, &id).await?;
    let found = after.form()?.check_page(&page, &after.answers);
    let mistakes = fields::mistakes(view, &after.pack, after.form()?, &found);
    Ok(Json(SavedPage {
        etag: saved.etag,
        problems: mistakes.into_iter().chain(bad).map(Mistake::from).collect(),
    }))
}

/// The tag in `If-Match`; `*` is any.
fn base(headers: &HeaderMap) -> Option<String> {
    let raw = headers.get(header::IF_MATCH)?.to_str().ok()?;
    let tag = raw.trim().trim_matches('"');
    (tag != "*").then(|| tag.to_owned())
}

/// What a key stands for: fields and files, without the form token, which a session renews.
fn content(form: &pack::Form, sent: &Sent) -> Result<Vec<u8>, Problem> {
    let files = sent.files.iter().map(NewFile::line);
    let files: Vec<_> = files
        .map(|f| (f.field, f.name, hex::encode(f.hash)))
        .collect();
    serde_json::to_vec(&(fields::sent(form, &sent.fields), files)).map_err(Problem::internal)
}

fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    sent: &Sent,
    now: jiff::Timestamp,
) -> Result<Saved, Error> {
    let parts = tx.parts();
    let mut filling = Filling::open(tx.link(), parts, person, sent.id, now)?;
    let before = filling.print(&sent.page)?;
    filling.take(&sent.page, &sent.fields)?;
    for file in &sent.files {
        filling.draft.attach(tx, file)?;
    }
    filling.name_files()?;
    let etag = filling.print(&sent.page)?;
    let seen = sent.base.as_ref().is_none_or(|base| *base == before);
    if !seen && etag != before {
        return Err(Error::Conflict(CHANGED));
    }
    filling.draft.save(tx)?;
    Ok(Saved { etag })
}

fn unsaved(view: &View, error: Error) -> Problem {
    match error {
        Error::Conflict(CHANGED) => Problem::new(StatusCode::PRECONDITION_FAILED, "draft-changed"),
        e => refused(view, e),
    }
}
