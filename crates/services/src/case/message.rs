//! Writing to the other side of the counter.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Action};
use casework::{Actor, Error};
use web::components::FieldError;
use web::session::FlashKind;
use web::{Answer, Form};

use super::{page, seat};
use crate::office::{Citizen, Office};
use crate::{paths, refusal};

pub(super) async fn send(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let (actor, action) = (
        Actor::Person(citizen.person),
        Action::Say {
            text: form.get("text").to_owned(),
        },
    );
    let task: Option<u64> = form.get("task").parse().ok();
    let next = task.map_or_else(|| paths::case(number), |job| paths::task(number, job));
    match office
        .casework()
        .write(move |tx| case::act(tx, actor, number.id(), &action))
        .await
    {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("case-message-sent"));
            Ok(Redirect::to(&format!("{next}#messages")).into_response())
        }
        Err(Error::Field { reason, .. }) => {
            let text = view.t(&format!("case-message-{}", reason.replace('_', "-")));
            let errors = [FieldError::new("text", text)];
            Ok(page::show(&office, view, citizen.person, &whole, &errors)
                .await?
                .into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}
