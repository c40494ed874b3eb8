//! How I am reached, over the API.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::channels::{self, NewDevice};
use casework::record::Tx;
use casework::record::fact::{Channel, Quiet};
use casework::{Actor, Error};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Confirmed, Problem};

use super::once::{Done, ProblemBody, once, own_page};
use crate::account::contact::{clock, minutes};
use crate::account::devices::id;
use crate::office::{Citizen, Office};

/// How a person is reached.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactBody {
    /// Tried first: `email`, `sms` or `push`.
    channel: &'static str,
    /// The number that was proven.
    phone: Option<String>,
    /// Hours in which nothing is sent but what is urgent.
    quiet: Option<QuietBody>,
    /// The time zone of these hours (IANA).
    zone: String,
    /// By what people can be reached here.
    offered: Vec<&'static str>,
    /// `applicationServerKey` for subscribing a browser, where push messages are sent.
    push_key: Option<String>,
}

/// Hours of a day, which may go past midnight.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuietBody {
    /// `22:00`
    from: String,
    /// `07:00`
    until: String,
}

/// What a person chooses.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChooseBody {
    channel: String,
    #[serde(default)]
    quiet: Option<QuietBody>,
}

/// A mobile number.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhoneBody {
    /// In its international form: `+9613123456`.
    phone: String,
}

/// The code that came.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhoneCodeBody {
    code: String,
}

/// A browser's subscription: what `PushSubscription.toJSON()` gives (W3C Push API).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DeviceBody {
    endpoint: String,
    keys: DeviceKeys,
    /// What to call it.
    #[serde(default)]
    label: String,
}

/// The keys of a subscription, base64url.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct DeviceKeys {
    p256dh: String,
    auth: String,
}

/// A device that push messages go to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeviceItem {
    /// SHA-256 of its endpoint, hexadecimal.
    id: String,
    label: String,
    added: String,
}

/// How I am reached.
#[utoipa::path(get, path = "/api/v1/account/contact", tag = "services", responses((status = 200, body = ContactBody)))]
pub(crate) async fn contact(
    citizen: Citizen,
    State(office): State<Office>,
) -> Answer<Json<ContactBody>> {
    let person = citizen.person;
    let read = office.read(&citizen.view, move |link, parts| {
        let found = channels::contact(link, parts, person)?;
        let quiet = found.quiet.map(|q| QuietBody {
            from: clock(q.from),
            until: clock(q.until),
        });
        let works = |c: &Channel| match c {
            Channel::Email => true,
            Channel::Sms => parts.sms.is_some(),
            Channel::Push => parts.push.is_some(),
        };
        Ok(ContactBody {
            channel: found.channel.as_str(),
            phone: found.phone,
            quiet,
            zone: parts.zone.iana_name().unwrap_or("UTC").to_owned(),
            offered: Channel::ALL
                .iter()
                .filter(|c| works(c))
                .map(|c| c.as_str())
                .collect(),
            push_key: parts.push.as_ref().map(channels::Push::public_key),
        })
    });
    read.await.map(Json)
}

/// Chooses by what I am reached first, and when not.
#[utoipa::path(put, path = "/api/v1/account/contact", operation_id = "choose_contact", tag = "services", request_body = ChooseBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = ProblemBody)))]
pub(crate) async fn choose(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<ChooseBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    let wrong = |field: &str, key: &str| Problem::unprocessable().field(field, view.t(key));
    let channel = Channel::from_name(&sent.channel);
    let channel = channel.ok_or_else(|| wrong("/channel", "error-channel-not-set-up"))?;
    let hours = |q: &QuietBody| {
        Some(Quiet {
            from: minutes(&q.from)?,
            until: minutes(&q.until)?,
        })
    };
    let quiet = match &sent.quiet {
        Some(q) => Some(hours(q).ok_or_else(|| wrong("/quiet", "error-quiet-not-hours"))?),
        None => None,
    };
    let set = move |tx: &mut Tx<'_>| {
        let before = tx.next();
        channels::set_channel(tx, person, channel, quiet)?;
        Ok(changed(tx, before))
    };
    once(&office, view, person, (&key, &sent), set)
        .await
        .map(Json)
}

/// Has a code sent to a number.
#[utoipa::path(post, path = "/api/v1/account/phone", operation_id = "ask_phone_code", tag = "services", request_body = PhoneBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn ask_code(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<PhoneBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    let (number, language) = (sent.phone.clone(), view.lang().code());
    let ask = move |tx: &mut Tx<'_>| {
        channels::request_phone_code(tx, person, &number, language)?;
        Ok(Done { entry: None })
    };
    once(&office, view, person, (&key, &sent), ask)
        .await
        .map(Json)
}

/// Proves the number by its code.
#[utoipa::path(post, path = "/api/v1/account/phone/code", operation_id = "prove_phone", tag = "services", request_body = PhoneCodeBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = ProblemBody)))]
pub(crate) async fn prove(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<PhoneCodeBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    let typed = sent.code.clone();
    // A wrong code is an answer as well: its try is counted, and is not undone by an error.
    let prove = move |tx: &mut Tx<'_>| {
        let before = tx.next();
        let right = channels::confirm_phone(tx, person, &typed)?;
        Ok((right, changed(tx, before)))
    };
    let (right, done) = once(&office, view, person, (&key, &sent), prove).await?;
    if !right {
        return Err(Problem::unprocessable().field("/code", view.t("contact-code-error")));
    }
    Ok(Json(done))
}

/// Removes my number.
#[utoipa::path(delete, path = "/api/v1/account/phone", operation_id = "remove_phone", tag = "services",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = ProblemBody)))]
pub(crate) async fn remove_phone(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let remove = move |tx: &mut Tx<'_>| {
        let before = tx.next();
        channels::remove_phone(tx, person)?;
        Ok(changed(tx, before))
    };
    once(&office, view, person, (&key, &()), remove)
        .await
        .map(Json)
}

/// The devices that push messages go to.
#[utoipa::path(get, path = "/api/v1/account/devices", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<DeviceItem>)))]
pub(crate) async fn devices(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<DeviceItem>> {
    let person = citizen.person;
    let all = office.read(&citizen.view, move |link, parts| {
        channels::devices(link, parts, person)
    });
    let item = |d: channels::Device| DeviceItem {
        id: hex::encode(d.id),
        label: d.device.label,
        added: d.added_at.to_string(),
    };
    paging.page_of_all(all.await?.into_iter().map(item))
}

/// Subscribes a device to push messages.
#[utoipa::path(post, path = "/api/v1/account/devices", operation_id = "add_device", tag = "services", request_body = DeviceBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub(crate) async fn add_device(
    Confirmed(citizen, _): Confirmed<Citizen>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Json(sent): Json<DeviceBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    let device = NewDevice {
        endpoint: sent.endpoint.clone(),
        key: sent.keys.p256dh.clone(),
        secret: sent.keys.auth.clone(),
        label: sent.label.clone(),
    };
    let add = move |tx: &mut Tx<'_>| {
        let before = tx.next();
        channels::add_device(tx, person, &device)?;
        Ok(changed(tx, before))
    };
    once(&office, view, person, (&key, &sent), add)
        .await
        .map(Json)
}

/// Removes a device.
#[utoipa::path(delete, path = "/api/v1/account/devices/{id}", operation_id = "remove_device", tag = "services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = ProblemBody)))]
pub(crate) async fn remove_device(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path(device): Path<String>,
) -> Answer<Json<Done>> {
    let (view, person) = (&citizen.view, citizen.person);
    own_page(view, &headers)?;
    let device = id(&device).ok_or_else(Problem::not_found)?;
    let remove = move |tx: &mut Tx<'_>| -> Result<Done, Error> {
        let entry = channels::remove_device(tx, Actor::Person(person), person, device, false)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &()), remove)
        .await
        .map(Json)
}

/// What was appended since.
fn changed(tx: &Tx<'_>, before: u64) -> Done {
    Done {
        entry: (tx.next() > before).then_some(before),
    }
}
