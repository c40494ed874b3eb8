//! A demonstration's people: whoever looks may be any of them. Exists only where the office was
//! opened as a demonstration.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::{PersonId, people};
use maud::{Markup, html};
use web::components::{Button, NoticeKind, button, hidden, section};
use web::{Access, Answer, Form, Page, Problem, Proof, Public, Routes, View};

use crate::office::Office;
use crate::{paths, sign_in};

/// Somebody whom visitors of a demonstration may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// Their id.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address, by which they may sign in too.
    pub email: String,
    /// Text keys of what they are, such as `demo-citizen` or `demo-clerk`.
    pub what: Vec<String>,
    /// They work for the office.
    pub official: bool,
}

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get(paths::DEMO, Access::Public, list).post(
        "/demo/sign-in",
        Access::Public,
        enter,
    )
}

async fn list(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let title = view.t("demo-title");
    let group = |official: bool| {
        let people = office.demo().iter().filter(move |p| p.official == official);
        html! { ul class="people" { @for p in people { li { (person(&view, p)) } } } }
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("demo-lead")) }
        (section("citizens", &view.t("demo-citizens"), &group(false)))
        (section("officials", &view.t("demo-officials"), &group(true)))
    };
    let warning = html! { p { (view.t("demo-warning")) } };
    Ok(view
        .page(title.clone())
        .notice(NoticeKind::Info, warning)
        .main(main))
}

fn person(view: &View, p: &DemoPerson) -> Markup {
    let what: Vec<_> = p.what.iter().map(|key| view.t(key)).collect();
    let press = Button {
        secondary: true,
        ..Button::new(view.with("demo-enter", &[("name", p.name.as_str().into())]))
    };
    html! {
        form class="person" method="post" action="/demo/sign-in" {
            (view.csrf_field()) (hidden("person", &p.person.to_string()))
            (button(&press))
            p { (what.join(" · ")) }
            p class="hint" { bdi dir="ltr" { (p.email) } }
        }
    }
}

async fn enter(Public(view): Public, State(office): State<Office>, Form(form): Form) -> Answer {
    let id = form
        .get("person")
        .parse()
        .map(PersonId)
        .map_err(|_| Problem::not_found())?;
    let found = office
        .demo()
        .iter()
        .find(|p| p.person == id)
        .ok_or_else(Problem::not_found)?;
    let next = if found.official {
        paths::WORK
    } else {
        paths::HOME
    };
    office
        .write(&view, move |tx| people::session_opened(tx, id, "demo"))
        .await?;
    sign_in::establish(&office, &view, id, Proof::demonstration(view.now)).await?;
    Ok(Redirect::to(next).into_response())
}
