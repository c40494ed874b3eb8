//! Acting for another, over the API.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::people::mandates::{self, Offer};
use casework::record::Tx;
use casework::{Error, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Confirmed, Problem};

use super::once::{Done, once, own_page};
use crate::account::mandates::{Named, end_of, of};
use crate::office::{Citizen, Office};

/// A mandate, as one of its sides sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct MandateItem {
    /// The entry that offered it.
    id: u64,
    /// `given`: somebody acts for me; `held`: I act for somebody, or am asked to.
    side: &'static str,
    /// The address that was named, or the principal's name.
    other: String,
    /// Whom a draft names as its applicant, where I act for them.
    applicant: Option<i64>,
    /// The service that it is for; none for all.
    service: Option<String>,
    /// `offered`, `active`, `expired` or `ended`.
    state: &'static str,
    until: String,
}

/// Somebody who is to act for me.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct MandateOfferBody {
    /// Their e-mail address.
    to: String,
    /// For one service; without it, for all.
    service: Option<String>,
    /// The last day, such as 2026-12-31; at most a year away.
    until: String,
}

fn item(side: &'static str, named: &Named) -> MandateItem {
    let m = &named.mandate;
    MandateItem {
        id: m.seq,
        side,
        other: named.other.clone(),
        applicant: (side == "held").then_some(m.principal.0),
        service: m.service.clone(),
        state: m.state.as_str(),
        until: m.until.to_string(),
    }
}

/// The mandates that I gave or hold, the newest first.
#[utoipa::path(get, path = "/api/v1/account/mandates", operation_id = "mandates", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<MandateItem>)))]
pub(crate) async fn list(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<MandateItem>> {
    let before: Option<u64> = paging.cursor()?;
    let both = of(&office, &citizen).await?;
    let given = both.given.iter().map(|n| item("given", n));
    let mut all: Vec<_> = given
        .chain(both.held.iter().map(|n| item("held", n)))
        .collect();
    all.retain(|m| before.is_none_or(|before| m.id < before));
    all.sort_by_key(|m| std::cmp::Reverse(m.id));
    all.truncate(paging.limit as usize + 1);
    Ok(paging.page(all, |m: &MandateItem| m.id.to_string()))
}

/// Offers somebody to act for me.
#[utoipa::path(post, path = "/api/v1/account/mandates", operation_id = "offer_mandate", tag = "services",
    request_body = MandateOfferBody, params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn offer(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<MandateOfferBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    let wrong = || Problem::unprocessable().field("/until", view.t("mandates-until-error"));
    let until = sent.until.parse::<Date>().ok();
    let until = until.and_then(|day| end_of(view, day));
    let offer = Offer {
        to: sent.to.clone(),
        service: sent.service.clone(),
        until: until.ok_or_else(wrong)?,
    };
    let act = move |tx: &mut Tx<'_>| {
        let entry = mandates::offer(tx, person, &offer)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &sent), act)
        .await
        .map(Json)
}

/// Agrees to act for somebody.
#[utoipa::path(post, path = "/api/v1/account/mandates/{id}/accept", operation_id = "accept_mandate", tag = "services",
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn accept(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<u64>,
) -> Answer<Json<Done>> {
    act(&citizen, &key, &headers, &office, (id, mandates::accept)).await
}

/// Takes a mandate back, lays it down, or declines an offer.
#[utoipa::path(delete, path = "/api/v1/account/mandates/{id}", operation_id = "end_mandate", tag = "services",
    params(("id" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn end(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<u64>,
) -> Answer<Json<Done>> {
    act(&citizen, &key, &headers, &office, (id, mandates::end)).await
}

/// What somebody does to a mandate.
type Act = fn(&mut Tx<'_>, PersonId, u64) -> Result<u64, Error>;

async fn act(
    citizen: &Citizen,
    key: &IdempotencyKey,
    headers: &HeaderMap,
    office: &Office,
    (id, act): (u64, Act),
) -> Answer<Json<Done>> {
    own_page(&citizen.view, headers)?;
    let person = citizen.person;
    let work = move |tx: &mut Tx<'_>| {
        let entry = act(tx, person, id)?;
        Ok(Done { entry: Some(entry) })
    };
    once(office, &citizen.view, person, (key, &()), work)
        .await
        .map(Json)
}
