//! One's own account, over the API.

use axum::extract::State;
use casework::people;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Lang, Problem};

use super::once::{Done, once};
use crate::account::{Reading, change_profile, readings_of, valid_name};
use crate::office::{Citizen, Office};

/// A person's own data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountBody {
    person: i64,
    name: String,
    email: String,
    /// `ar`, `en` or `fr`.
    language: String,
    /// The agency, for officials.
    agency: Option<String>,
}

/// What a person may change of it.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ChangeBody {
    name: String,
    language: String,
}

/// A reading of one's data, or an attempt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingItem {
    /// Index of its entry.
    entry: u64,
    at: String,
    /// The case.
    number: String,
    /// The role in which; none for an attempt that was refused.
    role: Option<String>,
}

/// My own data.
#[utoipa::path(get, path = "/api/v1/account", tag = "services", responses((status = 200, body = AccountBody)))]
pub(crate) async fn account(
    citizen: Citizen,
    State(office): State<Office>,
) -> Answer<Json<AccountBody>> {
    let id = citizen.person;
    let found = office
        .read(&citizen.view, move |link, parts| {
            people::person(link, parts, id)
        })
        .await?;
    Ok(Json(AccountBody {
        person: found.id.0,
        name: found.profile.name,
        email: found.profile.email,
        language: found.profile.language,
        agency: found.agency,
    }))
}

/// Changes my name and language.
#[utoipa::path(put, path = "/api/v1/account", tag = "services", request_body = ChangeBody,
    params(("Idempotency-Key" = String, Header)), responses((status = 200, body = Done)))]
pub(crate) async fn save(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<ChangeBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    if !valid_name(&sent.name) {
        let detail = view.with("account-name-error", &[("limit", 200.into())]);
        return Err(Problem::unprocessable().field("/name", detail));
    }
    if Lang::from_tag(&sent.language).is_none() {
        return Err(Problem::unprocessable().field("/language", view.t("account-language-error")));
    }
    let request = (sent.name.clone(), sent.language.clone());
    let change = move |tx: &mut casework::record::Tx<'_>| {
        let before = tx.next();
        change_profile(tx, person, &sent.name, &sent.language)?;
        Ok(Done {
            entry: (tx.next() > before).then_some(before),
        })
    };
    once(&office, view, person, (&key, &request), change)
        .await
        .map(Json)
}

/// Who read my data, the newest first.
#[utoipa::path(get, path = "/api/v1/account/readings", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<ReadingItem>)))]
pub(crate) async fn readings(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<ReadingItem>> {
    let (person, most) = (citizen.person, paging.limit + 1);
    let before = paging.after.as_ref().and_then(|a| a.parse().ok());
    let found = office.read(&citizen.view, move |link, parts| {
        readings_of(link, parts, person, before, most)
    });
    let item = |r: Reading| ReadingItem {
        entry: r.seq,
        at: r.at.to_string(),
        number: r.number.to_string(),
        role: r.role,
    };
    let items = found.await?.into_iter().map(item).collect();
    Ok(paging.page(items, |r: &ReadingItem| r.entry.to_string()))
}
