//! Giving a task back: with a reason, and somebody else is drawn.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Action};
use casework::{Actor, Error};
use maud::html;
use web::components::{Button, Field, FieldError, TextArea, button, error_summary, textarea};
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::page::{Desk, desk};
use crate::office::{Citizen, Office};
use crate::{paths, refusal, words};

pub(super) async fn ask(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Page> {
    let desk = officials(&office, &citizen, &number, job).await?;
    Ok(show(&citizen.view, &desk, "", &[]))
}

pub(super) async fn decline(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let desk = officials(&office, &citizen, &number, job).await?;
    let (actor, id) = (Actor::Person(citizen.person), desk.task.whole.case.id);
    let reason = form.get("reason").to_owned();
    let action = Action::Decline {
        job,
        reason: reason.clone(),
    };
    match office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action))
        .await
    {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("decline-done"));
            Ok(Redirect::to(paths::WORK).into_response())
        }
        Err(Error::Field { reason: why, .. }) => {
            let text = view.t(&format!("decline-{}", why.replace('_', "-")));
            let errors = [FieldError::new("reason", text)];
            Ok(show(view, &desk, &reason, &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

async fn officials(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    job: u64,
) -> Result<Desk, Problem> {
    let desk = desk(office, &citizen.view, citizen.person, number, job).await?;
    if desk.task.task.role == pack::APPLICANT {
        return Err(Problem::not_found());
    }
    Ok(desk)
}

fn show(view: &View, desk: &Desk, reason: &str, errors: &[FieldError]) -> Page {
    let (number, job) = (desk.task.whole.case.number, desk.task.job);
    let name = words::element(view, &desk.task.whole.pack, &desk.task.task.element);
    let title = view.t("decline-title");
    let field = Field::new("reason", view.t("decline-reason"))
        .hint(view.t("decline-hint"))
        .errors(errors);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (name) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p { (view.t("decline-text")) }
        form method="post" action=(paths::decline(number, job)) novalidate {
            (view.csrf_field())
            (textarea(&view.text, &TextArea { limit: Some(2000), ..TextArea::new(field, reason) }))
            (button(&Button { warning: true, ..Button::new(view.t("decline-send")) }))
        }
    };
    view.page(title.clone())
        .back(paths::task(number, job))
        .with_errors(errors)
        .main(main)
}
