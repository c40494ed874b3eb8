//! One's own account, over the API.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::people;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Confirmed, Problem};

use super::once::{Done, once, own_page};
use crate::account::erase::all_of;
use crate::account::passkeys::{forget, remove_key};
use crate::account::{Reader, Reading, change_profile, readings_of, valid_name};
use crate::office::{Citizen, Office};

/// A person's own data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountBody {
    person: i64,
    name: String,
    email: String,
    /// A language's code, such as `ar`.
    language: String,
    /// Whether the Hijri day is shown beside each Gregorian one; null where the house decides.
    hijri: Option<bool>,
    /// The agency, for officials.
    agency: Option<String>,
}

/// What a person may change of it.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AccountChangeBody {
    name: String,
    language: String,
    /// Whether to show the Hijri day beside each Gregorian one; as before where it is left out.
    #[serde(default)]
    hijri: Option<bool>,
}

/// A reading of one's data, or an attempt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadingItem {
    /// Index of its entry.
    entry: u64,
    at: String,
    /// The case.
    number: String,
    /// Who: `official`, `program` (a worker), `system` (another system that was asked), `refused` (somebody without a right).
    by: &'static str,
    /// An official's role.
    role: Option<String>,
    /// Where the other system is.
    host: Option<String>,
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
        hijri: found.profile.hijri,
        agency: found.agency,
    }))
}

/// Changes my name and language.
#[utoipa::path(put, path = "/api/v1/account", operation_id = "save_account", tag = "services", request_body = AccountChangeBody,
    params(("Idempotency-Key" = String, Header)), responses((status = 200, body = Done)))]
pub(crate) async fn save(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<AccountChangeBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    if !valid_name(&sent.name) {
        let detail = view.with("account-name-error", &[("limit", 200.into())]);
        return Err(Problem::unprocessable().field("/name", detail));
    }
    if view.text.texts().language(&sent.language).is_none() {
        return Err(Problem::unprocessable().field("/language", view.t("account-language-error")));
    }
    let request = (sent.name.clone(), sent.language.clone(), sent.hijri);
    let change = move |tx: &mut casework::record::Tx<'_>| {
        let before = tx.next();
        let named = (sent.name.as_str(), sent.language.as_str());
        change_profile(tx, person, named, sent.hijri)?;
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
    let before = paging.cursor()?;
    let found = office.read(&citizen.view, move |link, parts| {
        readings_of(link, parts, person, before, most)
    });
    let item = |r: Reading| {
        let (by, role, host) = match r.by {
            Reader::Role(role) => ("official", Some(role), None),
            Reader::Program => ("program", None, None),
            Reader::System(host) => ("system", None, Some(host)),
            Reader::Refused => ("refused", None, None),
        };
        ReadingItem {
            entry: r.seq,
            at: r.at.to_string(),
            number: r.number.to_string(),
            by,
            role,
            host,
        }
    };
    let items = found.await?.into_iter().map(item).collect();
    Ok(paging.page(items, |r: &ReadingItem| r.entry.to_string()))
}

/// A passkey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasskeyItem {
    /// Its credential id, hexadecimal.
    id: String,
    /// As its owner calls it.
    label: String,
    added: String,
}

/// That one means it.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct EraseBody {
    /// `true`: my data is to be unreadable for good.
    sure: bool,
}

/// My passkeys. They are added by a browser, which holds the other half.
#[utoipa::path(get, path = "/api/v1/account/passkeys", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<PasskeyItem>)))]
pub(crate) async fn passkeys(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<PasskeyItem>> {
    let person = citizen.person;
    let keys = office.read(&citizen.view, move |link, _| people::passkeys(link, person));
    let item = |key: people::Passkey| PasskeyItem {
        id: hex::encode(&key.id),
        label: key.label,
        added: key.added_at.to_string(),
    };
    paging.page_of_all(keys.await?.into_iter().map(item))
}

/// Removes a passkey.
#[utoipa::path(delete, path = "/api/v1/account/passkeys/{id}", tag = "services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn remove_passkey(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let bytes = hex::decode(&id).map_err(|_| Problem::not_found())?;
    let own = view.session.token_hash();
    let remove = move |tx: &mut casework::record::Tx<'_>| {
        let entry = remove_key(tx, person, &bytes, own)?;
        Ok(Done { entry: Some(entry) })
    };
    let done = once(&office, view, person, (&key, &()), remove).await?;
    forget(view, &id);
    Ok(Json(done))
}

/// Erases my data: its key is destroyed. Closed cases only; the session ends.
#[utoipa::path(post, path = "/api/v1/account/erase", tag = "services", request_body = EraseBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn erase(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<EraseBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    if !sent.sure {
        return Err(Problem::unprocessable().field("/sure", view.t("erase-sure-error")));
    }
    let erase = move |tx: &mut casework::record::Tx<'_>| {
        let first = tx.next();
        all_of(tx, person)?;
        Ok(Done { entry: Some(first) })
    };
    let done = once(&office, view, person, (&key, &sent), erase).await?;
    view.session.sign_out();
    Ok(Json(done))
}
