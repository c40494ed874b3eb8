//! Where one is signed in: each session, and the way to end it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::record::Tx;
use maud::{Markup, html};
use web::components::{Button, Tone, button, hidden, section, tag};
use web::lang::{Precision, Text};
use web::session::{Device, FlashKind, IDLE, LIFETIME};
use web::{Answer, Confirmed, Form, Page, Problem, View};

use crate::office::{Citizen, Office};
use crate::paths;
use crate::sessions::{self, Seen};

const END: &str = "/account/sessions/end";
const OTHERS: &str = "/account/sessions/end-others";

pub(crate) fn routes() -> web::Routes<Office> {
    use web::{Access, Demand};
    let grave = Access::SignedIn.confirmed(Demand::OWN);
    web::Routes::new()
        .get(paths::SESSIONS, Access::SignedIn, show)
        .post(END, grave, end)
        .post(OTHERS, grave, end_others)
}

async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let read = office.read(view, move |link, parts| {
        sessions::sessions_of(link, parts, person)
    });
    Ok(page(view, &read.await?))
}

async fn end(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let id = form.get("id").to_owned();
    let own = own(view).as_deref() == Some(&id);
    let end = move |tx: &mut Tx<'_>| sessions::end(tx, person, |s| s.id == id);
    if office.write(view, end).await? == 0 {
        return Err(Problem::not_found().saying(view.t("sessions-gone")));
    }
    if own {
        view.session.sign_out();
        return Ok(Redirect::to(paths::HOME).into_response());
    }
    view.session
        .flash(FlashKind::Success, view.t("sessions-ended"));
    Ok(Redirect::to(paths::SESSIONS).into_response())
}

async fn end_others(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    _: Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let own = view.session.token_hash();
    let end = move |tx: &mut Tx<'_>| sessions::end_others(tx, person, own);
    let many = office.write(view, end).await?;
    let words = view.with("sessions-others-ended", &[("count", many.into())]);
    view.session.flash(FlashKind::Success, words);
    Ok(Redirect::to(paths::SESSIONS).into_response())
}

/// The name of the session in use.
pub(crate) fn own(view: &View) -> Option<String> {
    view.session.token_hash().as_ref().map(sessions::name)
}

/// A device in words: "Firefox on Android".
pub(crate) fn device(text: &Text, device: Device) -> String {
    let (browser, system) = (device.browser.as_str(), device.system.as_str());
    let args = [("browser", browser.into()), ("system", system.into())];
    text.with("sessions-device", &args)
}

fn page(view: &View, all: &[Seen]) -> Page {
    let title = view.t("sessions-title");
    let own = own(view);
    let (this, others): (Vec<_>, Vec<_>) = all.iter().partition(|s| Some(&s.id) == own.as_ref());
    let hours = |d: jiff::SignedDuration| d.as_hours();
    let expiry = view.with(
        "sessions-expiry",
        &[
            ("idle", hours(IDLE).into()),
            ("most", hours(LIFETIME).into()),
        ],
    );
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("sessions-lead")) }
        ul class="cards" {
            @for one in this.iter().chain(others.iter()) { li { (card(view, one, Some(&one.id) == own.as_ref())) } }
        }
        @if !others.is_empty() {
            form method="post" action=(OTHERS) {
                (view.csrf_field())
                (button(&Button { warning: true, ..Button::new(view.t("sessions-end-others")) }))
            }
        }
        (section("expiry", &view.t("sessions-ends"), &html! {
            p { (expiry) }
            p { (view.t("sessions-stranger")) }
        }))
    };
    view.page(title.clone()).back(paths::ACCOUNT).main(main)
}

fn card(view: &View, one: &Seen, own: bool) -> Markup {
    let data = &one.data;
    let named = device(&view.text, data.device);
    let moment = |at| view.text.time(at, Precision::Minute);
    html! {
        div class="card" {
            h2 class="card-title" { (named) }
            @if own { p { (tag(Tone::Active, &view.t("sessions-this"))) } }
            ul class="facts" {
                @if let Some(proof) = data.last_proof() {
                    li { (view.t(&format!("sessions-by-{}", proof.method.as_str()))) }
                }
                li { (view.t("sessions-began")) " " (moment(data.created)) }
                li { (view.t("sessions-used")) " " (moment(data.seen)) }
            }
            form method="post" action=(END) {
                (view.csrf_field()) (hidden("id", &one.id))
                button class="link" type="submit" {
                    (view.t(if own { "sessions-end-this" } else { "sessions-end" }))
                    span class="visually-hidden" { " " (named) }
                }
            }
        }
    }
}
