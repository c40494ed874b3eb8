//! A mobile number, and the code that proves it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::{Error, channels};
use maud::html;
use web::components::{
    Button, Field, FieldError, InputKind, TextInput, Width, button, error_summary, text_input,
};
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, Page, View};

use super::contact;
use crate::office::{Citizen, Office};
use crate::{paths, refusal};

const CODE: &str = "/account/contact/code";

pub(super) async fn ask(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let (number, language) = (form.get("phone").to_owned(), view.lang().code());
    let ask = move |tx: &mut casework::record::Tx<'_>| {
        channels::request_phone_code(tx, person, &number, language)
    };
    match office.casework().write(ask).await {
        Ok(()) => Ok(Redirect::to(CODE).into_response()),
        Err(Error::Field { field, reason }) => {
            let errors = [FieldError::new(field, refusal::field(view, field, reason))];
            let page = contact::again(&office, view, person, &form, &errors).await?;
            Ok(page.into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

pub(super) async fn form(citizen: Citizen, State(_): State<Office>) -> Answer<Page> {
    Ok(page(&citizen.view, &[]))
}

pub(super) async fn check(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let typed = form.get("code").to_owned();
    let check =
        move |tx: &mut casework::record::Tx<'_>| channels::confirm_phone(tx, person, &typed);
    if office.write(view, check).await? {
        view.session
            .flash(FlashKind::Success, view.t("contact-number-proven"));
        return Ok(Redirect::to(paths::CONTACT).into_response());
    }
    let errors = [FieldError::new("code", view.t("contact-code-error"))];
    Ok(page(view, &errors).into_response())
}

pub(super) async fn remove(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(_): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let remove = move |tx: &mut casework::record::Tx<'_>| channels::remove_phone(tx, person);
    office.write(view, remove).await?;
    view.session
        .flash(FlashKind::Success, view.t("contact-number-removed"));
    Ok(Redirect::to(paths::CONTACT).into_response())
}

fn page(view: &View, errors: &[FieldError]) -> Page {
    let title = view.t("contact-code-title");
    let input = TextInput {
        kind: InputKind::Code,
        width: Width::Short,
        ..TextInput::new(
            Field::new("code", view.t("contact-code"))
                .hint(view.t("contact-code-hint"))
                .errors(errors),
            "",
        )
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        form method="post" action=(CODE) novalidate {
            (view.csrf_field())
            (text_input(&view.text, &input))
            (button(&Button::new(view.t("contact-code-button"))))
        }
        p { a href=(paths::CONTACT) { (view.t("contact-code-again")) } }
    };
    view.page(title.clone())
        .back(paths::CONTACT)
        .with_errors(errors)
        .main(main)
}
