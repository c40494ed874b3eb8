//! An official asks the applicant for something that the task needs.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Action, information};
use casework::{Actor, Error};
use maud::html;
use web::components::{
    Button, Field, FieldError, TextArea, button, error_summary, inset, textarea,
};
use web::lang::Precision;
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
    let desk = asking(&office, &citizen, &number, job).await?;
    Ok(show(&citizen.view, &desk, ("", ""), &[]))
}

pub(super) async fn ask(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let desk = asking(&office, &citizen, &number, job).await?;
    let (actor, id) = (Actor::Person(citizen.person), desk.task.whole.case.id);
    let (text, names) = (
        form.get("text").to_owned(),
        form.get("documents").to_owned(),
    );
    let action = Action::Ask {
        job,
        text: text.clone(),
        documents: names.lines().map(str::to_owned).collect(),
    };
    let done = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match done.await {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("question-asked"));
            Ok(Redirect::to(paths::WORK).into_response())
        }
        Err(Error::Field { field, reason }) => {
            let errors = [mistake(view, field, reason)];
            Ok(show(view, &desk, (&text, &names), &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// The task, where its holder may ask now.
async fn asking(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    job: u64,
) -> Result<Desk, Problem> {
    let desk = desk(office, &citizen.view, citizen.person, number, job).await?;
    if information::allowed(&desk.task.whole.pack, &desk.task.task).is_none() {
        return Err(Problem::not_found());
    }
    Ok(desk)
}

fn show(view: &View, desk: &Desk, (text, names): (&str, &str), errors: &[FieldError]) -> Page {
    let (whole, task) = (&desk.task.whole, &desk.task.task);
    let (pack, number, job) = (&whole.pack, whole.case.number, desk.task.job);
    let name = words::element(view, pack, &task.element);
    let left = information::questions_left(pack, task, view.now);
    let rule = information::allowed(pack, task);
    let until = rule.map(|rule| pack.calendar.deadline(view.now, rule.days));
    let limit = u32::try_from(information::LONGEST_QUESTION).ok();
    let what = Field::new("text", view.t("question-what"))
        .hint(view.t("question-what-hint"))
        .errors(errors);
    let papers = Field::new("documents", view.t("question-papers"))
        .hint(view.t("question-papers-hint"))
        .errors(errors)
        .optional();
    let title = view.t("question-title");
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (name) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p { (words::of(view, pack, &format!("information-{}", task.element))) }
        @if left == 0 {
            (inset(&html! { p { (view.t("question-no-more")) } }))
        } @else {
            @if let Some(until) = until {
                p { (view.with("question-until", &[("date", view.text.moment(until, Precision::Minute).into())])) }
            }
            p { (view.with("question-left", &[("count", left.into())])) }
            form method="post" action=(paths::question(number, job)) novalidate {
                (view.csrf_field())
                (textarea(&view.text, &TextArea { limit, ..TextArea::new(what, text) }))
                (textarea(&view.text, &TextArea { rows: 3, ..TextArea::new(papers, names) }))
                (button(&Button::new(view.t("question-send"))))
            }
        }
    };
    view.page(title.clone())
        .back(paths::task(number, job))
        .with_errors(errors)
        .main(main)
}
