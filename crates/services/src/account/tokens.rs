//! Tokens by which one's programs act: made with scopes and an end, shown once, withdrawn.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::tokens::{self, NewToken, Token};
use casework::{Error, PersonId};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, Tone, Width, button, checkboxes, error_summary,
    hidden, inset, radios, section, tag, text_input,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, FormData, Page, Problem, View};

use crate::office::{Citizen, Office};
use crate::{paths, refusal, scopes};

/// How long a token may be made to work, in days.
const DAYS: [u32; 3] = [30, 90, 365];

pub(super) async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    page(&office, &citizen, &FormData::default(), None, &[]).await
}

/// The token is on the answer itself: an address that shows it again would keep it somewhere.
pub(super) async fn make(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let new = NewToken {
        name: form.get("name").to_owned(),
        scopes: form.all("scopes").to_vec(),
        days: form.get("days").parse().unwrap_or(0),
    };
    match make_token(&office, view, person, new).await {
        Ok(token) => {
            let empty = FormData::default();
            let page = page(&office, &citizen, &empty, Some(&token), &[]).await?;
            Ok(page.into_response())
        }
        Err(Error::Field { field, reason }) => {
            let errors = [FieldError::new(field, refusal::field(view, field, reason))];
            let page = page(&office, &citizen, &form, None, &errors);
            Ok(page.await?.into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

async fn make_token(
    office: &Office,
    view: &View,
    person: PersonId,
    new: NewToken,
) -> Result<String, Error> {
    within(view, &new)?;
    let make = move |tx: &mut casework::record::Tx<'_>| tokens::make(tx, person, &new);
    office.casework().write(make).await
}

/// Whether all scopes are ones that the person may give.
pub(crate) fn within(view: &View, new: &NewToken) -> Result<(), Error> {
    let roles = view.session.data().roles;
    let offered: Vec<&str> = scopes::offered(&roles).collect();
    if new.scopes.iter().all(|s| offered.contains(&s.as_str())) {
        return Ok(());
    }
    Err(Error::Field {
        field: "scopes",
        reason: "required",
    })
}

pub(super) async fn revoke(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let id: i64 = form.get("id").parse().map_err(|_| Problem::not_found())?;
    let revoke = move |tx: &mut casework::record::Tx<'_>| tokens::revoke(tx, person, id);
    office.write(view, revoke).await?;
    view.session
        .flash(FlashKind::Success, view.t("tokens-revoked"));
    Ok(Redirect::to(paths::TOKENS).into_response())
}

async fn page(
    office: &Office,
    citizen: &Citizen,
    form: &FormData,
    made: Option<&str>,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let (view, person) = (&citizen.view, citizen.person);
    let all = office.read(view, move |link, parts| tokens::tokens(link, parts, person));
    let all = all.await?;
    let title = view.t("tokens-title");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("tokens-lead")) }
        @if let Some(token) = made {
            (inset(&html! {
                h2 { (view.t("tokens-made")) }
                p { (view.t("tokens-made-text")) }
                p { code class="secret" dir="ltr" { (token) } }
            }))
        }
        (section("tokens", &view.t("tokens-yours"), &list(view, &all)))
        (section("new", &view.t("tokens-new"), &new(view, form, errors)))
    };
    Ok(view
        .page(title.clone())
        .back(paths::ACCOUNT)
        .with_errors(errors)
        .main(main))
}

fn list(view: &View, all: &[Token]) -> Markup {
    html! {
        @if all.is_empty() { p class="hint" { (view.t("tokens-none")) } }
        @else { ul class="cards" { @for token in all { li { (card(view, token)) } } } }
    }
}

fn card(view: &View, token: &Token) -> Markup {
    let scope = |s: &String| view.t(&format!("scope-{}", s.replace(':', "-")));
    let (state, tone) = if token.revoked.is_some() {
        ("tokens-state-revoked", Tone::Neutral)
    } else if token.works(view.now) {
        ("tokens-state-works", Tone::Good)
    } else {
        ("tokens-state-expired", Tone::Neutral)
    };
    let until = view.text.moment(token.expires, Precision::Day);
    html! {
        div class="card" {
            h3 { bdi { (token.name) } }
            p { (tag(tone, &view.t(state))) " " (view.with("tokens-until", &[("date", until.into())])) }
            ul class="facts" { @for s in &token.scopes { li { (scope(s)) } } }
            @if token.works(view.now) {
                form method="post" action="/account/tokens/revoke" {
                    (view.csrf_field()) (hidden("id", &token.id.to_string()))
                    button class="link" type="submit" { (view.t("tokens-revoke")) span class="visually-hidden" { " " (token.name) } }
                }
            }
        }
    }
}

fn new(view: &View, form: &FormData, errors: &[FieldError]) -> Markup {
    let t = &view.text;
    let name = web::components::TextInput {
        width: Width::Medium,
        ..web::components::TextInput::new(
            Field::new("name", view.t("tokens-name"))
                .hint(view.t("tokens-name-hint"))
                .errors(errors),
            form.get("name"),
        )
    };
    let roles = view.session.data().roles;
    let offered = scopes::offered(&roles).map(|s| {
        let words = view.t(&format!("scope-{}", s.replace(':', "-")));
        Choice {
            hint: Some(s.to_owned()),
            ..Choice::new(s, words)
        }
    });
    let mut may = Choices::new(
        Field::new("scopes", view.t("tokens-scopes")).errors(errors),
        offered.collect(),
        "",
    );
    may.chosen = form.all("scopes").to_vec();
    let days = DAYS.map(|d| {
        let words = view.with("tokens-days", &[("days", d.into())]);
        Choice::new(d.to_string(), words)
    });
    let chosen = if form.sent("days") {
        form.get("days")
    } else {
        "90"
    };
    let days = Choices::new(
        Field::new("days", view.t("tokens-ends")).errors(errors),
        days.to_vec(),
        chosen,
    );
    html! {
        form method="post" action=(paths::TOKENS) novalidate {
            (view.csrf_field())
            (text_input(t, &name))
            (checkboxes(t, &may))
            (radios(t, &days))
            (button(&Button::new(view.t("tokens-make"))))
        }
    }
}
