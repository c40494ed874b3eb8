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
use crate::replies::{self, Filler};
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
    let (text, template) = (form.get("text").to_owned(), form.get("template"));
    let filler = match template {
        "" => None,
        _ => Some(Filler::of(&office, view, citizen.person, &whole).await?),
    };
    let task: Option<u64> = form.get("task").parse().ok();
    let action = match filler.as_ref().map(|f| f.used(template, &text)) {
        None => Action::Say { text: text.clone() },
        Some(Ok(used)) => Action::Reply {
            text: text.clone(),
            used,
        },
        Some(Err(why)) => {
            return Ok(replies::unfilled(view, &whole, (template, task), &why).into_response());
        }
    };
    let (actor, next) = (
        Actor::Person(citizen.person),
        task.map_or_else(|| paths::case(number), |job| paths::task(number, job)),
    );
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
            let said = view.t(&format!("case-message-{}", reason.replace('_', "-")));
            let errors = [FieldError::new("text", said)];
            if let Some(filler) = &filler {
                let sent = (text.as_str(), &errors[..]);
                let shown = replies::again(view, &whole, filler, (template, task), sent);
                return Ok(shown.into_response());
            }
            Ok(page::show(&office, view, citizen.person, &whole, &errors)
                .await?
                .into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}
