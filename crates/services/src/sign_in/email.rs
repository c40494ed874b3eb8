//! The first step of signing in: where the code goes.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people::{CodeRequest, request_code};
use maud::{Markup, html};
use web::components::{
    Button, Field, FieldError, InputKind, LinkButton, TextInput, Width, button, error_summary,
    hidden, inset, link_button, text_input,
};
use web::{Answer, Form, Page, Public, View};

use super::{EMAIL, NEXT, is_local, provider};
use crate::office::Office;
use crate::{assets, paths, refusal};

pub(super) async fn form(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let next = view.query_value("next");
    Ok(page(&view, &office, &next, "", &[]))
}

pub(super) async fn send(
    Public(view): Public,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (email, next) = (form.get("email").to_owned(), form.get("next").to_owned());
    let request = CodeRequest {
        email: email.clone(),
        language: view.lang().code().to_owned(),
    };
    match office
        .casework()
        .write(move |tx| request_code(tx, &request))
        .await
    {
        Ok(()) => {}
        Err(casework::Error::Field { .. }) => {
            let errors = [FieldError::new("email", view.t("sign-in-email-error"))];
            return Ok(page(&view, &office, &next, &email, &errors).into_response());
        }
        Err(e) => return Err(refusal::problem(&view, e)),
    }
    view.session.update(|data| {
        data.values.insert(EMAIL.into(), email);
        if is_local(&next) {
            data.values.insert(NEXT.into(), next);
        }
    });
    Ok(Redirect::to(paths::SIGN_IN_CODE).into_response())
}

fn page(view: &View, office: &Office, next: &str, email: &str, errors: &[FieldError]) -> Page {
    let title = view.t("sign-in-title");
    let input = TextInput {
        kind: InputKind::Email,
        autocomplete: Some("email"),
        width: Width::Medium,
        ..TextInput::new(
            Field::new("email", view.t("sign-in-email"))
                .hint(view.t("sign-in-email-hint"))
                .errors(errors),
            email,
        )
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p { (view.t("sign-in-why")) }
        @if office.is_demo() { (demo(view)) }
        form method="post" action=(paths::SIGN_IN) novalidate {
            (view.csrf_field()) (hidden("next", next))
            (text_input(&view.text, &input))
            (button(&Button::new(view.t("sign-in-send"))))
        }
        (provider::offered(view, office, next))
        (passkey(view, next))
    };
    view.page(title.clone()).with_errors(errors).main(main)
}

fn demo(view: &View) -> Markup {
    let link = LinkButton {
        secondary: true,
        ..LinkButton::new(paths::DEMO, view.t("sign-in-demo-link"))
    };
    inset(&html! { p { (view.t("sign-in-demo")) } p { (link_button(&link)) } })
}

/// Shown by the script where the browser knows passkeys.
fn passkey(view: &View, next: &str) -> Markup {
    html! {
        div class="passkey" data-passkey="sign-in" data-next=(next) data-failed=(view.t("sign-in-passkey-failed")) hidden {
            h2 { (view.t("sign-in-passkey-title")) }
            p { (view.t("sign-in-passkey-text")) }
            button class="button button-secondary" type="button" { (view.t("sign-in-passkey")) }
            p class="field-error" role="status" {}
        }
        script src=(assets::passkeys()) defer {}
    }
}
