//! Throwing a draft away.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use web::session::FlashKind;
use web::{Answer, Form};

use super::{Draft, load};
use crate::office::{Citizen, Office};
use crate::paths;

pub(super) async fn delete(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    _: Form,
) -> Answer {
    let draft: Draft = load(&office, &citizen, &id).await?.draft;
    office
        .write(&citizen.view, move |tx| draft.delete(tx))
        .await?;
    citizen
        .view
        .session
        .flash(FlashKind::Success, citizen.view.t("draft-deleted"));
    Ok(Redirect::to(paths::CASES).into_response())
}
