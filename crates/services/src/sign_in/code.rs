//! The second step of signing in: the code that came.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::people::verify_code;
use maud::html;
use web::components::{
    Button, Field, FieldError, InputKind, TextInput, Width, button, details, error_summary,
    text_input,
};
use web::{Answer, Form, Page, Proof, Public, View};

use super::{EMAIL, destination, establish};
use crate::office::Office;
use crate::paths;

pub(super) async fn form(Public(view): Public, State(_): State<Office>) -> Answer {
    match address(&view) {
        Some(email) => Ok(page(&view, &email, &[]).into_response()),
        None => Ok(Redirect::to(paths::SIGN_IN).into_response()),
    }
}

pub(super) async fn check(
    Public(view): Public,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let Some(email) = address(&view) else {
        return Ok(Redirect::to(paths::SIGN_IN).into_response());
    };
    let (typed, language) = (form.get("code").to_owned(), view.lang().code());
    let to = email.clone();
    let person = office
        .write(&view, move |tx| verify_code(tx, &to, &typed, language))
        .await?;
    let Some(person) = person else {
        return Ok(wrong(&view, &email));
    };
    let next = destination(&view);
    establish(&office, &view, person, Proof::email_code(view.now)).await?;
    Ok(Redirect::to(&next).into_response())
}

fn address(view: &View) -> Option<String> {
    view.session.data().values.get(EMAIL).cloned()
}

fn wrong(view: &View, email: &str) -> Response {
    let errors = [FieldError::new("code", view.t("sign-in-code-error"))];
    page(view, email, &errors).into_response()
}

/// The question for a code that came by mail.
pub(crate) fn input(view: &View, errors: &[FieldError]) -> TextInput {
    let field = Field::new("code", view.t("sign-in-code"))
        .hint(view.t("sign-in-code-hint"))
        .errors(errors);
    TextInput {
        kind: InputKind::Code,
        width: Width::Short,
        ..TextInput::new(field, "")
    }
}

fn page(view: &View, email: &str, errors: &[FieldError]) -> Page {
    let title = view.t("sign-in-code-title");
    let input = input(view, errors);
    let again = html! {
        p { (view.t("sign-in-again-text")) }
        p { a href=(paths::SIGN_IN) { (view.t("sign-in-again")) } }
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p { (view.t("sign-in-sent")) " " bdi dir="ltr" { (email) } }
        form method="post" action=(paths::SIGN_IN_CODE) novalidate {
            (view.csrf_field())
            (text_input(&view.text, &input))
            (button(&Button::new(view.t("sign-in-button"))))
        }
        (details(&view.t("sign-in-no-code"), &again))
    };
    view.page(title.clone())
        .back(paths::SIGN_IN)
        .with_errors(errors)
        .main(main)
}
