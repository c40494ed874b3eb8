//! Signing out; where a provider signed in, the way to sign out there too.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use web::components::{LinkButton, link_button};
use web::{Answer, Form, Public, View};

use super::provider;
use crate::office::Office;
use crate::paths;

/// What a phone keeps of forms goes with the session (W3C Clear Site Data).
pub(crate) const CLEAR: [(&str, &str); 1] = [("clear-site-data", "\"storage\"")];

pub(super) async fn out(Public(view): Public, State(office): State<Office>, _: Form) -> Answer {
    let way_out = provider::way_out(&view, &office);
    view.session.sign_out();
    let answer = match way_out {
        Some((name, url)) => there_too(&view, &name, &url),
        None => Redirect::to(paths::HOME).into_response(),
    };
    Ok((CLEAR, answer).into_response())
}

/// Whoever uses a shared device is told that the provider still knows them. By a link: no form of ours may lead elsewhere.
fn there_too(view: &View, name: &str, url: &str) -> Response {
    let args = [("provider", name.into())];
    let title = view.t("identity-out-title");
    let home = LinkButton {
        secondary: true,
        ..LinkButton::new(paths::HOME, view.t("identity-out-home"))
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.with("identity-out-text", &args)) }
        p { (link_button(&LinkButton::new(url, view.with("identity-out-there", &args)))) }
        p { (link_button(&home)) }
    };
    view.page(title.clone()).main(main).into_response()
}
