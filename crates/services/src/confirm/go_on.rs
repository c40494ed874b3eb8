//! The form that waited while its sender signed in or proved again who they are. It is sent by a press, and once.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect};
use maud::html;
use web::components::{Button, LinkButton, button, empty_state, hidden, inset};
use web::held::{self, HeldForm};
use web::{Answer, Form, Page, View};

use crate::office::{Citizen, Office};
use crate::paths;
use crate::sign_in::is_local;

pub(super) async fn show(
    citizen: Citizen,
    headers: HeaderMap,
    State(_): State<Office>,
) -> Answer<Page> {
    let view = &citizen.view;
    Ok(match held::peek(view, &headers).await? {
        Some(held) => page(view, &held),
        None => nothing(view),
    })
}

/// Takes the form out, and has the browser send what the page brought to where it was going (RFC 9110, 15.4.8: method and
/// body stay). Pressed twice, there is nothing any more.
pub(super) async fn send(
    citizen: Citizen,
    headers: HeaderMap,
    State(_): State<Office>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    // Another's stays where it is.
    let Some(held) = held::peek(view, &headers).await? else {
        return Ok(nothing(view).into_response());
    };
    if !held::take(view, &headers).await? {
        return Ok(nothing(view).into_response());
    }
    match Some(held.to).filter(|to| is_local(to)) {
        Some(_) if form.has("held", "drop") => Ok(Redirect::to(paths::HOME).into_response()),
        Some(to) => Ok(Redirect::temporary(&to).into_response()),
        None => Ok(nothing(view).into_response()),
    }
}

fn page(view: &View, held: &HeldForm) -> Page {
    let title = view.t("go-on-title");
    let drop = Button {
        secondary: true,
        ..Button::new(view.t("go-on-drop"))
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("go-on-lead")) }
        @if !held.files.is_empty() {
            (inset(&html! {
                p { (view.t("go-on-files")) }
                ul { @for name in &held.files { li { bdi { (name) } } } }
            }))
        }
        form method="post" action=(paths::GO_ON) {
            (view.csrf_field())
            @for (name, values) in &held.fields {
                @for value in values { (hidden(name, value)) }
            }
            (button(&Button::new(view.t("go-on-send"))))
        }
        form method="post" action=(paths::GO_ON) {
            (view.csrf_field()) (hidden("held", "drop"))
            (button(&drop))
        }
    };
    view.page(title.clone()).main(main)
}

fn nothing(view: &View) -> Page {
    let title = view.t("go-on-nothing");
    let home = LinkButton::new(paths::HOME, view.t("go-home"));
    let main = html! {
        h1 { (title) }
        (empty_state(&view.t("go-on-nothing-what"), &view.t("go-on-nothing-do"), Some(&home)))
    };
    view.page(title.clone()).main(main)
}
