//! Name, language, address; and the way to everything else of one's own.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::people::{self, Passkey, Person};
use casework::record::fact::Profile;
use casework::record::{Fact, Tx};
use casework::{Actor, Error, PersonId};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, TextInput, Width, button, error_summary, hidden,
    radios, section, text_input,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, View};

use crate::office::{Citizen, Office};
use crate::{assets, paths};

/// The longest name, in characters; as in the core.
const NAME: usize = 200;

pub(super) async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    let (view, id) = (&citizen.view, citizen.person);
    let read = office.read(view, move |link, parts| {
        Ok((
            people::person(link, parts, id)?,
            people::passkeys(link, id)?,
        ))
    });
    let (person, keys) = read.await?;
    Ok(page((view, &office), &person, &keys, &person.profile, &[]))
}

pub(super) async fn save(
    citizen: Citizen,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, id) = (&citizen.view, citizen.person);
    let (name, language) = (form.get("name").to_owned(), form.get("language").to_owned());
    // What is not sent stays as it is.
    let (hijri, known) = match form.get("calendar") {
        "both" => (Some(true), true),
        "gregorian" => (Some(false), true),
        other => (None, other.is_empty()),
    };
    let mut errors = Vec::new();
    if !known {
        errors.push(FieldError::new(
            "calendar",
            view.t("account-calendar-error"),
        ));
    }
    if !valid_name(&name) {
        errors.push(FieldError::new(
            "name",
            view.with("account-name-error", &[("limit", NAME.into())]),
        ));
    }
    if view.text.texts().language(&language).is_none() {
        errors.push(FieldError::new(
            "language",
            view.t("account-language-error"),
        ));
    }
    if !errors.is_empty() {
        let read = office.read(view, move |link, parts| {
            Ok((
                people::person(link, parts, id)?,
                people::passkeys(link, id)?,
            ))
        });
        let (person, keys) = read.await?;
        let typed = Profile {
            name,
            language,
            hijri: hijri.or(person.profile.hijri),
            ..person.profile.clone()
        };
        return Ok(page((view, &office), &person, &keys, &typed, &errors).into_response());
    }
    let shown = name.clone();
    office
        .write(view, move |tx| {
            change_profile(tx, id, (&name, &language), hijri)
        })
        .await?;
    view.session.update(|data| {
        if !shown.is_empty() {
            data.name = Some(shown);
        }
        data.hijri = hijri.or(data.hijri);
    });
    view.session
        .flash(FlashKind::Success, view.t("account-saved"));
    Ok(Redirect::to(paths::ACCOUNT).into_response())
}

/// How days are shown: each choice with this day as it would be.
fn calendars(view: &View, chosen: Option<bool>, errors: &[FieldError]) -> Choices {
    let today = view.now.to_zoned_datetime(view.text.zone().clone()).date();
    let choice = |value, both| {
        let day = view.text.clone().with_hijri(both).date(today);
        let key = format!("account-calendar-{value}");
        Choice::new(value, view.with(&key, &[("day", day.into())]))
    };
    let choices = vec![choice("gregorian", false), choice("both", true)];
    let field = Field::new("calendar", view.t("account-calendar"));
    let field = field.hint(view.t("account-calendar-hint")).errors(errors);
    let both = chosen.unwrap_or(view.site().hijri);
    Choices::new(field, choices, if both { "both" } else { "gregorian" })
}

/// Whether a name can be kept.
pub(crate) fn valid_name(name: &str) -> bool {
    name.chars().count() <= NAME && !name.chars().any(char::is_control)
}

/// Changes a person's own name and language; nothing is written where nothing changes.
pub(crate) fn change_profile(
    tx: &mut Tx<'_>,
    person: PersonId,
    (name, language): (&str, &str),
    hijri: Option<bool>,
) -> Result<(), Error> {
    let parts = tx.parts();
    let now = people::person(tx.link(), parts, person)?.profile;
    let profile = Profile {
        name: name.to_owned(),
        language: language.to_owned(),
        email: now.email.clone(),
        hijri: hijri.or(now.hijri),
    };
    if profile == now {
        return Ok(());
    }
    tx.append(
        Actor::Person(person),
        Fact::PersonChanged { person, profile },
    )
    .map(drop)
}

fn page(
    (view, office): (&View, &Office),
    person: &Person,
    keys: &[Passkey],
    typed: &Profile,
    errors: &[FieldError],
) -> Page {
    let title = view.t("account-title");
    let name = TextInput {
        autocomplete: Some("name"),
        width: Width::Medium,
        ..TextInput::new(
            Field::new("name", view.t("account-name"))
                .hint(view.t("account-name-hint"))
                .errors(errors),
            typed.name.as_str(),
        )
    };
    let offered = view.text.texts().languages();
    let choices = offered.map(|l| Choice {
        lang: Some(l),
        ..Choice::new(l.code(), l.native_name())
    });
    let choices = choices.collect();
    let language =
        Field::new("language", view.t("account-language")).hint(view.t("account-language-hint"));
    let language = Choices::new(language.errors(errors), choices, typed.language.as_str());
    let official = person.agency.is_some();
    let providers = !office.providers().is_empty();
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p { (view.t("account-email")) " " bdi dir="ltr" { (person.profile.email) } }
        form method="post" action=(paths::ACCOUNT) novalidate {
            (view.csrf_field())
            (text_input(&view.text, &name))
            (radios(&view.text, &language))
            (radios(&view.text, &calendars(view, typed.hijri, errors)))
            (button(&Button::new(view.t("account-save"))))
        }
        (section("passkeys", &view.t("account-passkeys"), &passkeys(view, keys)))
        (section("yours", &view.t("account-yours"), &yours(view, official, providers)))
    };
    view.page(title.clone()).with_errors(errors).main(main)
}

fn passkeys(view: &View, keys: &[Passkey]) -> Markup {
    let label = TextInput {
        width: Width::Medium,
        ..TextInput::new(
            Field::new("passkey-label", view.t("account-passkey-label")),
            "",
        )
    };
    html! {
        p { (view.t("account-passkeys-text")) }
        @if !keys.is_empty() {
            ul {
                @for key in keys {
                    li {
                        bdi { (key.label) } " · " (view.text.time(key.added_at, Precision::Day))
                        form method="post" action="/account/passkeys/remove" {
                            (view.csrf_field()) (hidden("id", &hex::encode(&key.id)))
                            button class="link" type="submit" { (view.t("account-passkey-remove")) span class="visually-hidden" { " " (key.label) } }
                        }
                    }
                }
            }
        }
        div data-passkey="add" data-failed=(view.t("sign-in-passkey-failed")) hidden {
            (text_input(&view.text, &label))
            button class="button button-secondary" type="button" { (view.t("account-passkey-add")) }
            p class="field-error" role="status" {}
        }
        noscript { p class="hint" { (view.t("account-passkeys-script")) } }
        script src=(assets::passkeys()) defer {}
    }
}

fn yours(view: &View, official: bool, providers: bool) -> Markup {
    let link = |href: &str, key: &str| html! { a class="way" href=(href) { (view.t(key)) } };
    html! {
        p { (link(paths::SESSIONS, "sessions-title")) }
        p { (link(paths::CONTACT, "contact-title")) }
        p { (link("/account/readings", "account-readings")) }
        p { (link(paths::MANDATES, "mandates-title")) }
        @if providers { p { (link(paths::IDENTITIES, "identity-title")) } }
        p { (link(paths::TOKENS, "tokens-title")) }
        @if official { p { (link("/account/duty", "account-duty")) } }
        p { (link("/account/erase", "account-erase")) }
    }
}
