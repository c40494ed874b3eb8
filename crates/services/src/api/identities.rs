//! Identity providers, and the identities by which one's own account is entered, over the API. Signing in by one takes a
//! browser: its way begins at `start`.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::oidc::Provider;
use casework::people::identities::{self, Linked};
use serde::Serialize;
use utoipa::ToSchema;
use web::access::{Confirmed, Demand};
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Access, Answer, Problem, Public, Routes};

use super::once::{Done, once, own_page};
use crate::office::{Citizen, Office};

pub(crate) fn routes() -> Routes<Office> {
    let mine = "/api/v1/account/identities";
    Routes::new()
        .get("/api/v1/identity-providers", Access::Public, providers)
        .get(mine, Access::SignedIn, linked)
        .delete(
            &format!("{mine}/{{id}}"),
            Access::SignedIn.confirmed(Demand::OWN),
            unlink,
        )
}

/// A provider by which people may sign in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProviderItem {
    /// Its name in addresses.
    id: String,
    /// What it is called, in the language of the request.
    name: String,
    /// Its issuer identifier.
    issuer: String,
    /// The highest level of assurance that it proves: `low`, `substantial`, `high`.
    highest: String,
    /// Where a browser begins to sign in by it.
    start: String,
}

/// An identity by which an account is entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IdentityItem {
    /// Its name here: a keyed hash, hexadecimal.
    id: String,
    /// The provider's issuer identifier.
    issuer: String,
    linked: String,
}

/// The providers by which people may sign in.
#[utoipa::path(get, path = "/api/v1/identity-providers", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<ProviderItem>)))]
pub(crate) async fn providers(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<ProviderItem>> {
    let item = |provider: &Provider| ProviderItem {
        id: provider.id().to_owned(),
        name: provider.name(view.lang().code()).to_owned(),
        issuer: provider.issuer().to_owned(),
        highest: crate::sign_in::assurance(provider.highest())
            .as_str()
            .to_owned(),
        start: format!("/sign-in/with/{}", provider.id()),
    };
    paging.page_of_all(office.providers().iter().map(item))
}

/// The identities by which my account is entered. They are linked by a browser, at `/account/identities`.
#[utoipa::path(get, path = "/api/v1/account/identities", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<IdentityItem>)))]
pub(crate) async fn linked(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<IdentityItem>> {
    let person = citizen.person;
    let all = office.read(&citizen.view, move |link, _| {
        identities::linked(link, person)
    });
    let item = |identity: Linked| IdentityItem {
        id: hex::encode(identity.tag),
        issuer: identity.issuer,
        linked: identity.since.to_string(),
    };
    paging.page_of_all(all.await?.into_iter().map(item))
}

/// Unlinks an identity from my account; not the last way into it.
#[utoipa::path(delete, path = "/api/v1/account/identities/{id}", operation_id = "unlink_identity", tag = "services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn unlink(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let mut tag = [0; 32];
    hex::decode_to_slice(&id, &mut tag).map_err(|_| Problem::not_found())?;
    let unlink = move |tx: &mut casework::record::Tx<'_>| {
        let entry = identities::unlink(tx, person, &tag)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &id), unlink)
        .await
        .map(Json)
}
