//! A code to one's own address. It is asked for and typed by who is signed in, so the address is not asked for.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people::{self, CodeRequest, confirm_code, request_code};
use maud::html;
use web::components::{Button, FieldError, button, details, error_summary, hidden, text_input};
use web::forms::percent_encode;
use web::{Answer, Form, Page, Problem, Proof, View};

use super::next;
use crate::office::{Citizen, Office};
use crate::paths;

const TYPED: &str = "/confirm/code/typed";

pub(super) async fn send(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    send_code(&office, &citizen).await?;
    let to = format!("{TYPED}?next={}", percent_encode(&next(form.get("next"))));
    Ok(Redirect::to(&to).into_response())
}

/// Sends a code to who is signed in.
pub(crate) async fn send_code(office: &Office, citizen: &Citizen) -> Result<(), Problem> {
    let (view, person) = (&citizen.view, citizen.person);
    let language = view.lang().code().to_owned();
    let send = move |tx: &mut casework::record::Tx<'_>| {
        let parts = tx.parts();
        let email = people::profile(tx.link(), parts, person)?.email;
        let language = language.clone();
        request_code(tx, &CodeRequest { email, language })
    };
    office.write(view, send).await
}

/// Checks a code; a right one raises the session.
pub(crate) async fn check_code(
    office: &Office,
    citizen: &Citizen,
    typed: String,
) -> Result<bool, Problem> {
    let (view, person) = (&citizen.view, citizen.person);
    let check = move |tx: &mut casework::record::Tx<'_>| confirm_code(tx, person, &typed);
    let right = office.write(view, check).await?;
    if right {
        view.session.confirm(Proof::email_code(view.now));
    }
    Ok(right)
}

pub(super) async fn form(citizen: Citizen, State(_): State<Office>) -> Answer<Page> {
    let view = &citizen.view;
    Ok(page(view, &next(&view.query_value("next")), &[]))
}

pub(super) async fn check(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, next) = (&citizen.view, next(form.get("next")));
    if check_code(&office, &citizen, form.get("code").to_owned()).await? {
        return Ok(Redirect::to(&next).into_response());
    }
    let errors = [FieldError::new("code", view.t("sign-in-code-error"))];
    Ok(page(view, &next, &errors).into_response())
}

fn page(view: &View, next: &str, errors: &[FieldError]) -> Page {
    let title = view.t("confirm-code-title");
    let input = crate::sign_in::code::input(view, errors);
    let again = html! {
        form method="post" action=(paths::CONFIRM_CODE) {
            (view.csrf_field()) (hidden("next", next))
            p { (view.t("sign-in-again-text")) }
            button class="link" type="submit" { (view.t("confirm-code-again")) }
        }
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        form method="post" action=(TYPED) novalidate {
            (view.csrf_field()) (hidden("next", next))
            (text_input(&view.text, &input))
            (button(&Button::new(view.t("confirm-button"))))
        }
        (details(&view.t("sign-in-no-code"), &again))
    };
    view.page(title.clone())
        .back(super::address(next))
        .with_errors(errors)
        .main(main)
}
