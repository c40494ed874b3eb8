//! Open data: the keys, the batches with every answer and its token, and the counts as CSV. From them anybody recomputes the
//! figures, checks each signature, and holds the entries against the record.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use casework::record::fact::feedback::{Asked, FEWEST_ANSWERS, GivenAnswer};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Page, Paging, ProblemBody};
use web::{Answer, Public};

use crate::keys::{self, Key};
use crate::store::{self, Batch};
use crate::{Feedback, paths};

/// Batches of a page at most: each may have a hundred answers.
const MOST_BATCHES: u32 = 20;
/// Batches in the CSV file at most: the newest.
const MOST_ROWS: u32 = 20_000;

/// A key that signs tokens.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyBody {
    /// SHA-256 of `spki`, hexadecimal.
    key: String,
    /// The service.
    service: String,
    /// The office.
    office: String,
    /// The quarter (UTC) in which it was made.
    quarter: String,
    /// `SubjectPublicKeyInfo` for RSASSA-PSS (RFC 4055), base64.
    spki: String,
    /// Another took its place: it signs no more.
    ended: bool,
    /// Five cases or more have had its tokens: an answer is one among so many. A device keeps its answer back until then.
    enough: bool,
    /// Index of the entry that made it.
    entry: u64,
    /// Where the entry's receipt is.
    receipt: String,
}

fn key_body(key: &Key) -> KeyBody {
    KeyBody {
        key: hex::encode(key.id),
        service: key.cell.service.clone(),
        office: key.cell.office.clone(),
        quarter: key.quarter.clone(),
        spki: key.spki(),
        ended: key.ended.is_some(),
        enough: key.issued >= FEWEST_ANSWERS as u64,
        entry: key.entry,
        receipt: format!("/api/v1/feedback/keys/{}/receipt", key.entry),
    }
}

/// The keys, the newest first. There is one in force for a service at an office, the same for everybody: a client asks here
/// without a session whether the key that it was shown is the one that all are shown.
#[utoipa::path(get, path = "/api/v1/feedback/keys", tag = "feedback",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<KeyBody>)))]
pub(crate) async fn keys(
    Public(_): Public,
    paging: Paging,
    State(feedback): State<Feedback>,
) -> Answer<Page<KeyBody>> {
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let found = feedback.read(move |link, _| keys::list(link, before, most));
    let page = paging.page(found.await?, |k: &Key| k.entry.to_string());
    Ok(page.map(key_body))
}

/// The receipt of the entry that made a key.
#[utoipa::path(get, path = "/api/v1/feedback/keys/{seq}/receipt", tag = "feedback",
    params(("seq" = u64, Path, description = "Index of the entry")),
    responses((status = 200, description = "The receipt"), (status = 404, body = ProblemBody)))]
pub(crate) async fn key_receipt(
    Public(_): Public,
    State(feedback): State<Feedback>,
    Path(seq): Path<u64>,
) -> Answer {
    receipt(&feedback, seq, "feedback.key.made").await
}

/// A batch of answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BatchBody {
    /// Index of the entry.
    entry: u64,
    /// The Monday (UTC) before which the answers came.
    before: String,
    /// The key that signed their tokens.
    key: String,
    /// The service.
    service: String,
    /// The office.
    office: String,
    /// The answers, in the order of SHA-256 over their tokens.
    answers: Vec<AnswerItem>,
    /// Where the entry's receipt is.
    receipt: String,
}

/// An answer with what proves that somebody might give it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswerItem {
    /// The token (RFC 9474: the prepared message), base64.
    token: String,
    /// Its signature, base64.
    signature: String,
    /// From 1 (very bad) to 5 (very good).
    how: u8,
    /// Whether something was asked for beyond the fee: `yes`, `no`, `unsaid`.
    asked: String,
}

fn answer_item(answer: GivenAnswer) -> AnswerItem {
    AnswerItem {
        token: answer.token,
        signature: answer.signature,
        how: answer.how,
        asked: answer.asked.as_str().into(),
    }
}

/// The batches, the newest first, with every answer: twenty a page at most.
#[utoipa::path(get, path = "/api/v1/feedback/batches", tag = "feedback",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<BatchBody>)))]
pub(crate) async fn batches(
    Public(_): Public,
    mut paging: Paging,
    State(feedback): State<Feedback>,
) -> Answer<Page<BatchBody>> {
    paging.limit = paging.limit.min(MOST_BATCHES);
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let found = feedback.read(move |link, parts| {
        let mut all = Vec::new();
        for Batch { entry, cell, .. } in store::batches(link, None, before, most)? {
            let given = store::batch(link, parts, entry)?;
            all.push(BatchBody {
                entry,
                before: given.before,
                key: given.key,
                service: cell.service,
                office: cell.office,
                answers: given.answers.into_iter().map(answer_item).collect(),
                receipt: paths::batch_receipt(entry),
            });
        }
        Ok(all)
    });
    Ok(paging.page(found.await?, |b: &BatchBody| b.entry.to_string()))
}

/// The receipt of a batch's entry.
#[utoipa::path(get, path = "/api/v1/feedback/batches/{seq}/receipt", tag = "feedback",
    params(("seq" = u64, Path, description = "Index of the entry")),
    responses((status = 200, description = "The receipt"), (status = 404, body = ProblemBody)))]
pub(crate) async fn batch_receipt(
    Public(_): Public,
    State(feedback): State<Feedback>,
    Path(seq): Path<u64>,
) -> Answer {
    receipt(&feedback, seq, "feedback.given").await
}

async fn receipt(feedback: &Feedback, seq: u64, kind: &'static str) -> Answer {
    let bytes = feedback.read(move |link, parts| store::receipt(link, parts, seq, kind));
    let name = format!("attachment; filename=\"receipt-{seq}.json\"");
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes.await?).into_response())
}

/// The counts by batch as CSV (RFC 4180). Ids are of small letters, digits and hyphens: nothing needs quotes.
pub(super) async fn csv(Public(_): Public, State(feedback): State<Feedback>) -> Answer {
    let found = feedback.read(|link, _| store::batches(link, None, None, MOST_ROWS));
    let mut text = String::from(
        "entry,entered,service,office,answers,how_1,how_2,how_3,how_4,how_5,asked,not_asked,unsaid\r\n",
    );
    for batch in found.await? {
        let (cell, tally) = (&batch.cell, &batch.tally);
        let day = batch.at.strftime("%Y-%m-%d");
        let how = tally.how.map(|n| n.to_string()).join(",");
        let asked = Asked::ALL.map(|a| tally.asked[a as usize].to_string());
        let (entry, answers) = (batch.entry, tally.answers());
        let (service, office, asked) = (&cell.service, &cell.office, asked.join(","));
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "{entry},{day},{service},{office},{answers},{how},{asked}\r\n"
        );
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"feedback.csv\"",
        ),
    ];
    Ok((headers, text).into_response())
}
