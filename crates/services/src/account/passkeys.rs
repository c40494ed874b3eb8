//! Adding and removing passkeys.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::{Actor, people};
use serde::Deserialize;
use serde_json::json;
use web::api::Json;
use web::session::FlashKind;
use web::{Answer, Form, Problem};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::challenge;
use crate::office::{Citizen, Office};
use crate::paths;

/// The longest label, in characters.
const LABEL: usize = 60;
/// The most passkeys of a person.
const MOST: usize = 20;

pub(super) async fn begin(
    citizen: Citizen,
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
    citizen: Citizen,
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
            people::add_passkey(tx, Actor::Person(person), &id, &text, label.trim())
        })
        .await?;
    view.session
        .flash(FlashKind::Success, view.t("account-passkey-added"));
    Ok(Json(json!({ "added": true })).into_response())
}

pub(super) async fn remove(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let actor = Actor::Person(citizen.person);
    let id = hex::decode(form.get("id")).map_err(|_| Problem::not_found())?;
    office
        .write(&citizen.view, move |tx| {
            people::remove_passkey(tx, actor, &id)
        })
        .await?;
    citizen.view.session.flash(
        FlashKind::Success,
        citizen.view.t("account-passkey-removed"),
    );
    Ok(Redirect::to(paths::ACCOUNT).into_response())
}
