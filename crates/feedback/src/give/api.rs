//! An answer over the API, as the browser's script sends it.

use axum::extract::State;
use casework::record::fact::feedback::Asked;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{Json, ProblemBody};
use web::{Answer, Problem, Public};

use super::act::{Said, give, key_id};
use crate::Feedback;
use crate::token::Token;

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct FeedbackAnswerBody {
    /// The key that signed the token; it says which service and office.
    key: String,
    /// The token: the prepared message (RFC 9474, 4.1), base64.
    token: String,
    /// Its signature, base64.
    signature: String,
    /// How it was, from 1 (very bad) to 5 (very good).
    how: u8,
    /// Whether something was asked for beyond the fee: `yes`, `no`, `unsaid`.
    asked: String,
}

/// That it was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TakenAnswer {
    /// It waits for others: it is entered after this week, when five stand together.
    waits: bool,
}

/// Takes an answer. The token is its idempotency key: the same answer may be sent again, another with the same token is refused
/// (409). Send it without a session.
#[utoipa::path(post, path = "/api/v1/feedback/answers", tag = "feedback", request_body = FeedbackAnswerBody,
    responses((status = 200, body = TakenAnswer), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn answer(
    Public(view): Public,
    State(feedback): State<Feedback>,
    Json(sent): Json<FeedbackAnswerBody>,
) -> Answer<Json<TakenAnswer>> {
    let wrong = |field: &str, why: String| Problem::unprocessable().field(field, why);
    if !(1..=5).contains(&sent.how) {
        return Err(wrong("/how", view.t("feedback-error-how")));
    }
    let asked = Asked::parse(&sent.asked);
    let asked = asked.ok_or_else(|| wrong("/asked", view.t("feedback-error-asked")))?;
    let token = Token::read(&sent.token, &sent.signature);
    let token = token.map_err(|e| wrong("/token", e.to_string()))?;
    let said = Said {
        how: sent.how,
        asked,
    };
    give(&feedback, &view, key_id(&sent.key)?, token, said).await?;
    Ok(Json(TakenAnswer { waits: true }))
}
