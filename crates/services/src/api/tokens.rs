//! The tokens of my programs. Made with a session only: no token makes tokens.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::record::Tx;
use casework::tokens::{self, NewToken, Token};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Confirmed, Problem};

use super::once::{Done, ProblemBody, once, own_page};
use crate::account::tokens::within;
use crate::office::{Citizen, Office};
use crate::refusal;

/// A token, without what it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenItem {
    id: i64,
    name: String,
    scopes: Vec<String>,
    made: String,
    expires: String,
    revoked: Option<String>,
}

/// A token to be made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTokenBody {
    name: String,
    /// What it may do, such as `cases:read`.
    scopes: Vec<String>,
    /// How many days it works, from 1 to 366.
    days: u32,
}

/// A token that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeBody {
    /// The entry that tells of it.
    entry: u64,
    /// The token, to be sent as `Authorization: Bearer`; not in the answer to a repeated request, since it is not kept.
    token: Option<String>,
}

/// What is not kept of an answer.
pub(super) type Unkept = Arc<Mutex<Option<String>>>;

/// What was put there by the writing, if it was done just now.
pub(super) fn taken(unkept: &Unkept) -> Option<String> {
    unkept.lock().unwrap_or_else(PoisonError::into_inner).take()
}

pub(super) fn put(unkept: &Unkept, secret: String) {
    *unkept.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret);
}

/// My tokens, the newest first.
#[utoipa::path(get, path = "/api/v1/account/tokens", operation_id = "tokens", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<TokenItem>)))]
pub(crate) async fn all(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<TokenItem>> {
    let person = citizen.person;
    let before: i64 = paging.cursor()?.unwrap_or(i64::MAX);
    let read = office.read(&citizen.view, move |link, parts| {
        tokens::tokens(link, parts, person)
    });
    let item = |t: Token| TokenItem {
        id: t.id,
        name: t.name,
        scopes: t.scopes,
        made: t.made.to_string(),
        expires: t.expires.to_string(),
        revoked: t.revoked.map(|r| r.to_string()),
    };
    let rest = read.await?.into_iter().filter(|t| t.id < before);
    let items = rest.take(paging.limit as usize + 1).map(item).collect();
    Ok(paging.page(items, |t: &TokenItem| t.id.to_string()))
}

/// Makes a token.
#[utoipa::path(post, path = "/api/v1/account/tokens", operation_id = "make_token", tag = "services", request_body = NewTokenBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = MadeBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn make(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<NewTokenBody>,
) -> Answer<Json<MadeBody>> {
    let (view, person) = (&citizen.view, citizen.person);
    let new = NewToken {
        name: sent.name.clone(),
        scopes: sent.scopes.clone(),
        days: sent.days,
    };
    within(view, &new).map_err(|e| refusal::problem(view, e))?;
    let unkept = Unkept::default();
    let shown = Arc::clone(&unkept);
    let make = move |tx: &mut Tx<'_>| {
        let entry = tx.next();
        put(&unkept, tokens::make(tx, person, &new)?);
        Ok(entry)
    };
    let entry = once(&office, view, person, (&key, &sent), make).await?;
    let token = taken(&shown);
    Ok(Json(MadeBody { entry, token }))
}

/// Withdraws a token.
#[utoipa::path(delete, path = "/api/v1/account/tokens/{id}", operation_id = "revoke_token", tag = "services",
    params(("id" = i64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = ProblemBody)))]
pub(crate) async fn revoke(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let id: i64 = id.parse().map_err(|_| Problem::not_found())?;
    let revoke = move |tx: &mut Tx<'_>| {
        let entry = tokens::revoke(tx, person, id)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &()), revoke)
        .await
        .map(Json)
}
