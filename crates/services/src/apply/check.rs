//! All answers on one page, before they are sent.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use maud::{Markup, html};
use web::components::{Button, FieldError, button, error_summary, inset, summary_list};
use web::{Answer, Page, Problem, View};

use super::{Filling, Found, find};
use crate::fields::Sheet;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn check(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer {
    let filling = match find(&office, &citizen, &id).await? {
        Found::Open(filling) => filling,
        Found::Sent(to) => return Ok(to.into_response()),
    };
    if let Some(page) = filling.unfinished()? {
        return Ok(Redirect::to(&paths::draft_page(&id, &page)).into_response());
    }
    Ok(show(&citizen.view, &filling, &[])?.into_response())
}

/// The page; `errors` when the core refused what was sent.
pub(super) fn show(view: &View, filling: &Filling, errors: &[FieldError]) -> Result<Page, Problem> {
    let form = filling.form()?;
    let id = filling.draft.name();
    let title = view.t("apply-check-title");
    let sheet = Sheet {
        errors,
        ..filling.sheet(view, form)
    };
    let pages = filling.pages()?;
    let groups = form.pages().iter().filter(|p| pages.contains(&p.id));
    let main = html! {
        (error_summary(&view.text, errors))
        (crate::offline::panel(view))
        p class="caption" { (words::service(view, &filling.pack)) }
        h1 { (title) }
        @for page in groups {
            h2 { (words::of(view, &filling.pack, &format!("form-{}-page-{}", form.id, page.id))) }
            (summary_list(&sheet.answers(&page.fields, |field| Some(paths::draft_change(&id, &page.id, field)))))
        }
        (send(view, &id))
    };
    let back = pages
        .last()
        .map_or_else(|| paths::draft(&id), |p| paths::draft_page(&id, p));
    Ok(view
        .page(title.clone())
        .back(back)
        .with_errors(errors)
        .main(main))
}

fn send(view: &View, id: &str) -> Markup {
    let delete = Button {
        warning: true,
        ..Button::new(view.t("apply-delete"))
    };
    html! {
        h2 { (view.t("apply-send-title")) }
        (inset(&html! { p { (view.t("apply-send-text")) } }))
        form method="post" action={ (paths::draft(id)) "/submit" } {
            (view.csrf_field())
            (button(&Button::new(view.t("apply-send"))))
        }
        details class="details" {
            summary { (view.t("apply-delete-title")) }
            div class="details-body" {
                p { (view.t("apply-delete-text")) }
                form method="post" action={ (paths::draft(id)) "/delete" } { (view.csrf_field()) (button(&delete)) }
            }
        }
    }
}
