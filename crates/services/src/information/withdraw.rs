//! An official takes a question back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Action};
use casework::{Actor, Error};
use maud::html;
use web::components::{Button, Field, FieldError, TextArea, button, error_summary, textarea};
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::mistake;
use crate::office::{Citizen, Office};
use crate::task::{Desk, desk};
use crate::{paths, refusal, words};

pub(super) async fn page(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Page> {
    let desk = waiting(&office, &citizen, &number, job).await?;
    Ok(show(&citizen.view, &desk, "", &[]))
}

pub(super) async fn withdraw(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let desk = waiting(&office, &citizen, &number, job).await?;
    let whole = &desk.task.whole;
    let (actor, id) = (Actor::Person(citizen.person), whole.case.id);
    let reason = form.get("reason").to_owned();
    let action = Action::Unask {
        job,
        reason: reason.clone(),
    };
    let done = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match done.await {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("question-withdrawn"));
            Ok(Redirect::to(&paths::task(whole.case.number, job)).into_response())
        }
        Err(Error::Field { field, reason: why }) => {
            let errors = [mistake(view, field, why)];
            Ok(show(view, &desk, &reason, &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

async fn waiting(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    job: u64,
) -> Result<Desk, Problem> {
    let desk = desk(office, &citizen.view, citizen.person, number, job).await?;
    if desk.task.task.waiting.is_none() {
        return Err(Problem::not_found());
    }
    Ok(desk)
}

fn show(view: &View, desk: &Desk, reason: &str, errors: &[FieldError]) -> Page {
    let (number, job) = (desk.task.whole.case.number, desk.task.job);
    let name = words::element(view, &desk.task.whole.pack, &desk.task.task.element);
    let title = view.t("question-withdraw");
    let field = Field::new("reason", view.t("question-reason")).errors(errors);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (name) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p { (view.t("question-withdraw-text")) }
        @if let Some(waiting) = &desk.task.task.waiting { blockquote dir="auto" { (waiting.text) } }
        form method="post" action=(paths::question_withdraw(number, job)) novalidate {
            (view.csrf_field())
            (textarea(&view.text, &TextArea { rows: 3, limit: Some(2000), ..TextArea::new(field, reason) }))
            (button(&Button { warning: true, ..Button::new(view.t("question-withdraw-send")) }))
        }
    };
    view.page(title.clone())
        .back(paths::task(number, job))
        .with_errors(errors)
        .main(main)
}
