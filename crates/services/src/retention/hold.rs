//! Holding a case, and letting it go: a form for one supervisor, and one for another.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::hold::{self, Hold};
use casework::case::read::Whole;
use casework::case::{self, Action, Status};
use casework::{Actor, Error, PersonId, retention};
use maud::{Markup, html};
use web::access::{Confirmed, Substantial};
use web::components::{
    Button, Field, FieldError, Row, TextArea, button, error_summary, inset, summary_list, textarea,
};
use web::forms::FormData;
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use crate::case::seat;
use crate::office::{Office, Supervisor};
use crate::{paths, refusal, words};

/// Reasons are as long as those of declined tasks.
const REASON: u32 = 2000;

/// A case and the hold on it, for somebody with a seat at it.
pub(crate) async fn desk(
    office: &Office,
    view: &View,
    person: PersonId,
    number: &str,
) -> Result<(Whole, Option<Hold>), Problem> {
    let number = seat::number(number)?;
    let whole = seat::whole(office, view, person, number).await?;
    let id = whole.case.id;
    let held = office.read(view, move |link, parts| hold::of(link, parts, id));
    Ok((whole, held.await?))
}

/// Until when a closed case is kept, or that it is held, as a row of its page; none where neither is so.
pub(crate) fn row(view: &View, whole: &Whole, held: Option<&Hold>) -> Option<Row> {
    if let Some(held) = held {
        let since = view.text.moment(held.at, Precision::Day);
        let text = view.with("retention-held-since", &[("date", since.into())]);
        return Some(Row::new(view.t("retention-kept"), html! { (text) }));
    }
    let closed = whole
        .case
        .closed_at
        .filter(|_| whole.case.status == Status::Closed)?;
    let kept = retention::kept(&whole.pack, closed)?;
    let args = [
        ("date", view.text.moment(kept.until, Precision::Day).into()),
        (
            "law",
            words::of(view, &whole.pack, "service-retention").into(),
        ),
    ];
    let text = view.with("retention-kept-until", &args);
    Some(Row::new(view.t("retention-kept"), html! { (text) }))
}

pub(super) async fn page(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let Supervisor { view, person } = &supervisor;
    let (whole, held) = desk(&office, view, *person, &number).await?;
    let of = (&whole, held.as_ref());
    Ok(show(view, *person, of, &FormData::default(), &[]))
}

pub(super) async fn hold(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let reason = form.get("reason").to_owned();
    let action = Action::Hold { reason };
    carry_out(&office, &supervisor, &number, &form, (action, "hold-done")).await
}

pub(super) async fn release(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    State(office): State<Office>,
    Path(number): Path<String>,
    Form(form): Form,
) -> Answer {
    let reason = form.get("reason").to_owned();
    let action = Action::Release { reason };
    carry_out(
        &office,
        &supervisor,
        &number,
        &form,
        (action, "hold-released"),
    )
    .await
}

async fn carry_out(
    office: &Office,
    supervisor: &Supervisor,
    number: &str,
    form: &FormData,
    (action, done): (Action, &str),
) -> Answer {
    let Supervisor { view, person } = supervisor;
    let (whole, held) = desk(office, view, *person, number).await?;
    let (actor, id) = (Actor::Person(*person), whole.case.id);
    let written = office
        .casework()
        .write(move |tx| case::act(tx, actor, id, &action));
    match written.await {
        Ok(_) => view.session.flash(FlashKind::Success, view.t(done)),
        Err(Error::Field { field, reason }) => {
            let errors = [FieldError::new(field, refusal::field(view, field, reason))];
            let of = (&whole, held.as_ref());
            return Ok(show(view, *person, of, form, &errors).into_response());
        }
        Err(Error::Conflict(_)) => {
            view.session
                .flash(FlashKind::Notice, view.t("hold-moved-on"));
        }
        Err(e) => return Err(refusal::problem(view, e)),
    }
    Ok(Redirect::to(&paths::hold(whole.case.number)).into_response())
}

fn show(
    view: &View,
    person: PersonId,
    (whole, held): (&Whole, Option<&Hold>),
    form: &FormData,
    errors: &[FieldError],
) -> Page {
    let number = whole.case.number;
    let title = view.t(if held.is_some() {
        "hold-title-held"
    } else {
        "hold-title"
    });
    let rows: Vec<_> = row(view, whole, held).into_iter().collect();
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &whole.pack)) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p class="lead" { (view.t("hold-lead")) }
        (summary_list(&rows))
        @match held {
            Some(held) => (lasting(view, person, whole, held, form, errors)),
            None if whole.case.status == Status::Erased => { p class="hint" { (view.t("refusal-erased")) } }
            None => (sheet(view, &paths::hold(number), "hold-do", form, errors)),
        }
        p { a href=(paths::case(number)) { (view.t("stopped-case")) } }
    };
    let page = view.page(title.clone()).with_errors(errors);
    page.crumb(paths::RETENTION, view.t("retention-title"))
        .main(main)
}

/// The hold that lies on it; whoever laid it reads that another one has to lift it.
fn lasting(
    view: &View,
    person: PersonId,
    whole: &Whole,
    held: &Hold,
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let at = format!("{}/release", paths::hold(whole.case.number));
    html! {
        (inset(&html! {
            h2 { (view.t("hold-why")) }
            @for line in held.reason.lines() { p dir="auto" { (line) } }
        }))
        @if held.by == Actor::Person(person) { p { (view.t("hold-own")) } }
        @else { (sheet(view, &at, "hold-release", form, errors)) }
    }
}

fn sheet(view: &View, at: &str, what: &str, form: &FormData, errors: &[FieldError]) -> Markup {
    let field = Field::new("reason", view.t("hold-reason"))
        .hint(view.t("hold-reason-hint"))
        .errors(errors);
    let area = TextArea {
        rows: 3,
        limit: Some(REASON),
        ..TextArea::new(field, form.get("reason"))
    };
    html! {
        form method="post" action=(at) {
            (view.csrf_field())
            (textarea(&view.text, &area))
            (button(&Button::new(view.t(what))))
        }
    }
}
