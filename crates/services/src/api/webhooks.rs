//! An agency's webhooks, for its supervisors and their programs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::record::Tx;
use casework::webhooks::{self, Delivery, Webhook, deliveries as sent_to};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Problem};

use super::once::{Done, ProblemBody, once, own_page};
use super::tokens::{Unkept, put, taken};
use crate::office::{Office, Supervisor};
use crate::webhooks::{all as of_person, own};

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookBody {
    id: u64,
    agency: String,
    url: String,
    /// Kinds of entries that it is told of.
    events: Vec<String>,
    added: String,
    ended: Option<String>,
    /// It ended since nothing could be delivered for days.
    failing: bool,
}

/// A webhook to be added.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWebhookBody {
    agency: String,
    /// An address that the operator allows.
    url: String,
    /// Such as `case.opened`.
    events: Vec<String>,
}

/// A webhook that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddedBody {
    /// The entry that tells of it: its id.
    entry: u64,
    /// `whsec_…`, for verifying what is sent (Standard Webhooks); not in the answer to a repeated request.
    secret: Option<String>,
}

/// An event for a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryItem {
    /// The entry that it tells of.
    entry: u64,
    event: String,
    case: Option<String>,
    /// `queued`, `sent` or `failed`.
    state: String,
    attempts: u32,
    /// When it was taken or given up, or is sent next.
    at: String,
    error: Option<String>,
}

fn body(hook: Webhook) -> WebhookBody {
    WebhookBody {
        id: hook.id,
        agency: hook.agency,
        url: hook.url,
        events: hook.events,
        added: hook.added.to_string(),
        ended: hook.ended.map(|t| t.to_string()),
        failing: hook.failing,
    }
}

/// The webhooks of the agencies that I watch over, the newest first.
#[utoipa::path(get, path = "/api/v1/webhooks", operation_id = "webhooks", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<WebhookBody>)))]
pub(crate) async fn all(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<WebhookBody>> {
    let person = supervisor.person;
    let before: u64 = paging.cursor()?.unwrap_or(u64::MAX);
    let read = office.read(&supervisor.view, move |link, parts| {
        of_person(link, parts, person)
    });
    let (_, mut hooks) = read.await?;
    hooks.sort_by_key(|h| std::cmp::Reverse(h.id));
    let rest = hooks.into_iter().filter(|h| h.id < before);
    let items = rest.take(paging.limit as usize + 1).map(body).collect();
    Ok(paging.page(items, |h: &WebhookBody| h.id.to_string()))
}

/// A webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", operation_id = "webhook", tag = "services", params(("id" = u64, Path)),
    responses((status = 200, body = WebhookBody), (status = 404, body = ProblemBody)))]
pub(crate) async fn one(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<WebhookBody>> {
    let (person, id) = (supervisor.person, number(&id)?);
    let read = office.read(&supervisor.view, move |link, parts| {
        own(link, parts, person, id)
    });
    Ok(Json(body(read.await?)))
}

/// Has events of an agency's cases sent to an address.
#[utoipa::path(post, path = "/api/v1/webhooks", operation_id = "add_webhook", tag = "services", request_body = NewWebhookBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = AddedBody), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn add(
    supervisor: Supervisor,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<NewWebhookBody>,
) -> Answer<Json<AddedBody>> {
    let (view, person) = (&supervisor.view, supervisor.person);
    let (agency, url, events) = (sent.agency.clone(), sent.url.clone(), sent.events.clone());
    let unkept = Unkept::default();
    let shown = Arc::clone(&unkept);
    let add = move |tx: &mut Tx<'_>| {
        let (entry, secret) = webhooks::add(tx, person, &agency, &url, &events)?;
        put(&unkept, secret);
        Ok(entry)
    };
    let entry = once(&office, view, person, (&key, &sent), add).await?;
    let secret = taken(&shown);
    Ok(Json(AddedBody { entry, secret }))
}

/// Ends a webhook.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", operation_id = "end_webhook", tag = "services",
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = ProblemBody)))]
pub(crate) async fn end(
    supervisor: Supervisor,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&supervisor.view, supervisor.person);
    own_page(view, &headers)?;
    let id = number(&id)?;
    let end = move |tx: &mut Tx<'_>| {
        let entry = webhooks::end(tx, person, id)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &()), end)
        .await
        .map(Json)
}

/// What a webhook was sent or is to be sent, the newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", operation_id = "webhook_deliveries", tag = "services",
    params(("id" = u64, Path), ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<DeliveryItem>), (status = 404, body = ProblemBody)))]
pub(crate) async fn deliveries(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page<DeliveryItem>> {
    let (person, id) = (supervisor.person, number(&id)?);
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let read = office.read(&supervisor.view, move |link, parts| {
        own(link, parts, person, id)?;
        sent_to(link, id, before, most)
    });
    let item = |d: Delivery| DeliveryItem {
        entry: d.seq,
        event: d.kind,
        case: d.number.map(|n| n.to_string()),
        state: d.state,
        attempts: d.attempts,
        at: d.at.to_string(),
        error: d.error,
    };
    let items = read.await?.into_iter().map(item).collect();
    Ok(paging.page(items, |d: &DeliveryItem| d.entry.to_string()))
}

fn number(text: &str) -> Result<u64, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
