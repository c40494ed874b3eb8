//! Signing in and out, over the API.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use casework::people::{CodeRequest, request_code, verify_code};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::Json;
use web::{Answer, Problem, Proof, Public, View};

use super::once::own_page;
use crate::office::Office;
use crate::sign_in::establish;

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionBody {
    /// The person's number here.
    person: Option<i64>,
    /// Their name.
    name: Option<String>,
    /// `official`, `supervisor`.
    roles: Vec<String>,
    /// To be sent as `x-csrf-token` with writes that carry the cookie.
    csrf: String,
}

/// An address that a code is to be sent to.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CodeWanted {
    email: String,
}

/// An address with the code that came.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SignInBody {
    email: String,
    code: String,
}

fn body(view: &View) -> SessionBody {
    let csrf = view.session.csrf_token();
    let data = view.session.data();
    SessionBody {
        person: data.person,
        name: data.name,
        roles: data.roles,
        csrf,
    }
}

/// Who is signed in, and the token for writes.
#[utoipa::path(get, path = "/api/v1/session", tag = "services",
    responses((status = 200, body = SessionBody)))]
pub(crate) async fn session(
    Public(view): Public,
    State(_): State<Office>,
) -> Answer<Json<SessionBody>> {
    Ok(Json(body(&view)))
}

/// Sends a code. Whether the address is known is not told.
#[utoipa::path(post, path = "/api/v1/sign-in/codes", tag = "services", request_body = CodeWanted,
    responses((status = 202, description = "If the address is right, a code is on its way")))]
pub(crate) async fn code(
    Public(view): Public,
    State(office): State<Office>,
    Json(sent): Json<CodeWanted>,
) -> Answer {
    let request = CodeRequest {
        email: sent.email,
        language: view.lang().code().to_owned(),
    };
    office
        .write(&view, move |tx| request_code(tx, &request))
        .await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Signs in: the answer sets the cookie, whose value may be sent as `Authorization: Bearer` instead.
#[utoipa::path(post, path = "/api/v1/sign-in", tag = "services", request_body = SignInBody,
    responses((status = 200, body = SessionBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn sign_in(
    Public(view): Public,
    State(office): State<Office>,
    Json(sent): Json<SignInBody>,
) -> Answer<Json<SessionBody>> {
    let language = view.lang().code();
    let check =
        move |tx: &mut casework::record::Tx<'_>| verify_code(tx, &sent.email, &sent.code, language);
    let person = office
        .write(&view, check)
        .await?
        .ok_or_else(|| Problem::unprocessable().field("/code", view.t("sign-in-code-error")))?;
    establish(&office, &view, person, Proof::email_code(view.now)).await?;
    Ok(Json(body(&view)))
}

/// Signs out.
#[utoipa::path(post, path = "/api/v1/sign-out", tag = "services", responses((status = 204)))]
pub(crate) async fn sign_out(
    Public(view): Public,
    State(_): State<Office>,
    headers: HeaderMap,
) -> Answer {
    own_page(&view, &headers)?;
    view.session.sign_out();
    Ok(StatusCode::NO_CONTENT.into_response())
}
