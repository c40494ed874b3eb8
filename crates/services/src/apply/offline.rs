//! All questions of a draft in one page, for a phone that loses its network: kept there and filled in without us.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use maud::{Markup, html};
use pack::Condition;
use serde_json::json;
use web::components::{Button, button, hidden};
use web::{Answer, Page, Problem, View};

use super::{Filling, load};
use crate::fields::Sheet;
use crate::office::{Citizen, Office};
use crate::{offline, paths, words};

pub(super) async fn form(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    _: HeaderMap,
) -> Answer<Page> {
    let filling = load(&office, &citizen, &id).await?;
    let view = &citizen.view;
    let form = filling.form()?;
    let title = words::service(view, &filling.pack);
    let mut sections = Vec::new();
    for page in form.pages() {
        sections.push(section(view, &filling, page)?);
    }
    let main = html! {
        (offline::panel(view))
        div data-offline-form=(id) {
            p class="caption" { (title) }
            @for section in &sections { (section) }
            (check(view))
            // Nobody comes here without the scripts, but by hand.
            noscript { p { a href=(paths::draft(&id)) { (view.t("outbox-goon")) } } }
        }
    };
    Ok(view.page(title.clone()).bare().main(main))
}

/// What a form tells the scripts of itself; they send none of it.
pub(super) fn about(view: &View, filling: &Filling, page: &str) -> Result<Markup, Problem> {
    let form = filling.form()?;
    let print = filling.print(page).map_err(Problem::internal)?;
    let owner = filling.draft.owner.to_string();
    let title = words::of(
        view,
        &filling.pack,
        &format!("form-{}-page-{page}", form.id),
    );
    let service = words::service(view, &filling.pack);
    Ok(html! {
        (hidden("kept-base", &print)) (hidden("kept-owner", &owner))
        (hidden("kept-title", &title)) (hidden("kept-service", &service))
    })
}

fn section(view: &View, filling: &Filling, page: &pack::Page) -> Result<Markup, Problem> {
    let form = filling.form()?;
    let title = words::of(
        view,
        &filling.pack,
        &format!("form-{}-page-{}", form.id, page.id),
    );
    let sheet = filling.sheet(view, form);
    let asked = form.fields().filter(|f| page.fields.contains(&f.name));
    let questions = asked.map(|f| question(view, filling, &sheet, f));
    let questions: Vec<_> = questions.collect();
    let answered = filling.answered(&page.id)?;
    let action = paths::draft_page(&filling.draft.name(), &page.id);
    let first = form.pages().first().is_some_and(|p| p.id == page.id);
    Ok(html! {
        section hidden data-section=(page.id) data-answered=[answered.then_some("1")] {
            @if !first { p { a href="#main" class="back" data-before="" { (view.t("back")) } } }
            h1 tabindex="-1" { (title) }
            form method="post" action=(action) enctype="multipart/form-data" novalidate data-page=(page.id) {
                (about(view, filling, &page.id)?)
                // What Enter presses: not a button that takes something out.
                button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true" { (view.t("kept-form-continue")) }
                @for question in &questions { (question) }
                (button(&Button::new(view.t("kept-form-continue"))))
            }
        }
    })
}

/// A question, with the answers to others under which it is asked.
fn question(view: &View, filling: &Filling, sheet: &Sheet<'_>, field: &pack::Field) -> Markup {
    let environment = casework::case::environment(&filling.pack, view.now);
    let condition = sheet.form.condition(field, &filling.vars, &environment);
    let (when, unsure) = match condition {
        Condition::Always => (None, false),
        Condition::When { of, hold } => (Some(json!({"of": of, "hold": hold}).to_string()), false),
        Condition::Unknown => (None, field.compute.is_none()),
    };
    // A page that only tells what is worked out later is passed over.
    let asked = field.compute.is_none().then_some("");
    html! {
        div data-question=[asked] data-when=[when] {
            @if unsure { p class="hint" { (view.t("kept-form-if")) } }
            (sheet.question_kept(field))
        }
    }
}

fn check(view: &View) -> Markup {
    html! {
        section hidden data-section="check" {
            p { a href="#main" class="back" data-before="" { (view.t("back")) } }
            h1 tabindex="-1" { (view.t("kept-form-check")) }
            p { (view.t("kept-form-check-text")) }
            h2 { (view.t("kept-form-pages")) }
            ul data-pages="" {}
            p class="hint" { (view.t("kept-rules")) }
            p { button class="link" type="button" data-forget="" { (view.t("outbox-remove")) } }
        }
    }
}
