//! All webhooks, and the form for another.

use axum::extract::State;
use axum::response::IntoResponse as _;
use casework::webhooks::{self, EVENTS, Webhook};
use casework::{Error, record::Tx};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, InputKind, Task, TaskState, TextInput, Tone,
    button, checkboxes, error_summary, inset, radios, section, task_list, text_input,
};
use web::lang::Precision;
use web::{Answer, Form, FormData, Page, Problem, View};

use super::all;
use crate::office::{Office, Supervisor};
use crate::{paths, refusal};

pub(super) async fn show(supervisor: Supervisor, State(office): State<Office>) -> Answer<Page> {
    page(&office, &supervisor, &FormData::default(), None, &[]).await
}

/// The secret is on the answer itself, and nowhere else.
pub(super) async fn add(
    supervisor: Supervisor,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&supervisor.view, supervisor.person);
    let read = office.read(view, move |link, parts| all(link, parts, person));
    let (agencies, _) = read.await?;
    let agency = match agencies.as_slice() {
        [only] => only.clone(),
        _ => form.get("agency").to_owned(),
    };
    if !agencies.contains(&agency) {
        let errors = [FieldError::new("agency", view.t("error-agency-required"))];
        let page = page(&office, &supervisor, &form, None, &errors);
        return Ok(page.await?.into_response());
    }
    let (url, events) = (form.get("url").to_owned(), form.all("events").to_vec());
    let add = move |tx: &mut Tx<'_>| webhooks::add(tx, person, &agency, &url, &events);
    match office.casework().write(add).await {
        Ok((_, secret)) => {
            let empty = FormData::default();
            let page = page(&office, &supervisor, &empty, Some(&secret), &[]).await?;
            Ok(page.into_response())
        }
        Err(Error::Field { field, reason }) => {
            let errors = [FieldError::new(field, refusal::field(view, field, reason))];
            let page = page(&office, &supervisor, &form, None, &errors);
            Ok(page.await?.into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

async fn page(
    office: &Office,
    supervisor: &Supervisor,
    form: &FormData,
    secret: Option<&str>,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let (view, person) = (&supervisor.view, supervisor.person);
    let read = office.read(view, move |link, parts| all(link, parts, person));
    let (agencies, hooks) = read.await?;
    let title = view.t("webhooks-title");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("webhooks-lead")) }
        @if let Some(secret) = secret {
            (inset(&html! {
                h2 { (view.t("webhooks-added")) }
                p { (view.t("webhooks-secret")) }
                p { code class="secret" dir="ltr" { (secret) } }
            }))
        }
        (section("webhooks", &view.t("webhooks-yours"), &list(view, &hooks)))
        (section("new", &view.t("webhooks-new"), &new(view, &agencies, form, errors)))
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::OVERVIEW, view.t("overview-title"))
        .with_errors(errors)
        .main(main))
}

/// How a webhook stands, in a word.
pub(super) fn state(view: &View, hook: &Webhook) -> TaskState {
    let (key, tone) = match (hook.ended.is_some(), hook.failing) {
        (false, _) => ("webhooks-state-works", Tone::Good),
        (true, true) => ("webhooks-state-failing", Tone::Bad),
        (true, false) => ("webhooks-state-ended", Tone::Neutral),
    };
    TaskState {
        text: view.t(key),
        tone,
    }
}

fn list(view: &View, hooks: &[Webhook]) -> Markup {
    if hooks.is_empty() {
        return html! { p class="hint" { (view.t("webhooks-none")) } };
    }
    let one = |hook: &Webhook| Task {
        title: hook.url.clone(),
        href: Some(paths::webhook(hook.id)),
        hint: Some(view.with(
            "webhooks-since",
            &[("date", view.text.moment(hook.added, Precision::Day).into())],
        )),
        state: state(view, hook),
    };
    task_list(&hooks.iter().map(one).collect::<Vec<_>>())
}

fn new(view: &View, agencies: &[String], form: &FormData, errors: &[FieldError]) -> Markup {
    let t = &view.text;
    let url = TextInput {
        kind: InputKind::Url,
        ..TextInput::new(
            Field::new("url", view.t("webhooks-url"))
                .hint(view.t("webhooks-url-hint"))
                .errors(errors),
            form.get("url"),
        )
    };
    let kind = |e: &str| view.t(&format!("kind-{}", e.replace('.', "-")));
    let events = EVENTS.map(|e| Choice {
        hint: Some(e.to_owned()),
        ..Choice::new(e, kind(e))
    });
    let mut events = Choices::new(
        Field::new("events", view.t("webhooks-events")).errors(errors),
        events.to_vec(),
        "",
    );
    events.chosen = form.all("events").to_vec();
    let agency = Choices::new(
        Field::new("agency", view.t("webhooks-agency")).errors(errors),
        agencies.iter().map(|a| Choice::new(a, a)).collect(),
        form.get("agency"),
    );
    html! {
        form method="post" action=(paths::WEBHOOKS) novalidate {
            (view.csrf_field())
            @if agencies.len() > 1 { (radios(t, &agency)) }
            (text_input(t, &url))
            (checkboxes(t, &events))
            (button(&Button::new(view.t("webhooks-add"))))
        }
    }
}
