//! Somebody who acts for me, and for whom I act: named, agreed by both, for a time.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use casework::Error;
use casework::people;
use casework::people::mandates::{self, Mandate, MandateState, Offer};
use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};
use std::sync::Arc;
use web::components::{
    Button, Choice, Choices, DateInput, Field, FieldError, InputKind, TextInput, Tone, Width,
    button, date_input, empty_state, error_summary, read_date, section, select, tag, text_input,
};
use web::forms::FormData;
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, Page, Problem, View};

use crate::office::{Citizen, Office};
use crate::{home, paths, refusal, words};

/// The field that says for what a mandate is, and its word for everything.
const SERVICE: &str = "service";
const ALL: &str = "all";

/// A mandate with the names that its two sides know each other by.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) mandate: Mandate,
    /// The other side: the address that was named, or the principal's name.
    pub(crate) other: String,
}

/// What a person has to do with mandates.
#[derive(Clone, Debug)]
pub(crate) struct Both {
    pub(crate) given: Vec<Named>,
    pub(crate) held: Vec<Named>,
}

/// The mandates of a person, on both sides.
pub(crate) async fn of(office: &Office, citizen: &Citizen) -> Result<Both, Problem> {
    let person = citizen.person;
    office
        .read(&citizen.view, move |link, parts| {
            let given = mandates::given(link, parts, person)?.into_iter();
            let given = given.map(|(mandate, other)| Named { mandate, other });
            let given = given.collect();
            let mut held = Vec::new();
            for mandate in mandates::held(link, parts, person)? {
                let profile = people::profile(link, parts, mandate.principal)?;
                let other = profile.known_as();
                held.push(Named { mandate, other });
            }
            Ok(Both { given, held })
        })
        .await
}

pub(super) async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    page(&office, &citizen, &FormData::default(), &[]).await
}

pub(super) async fn offer(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    // For what is said, never left to be everything.
    if form.get(SERVICE).is_empty() {
        let wrong = [FieldError::new(SERVICE, view.t("mandates-service-error"))];
        return refused(&office, &citizen, &form, &wrong).await;
    }
    let until = read_date(&form, "until");
    let said = until.as_ref().err().and_then(|e| e.say(&view.text));
    let until = until.ok().flatten();
    let Some(until) = until.and_then(|day| end_of(view, day)) else {
        let said = said.unwrap_or_else(|| view.t("mandates-until-error"));
        let wrong = [FieldError::new("until", said)];
        return refused(&office, &citizen, &form, &wrong).await;
    };
    let offer = Offer {
        to: form.get("to").to_owned(),
        service: Some(form.get(SERVICE).to_owned()).filter(|s| s != ALL),
        until,
    };
    let done = office
        .casework()
        .write(move |tx| mandates::offer(tx, person, &offer))
        .await;
    match done {
        Ok(_) => {
            view.session
                .flash(FlashKind::Success, view.t("mandates-offered-done"));
            Ok(Redirect::to(paths::MANDATES).into_response())
        }
        Err(Error::Field { field, reason }) => {
            let text = refusal::field(view, field, reason);
            refused(&office, &citizen, &form, &[FieldError::new(field, text)]).await
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// When a day ends where the reader is.
pub(crate) fn end_of(view: &View, day: jiff::civil::Date) -> Option<Timestamp> {
    let next = day.checked_add(1.day()).ok()?;
    let zoned = next.to_zoned_datetime(view.text.zone().clone()).ok()?;
    Some(zoned.timestamp())
}

async fn refused(
    office: &Office,
    citizen: &Citizen,
    form: &FormData,
    errors: &[FieldError],
) -> Answer {
    let page = page(office, citizen, form, errors).await?;
    Ok(page
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

pub(super) async fn accept(
    citizen: Citizen,
    State(office): State<Office>,
    Path(seq): Path<u64>,
    _: Form,
) -> Answer {
    let person = citizen.person;
    office
        .write(&citizen.view, move |tx| mandates::accept(tx, person, seq))
        .await?;
    done(&citizen.view, "mandates-accepted")
}

pub(super) async fn end(
    citizen: Citizen,
    State(office): State<Office>,
    Path(seq): Path<u64>,
    _: Form,
) -> Answer {
    let person = citizen.person;
    office
        .write(&citizen.view, move |tx| mandates::end(tx, person, seq))
        .await?;
    done(&citizen.view, "mandates-ended-done")
}

fn done(view: &View, key: &str) -> Answer {
    view.session.flash(FlashKind::Success, view.t(key));
    Ok(Redirect::to(paths::MANDATES).into_response())
}

async fn page(
    office: &Office,
    citizen: &Citizen,
    form: &FormData,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let view = &citizen.view;
    let both = of(office, citizen).await?;
    let packs = office.read(view, home::services).await?;
    let title = view.t("mandates-title");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("mandates-lead")) }
        @if !both.held.is_empty() {
            (section("held", &view.t("mandates-held"), &list(view, &packs, &both.held, false)))
        }
        (section("given", &view.t("mandates-given"), &html! {
            @if both.given.is_empty() { (empty_state(&view.t("mandates-none"), &view.t("mandates-none-text"), None)) }
            @else { (list(view, &packs, &both.given, true)) }
        }))
        (section("offer", &view.t("mandates-offer"), &offering(view, &packs, form, errors)))
    };
    Ok(view
        .page(title.clone())
        .back(paths::ACCOUNT)
        .with_errors(errors)
        .main(main))
}

/// What a mandate is for.
pub(crate) fn scope(view: &View, packs: &[Arc<pack::Pack>], service: Option<&str>) -> String {
    let Some(id) = service else {
        return view.t("mandates-all");
    };
    let pack = packs.iter().find(|p| p.id == id);
    pack.map_or_else(|| id.to_owned(), |p| words::service(view, p))
}

fn list(view: &View, packs: &[Arc<pack::Pack>], all: &[Named], given: bool) -> Markup {
    html! {
        ul class="people" {
            @for Named { mandate, other } in all {
                li { div class="person" {
                    p { strong { bdi { (other) } } " " (state(view, mandate.state)) }
                    p { (scope(view, packs, mandate.service.as_deref())) }
                    p class="hint" { (view.with("mandates-until-line", &[("date", view.text.moment(last(mandate), Precision::Day).into())])) }
                    @if mandate.state == MandateState::Offered && !given {
                        (act(view, mandate, "accept", "mandates-accept", false))
                        (act(view, mandate, "end", "mandates-decline", true))
                    } @else if matches!(mandate.state, MandateState::Offered | MandateState::Active) {
                        (act(view, mandate, "end", if given { "mandates-withdraw" } else { "mandates-lay-down" }, true))
                    }
                } }
            }
        }
    }
}

/// The last moment that belongs to it.
fn last(mandate: &Mandate) -> Timestamp {
    mandate.until - jiff::SignedDuration::from_secs(1)
}

fn act(view: &View, mandate: &Mandate, what: &str, key: &str, secondary: bool) -> Markup {
    html! {
        form method="post" action={ (paths::MANDATES) "/" (mandate.seq) "/" (what) } {
            (view.csrf_field())
            (button(&Button { secondary, ..Button::new(view.t(key)) }))
        }
    }
}

fn state(view: &View, state: MandateState) -> Markup {
    let tone = match state {
        MandateState::Offered => Tone::Attention,
        MandateState::Active => Tone::Good,
        MandateState::Expired | MandateState::Ended => Tone::Neutral,
    };
    tag(tone, &view.t(&format!("mandates-{}", state.as_str())))
}

fn offering(
    view: &View,
    packs: &[Arc<pack::Pack>],
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let t = &view.text;
    let to = Field::new("to", view.t("mandates-to")).hint(view.t("mandates-to-hint"));
    let to = TextInput {
        kind: InputKind::Email,
        width: Width::Medium,
        ..TextInput::new(to.errors(errors), form.get("to"))
    };
    let mut choices = vec![Choice::new(ALL, view.t("mandates-all"))];
    choices.extend(
        packs
            .iter()
            .map(|p| Choice::new(p.id.clone(), words::service(view, p))),
    );
    let service = Field::new(SERVICE, view.t("mandates-service")).errors(errors);
    let until = Field::new("until", view.t("mandates-until")).hint(view.t("mandates-until-hint"));
    html! {
        p { (view.t("mandates-offer-text")) }
        form method="post" action=(paths::MANDATES) novalidate {
            (view.csrf_field())
            (text_input(t, &to))
            (select(t, &Choices::new(service, choices, form.get(SERVICE))))
            (date_input(t, &DateInput::from_form(until.errors(errors), form)))
            (button(&Button::new(view.t("mandates-offer-button"))))
        }
    }
}
