//! Going on where one left off.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use web::Answer;
use web::session::FlashKind;

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
    // After what a phone kept was sent: to the first page with a mistake, which names it.
    let view = &citizen.view;
    let sent = view.query_value("sent") == "1";
    let next = match filling.unfinished()? {
        Some(page) if sent && filling.answered(&page)? => {
            view.session
                .flash(FlashKind::Notice, view.t("kept-form-mistakes"));
            format!("{}?mistakes=1", paths::draft_page(&id, &page))
        }
        Some(page) => paths::draft_page(&id, &page),
        None => {
            if sent {
                view.session
                    .flash(FlashKind::Success, view.t("kept-form-ready"));
            }
            paths::draft_check(&id)
        }
    };
    Ok(Redirect::to(&next).into_response())
}
