//! The browsers that push messages go to: added by the script, which holds the subscription; removed without.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::channels::{self, NewDevice};
use casework::{Actor, Error};
use serde::Deserialize;
use serde_json::json;
use web::api::Json;
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, Problem};

use crate::office::{Citizen, Office};
use crate::paths;

/// What `PushSubscription.toJSON()` gives (W3C Push API, 8), with a name for the device.
#[derive(Deserialize)]
pub(super) struct Subscription {
    endpoint: String,
    keys: Keys,
    #[serde(default)]
    label: String,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: String,
    auth: String,
}

pub(super) async fn add(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Json(sent): Json<Subscription>,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let device = NewDevice {
        endpoint: sent.endpoint,
        key: sent.keys.p256dh,
        secret: sent.keys.auth,
        label: sent.label,
    };
    let add = move |tx: &mut casework::record::Tx<'_>| channels::add_device(tx, person, &device);
    office.write(view, add).await?;
    view.session
        .flash(FlashKind::Success, view.t("contact-device-added"));
    Ok(Json(json!({ "added": true })).into_response())
}

pub(super) async fn remove(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let id = id(form.get("id")).ok_or_else(Problem::not_found)?;
    let remove = move |tx: &mut casework::record::Tx<'_>| {
        match channels::remove_device(tx, Actor::Person(person), person, id, false) {
            // Its push service was faster: it is gone, as was asked.
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(e) => Err(e),
        }
    };
    office.write(view, remove).await?;
    view.session
        .flash(FlashKind::Success, view.t("contact-device-removed"));
    Ok(Redirect::to(paths::CONTACT).into_response())
}

/// A device's name.
pub(crate) fn id(text: &str) -> Option<[u8; 32]> {
    hex::decode(text).ok()?.try_into().ok()
}
