//! The page on which a reply is written.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use casework::Error;
use maud::html;
use web::components::{
    Button, Choice, Choices, Field, FieldError, TextArea, TextInput, Width, button, error_summary,
    hidden, inset, select, text_input, textarea,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, FormData, Page, Public, View};

use super::LENGTH;
use super::act::{About, Invitation, now, publish as do_publish};
use crate::{Open, paths, show};

pub(super) async fn page(Public(view): Public, State(open): State<Open>) -> Answer<Page> {
    let view = &view;
    let code = view.query_value("code");
    if code.trim().is_empty() {
        return Ok(ask(view, &[]));
    }
    match find(&open, &code).await? {
        Some(invitation) => Ok(form(view, &invitation, &code, &FormData::default(), &[])),
        None => Ok(unknown(view)),
    }
}

/// The invitation behind a code; none for a code of nobody.
pub(super) async fn find(open: &Open, code: &str) -> Result<Option<Invitation>, web::Problem> {
    let code = code.to_owned();
    let reading = open.read(move |link, parts| match now(link, parts, &code) {
        Ok(invitation) => Ok(Some(invitation)),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    });
    reading.await
}

fn unknown(view: &View) -> Page {
    ask(view, &[FieldError::new("code", view.t("reply-code-error"))])
        .status(StatusCode::UNPROCESSABLE_ENTITY)
}

fn ask(view: &View, errors: &[FieldError]) -> Page {
    let title = view.t("reply-title");
    let input = TextInput {
        width: Width::Medium,
        ltr: true,
        ..TextInput::new(
            Field::new("code", view.t("reply-code"))
                .hint(view.t("reply-code-hint"))
                .errors(errors),
            "",
        )
    };
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("reply-lead")) }
        form method="get" action=(paths::REPLY) {
            (text_input(&view.text, &input))
            (button(&Button::new(view.t("reply-continue"))))
        }
    };
    view.page(title.clone())
        .crumb(paths::CONTRACTS, view.t("contracts-title"))
        .with_errors(errors)
        .main(main)
}

fn form(
    view: &View,
    invitation: &Invitation,
    code: &str,
    sent: &FormData,
    errors: &[FieldError],
) -> Page {
    let title = view.with("reply-as", &[("party", invitation.name.as_str().into())]);
    let about = Choices::new(
        Field::new("about", view.t("reply-about")).errors(errors),
        offers(view, invitation),
        sent.get("about"),
    );
    let text = TextArea {
        rows: 10,
        limit: u32::try_from(*LENGTH.end()).ok(),
        ..TextArea::new(
            Field::new("text", view.t("reply-text"))
                .hint(view.t("reply-text-hint"))
                .errors(errors),
            sent.get("text"),
        )
    };
    let until = view.text.moment(invitation.until, Precision::Day);
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p { (view.with("reply-until", &[("day", until.into())])) }
        @if invitation.offers.is_empty() { p { (view.t("reply-nothing")) } }
        @else {
            (inset(&html! { p { strong { (view.t("reply-public")) } } p { (view.t("reply-public-more")) } }))
            form method="post" action=(paths::REPLY) novalidate {
                (view.csrf_field())
                (hidden("code", code))
                (select(&view.text, &about))
                (textarea(&view.text, &text))
                (button(&Button::new(view.t("reply-button"))))
            }
        }
    };
    let (kind, said) = show::hint(view);
    let page = view.page(title.clone()).with_errors(errors);
    let page = page.crumb(paths::CONTRACTS, view.t("contracts-title"));
    page.notice(kind, said).main(main)
}

fn offers(view: &View, invitation: &Invitation) -> Vec<Choice> {
    let mut all = Vec::new();
    for offer in &invitation.offers {
        let title = if offer.title.is_empty() {
            &offer.ocid
        } else {
            &offer.title
        };
        let title: String = title.chars().take(80).collect();
        let whole = view.with("reply-whole", &[("title", title.as_str().into())]);
        all.push(Choice::new(format!("ocid:{}", offer.ocid), whole));
        for (id, indicator) in &offer.flags {
            let label = view.with(
                "reply-flag",
                &[
                    ("title", title.as_str().into()),
                    ("flag", show::title(view, indicator).into()),
                ],
            );
            all.push(Choice::new(format!("flag:{}", hex::encode(id)), label));
        }
    }
    all
}

/// What somebody replies to, as the form says it.
fn about(text: &str) -> Option<About> {
    if let Some(ocid) = text.strip_prefix("ocid:") {
        return Some(About::Process(ocid.to_owned()));
    }
    let mut id = [0; 32];
    hex::decode_to_slice(text.strip_prefix("flag:")?, &mut id).ok()?;
    Some(About::Flag(id))
}

pub(super) async fn publish(
    Public(view): Public,
    State(open): State<Open>,
    Form(sent): Form,
) -> Answer {
    let view = &view;
    let code = sent.get("code").to_owned();
    let Some(invitation) = find(&open, &code).await? else {
        return Ok(unknown(view).into_response());
    };
    let (about, text) = (about(sent.get("about")), sent.get("text").to_owned());
    let mut errors = Vec::new();
    if about.is_none() {
        errors.push(FieldError::new("about", view.t("reply-about-error")));
    }
    if !LENGTH.contains(&text.chars().count()) {
        errors.push(FieldError::new("text", view.t("reply-text-error")));
    }
    let (Some(about), true) = (about, errors.is_empty()) else {
        return Ok(form(view, &invitation, &code, &sent, &errors).into_response());
    };
    let (_, publisher, ocid) = open
        .write(move |tx| do_publish(tx, &code, &about, &text))
        .await?;
    view.session.flash(FlashKind::Success, view.t("reply-done"));
    Ok(Redirect::to(&show::contract_href(&ocid, Some(&publisher))).into_response())
}
