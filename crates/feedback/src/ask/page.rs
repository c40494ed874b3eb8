//! The page that a closed case links to.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::PersonId;
use maud::{Markup, html};
use web::components::{Button, LinkButton, button, details, inset, link_button};
use web::{Answer, Form, FormData, Page, Problem, SignedIn, View};

use super::act;
use crate::issue::{self, Closed};
use crate::keys::Key;
use crate::{Feedback, assets, give, office, paths};

pub(super) async fn page(
    user: SignedIn,
    State(feedback): State<Feedback>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let (number, case, key) = act::load(&feedback, &user, &number).await?;
    let hash = case.pack;
    let pack = feedback.read(move |link, parts| parts.packs.get(link, &hash));
    let service = office::words(&user.view, &*pack.await?, "service-name");
    Ok(show(
        &user.view,
        &number.to_string(),
        &service,
        (&case, &key),
    ))
}

fn show(view: &View, number: &str, service: &str, (case, key): (&Closed, &Key)) -> Page {
    let title = view.t("feedback-title");
    let main = html! {
        p class="caption" { (service) }
        h1 { (title) }
        p class="lead" { (view.t("feedback-lead")) }
        div role="alert" tabindex="-1" data-feedback-failed hidden { (inset(&html! { p { (view.t("feedback-failed")) } })) }
        @if case.issued {
            (had_it(view))
        } @else {
            (inset(&html! {
                p { strong { (view.t("feedback-untied")) } }
                p { (view.t("feedback-untied-more")) }
                p data-feedback-blind hidden { (view.t("feedback-blind")) }
            }))
            form method="post" action=(paths::of_case(number)) data-feedback-ask
                data-number=(number) data-key=(hex::encode(key.id)) data-spki=(key.spki()) {
                (view.csrf_field())
                (plainly(view))
                (button(&Button::new(view.t("feedback-go"))))
            }
        }
        (details(&view.t("feedback-how-title"), &how(view)))
        p { a href=(paths::RESULTS) { (view.t("feedback-see")) } }
        script type="module" src=(assets::feedback()) {}
    };
    view.page(title.clone())
        .back(paths::case(number))
        .main(main)
}

/// What a browser without a script is told before anything is sent.
fn plainly(view: &View) -> Markup {
    html! {
        div data-feedback-plain {
            p { strong { (view.t("feedback-plain")) } }
            p { (view.t("feedback-plain-more")) }
        }
    }
}

/// The case has had its token. Whether it was used, nobody here can tell.
fn had_it(view: &View) -> Markup {
    html! {
        (inset(&html! { p { (view.t("feedback-had")) } p { (view.t("feedback-had-more")) } }))
        p { (link_button(&LinkButton::new(paths::ANSWER, view.t("feedback-had-go")))) }
    }
}

/// How it works, for who wants to know.
fn how(view: &View) -> Markup {
    html! {
        ol class="numbered" {
            @for key in ["feedback-how-1", "feedback-how-2", "feedback-how-3", "feedback-how-4"] { li { (view.t(key)) } }
        }
        p { (view.t("feedback-how-limits")) }
    }
}

/// Without a script: the token is made here, and goes into the form of the answer.
pub(super) async fn plain(
    user: SignedIn,
    State(feedback): State<Feedback>,
    Path(number): Path<String>,
    Form(_): Form,
) -> Answer {
    let (number, case, key) = act::load(&feedback, &user, &number).await?;
    if case.issued {
        return Ok(Redirect::to(&paths::of_case(&number.to_string())).into_response());
    }
    let who = (PersonId(user.person), number);
    let token = issue::plain(feedback.casework(), who, &key).await;
    let token = token.map_err(office::problem)?;
    let mut sent = FormData::default();
    give::fill(&mut sent, &key, &token);
    Ok::<_, Problem>(give::plain(&user.view, &sent, &[]).into_response())
}
