//! What an applicant can have happen, such as withdrawing: explained first, then confirmed.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Action};
use casework::{Actor, CaseNumber};
use maud::html;
use web::components::{Button, NoticeKind, button};
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem};

use super::seat;
use crate::office::{Citizen, Office};
use crate::{paths, words};

pub(super) fn href(number: CaseNumber, message: &str) -> String {
    paths::action(number, message)
}

pub(super) async fn ask(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, message)): Path<(String, String)>,
) -> Answer<Page> {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let rule = whole
        .pack
        .messages
        .get(&message)
        .ok_or_else(Problem::not_found)?;
    if !whole.seat.is_applicants() || rule.by != pack::APPLICANT {
        return Err(Problem::not_found());
    }
    let title = words::of(view, &whole.pack, &format!("message-{message}"));
    let explain = words::of(view, &whole.pack, &format!("message-{message}-explain"));
    let main = html! {
        p class="caption" { (words::service(view, &whole.pack)) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        p class="lead" { (explain) }
        form method="post" action=(paths::action(number, &message)) {
            (view.csrf_field())
            (button(&Button { warning: true, ..Button::new(view.t("action-confirm")) }))
        }
        p { a href=(paths::case(number)) { (view.t("action-leave")) } }
    };
    let warning = html! { p { (view.t("action-warning")) } };
    let page = view.page(title.clone()).back(paths::case(number));
    Ok(page.notice(NoticeKind::Warning, warning).main(main))
}

pub(super) async fn act(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, message)): Path<(String, String)>,
    _: Form,
) -> Answer {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    seat::whole(&office, view, citizen.person, number).await?;
    let (actor, action) = (Actor::Person(citizen.person), Action::Send { message });
    office
        .write(view, move |tx| case::act(tx, actor, number.id(), &action))
        .await?;
    view.session
        .flash(FlashKind::Success, view.t("action-done"));
    Ok(Redirect::to(&paths::case(number)).into_response())
}
