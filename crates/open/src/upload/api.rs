//! Imports over the API.

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, JsonWithFiles, Page, Paging};
use web::{Answer, Problem};

use super::Asked;
use crate::Open;
use crate::import::{Job, NewFile, jobs, problems};
use crate::office::{Investigator, must_investigate};
use crate::once::once;

/// A file.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ImportFileBody {
    name: String,
    /// Base64 of its content: OCDS as JSON or JSON lines, plain, gzip or zip.
    content: String,
}

/// An import to do.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct NewImportBody {
    /// Small letters, digits, `-`.
    publisher: String,
    /// What people call the publisher.
    name: String,
    #[serde(default)]
    files: Vec<ImportFileBody>,
    /// Addresses on hosts that the operator allowed.
    #[serde(default)]
    urls: Vec<String>,
}

/// Something that could not be read.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ProblemLine {
    file: String,
    line: u64,
    byte: u64,
    reason: String,
}

/// An import.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ImportBody {
    n: i64,
    publisher: String,
    name: String,
    /// `queued`, `running`, `done`, `unchanged` or `failed`.
    state: String,
    /// Of 1.
    progress: f64,
    /// Names and SHA-256 of the files.
    files: Vec<ImportedFileBody>,
    /// Pieces that could not be read.
    problems: u64,
    /// The first hundred of them.
    named: Vec<ProblemLine>,
    /// Why it failed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    note: String,
}

/// A file of an import.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ImportedFileBody {
    name: String,
    /// SHA-256; empty until it is fetched.
    hash: String,
    size: u64,
}

fn body(job: &Job, named: Vec<ProblemLine>) -> ImportBody {
    let file = |f: &casework::record::fact::ImportedFile| ImportedFileBody {
        name: f.name.clone(),
        hash: f.hash.clone(),
        size: f.size,
    };
    ImportBody {
        n: job.n,
        publisher: job.publisher.clone(),
        name: job.name.clone(),
        state: job.state.as_str().into(),
        progress: job.done as f64 / job.total.max(1) as f64,
        files: job.files.iter().map(file).collect(),
        problems: job.problems,
        named,
        note: job.note.clone(),
    }
}

/// Imports, the newest first.
#[utoipa::path(get, path = "/api/v1/imports", tag = "open",
    params(("after" = Option<String>, Query, description = "Cursor of the page before"),
        ("limit" = Option<u32>, Query, description = "Items, 1 to 200")),
    responses((status = 200, body = Page<ImportBody>)))]
pub(crate) async fn api_imports(
    i: Investigator,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<Page<ImportBody>> {
    let (before, most, person) = (paging.cursor::<i64>()?, paging.limit + 1, i.person);
    let found = open
        .read(move |link, _| {
            must_investigate(link, person)?;
            jobs(link, before, most)
        })
        .await?;
    let list = paging.page(found, |job| job.n.to_string());
    Ok(list.map(|job| body(job, Vec::new())))
}

/// An import: how far it is, what could not be read.
#[utoipa::path(get, path = "/api/v1/imports/{n}", tag = "open",
    params(("n" = i64, Path, description = "Its number")),
    responses((status = 200, body = ImportBody)))]
pub(crate) async fn api_import(
    i: Investigator,
    State(open): State<Open>,
    Path(n): Path<i64>,
) -> Answer<Json<ImportBody>> {
    let person = i.person;
    let (job, named) = open
        .read(move |link, _| {
            must_investigate(link, person)?;
            let before = n.checked_add(1).ok_or(casework::Error::NotFound)?;
            let job = jobs(link, Some(before), 1)?.into_iter().find(|j| j.n == n);
            Ok((
                job.ok_or(casework::Error::NotFound)?,
                problems(link, n, 0, 100)?,
            ))
        })
        .await?;
    let line = |(_, p): &(i64, redflags::input::Problem)| ProblemLine {
        file: p.source.clone(),
        line: p.line,
        byte: p.byte,
        reason: p.reason.clone(),
    };
    Ok(Json(body(&job, named.iter().map(line).collect())))
}

/// Imports a publisher's data in the background.
#[utoipa::path(post, path = "/api/v1/imports", tag = "open",
    params(("Idempotency-Key" = String, Header, description = "Chosen by the client")),
    request_body = NewImportBody, responses((status = 200, body = StartedBody)))]
pub(crate) async fn api_new(
    i: Investigator,
    key: IdempotencyKey,
    State(open): State<Open>,
    JsonWithFiles(sent): JsonWithFiles<NewImportBody>,
) -> Answer<Json<StartedBody>> {
    let mut files = Vec::new();
    for (n, file) in sent.files.iter().enumerate() {
        let bytes = STANDARD.decode(&file.content).map_err(|e| {
            Problem::unprocessable().field(format!("/files/{n}/content"), e.to_string())
        })?;
        files.push(NewFile {
            name: file.name.clone(),
            bytes,
        });
    }
    let asked = Asked {
        publisher: sent.publisher.clone(),
        name: sent.name.trim().to_owned(),
        files,
        urls: sent.urls.clone(),
    };
    let wrong = asked.wrong(&open);
    if !wrong.is_empty() {
        return Err(wrong
            .iter()
            .fold(Problem::unprocessable(), |p, (field, key)| {
                p.field(format!("/{field}"), i.view.t(key))
            }));
    }
    let overrides = open.overrides().to_owned();
    let work = move |tx: &mut casework::record::Tx<'_>, actor| {
        let n = asked.add(tx, actor, &overrides)?;
        Ok(StartedBody { n })
    };
    let started = once(&open, &i.view, i.person, (&key, &sent), work).await?;
    open.wake();
    Ok(Json(started))
}

/// An import that waits.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct StartedBody {
    /// Its number.
    n: i64,
}
