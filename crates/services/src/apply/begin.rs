//! Before one starts: what to have at hand, and drafts to go on with.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::{case, people};
use maud::{Markup, html};
use pack::Pack;
use web::components::{Button, Task, TaskState, Tone, button, hidden, inset, section, task_list};
use web::lang::Precision;
use web::{Answer, Form, Page, View};

use super::Draft;
use crate::fields;
use crate::find::eligibility::carried;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) async fn form(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let checked = view.query_data();
    let (pack, drafts) = office
        .read(view, move |link, parts| {
            let pack = crate::home::offered(link, parts, &id)?;
            let drafts = Draft::of(link, parts, person, Some(&id))?;
            Ok((pack, drafts))
        })
        .await?;
    let title = view.with(
        "begin-title",
        &[("service", words::service(view, &pack).into())],
    );
    let main = html! {
        h1 { (title) }
        @if !drafts.is_empty() { (section("drafts", &view.t("begin-drafts"), &task_list(&lines(view, &drafts)))) }
        (section("need", &view.t("begin-need"), &need(view, &pack)))
        form method="post" action=(paths::apply(&pack.id)) {
            (view.csrf_field())
            @if !carried(&pack, &checked).is_empty() {
                (inset(&html! { p { (view.t("begin-checked")) } }))
                @for (name, values) in fields::sent(&pack.forms[&pack.start_form], &checked) {
                    @for value in values { (hidden(&name, &value)) }
                }
            }
            (button(&Button { secondary: !drafts.is_empty(), ..Button::new(view.t("begin-start")) }))
        }
    };
    Ok(view
        .page(title.clone())
        .back(paths::service(&pack.id))
        .main(main))
}

fn lines(view: &View, drafts: &[Draft]) -> Vec<Task> {
    let state = || TaskState {
        text: view.t("begin-draft-state"),
        tone: Tone::Active,
    };
    let saved = |d: &Draft| view.text.moment(d.updated, Precision::Minute);
    let line = |d: &Draft| Task {
        title: view.with("begin-draft", &[("time", saved(d).into())]),
        href: Some(paths::draft(&d.name())),
        hint: None,
        state: state(),
    };
    drafts.iter().map(line).collect()
}

fn need(view: &View, pack: &Pack) -> Markup {
    html! {
        p { (view.t("begin-need-text")) }
        ul {
            @for d in &pack.documents {
                li {
                    (words::of(view, pack, &format!("document-{}", d.id)))
                    @if !d.required { " " span class="optional" { (view.t("service-document-if")) } }
                }
            }
        }
        p { (view.t("begin-saved")) }
    }
}

pub(super) async fn start(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    Form(sent): Form,
) -> Answer {
    let person = citizen.person;
    let begin = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        let pack = crate::home::offered(tx.link(), parts, &id)?;
        let profile = people::profile(tx.link(), parts, person)?;
        let form = pack
            .forms
            .get(&pack.start_form)
            .ok_or(casework::Error::NotFound)?;
        let mut known = form.prefill(&case::of_person(&profile));
        known.extend(carried(&pack, &sent));
        let first = form
            .pages()
            .first()
            .map(|p| p.id.clone())
            .unwrap_or_default();
        let draft = Draft::begin(tx, person, &pack.id, known)?;
        Ok(paths::draft_page(&draft.name(), &first))
    };
    let next = office.write(&citizen.view, begin).await?;
    Ok(Redirect::to(&next).into_response())
}
