//! One's own passkey, unlocked by its owner.

use axum::extract::State;
use axum::response::IntoResponse as _;
use serde_json::json;
use web::Answer;
use web::api::Json;

use super::next;
use crate::office::{Citizen, Office};
use crate::sessions::PASSKEY;
use crate::sign_in::passkey::{Signed, ask, check};

pub(super) async fn begin(
    citizen: Citizen,
    State(office): State<Office>,
    Json(_): Json<serde_json::Value>,
) -> Answer {
    ask(&office, &citizen.view, Some(citizen.person)).await
}

pub(super) async fn finish(
    citizen: Citizen,
    State(office): State<Office>,
    Json(signed): Json<Signed>,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let next = next(&signed.next);
    let used = check(&office, view, Some(person), signed.credential).await?;
    view.session.confirm(used.proof);
    view.session.update(|data| {
        data.values.insert(PASSKEY.into(), used.id);
    });
    Ok(Json(json!({ "next": next })).into_response())
}
