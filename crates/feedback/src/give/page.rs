//! The two questions, and the thanks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::record::fact::feedback::Asked;
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, LinkButton, button, error_summary, hidden, inset,
    link_button, radios,
};
use web::{Answer, Form, FormData, Page, Public, View};

use super::act::{Said, give as do_give, key_id};
use crate::keys::Key;
use crate::token::Token;
use crate::{Feedback, assets, paths};

/// Where the reader goes for a token.
const CASES: &str = "/cases";

/// Puts a token into the fields of the form.
pub(crate) fn fill(sent: &mut FormData, key: &Key, token: &Token) {
    sent.set("key", vec![hex::encode(key.id)]);
    sent.set("token", vec![STANDARD.encode(token.message)]);
    sent.set("signature", vec![STANDARD.encode(token.signature)]);
}

/// For browsers that hold a token: their script shows the form. Others are told where tokens come from.
pub(super) async fn page(Public(view): Public) -> Answer<Page> {
    let title = view.t("feedback-questions");
    let main = html! {
        h1 { (title) }
        div data-feedback-none {
            (inset(&html! { p { (view.t("feedback-none")) } p { (view.t("feedback-none-more")) } }))
            p { (link_button(&LinkButton::new(CASES, view.t("feedback-none-go")))) }
        }
        div role="alert" tabindex="-1" data-feedback-missing hidden { (inset(&html! { p { (view.t("feedback-error-both")) } })) }
        form method="post" action=(paths::ANSWER) data-feedback-answer hidden {
            p { (view.t("feedback-keeps")) }
            (questions(&view, &FormData::default(), &[]))
            (button(&Button::new(view.t("feedback-done"))))
        }
        script type="module" src=(assets::feedback()) {}
    };
    Ok(view.page(title.clone()).main(main))
}

/// The form with a token that was made here.
pub(crate) fn plain(view: &View, sent: &FormData, errors: &[FieldError]) -> Page {
    let title = view.t("feedback-questions");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p { (view.t("feedback-plain-now")) }
        form method="post" action=(paths::ANSWER) novalidate {
            (view.csrf_field())
            @for name in ["key", "token", "signature"] { (hidden(name, sent.get(name))) }
            (questions(view, sent, errors))
            (button(&Button::new(view.t("feedback-send"))))
        }
    };
    view.page(title.clone()).with_errors(errors).main(main)
}

fn questions(view: &View, sent: &FormData, errors: &[FieldError]) -> Markup {
    let how = (1..=5).rev().map(|n: u8| {
        let n = n.to_string();
        let words = view.t(&format!("feedback-how-was-{n}"));
        Choice::new(n, words)
    });
    let how = Choices::new(
        Field::new("how", view.t("feedback-how-was")).errors(errors),
        how.collect(),
        sent.get("how"),
    );
    let asked = Asked::ALL.map(|a| {
        let words = view.t(&format!("feedback-asked-{}", a.as_str()));
        Choice::new(a.as_str(), words)
    });
    let asked = Choices::new(
        Field::new("asked", view.t("feedback-asked"))
            .hint(view.t("feedback-asked-hint"))
            .errors(errors),
        asked.to_vec(),
        sent.get("asked"),
    );
    html! { (radios(&view.text, &how)) (radios(&view.text, &asked)) }
}

pub(super) async fn give(
    Public(view): Public,
    State(feedback): State<Feedback>,
    Form(sent): Form,
) -> Answer {
    let how: Option<u8> = sent.get("how").parse().ok();
    let how = how.filter(|how| (1..=5).contains(how));
    let asked = Asked::parse(sent.get("asked"));
    let mut errors = Vec::new();
    if how.is_none() {
        errors.push(FieldError::new("how", view.t("feedback-error-how")));
    }
    if asked.is_none() {
        errors.push(FieldError::new("asked", view.t("feedback-error-asked")));
    }
    let (Some(how), Some(asked)) = (how, asked) else {
        return Ok(plain(&view, &sent, &errors).into_response());
    };
    let Ok(token) = Token::read(sent.get("token"), sent.get("signature")) else {
        return Ok(refused(&view).into_response());
    };
    let key = key_id(sent.get("key"))?;
    match do_give(&feedback, &view, key, token, Said { how, asked }).await {
        Ok(()) => Ok(Redirect::to(paths::THANKS).into_response()),
        Err(e) if e.status == StatusCode::UNPROCESSABLE_ENTITY => {
            Ok(refused(&view).into_response())
        }
        Err(e) => Err(e),
    }
}

/// The token is not one of ours.
fn refused(view: &View) -> Page {
    let title = view.t("feedback-refused");
    let main = html! {
        h1 { (title) }
        p { (view.t("feedback-error-forged")) }
        p { (link_button(&LinkButton::new(CASES, view.t("feedback-none-go")))) }
    };
    view.page(title.clone())
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .main(main)
}

pub(super) async fn thanks(Public(view): Public) -> Answer<Page> {
    let title = view.t("feedback-thanks");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("feedback-thanks-lead")) }
        div data-feedback-thanks hidden {
            (inset(&html! { p { strong { (view.t("feedback-waits")) } } p { (view.t("feedback-waits-more")) } }))
            p { button class="button button-secondary" type="button" { (view.t("feedback-send-now")) } }
        }
        h2 { (view.t("feedback-next")) }
        ul { @for key in ["feedback-next-1", "feedback-next-2", "feedback-next-3"] { li { (view.t(key)) } } }
        p { a href=(paths::RESULTS) { (view.t("feedback-see")) } }
        script type="module" src=(assets::feedback()) {}
    };
    Ok(view.page(title.clone()).main(main))
}
