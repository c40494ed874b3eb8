//! Adding and removing passkeys.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people::{self, Warning};
use casework::record::Tx;
use casework::{Actor, Error, PersonId};
use serde::Deserialize;
use serde_json::json;
use web::api::Json;
use web::assurance::Method;
use web::session::{FlashKind, TokenHash};
use web::{Answer, Confirmed, Form, Problem, View};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::challenge;
use crate::office::{Citizen, Office};
use crate::paths;
use crate::sessions::{self, PASSKEY};

/// The longest label, in characters.
const LABEL: usize = 60;
/// The most passkeys of a person.
const MOST: usize = 20;

pub(super) async fn begin(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Json(_): Json<serde_json::Value>,
) -> Answer {
    let (view, id) = (&citizen.view, citizen.person);
    let read = office.read(view, move |link, parts| {
        Ok((
            people::profile(link, parts, id)?,
            challenge::keys_of(link, id)?,
        ))
    });
    let (profile, keys) = read.await?;
    if keys.len() >= MOST {
        return Err(Problem::conflict().saying(view.t("account-passkeys-full")));
    }
    let known = keys.iter().map(|k| k.cred_id().clone()).collect();
    let shown = if profile.name.is_empty() {
        &profile.email
    } else {
        &profile.name
    };
    let (options, state) = office
        .passkeys()
        .start_passkey_registration(challenge::handle_of(id), &profile.email, shown, Some(known))
        .map_err(Problem::internal)?;
    challenge::keep(&office, view, Some(id), &state).await?;
    Ok(Json(options).into_response())
}

#[derive(Deserialize)]
pub(super) struct Made {
    credential: RegisterPublicKeyCredential,
    #[serde(default)]
    label: String,
}

pub(super) async fn add(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Json(made): Json<Made>,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let state: PasskeyRegistration = challenge::take(&office, view, Some(person)).await?;
    let key = office
        .passkeys()
        .finish_passkey_registration(&made.credential, &state);
    let failed = |e| {
        Problem::unprocessable()
            .saying(view.t("sign-in-passkey-failed"))
            .because(e)
    };
    let key = key.map_err(failed)?;
    let text = serde_json::to_string(&key).map_err(Problem::internal)?;
    let label: String = made
        .label
        .chars()
        .filter(|c| !c.is_control())
        .take(LABEL)
        .collect();
    let label = if label.trim().is_empty() {
        view.t("account-passkey")
    } else {
        label
    };
    let id = key.cred_id().to_vec();
    office
        .write(view, move |tx| {
            let label = label.trim();
            people::add_passkey(tx, Actor::Person(person), &id, &text, label)?;
            people::warn(tx, person, Warning::PasskeyAdded, label, paths::ACCOUNT)
        })
        .await?;
    view.session
        .flash(FlashKind::Success, view.t("account-passkey-added"));
    Ok(Json(json!({ "added": true })).into_response())
}

pub(super) async fn remove(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let id = hex::decode(form.get("id")).map_err(|_| Problem::not_found())?;
    let own = view.session.token_hash();
    office
        .write(view, move |tx| remove_key(tx, person, &id, own))
        .await?;
    forget(view, form.get("id"));
    view.session
        .flash(FlashKind::Success, view.t("account-passkey-removed"));
    Ok(Redirect::to(paths::ACCOUNT).into_response())
}

/// Removes a passkey, and ends the other sessions that came by it: the device is lost, or was never its owner's.
pub(crate) fn remove_key(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: &[u8],
    own: Option<TokenHash>,
) -> Result<u64, Error> {
    let keys = people::passkeys(tx.link(), person)?;
    let label = keys.into_iter().find(|k| k.id == id).map(|k| k.label);
    let entry = people::remove_passkey(tx, Actor::Person(person), id)?;
    let (id, own) = (hex::encode(id), own.as_ref().map(sessions::name));
    sessions::end(tx, person, |s| {
        s.is_by_passkey(&id) && Some(&s.id) != own.as_ref()
    })?;
    let label = label.unwrap_or_default();
    people::warn(tx, person, Warning::PasskeyRemoved, &label, paths::SESSIONS)?;
    Ok(entry)
}

/// What the session's own passkey proved counts no longer when it is removed.
pub(crate) fn forget(view: &View, id: &str) {
    view.session.update(|data| {
        if data.values.get(PASSKEY).is_some_and(|own| own == id) {
            data.values.remove(PASSKEY);
            data.proofs.retain(|p| p.method != Method::Passkey);
        }
    });
}
