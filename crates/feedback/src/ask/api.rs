//! A token over the API: whoever blinds with a program of their own needs no trust in our script either.

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, ProblemBody};
use web::{Answer, Problem, SignedIn};

use super::act;
use crate::office::problem;
use crate::token::bytes;
use crate::{Feedback, issue};

/// What a closed case may ask for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AskedBody {
    /// The key that signs its token: SHA-256 of `spki`, hexadecimal.
    key: String,
    /// The key: `SubjectPublicKeyInfo` for RSASSA-PSS (RFC 4055), base64. The same for everybody: see `/api/v1/feedback/keys`.
    spki: String,
    /// It has had its token.
    issued: bool,
}

/// A blinded token.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BlindedBody {
    /// The key that is to sign.
    key: String,
    /// The blinded message (RFC 9474, 4.2), base64.
    blinded: String,
}

/// Its signature.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedBody {
    /// The blind signature (RFC 9474, 4.3), base64.
    signature: String,
}

/// Which key signs the token of a closed case, and whether it has had one.
#[utoipa::path(get, path = "/api/v1/cases/{number}/feedback", tag = "feedback",
    params(("number" = String, Path, description = "A closed case of the caller")),
    responses((status = 200, body = AskedBody), (status = 404, body = ProblemBody)))]
pub(crate) async fn asked(
    user: SignedIn,
    State(feedback): State<Feedback>,
    Path(number): Path<String>,
) -> Answer<Json<AskedBody>> {
    let (_, case, key) = act::load(&feedback, &user, &number).await?;
    Ok(Json(AskedBody {
        key: hex::encode(key.id),
        spki: key.spki(),
        issued: case.issued,
    }))
}

/// Signs a blinded token, once for a closed case. The blinded message is its own idempotency key: the same gets the same
/// signature again, another is refused (409).
#[utoipa::path(post, path = "/api/v1/cases/{number}/feedback/token", tag = "feedback",
    params(("number" = String, Path, description = "A closed case of the caller"),
        ("Idempotency-Key" = String, Header, description = "As for every write; not kept")),
    request_body = BlindedBody,
    responses((status = 200, body = SignedBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn token(
    user: SignedIn,
    _: IdempotencyKey,
    State(feedback): State<Feedback>,
    Path(number): Path<String>,
    Json(sent): Json<BlindedBody>,
) -> Answer<Json<SignedBody>> {
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let key = crate::give::key_id(&sent.key)?;
    let blinded = bytes(&sent.blinded, "the blinded message");
    let blinded = blinded.map_err(|e| Problem::unprocessable().field("/blinded", e.to_string()))?;
    let who = (PersonId(user.person), number);
    let signed = issue::sign(feedback.casework(), who, key, blinded).await;
    let signature = STANDARD.encode(signed.map_err(problem)?);
    Ok(Json(SignedBody { signature }))
}
