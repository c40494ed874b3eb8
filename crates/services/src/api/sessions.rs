//! Where I am signed in, and proving again who I am, over the API.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use casework::Error;
use casework::record::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Confirmed, Problem};

use super::once::{ProblemBody, once, own_page};
use crate::account::sessions::own;
use crate::confirm::{check_code, send_code};
use crate::office::{Citizen, Office};
use crate::sessions::{self, Seen};

/// A session of mine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionItem {
    /// Its name, to end it by.
    id: String,
    /// Whether it is the one that asks.
    this: bool,
    /// `firefox`, `chrome`, `chromium`, `safari`, `edge`, `opera`, `samsung`, `other`.
    browser: &'static str,
    /// `android`, `iphone`, `ipad`, `windows`, `mac`, `chromeos`, `linux`, `other`.
    system: &'static str,
    began: String,
    /// When it was last used, to five minutes.
    used: String,
    /// When it ends at the latest.
    ends: String,
    proofs: Vec<ProofItem>,
}

/// That I proved who I am.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProofItem {
    /// `low`, `substantial` or `high` (eIDAS, article 8).
    level: &'static str,
    /// `email-code`, `passkey`, `identity-provider` or `demonstration`.
    method: &'static str,
    at: String,
}

/// How many sessions were ended.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct EndedBody {
    ended: usize,
}

/// The code that came.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ConfirmBody {
    code: String,
}

/// My sessions, the last used first.
#[utoipa::path(get, path = "/api/v1/account/sessions", operation_id = "sessions", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<SessionItem>)))]
pub(crate) async fn all(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<SessionItem>> {
    let person = citizen.person;
    let read = office.read(&citizen.view, move |link, parts| {
        sessions::sessions_of(link, parts, person)
    });
    let own = own(&citizen.view);
    let items = read.await?.into_iter();
    paging.page_of_all(items.map(|seen| item(seen, own.as_deref())))
}

fn item(seen: Seen, own: Option<&str>) -> SessionItem {
    let data = seen.data;
    let proofs = data.proofs.iter().map(|proof| ProofItem {
        level: proof.level.as_str(),
        method: proof.method.as_str(),
        at: proof.at.to_string(),
    });
    SessionItem {
        this: own == Some(&seen.id),
        id: seen.id,
        browser: data.device.browser.as_str(),
        system: data.device.system.as_str(),
        began: data.created.to_string(),
        used: data.seen.to_string(),
        ends: (data.created + web::session::LIFETIME).to_string(),
        proofs: proofs.collect(),
    }
}

/// Ends a session of mine; it stops at once.
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", operation_id = "end_session", tag = "services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = EndedBody), (status = 404, body = ProblemBody)))]
pub(crate) async fn end(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<EndedBody>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let this = own(view).as_ref() == Some(&id);
    let end = move |tx: &mut Tx<'_>| match sessions::end(tx, person, |s| s.id == id)? {
        0 => Err(Error::NotFound),
        ended => Ok(EndedBody { ended }),
    };
    let done = once(&office, view, person, (&key, &()), end).await?;
    if this {
        view.session.sign_out();
    }
    Ok(Json(done))
}

/// Ends all my other sessions.
#[utoipa::path(delete, path = "/api/v1/account/sessions", operation_id = "end_other_sessions", tag = "services",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = EndedBody)))]
pub(crate) async fn end_others(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
) -> Answer<Json<EndedBody>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let own = view.session.token_hash();
    let end = move |tx: &mut Tx<'_>| {
        let ended = sessions::end_others(tx, person, own)?;
        Ok(EndedBody { ended })
    };
    let done = once(&office, view, person, (&key, &()), end).await?;
    Ok(Json(done))
}

/// Sends a code to my own address, to prove again who I am. Asked again within half a minute, no other is sent.
#[utoipa::path(post, path = "/api/v1/confirm/codes", operation_id = "prove_again_code", tag = "services",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 202, description = "A code is on its way")))]
pub(crate) async fn code(
    citizen: Citizen,
    _: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
) -> Answer {
    own_page(&citizen.view, &headers)?;
    send_code(&office, &citizen).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Proves again who I am, by the code: the answer sets the cookie anew, and the old one ends. A code works once, whatever the key:
/// an answer that was kept would raise a session that has proved nothing.
#[utoipa::path(post, path = "/api/v1/confirm", operation_id = "prove_again", tag = "services", request_body = ConfirmBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 204), (status = 422, body = ProblemBody)))]
pub(crate) async fn confirm(
    citizen: Citizen,
    _: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<ConfirmBody>,
) -> Answer {
    if check_code(&office, &citizen, sent.code).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let wrong = citizen.view.t("sign-in-code-error");
    Err(Problem::unprocessable().field("/code", wrong))
}
