//! An official corrects a slip in what they wrote: what stood there stays, struck through, with what was meant beside it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::correct::{Correctable, Correction, correctable};
use casework::case::read::Whole;
use casework::case::{self, Action};
use casework::{Actor, Error};
use maud::{Markup, html};
use pack::Pack;
use web::components::{
    Button, Field, FieldError, LinkButton, Row, TextArea, button, error_summary, hidden,
    link_button, summary_list, textarea,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Access, Answer, Form, Page, Problem, Routes, View};

use crate::case::seat;
use crate::office::{Citizen, Office};
use crate::{paths, refusal, words};

pub(crate) fn routes() -> Routes<Office> {
    let address = "/cases/{number}/tasks/{job}/correct";
    Routes::new()
        .get(address, Access::SignedIn, page)
        .post(address, Access::SignedIn, correct)
}

async fn page(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Page> {
    let (whole, task) = find(&office, &citizen, &number, job).await?;
    let view = &citizen.view;
    let asked = view.query_value("field");
    let chosen = task.fields.iter().find(|(name, _)| *name == asked);
    let (field, now) = chosen
        .or(task.fields.first())
        .ok_or_else(Problem::not_found)?;
    Ok(show(view, &whole, &task, (field, now, ""), &[]))
}

async fn correct(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let (whole, task) = find(&office, &citizen, &number, job).await?;
    let text = |name: &str| form.get(name).to_owned();
    let (field, value, reason) = (text("field"), text("value"), text("reason"));
    let (actor, id) = (Actor::Person(citizen.person), whole.case.id);
    let action = Action::Correct {
        job,
        field: field.clone(),
        value: value.clone(),
        reason: reason.clone(),
    };
    let done = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match done.await {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("correct-done"));
            let to = format!("{}#corrections", paths::case(whole.case.number));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Error::Field {
            field: at,
            reason: why,
        }) => {
            let said = view.t(&format!("correct-{at}-{}", why.replace('_', "-")));
            let errors = [FieldError::new(at, said)];
            Ok(show(view, &whole, &task, (&field, &value, &reason), &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// The task, where the reader may still correct it.
async fn find(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    job: u64,
) -> Result<(Whole, Correctable), Problem> {
    let (view, person) = (&citizen.view, citizen.person);
    let number = seat::number(number)?;
    let whole = seat::whole(office, view, person, number).await?;
    let read = office.read(view, move |link, parts| {
        let now = parts.clock.now();
        let found = correctable(link, parts, (&whole.case, &whole.pack), person, now)?;
        Ok((whole, found))
    });
    let (whole, found) = read.await?;
    let task = found.into_iter().find(|c| c.job == job);
    Ok((whole, task.ok_or_else(Problem::not_found)?))
}

fn show(
    view: &View,
    whole: &Whole,
    task: &Correctable,
    (field, value, reason): (&str, &str, &str),
    errors: &[FieldError],
) -> Page {
    let (pack, number) = (&whole.pack, whole.case.number);
    let title = view.t("correct-title");
    let until = view.text.moment(task.until, Precision::Minute);
    let now = task.fields.iter().find(|(name, _)| name == field);
    let address = paths::correct(number, task.job);
    let meant = Field::new("value", view.t("correct-value")).errors(errors);
    let why = Field::new("reason", view.t("correct-reason"))
        .hint(view.t("correct-reason-hint"))
        .errors(errors);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::element(view, pack, &task.element)) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p { (view.with("correct-text", &[("date", until.into())])) }
        p class="hint" { (words::of(view, pack, &format!("slip-{}", task.element))) }
        @if task.fields.len() > 1 {
            ul {
                @for (name, _) in task.fields.iter().filter(|(name, _)| name != field) {
                    li { a href={ (address) "?field=" (name) } { (label(view, pack, &task.element, name)) } }
                }
            }
        }
        @if let Some((_, now)) = now {
            (summary_list(&[Row::new(label(view, pack, &task.element, field), html! { @for line in now.lines() { p dir="auto" { (line) } } })]))
        }
        form method="post" action=(address) novalidate {
            (view.csrf_field())
            (hidden("field", field))
            (textarea(&view.text, &TextArea::new(meant, value)))
            (textarea(&view.text, &TextArea { rows: 2, limit: Some(2000), ..TextArea::new(why, reason) }))
            (button(&Button::new(view.t("correct-send"))))
        }
    };
    view.page(title.clone())
        .back(paths::case(number))
        .with_errors(errors)
        .main(main)
}

/// The question of the task's form behind a field.
fn label(view: &View, pack: &Pack, element: &str, field: &str) -> String {
    let form = pack.tasks.get(element).and_then(|t| t.form.as_ref());
    form.map_or_else(
        || field.to_owned(),
        |form| words::label(view, pack, form, field),
    )
}

/// The ways to correct what the reader wrote, while the law allows it.
pub(crate) fn offers(view: &View, whole: &Whole, tasks: &[Correctable]) -> Markup {
    html! {
        @for task in tasks.iter().filter(|t| !t.fields.is_empty()) {
            @let name = words::element(view, &whole.pack, &task.element);
            @let title = view.with("correct-offer", &[("task", name.into())]);
            p {
                (link_button(&LinkButton { secondary: true, ..LinkButton::new(paths::correct(whole.case.number, task.job), title) }))
            }
        }
    }
}

/// What was corrected in a case: the old struck through, the new beside it.
pub(crate) fn list(view: &View, whole: &Whole, corrections: &[Correction]) -> Markup {
    let row = |c: &Correction| {
        let pack = whole.pack_at(c.seq);
        let shown = html! {
            (both(view, &c.what.old, &c.what.new))
            p dir="auto" { (c.what.reason) }
            p class="hint" {
                (view.text.time(c.at, Precision::Minute)) " · "
                a href=(paths::entry(whole.case.number, c.seq)) { (view.t("timeline-proof")) } " · "
                a href=(paths::entry(whole.case.number, c.what.completed)) { (view.t("correct-before")) }
            }
        };
        Row::new(label(view, pack, &c.what.element, &c.what.field), shown)
    };
    summary_list(&corrections.iter().map(row).collect::<Vec<_>>())
}

/// Old and new, told apart by eye and by ear.
fn both(view: &View, old: &str, new: &str) -> Markup {
    html! {
        p dir="auto" { span class="visually-hidden" { (view.t("correct-old")) " " } del { (old) } }
        p dir="auto" { span class="visually-hidden" { (view.t("correct-new")) " " } ins { (new) } }
    }
}
