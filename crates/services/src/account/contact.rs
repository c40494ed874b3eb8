//! How one is reached: the channel that is tried first, quiet hours, a mobile number, devices.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::channels::{self, Device};
use casework::record::fact::{Channel, Contact, Quiet};
use casework::{Error, PersonId, people};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, InputKind, TextInput, Width, button, checkboxes,
    error_summary, fieldset, hidden, radios, section, select, text_input,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Confirmed, Form, FormData, Page, Problem, View};

use crate::office::{Citizen, Office};
use crate::{assets, paths, refusal};

/// The night that is offered to whoever has none yet, in minutes.
const NIGHT: Quiet = Quiet {
    from: 22 * 60,
    until: 7 * 60,
};

/// What the page shows.
pub(super) struct Known {
    email: String,
    contact: Contact,
    devices: Vec<Device>,
    /// Whether SMS are sent here, and the key of the push messages where they are.
    sms: bool,
    push: Option<String>,
    zone: String,
}

pub(super) async fn known(
    office: &Office,
    view: &View,
    person: PersonId,
) -> Result<Known, Problem> {
    let read = office.read(view, move |link, parts| {
        Ok(Known {
            email: people::profile(link, parts, person)?.email,
            contact: channels::contact(link, parts, person)?,
            devices: channels::devices(link, parts, person)?,
            sms: parts.sms.is_some(),
            push: parts.push.as_ref().map(channels::Push::public_key),
            zone: parts.zone.iana_name().unwrap_or("UTC").to_owned(),
        })
    });
    read.await
}

pub(super) async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    let view = &citizen.view;
    let known = known(&office, view, citizen.person).await?;
    Ok(page(view, &known, &known.contact, "", &[]))
}

pub(super) async fn save(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let channel = Channel::from_name(form.get("channel")).unwrap_or_default();
    let quiet = form.has("quiet", "on").then(|| Quiet {
        from: minutes(form.get("from")).unwrap_or(NIGHT.from),
        until: minutes(form.get("until")).unwrap_or(NIGHT.until),
    });
    let set =
        move |tx: &mut casework::record::Tx<'_>| channels::set_channel(tx, person, channel, quiet);
    match office.casework().write(set).await {
        Ok(()) => {
            view.session
                .flash(FlashKind::Success, view.t("contact-saved"));
            Ok(Redirect::to(paths::CONTACT).into_response())
        }
        Err(Error::Field { field, reason }) => {
            let errors = [FieldError::new(field, refusal::field(view, field, reason))];
            let known = known(&office, view, person).await?;
            let typed = Contact {
                channel,
                quiet,
                phone: known.contact.phone.clone(),
            };
            Ok(page(view, &known, &typed, "", &errors).into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// Minutes since midnight of `22:00`.
pub(crate) fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// As [`minutes`] reads it.
pub(crate) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The page, with what was typed and what is wrong with it.
pub(super) fn page(
    view: &View,
    known: &Known,
    typed: &Contact,
    number: &str,
    errors: &[FieldError],
) -> Page {
    let title = view.t("contact-title");
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        p class="lead" { (view.t("contact-lead")) }
        form method="post" action=(paths::CONTACT) novalidate {
            (view.csrf_field())
            (radios(&view.text, &channels_of(view, known, typed, errors)))
            (quiet(view, known, typed, errors))
            (button(&Button::new(view.t("contact-save"))))
        }
        @if known.sms { (section("mobile", &view.t("contact-phone"), &phone(view, known, number, errors))) }
        @if let Some(key) = &known.push {
            (section("devices", &view.t("contact-devices"), &devices(view, known, key)))
        }
    };
    view.page(title.clone())
        .back(paths::ACCOUNT)
        .with_errors(errors)
        .main(main)
}

fn channels_of(view: &View, known: &Known, typed: &Contact, errors: &[FieldError]) -> Choices {
    let choice = |channel: Channel, hint: String| Choice {
        hint: Some(hint),
        ..Choice::new(
            channel.as_str(),
            view.t(&format!("channel-{}", channel.as_str())),
        )
    };
    let mut choices = vec![choice(
        Channel::Email,
        view.with(
            "contact-by-email",
            &[("email", known.email.as_str().into())],
        ),
    )];
    if known.sms {
        let hint = match &known.contact.phone {
            Some(phone) => view.with("contact-by-sms", &[("phone", phone.as_str().into())]),
            None => view.t("contact-by-sms-none"),
        };
        choices.push(choice(Channel::Sms, hint));
    }
    if known.push.is_some() {
        let count = u32::try_from(known.devices.len()).unwrap_or(u32::MAX);
        let hint = view.with("contact-by-push", &[("count", count.into())]);
        choices.push(choice(Channel::Push, hint));
    }
    let field =
        Field::new("channel", view.t("contact-channel")).hint(view.t("contact-channel-hint"));
    Choices::new(field.errors(errors), choices, typed.channel.as_str())
}

fn quiet(view: &View, known: &Known, typed: &Contact, errors: &[FieldError]) -> Markup {
    let t = &view.text;
    let on = Choices::new(
        Field::new("quiet", view.t("contact-quiet"))
            .hint(view.with(
                "contact-quiet-hint",
                &[("zone", known.zone.as_str().into())],
            ))
            .errors(errors),
        vec![Choice::new("on", view.t("contact-quiet-on"))],
        typed.quiet.map_or("", |_| "on"),
    );
    let hours = typed.quiet.unwrap_or(NIGHT);
    let hour = |name: &str, at: u16| {
        let mut minutes: Vec<u16> = (0..24).map(|h| h * 60).collect();
        if !minutes.contains(&at) {
            minutes.push(at);
            minutes.sort_unstable();
        }
        let choices = minutes.into_iter().map(|m| Choice::new(clock(m), clock(m)));
        let field = Field::new(name, view.t(&format!("contact-{name}")));
        select(t, &Choices::new(field, choices.collect(), clock(at)))
    };
    html! {
        (checkboxes(t, &on))
        (fieldset(&view.t("contact-hours"), &html! { (hour("from", hours.from)) (hour("until", hours.until)) }))
    }
}

fn phone(view: &View, known: &Known, number: &str, errors: &[FieldError]) -> Markup {
    let input = TextInput {
        kind: InputKind::Tel,
        width: Width::Medium,
        autocomplete: Some("tel"),
        ..TextInput::new(
            Field::new("phone", view.t("contact-number"))
                .hint(view.t("contact-number-hint"))
                .errors(errors),
            number,
        )
    };
    html! {
        @if let Some(phone) = &known.contact.phone {
            p { (view.t("contact-number-is")) " " bdi dir="ltr" { (phone) } }
            form method="post" action="/account/contact/phone/remove" {
                (view.csrf_field())
                button class="link" type="submit" { (view.t("contact-number-remove")) }
            }
        } @else {
            p { (view.t("contact-phone-text")) }
        }
        form method="post" action="/account/contact/phone" novalidate {
            (view.csrf_field())
            (text_input(&view.text, &input))
            (button(&Button { secondary: true, ..Button::new(view.t("contact-number-send")) }))
        }
    }
}

fn devices(view: &View, known: &Known, key: &str) -> Markup {
    html! {
        p { (view.t("contact-devices-text")) }
        @if known.devices.is_empty() { p class="hint" { (view.t("contact-devices-none")) } }
        @else {
            ul {
                @for device in &known.devices {
                    @let label = if device.device.label.is_empty() { view.t("contact-device") } else { device.device.label.clone() };
                    li {
                        bdi { (label) } " · " (view.text.time(device.added_at, Precision::Day))
                        form method="post" action="/account/contact/devices/remove" {
                            (view.csrf_field()) (hidden("id", &hex::encode(device.id)))
                            button class="link" type="submit" { (view.t("contact-device-remove")) span class="visually-hidden" { " " (label) } }
                        }
                    }
                }
            }
        }
        div data-push=(key) data-worker=(assets::PUSH_WORKER) data-failed=(view.t("contact-push-failed")) data-refused=(view.t("contact-push-refused")) hidden {
            button class="button button-secondary" type="button" { (view.t("contact-device-add")) }
            p class="field-error" role="status" {}
        }
        noscript { p class="hint" { (view.t("contact-push-script")) } }
        script src=(assets::push()) defer {}
    }
}

/// What a form gives back when a number or code does not fit.
pub(super) async fn again(
    office: &Office,
    view: &View,
    person: PersonId,
    form: &FormData,
    errors: &[FieldError],
) -> Result<Page, Problem> {
    let known = known(office, view, person).await?;
    let contact = known.contact.clone();
    Ok(page(view, &known, &contact, form.get("phone"), errors))
}
