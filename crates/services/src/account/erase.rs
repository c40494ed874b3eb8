//! Erasing oneself: the key of one's data is destroyed; every proof still holds.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::record::Tx;
use casework::{Actor, CaseId, Error, PersonId, case, people};
use maud::html;
use web::components::{Button, FieldError, NoticeKind, button, checkboxes, error_summary};
use web::components::{Choice, Choices, Field};
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, Page, View};

use crate::office::{Citizen, Office};
use crate::sign_in::CLEAR;
use crate::{paths, refusal};

pub(super) async fn ask(citizen: Citizen, State(_): State<Office>) -> Answer<Page> {
    Ok(page(&citizen.view, &[]))
}

pub(super) async fn erase(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    if !form.has("sure", "yes") {
        let errors = [FieldError::new("sure", view.t("erase-sure-error"))];
        return Ok(page(view, &errors).into_response());
    }
    match office.casework().write(move |tx| all_of(tx, person)).await {
        Ok(()) => {}
        Err(Error::Conflict(why)) => {
            let key = if why == case::hold::HELD {
                "erase-held"
            } else {
                "erase-open"
            };
            let errors = [FieldError::new("sure", view.t(key))];
            return Ok(page(view, &errors).into_response());
        }
        Err(e) => return Err(refusal::problem(view, e)),
    }
    view.session.sign_out();
    view.session.flash(FlashKind::Success, view.t("erase-done"));
    Ok((CLEAR, Redirect::to(paths::HOME)).into_response())
}

/// Closed cases first, then the person. The house does it at the person's own demand, which the
/// reason in the entry says; open cases and tasks have to end before.
pub(crate) fn all_of(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
    let parts = tx.parts();
    if people::person(tx.link(), parts, person)?.agency.is_some() {
        return Err(Error::Conflict("an official's acts are the office's"));
    }
    let sql = "select id, status from cases where applicant = $1 and status <> 'erased'";
    for row in tx.query(sql, &[person.into()])? {
        if row.get::<String>(1)? != "closed" {
            return Err(Error::Conflict("a case is open"));
        }
        case::erase_case(
            tx,
            Actor::Operator,
            row.get::<CaseId>(0)?,
            "asked for by the applicant",
        )?;
    }
    people::erase_person(tx, Actor::Operator, person, "asked for by the person")?;
    Ok(())
}

fn page(view: &View, errors: &[FieldError]) -> Page {
    let title = view.t("account-erase");
    let sure = Choices {
        field: Field::new("sure", view.t("erase-sure")).errors(errors),
        choices: vec![Choice::new("yes", view.t("erase-sure-yes"))],
        ..Choices::default()
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        ul { @for key in ["erase-what", "erase-proofs", "erase-law", "erase-final"] { li { (view.t(key)) } } }
        form method="post" action="/account/erase" novalidate {
            (view.csrf_field())
            (checkboxes(&view.text, &sure))
            (button(&Button { warning: true, ..Button::new(view.t("erase-button")) }))
        }
    };
    let warning = html! { p { (view.t("action-warning")) } };
    view.page(title.clone())
        .back(paths::ACCOUNT)
        .with_errors(errors)
        .notice(NoticeKind::Warning, warning)
        .main(main)
}
