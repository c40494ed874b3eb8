//! Questions to the applicant, over the API.

use axum::extract::{Path, State};
use casework::case::Action;
use casework::case::read::{Ended, Question};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, JsonWithFiles};
use web::{Answer, Problem};

use super::cases::act_on;
use super::once::Done;
use super::tasks::{FileSent, read};
use crate::office::{Citizen, Office};

/// A question that the applicant was asked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuestionBody {
    /// Index of the entry that asked.
    entry: u64,
    job: u64,
    element: String,
    asked: String,
    /// Until when it is waited for the answer; time stands still.
    until: String,
    text: String,
    documents: Vec<String>,
    /// `open`, `given`, `lapsed`, `withdrawn`.
    state: &'static str,
    /// When it ended.
    ended: Option<String>,
    /// The answer, or why the question was taken back.
    answer: Option<String>,
    /// SHA-256 of the documents that came with the answer.
    answer_documents: Vec<String>,
}

impl From<Question> for QuestionBody {
    fn from(q: Question) -> Self {
        let ended = q.ended.as_ref().map(|(_, at, _)| at.to_string());
        let (state, answer, answer_documents) = match q.ended.map(|(_, _, how)| how) {
            None => ("open", None, Vec::new()),
            Some(Ended::Given { text, documents }) => ("given", Some(text), documents),
            Some(Ended::Lapsed) => ("lapsed", None, Vec::new()),
            Some(Ended::Withdrawn { reason }) => ("withdrawn", Some(reason), Vec::new()),
        };
        Self {
            entry: q.seq,
            job: q.job,
            element: q.element,
            asked: q.asked_at.to_string(),
            until: q.until.to_string(),
            text: q.text,
            documents: q.documents,
            state,
            ended,
            answer,
            answer_documents,
        }
    }
}

/// What the applicant is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct AskBody {
    text: String,
    /// The documents that are wanted, as the applicant will read them.
    #[serde(default)]
    documents: Vec<String>,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AnswerBody {
    /// May be empty where files come along.
    #[serde(default)]
    text: String,
    /// Files; `field` says nothing here.
    #[serde(default)]
    documents: Vec<FileSent>,
}

/// Why a question is taken back.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct WithdrawBody {
    reason: String,
}

/// Asks the applicant for something; the task's time stands still until the answer.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/question", tag = "services", request_body = AskBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 403, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn ask_applicant(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Json(sent): Json<AskBody>,
) -> Answer<Json<Done>> {
    let action = Action::Ask {
        job,
        text: sent.text.clone(),
        documents: sent.documents.clone(),
    };
    act_on(&office, &citizen, &number, (&key, &sent), action).await
}

/// Takes the question back; the task's time runs on.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/question/withdraw", tag = "services", request_body = WithdrawBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn withdraw_question(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Json(sent): Json<WithdrawBody>,
) -> Answer<Json<Done>> {
    let request = sent.reason.clone();
    let action = Action::Unask {
        job,
        reason: sent.reason,
    };
    act_on(&office, &citizen, &number, (&key, &request), action).await
}

/// The applicant answers; the task's time runs on for what was left of it.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/question/answer", tag = "services", request_body = AnswerBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 403, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn answer_question(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    JsonWithFiles(sent): JsonWithFiles<AnswerBody>,
) -> Answer<Json<Done>> {
    let mut documents = Vec::new();
    for (i, file) in sent.documents.iter().enumerate() {
        let document = read(file).ok_or_else(|| {
            let detail = citizen.view.t("api-file");
            Problem::unprocessable().field(format!("/documents/{i}/content"), detail)
        })?;
        documents.push(casework::case::NewDocument {
            field: casework::case::information::FIELD.to_owned(),
            ..document
        });
    }
    let hashes: Vec<String> = documents.iter().map(|d| hex::encode(d.hash())).collect();
    let request = (sent.text.clone(), hashes);
    let action = Action::Inform {
        job,
        text: sent.text,
        documents,
    };
    act_on(&office, &citizen, &number, (&key, &request), action).await
}
