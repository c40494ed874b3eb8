//! Checking receipts, codes and certificates, over the API; and where the record is.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::Error;
use casework::case::read::{self, Certificate};
use casework::national;
use casework::record::{LogKey, log_keys};
use casework::stamps::{self, Stamped};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::api::Json;
use web::{Answer, Problem, Public, View};

use crate::office::Office;
use crate::record::{
    FollowedLogBody, NationBody, WitnessesBody, logs_body, place_body, witnesses_body,
};
use crate::verify::{Code, check, look_up};

/// Whether a certificate holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CertificateBody {
    number: String,
    service: String,
    issued: String,
    until: Option<String>,
    holds: bool,
}

/// What the record has under a code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeBody {
    index: u64,
    at: String,
    /// Hash of the leaf, hexadecimal.
    leaf: String,
    /// Entries in the checkpoint that it was proven against.
    size: u64,
}

/// What became of a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptBody {
    holds: bool,
    /// The link that does not hold: `file`, `signature`, `place`, `inclusion`, `body`, `history`, `draw`, `stamp`.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    /// What was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    /// Entries in the receipt's checkpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    /// When an authority that this house trusts stamped the receipt's checkpoint (RFC 3161).
    #[serde(skip_serializing_if = "Option::is_none")]
    stamped_at: Option<String>,
    /// Whether the receipt carries a proof through a national log, which is not checked here:
    /// `diwan verify --national` does.
    national_unchecked: bool,
    /// The witnesses of this house that have signed it.
    witnesses: Vec<String>,
    /// Whether they are enough by this house's policy; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_met: Option<bool>,
}

/// A timestamp of an authority (RFC 3161).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StampBody {
    /// Entries in the checkpoint that was stamped.
    size: u64,
    /// When, by the authority.
    at: String,
    /// The authority's name.
    authority: String,
    /// What was stamped: the text of the checkpoint.
    text: String,
    /// The stamp (`TimeStampToken`), base64 of its DER.
    token: String,
}

/// A key of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogKeyBody {
    /// Verifier key (C2SP signed-note).
    vkey: String,
    /// Since when it signs.
    since: String,
    /// The entry that says so.
    entry: u64,
    /// When it was retired, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<String>,
}

impl From<LogKey> for LogKeyBody {
    fn from(key: LogKey) -> Self {
        Self {
            vkey: key.vkey,
            since: key.added_at.to_string(),
            entry: key.added,
            retired: key.retired_at.map(|at| at.to_string()),
        }
    }
}

/// The record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordBody {
    origin: String,
    /// The newest verifier key (C2SP signed-note) that signs.
    vkey: String,
    /// All that sign or have signed, oldest first.
    keys: Vec<LogKeyBody>,
    /// Public key of the draws, hexadecimal.
    draw_key: Value,
    size: u64,
    /// As at `/record/checkpoint`: under a policy with the witnesses' lines, and a little behind `size`.
    checkpoint: String,
    /// The newest timestamp, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<StampBody>,
    /// The witnesses, where this house has a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    witnesses: Option<WitnessesBody>,
    /// On a national house: the agencies' logs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logs: Vec<FollowedLogBody>,
    /// Those of which nothing was received yet, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    never_reached: Vec<String>,
    /// On an agency's house: its place in the national log.
    #[serde(skip_serializing_if = "Option::is_none")]
    national: Option<NationBody>,
    /// Prefix of the tiles (C2SP tlog-tiles).
    tiles: String,
}

/// Whether a certificate holds, by its number.
#[utoipa::path(get, path = "/api/v1/certificates/{number}", tag = "services",
    params(("number" = String, Path)), responses((status = 200, body = CertificateBody)))]
pub(crate) async fn certificate(
    Public(view): Public,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<CertificateBody>> {
    let found = office.read(&view, move |link, parts| {
        let (found, _, hash) = read::certificate(link, &number)?.ok_or(Error::NotFound)?;
        Ok((found, parts.packs.get(link, &hash)?))
    });
    let (found, pack) = found.await?;
    Ok(Json(certificate_body(&view, &found, &pack)))
}

/// What anybody may know of a certificate.
pub(crate) fn certificate_body(
    view: &View,
    found: &Certificate,
    pack: &pack::Pack,
) -> CertificateBody {
    CertificateBody {
        number: found.number.clone(),
        service: pack.id.clone(),
        issued: found.issued_at.to_string(),
        until: found.valid_until.map(|t| t.to_string()),
        holds: found.valid_until.is_none_or(|until| view.now < until),
    }
}

/// What the record has under a receipt's code.
#[utoipa::path(get, path = "/api/v1/verify/{code}", operation_id = "look_up", tag = "services",
    params(("code" = String, Path)), responses((status = 200, body = CodeBody)))]
pub(crate) async fn code(
    Public(view): Public,
    State(office): State<Office>,
    Path(code): Path<String>,
) -> Answer<Json<CodeBody>> {
    let code: Code = code.parse().map_err(|_| Problem::not_found())?;
    let found = office
        .read(&view, move |link, _| look_up(link, code))
        .await?;
    Ok(Json(CodeBody {
        index: found.leaf.index,
        at: found.at.to_string(),
        leaf: hex::encode(found.hash.0),
        size: found.size,
    }))
}

/// Checks a receipt; it changes nothing and nothing of it is kept, so no key is asked for.
#[utoipa::path(post, path = "/api/v1/verify", tag = "services",
    request_body(content_type = "application/json", content = Value, description = "A receipt"),
    responses((status = 200, body = ReceiptBody), (status = 422, body = ReceiptBody)))]
pub(crate) async fn receipt(
    Public(view): Public,
    State(office): State<Office>,
    file: Bytes,
) -> Answer {
    let result = office
        .read(&view, move |link, parts| check(link, parts, &file))
        .await?;
    Ok(match result {
        Ok(c) => Json(ReceiptBody {
            holds: true,
            fault: None,
            index: Some(c.index),
            at: Some(c.time.to_string()),
            kind: Some(c.kind),
            case: c.case,
            body: serde_json::from_str(&c.body).ok(),
            size: Some(c.size),
            stamped_at: c.stamp.map(|(at, _)| at.to_string()),
            national_unchecked: c.national,
            witnesses: c.witnesses,
            policy_met: c.policy_met,
        })
        .into_response(),
        Err(fault) => {
            let body = ReceiptBody {
                holds: false,
                fault: Some(fault.key()),
                index: None,
                at: None,
                kind: None,
                case: None,
                body: None,
                size: None,
                stamped_at: None,
                national_unchecked: false,
                witnesses: Vec::new(),
                policy_met: None,
            };
            (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
        }
    })
}

/// The record: its keys, its newest checkpoint, where its tiles are.
#[utoipa::path(get, path = "/api/v1/record", tag = "services", responses((status = 200, body = RecordBody)))]
pub(crate) async fn record(
    Public(view): Public,
    State(office): State<Office>,
) -> Answer<Json<RecordBody>> {
    let newest = office.casework().newest().await;
    let published = newest.map_err(|e| crate::refusal::problem(&view, e))?;
    let status = office.read(&view, casework::witnesses::status).await?;
    let cosigned = office.read(&view, casework::witnesses::published).await?.1;
    let stamped = office
        .read(&view, |link, _| Ok(stamps::newest(link)?))
        .await?;
    let keys = office.read(&view, |link, _| Ok(log_keys(link)?)).await?;
    let logs = office.read(&view, |link, _| Ok(national::standings(link)?));
    let logs = logs.await?;
    let never = office.read(&view, |link, parts| Ok(national::unreached(link, parts)?));
    let never = never.await?;
    let place = office.read(&view, |link, _| Ok(national::place(link)?));
    let place = place.await?;
    let newest = keys.iter().rev().find(|key| key.in_force());
    let identity = &office.casework().parts.identity;
    Ok(Json(RecordBody {
        origin: identity.origin.clone(),
        vkey: newest.map(|key| key.vkey.clone()).unwrap_or_default(),
        keys: keys.into_iter().map(LogKeyBody::from).collect(),
        draw_key: serde_json::to_value(identity.draw.public_key()).unwrap_or_default(),
        size: published.size,
        checkpoint: cosigned,
        stamp: stamped.map(stamp_body),
        witnesses: status.map(|status| witnesses_body(&status, view.now)),
        logs: logs_body(&logs),
        never_reached: never,
        national: place.map(place_body),
        tiles: "/record/tile/".into(),
    }))
}

fn stamp_body(stamped: Stamped) -> StampBody {
    let text = tlog::Note::parse(stamped.checkpoint.as_bytes());
    StampBody {
        size: stamped.size,
        at: stamped.time.to_string(),
        authority: stamped.authority,
        text: text.map(|note| note.text().to_owned()).unwrap_or_default(),
        token: STANDARD.encode(stamped.token),
    }
}
