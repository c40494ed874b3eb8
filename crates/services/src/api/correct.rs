//! Corrected slips, over the API.

use axum::extract::{Path, State};
use casework::case::Action;
use casework::case::correct::{Correctable, Correction};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Answer;
use web::api::{IdempotencyKey, Json};

use super::cases::act_on;
use super::once::Done;
use crate::office::{Citizen, Office};

/// A slip that was corrected: what stood there, and what was meant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CorrectionBody {
    /// Index of its entry.
    entry: u64,
    /// Index of the entry that completed the task.
    completed: u64,
    at: String,
    job: u64,
    element: String,
    field: String,
    old: String,
    new: String,
    reason: String,
}

impl From<Correction> for CorrectionBody {
    fn from(c: Correction) -> Self {
        Self {
            entry: c.seq,
            completed: c.what.completed,
            at: c.at.to_string(),
            job: c.what.job,
            element: c.what.element,
            field: c.what.field,
            old: c.what.old,
            new: c.what.new,
            reason: c.what.reason,
        }
    }
}

/// A task of the reader in which a slip may still be corrected.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CorrectableBody {
    job: u64,
    element: String,
    until: String,
    fields: Vec<String>,
}

impl From<Correctable> for CorrectableBody {
    fn from(c: Correctable) -> Self {
        Self {
            job: c.job,
            element: c.element,
            until: c.until.to_string(),
            fields: c.fields.into_iter().map(|(name, _)| name).collect(),
        }
    }
}

/// A correction.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CorrectBody {
    /// The field of the task's form.
    field: String,
    /// What was meant.
    value: String,
    reason: String,
}

/// Corrects a slip in a task that the reader did; what stood there stays in the record.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/correct", tag = "services", request_body = CorrectBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 403, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn correct_slip(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Json(sent): Json<CorrectBody>,
) -> Answer<Json<Done>> {
    let action = Action::Correct {
        job,
        field: sent.field.clone(),
        value: sent.value.clone(),
        reason: sent.reason.clone(),
    };
    act_on(&office, &citizen, &number, (&key, &sent), action).await
}
