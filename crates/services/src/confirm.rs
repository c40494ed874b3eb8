//! Proving again who one is, before a grave act: by passkey where one has one, else by a code; and the form that waits
//! meanwhile.

mod code;
mod go_on;
mod passkey;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people;
use maud::{Markup, html};
use web::components::{Button, FieldError, LinkButton, button, error_summary, hidden, link_button};
use web::forms::percent_encode;
use web::{Access, Answer, Assurance, Form, Page, Problem, Proof, Routes, View};

use crate::office::{Citizen, Office};
use crate::sign_in::{is_local, provider};
use crate::{assets, paths, sessions};

pub(crate) use code::{check_code, send_code};

pub(crate) fn routes() -> Routes<Office> {
    let signed_in = Access::SignedIn;
    Routes::new()
        .get(paths::CONFIRM, signed_in, show)
        .post(paths::CONFIRM_CODE, signed_in, code::send)
        .get("/confirm/code/typed", signed_in, code::form)
        .post("/confirm/code/typed", signed_in, code::check)
        .post("/confirm/passkey/begin", signed_in, passkey::begin)
        .post("/confirm/passkey", signed_in, passkey::finish)
        .post("/confirm/demonstration", signed_in, demonstration)
        .get(paths::GO_ON, signed_in, go_on::show)
        .post(paths::GO_ON, signed_in, go_on::send)
}

async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let read = office.read(view, move |link, parts| {
        let email = people::profile(link, parts, person)?.email;
        Ok((email, sessions::reach(link, person)?))
    });
    let (email, reach) = read.await?;
    let demo = office.demo().iter().any(|p| p.person == person);
    let wanted = Assurance::from_name(&view.query_value("level")).unwrap_or_default();
    let next = next(&view.query_value("next"));
    let title = view.t("confirm-title");
    let way = if demo {
        demonstrated(view, &next)
    } else if reach > Assurance::Low {
        with_passkey(view, &next)
    } else if wanted > Assurance::Low {
        no_passkey(view)
    } else {
        with_code(view, &next, &email, &[])
    };
    let elsewhere = provider::confirmations(view, &office, person, wanted.max(reach), &next);
    let elsewhere = elsewhere.await?;
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("confirm-why")) }
        @if next == paths::GO_ON { p { (view.t("confirm-kept")) } }
        (way)
        (elsewhere)
    };
    Ok(view.page(title.clone()).back(paths::ACCOUNT).main(main))
}

/// Where to go afterwards: on this site only.
fn next(asked: &str) -> String {
    if is_local(asked) {
        asked.to_owned()
    } else {
        paths::ACCOUNT.to_owned()
    }
}

/// This page, for one that leads to `next` afterwards.
pub(crate) fn address(next: &str) -> String {
    format!("{}?next={}", paths::CONFIRM, percent_encode(next))
}

/// The script shows the button where the browser knows passkeys.
fn with_passkey(view: &View, next: &str) -> Markup {
    html! {
        (view.csrf_field())
        p { (view.t("confirm-passkey-text")) }
        div data-passkey="confirm" data-next=(next) data-failed=(view.t("confirm-passkey-failed")) hidden {
            button class="button" type="button" { (view.t("confirm-passkey")) }
            p class="field-error" role="status" {}
        }
        noscript { p { (view.t("confirm-passkey-script")) } }
        p class="hint" { (view.t("confirm-passkey-lost")) }
        script src=(assets::passkeys()) defer {}
    }
}

fn no_passkey(view: &View) -> Markup {
    let add = LinkButton::new("/account#passkeys", view.t("confirm-add-passkey"));
    html! {
        p { (view.t("confirm-needs-passkey")) }
        p { (link_button(&add)) }
    }
}

fn with_code(view: &View, next: &str, email: &str, errors: &[FieldError]) -> Markup {
    html! {
        (error_summary(&view.text, errors))
        p { (view.t("confirm-code-text")) " " bdi dir="ltr" { (email) } }
        form method="post" action=(paths::CONFIRM_CODE) novalidate {
            (view.csrf_field()) (hidden("next", next))
            (button(&Button::new(view.t("confirm-code-send"))))
        }
        p class="hint" { (view.t("confirm-code-hint")) " " a href="/account#passkeys" { (view.t("confirm-add-passkey")) } }
    }
}

fn demonstrated(view: &View, next: &str) -> Markup {
    html! {
        p { (view.t("confirm-demo-text")) }
        form method="post" action="/confirm/demonstration" {
            (view.csrf_field()) (hidden("next", next))
            (button(&Button::new(view.t("confirm-demo"))))
        }
    }
}

/// On a demonstration anybody may be anybody: only its people, who prove nothing.
async fn demonstration(citizen: Citizen, State(office): State<Office>, Form(form): Form) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    if !office.demo().iter().any(|p| p.person == person) {
        return Err(Problem::not_found());
    }
    view.session.confirm(Proof::demonstration(view.now));
    Ok(Redirect::to(&next(form.get("next"))).into_response())
}
