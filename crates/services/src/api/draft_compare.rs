//! A page of a draft in two versions, where it was changed in two places: what is kept on a phone, and what is saved.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json};
use web::{Answer, Form, FormData, Problem, View};

use crate::apply::Filling;
use crate::office::{Citizen, Office};
use crate::{refusal, words};

/// What a field with the names of a question's files is called: `files.` and the question's name.
const FILES: &str = "files.";

/// The answers of a page twice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedPage {
    /// What the saved answers are now, for `If-Match`.
    etag: String,
    /// Each question that one of the two versions asks, in the order of the form.
    answers: Vec<ComparedAnswer>,
}

/// A question with both answers in words; empty where there is none.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedAnswer {
    field: String,
    question: String,
    /// As sent with this request.
    sent: String,
    /// As saved.
    saved: String,
    differs: bool,
}

/// Shows the answers of one page as they are sent (`multipart/form-data`, files by their names only) beside those that are
/// saved, in the reader's language. Nothing is saved.
#[utoipa::path(post, path = "/api/v1/drafts/{draft}/pages/{page}/compare", tag = "services",
    params(("draft" = String, Path), ("page" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body(content_type = "multipart/form-data", content = Object),
    responses((status = 200, body = ComparedPage)))]
pub(crate) async fn compare_page(
    citizen: Citizen,
    _: IdempotencyKey,
    State(office): State<Office>,
    Path((id, page)): Path<(String, String)>,
    Form(sent): Form,
) -> Answer<Json<ComparedPage>> {
    let view = &citizen.view;
    let mut filling = Filling::load(&office, view, citizen.person, &id).await?;
    let etag = filling
        .print(&page)
        .map_err(|e| refusal::problem(view, e))?;
    let saved = said(view, &filling, &page)?;
    filling
        .take(&page, &sent)
        .map_err(|e| refusal::problem(view, e))?;
    let mut here = said(view, &filling, &page)?;
    for (field, name) in names(&sent) {
        if let Some(text) = here.get_mut(field) {
            let lines = [text.as_str(), name];
            let lines: Vec<_> = lines.into_iter().filter(|l| !l.is_empty()).collect();
            *text = lines.join("\n");
        }
    }
    let form = filling.form()?;
    let asked = form.fields().filter(|f| f.compute.is_none());
    let asked = asked.filter(|f| here.contains_key(&f.name) || saved.contains_key(&f.name));
    let both = |f: &pack::Field| {
        let of = |side: &BTreeMap<String, String>| side.get(&f.name).cloned().unwrap_or_default();
        let (sent, saved) = (of(&here), of(&saved));
        ComparedAnswer {
            field: f.name.clone(),
            question: words::label(view, &filling.pack, &form.id, &f.name),
            differs: sent != saved,
            sent,
            saved,
        }
    };
    Ok(Json(ComparedPage {
        etag,
        answers: asked.map(both).collect(),
    }))
}

/// The answers of a page in words, by question; only what is asked.
fn said(view: &View, filling: &Filling, page: &str) -> Result<BTreeMap<String, String>, Problem> {
    let form = filling.form()?;
    let sheet = filling.sheet(view, form);
    let own = form.pages().iter().find(|p| p.id == page);
    let own = own.ok_or_else(Problem::not_found)?;
    let asked = form.fields().filter(|f| own.fields.contains(&f.name));
    let asked = asked.filter(|f| sheet.asks(f));
    Ok(asked.map(|f| (f.name.clone(), sheet.said(f))).collect())
}

/// The names of files that wait to be sent, each with its question.
fn names(sent: &FormData) -> impl Iterator<Item = (&str, &str)> {
    sent.fields().flat_map(|(field, names)| {
        let field = field.strip_prefix(FILES);
        let names = field.map(|field| names.iter().map(move |name| (field, name.as_str())));
        names.into_iter().flatten()
    })
}
