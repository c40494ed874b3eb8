//! An official's absences and interests, over the API.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::Actor;
use casework::people::{declare_absence, declare_interest, end_absence};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Problem};

use super::once::{Done, once, own_page};
use crate::account::duty::{away, span};
use crate::office::{Office, Official};

/// A time in which an official is in no draw.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AbsenceItem {
    /// When it begins (RFC 3339); ends it under this name.
    from: String,
    until: String,
}

/// An absence.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct AbsenceBody {
    /// First day away, such as 2026-12-01.
    from: String,
    /// Last day away.
    until: String,
}

/// Somebody on whose cases the official must not decide.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct InterestBody {
    /// A register number or an e-mail address. Only its fingerprint is stored.
    subject: String,
    #[serde(default)]
    why: String,
}

/// My absences, from now on.
#[utoipa::path(get, path = "/api/v1/account/absences", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<AbsenceItem>)))]
pub(crate) async fn absences(
    official: Official,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<AbsenceItem>> {
    let (person, now) = (official.person, official.view.now);
    let after: Option<Timestamp> = paging.cursor()?;
    let all = office.read(&official.view, move |link, _| away(link, person, now));
    let rest = all.await?.into_iter();
    let rest = rest.filter(|(from, _)| after.is_none_or(|after| *from > after));
    let item = |(from, until): (Timestamp, Timestamp)| AbsenceItem {
        from: from.to_string(),
        until: until.to_string(),
    };
    let items = rest.take(paging.limit as usize + 1).map(item).collect();
    Ok(paging.page(items, |a: &AbsenceItem| a.from.clone()))
}

/// Declares an absence; what I have open is drawn anew when it begins.
#[utoipa::path(post, path = "/api/v1/account/absences", tag = "services", request_body = AbsenceBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn absent(
    official: Official,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<AbsenceBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&official.view, official.person);
    let day = |name: &str, text: &str| {
        let wrong = |_| Problem::unprocessable().field(name, view.t("duty-date-error"));
        text.parse::<Date>().map_err(wrong)
    };
    let (from, until) = (day("/from", &sent.from)?, day("/until", &sent.until)?);
    let (from, until) = span(view, from, until)?;
    let declare = move |tx: &mut casework::record::Tx<'_>| {
        let entry = declare_absence(tx, Actor::Person(person), person, from, until)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &sent), declare)
        .await
        .map(Json)
}

/// Ends an absence, or calls it off.
#[utoipa::path(delete, path = "/api/v1/account/absences/{from}", tag = "services",
    params(("from" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn back(
    official: Official,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(from): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&official.view, official.person);
    own_page(view, &headers)?;
    let from: Timestamp = from.parse().map_err(|_| Problem::not_found())?;
    let end = move |tx: &mut casework::record::Tx<'_>| {
        let entry = end_absence(tx, Actor::Person(person), person, from)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &()), end)
        .await
        .map(Json)
}

/// Declares an interest: I am left out of the draws of those cases.
#[utoipa::path(post, path = "/api/v1/account/interests", tag = "services", request_body = InterestBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn interest(
    official: Official,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<InterestBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&official.view, official.person);
    let (subject, why) = (sent.subject.clone(), sent.why.clone());
    let declare = move |tx: &mut casework::record::Tx<'_>| {
        let entry = declare_interest(tx, Actor::Person(person), person, &subject, &why)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &sent), declare)
        .await
        .map(Json)
}
