//! Going on where one left off.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use web::Answer;

use super::{Found, find};
use crate::office::{Citizen, Office};
use crate::paths;

pub(super) async fn resume(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer {
    let filling = match find(&office, &citizen, &id).await? {
        Found::Open(filling) => filling,
        Found::Sent(to) => return Ok(to.into_response()),
    };
    let next = match filling.unfinished()? {
        Some(page) => paths::draft_page(&id, &page),
        None => paths::draft_check(&id),
    };
    Ok(Redirect::to(&next).into_response())
}
