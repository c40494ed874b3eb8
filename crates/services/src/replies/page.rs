//! The page between choosing a template and sending: the filled text, to be read and changed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::case::LONGEST_MESSAGE;
use casework::case::Seat;
use casework::case::read::Whole;
use maud::{Markup, html};
use pack::Unfilled;
use web::components::{
    Button, Choice, Choices, Field, FieldError, TextArea, button, details, error_summary, hidden,
    inset, select, textarea,
};
use web::{Answer, Page, View};

use super::fill::{Filled, Filler};
use super::title;
use crate::case::seat;
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// Choosing a template, for an official where the pack has some; on a task's page it leads back there.
pub(crate) fn choose(view: &View, whole: &Whole, task: Option<u64>, chosen: &str) -> Markup {
    let official = matches!(whole.seat, Seat::Official(_)) && whole.case.applicant.is_some();
    if !official || whole.pack.replies.is_empty() {
        return Markup::default();
    }
    let ids = whole.pack.replies.iter();
    let choices = ids.map(|id| Choice::new(id.clone(), title(view, &whole.pack, id)));
    let field = Field::new("template", view.t("template-choose"));
    let fill = Button {
        secondary: true,
        ..Button::new(view.t("template-fill"))
    };
    html! {
        form class="template-choose" method="get" action=(paths::reply(whole.case.number)) {
            @if let Some(job) = task { (hidden("task", &job.to_string())) }
            (select(&view.text, &Choices::new(field, choices.collect(), chosen)))
            (button(&fill))
        }
    }
}

pub(super) async fn page(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let (view, number) = (&citizen.view, seat::number(&number)?);
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let filler = Filler::of(&office, view, citizen.person, &whole).await?;
    let (id, task) = (
        view.query_value("template"),
        view.query_value("task").parse().ok(),
    );
    Ok(match filler.fill(&id) {
        Ok(filled) => {
            let text = filled.text.clone();
            written(view, &whole, &filler, (&id, task), &filled, (&text, &[]))
        }
        Err(why) => unfilled(view, &whole, (&id, task), &why),
    })
}

/// The page after a text that cannot be sent.
pub(crate) fn again(
    view: &View,
    whole: &Whole,
    filler: &Filler,
    (id, task): (&str, Option<u64>),
    (text, errors): (&str, &[FieldError]),
) -> Page {
    match filler.fill(id) {
        Ok(filled) => written(view, whole, filler, (id, task), &filled, (text, errors)),
        Err(why) => unfilled(view, whole, (id, task), &why),
    }
}

fn written(
    view: &View,
    whole: &Whole,
    filler: &Filler,
    (id, task): (&str, Option<u64>),
    filled: &Filled,
    (text, errors): (&str, &[FieldError]),
) -> Page {
    let number = whole.case.number;
    let limit = u32::try_from(LONGEST_MESSAGE).ok();
    let field = Field::new("text", view.t("template-text"))
        .hint(view.t(&format!("template-goes-{}", filler.lang.code())))
        .errors(errors);
    let area = TextArea {
        limit,
        rows: 12,
        ..TextArea::new(field, text)
    };
    let main = html! {
        (error_summary(&view.text, errors))
        (head(view, whole))
        h1 { (title(view, &whole.pack, id)) }
        p { (view.t("template-explain")) }
        form method="post" action={ (paths::case(number)) "/messages" } {
            (view.csrf_field())
            (hidden("template", id))
            @if let Some(job) = task { (hidden("task", &job.to_string())) }
            (textarea(&view.text, &area))
            (button(&Button::new(view.t("case-message-send"))))
        }
        @if let Some(own) = &filled.own {
            (details(&view.t("template-own"), &html! { @for line in own.lines() { p dir="auto" { (line) } } }))
        }
    };
    view.page(title(view, &whole.pack, id))
        .back(back(whole, task))
        .with_errors(errors)
        .main(main)
}

/// A text with a gap is not shown as one: what is missing, and what can be done.
pub(crate) fn unfilled(
    view: &View,
    whole: &Whole,
    (id, task): (&str, Option<u64>),
    why: &Unfilled,
) -> Page {
    let heading = view.t("template-unfilled");
    let main = html! {
        (head(view, whole))
        h1 { (heading) }
        (inset(&html! {
            @match why {
                Unfilled::Unknown => p { (view.t("template-unknown")) },
                Unfilled::Missing(names) => {
                    p { (view.t("template-missing")) }
                    ul { @for name in names { li { (view.t(&format!("template-gap-{name}"))) } } }
                }
            }
        }))
        p { (view.t("template-unfilled-do")) }
        (choose(view, whole, task, id))
        p { a href={ (back(whole, task)) "#messages" } { (view.t("template-write")) } }
    };
    view.page(heading.clone())
        .back(back(whole, task))
        .status(StatusCode::CONFLICT)
        .main(main)
}

fn head(view: &View, whole: &Whole) -> Markup {
    html! { p class="caption" { (words::service(view, &whole.pack)) " · " bdi dir="ltr" class="case-number" { (whole.case.number) } } }
}

fn back(whole: &Whole, task: Option<u64>) -> String {
    let number = whole.case.number;
    task.map_or_else(|| paths::case(number), |job| paths::task(number, job))
}
