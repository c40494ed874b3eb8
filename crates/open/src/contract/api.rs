//! One contracting process, over the API.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::Json;
use web::{Answer, Public, View};

use super::Contract;
use super::flags::reaches;
use crate::standing::{Reply, Standing};
use crate::{Open, show};

/// A field that a flag rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidenceBody {
    /// A JSON pointer into the release.
    field: String,
    /// What it says; left out for what people are reached by.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// A flag: a hint, not a finding of guilt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlagBody {
    /// SHA-256 over what it rests on.
    id: String,
    indicator: String,
    title: String,
    /// What it may mean.
    meaning: String,
    /// What else explains it.
    mistakes: String,
    /// `process`, `buyer`, `supplier`…
    about: String,
    subject: String,
    value: String,
    /// The fence of its group that it crossed, if there is one.
    bar: String,
    /// `fact`, `rule`, `outlier` or `pattern`.
    sure: String,
    /// Its part in a process's score.
    weight: f64,
    evidence: Vec<EvidenceBody>,
    /// Of patterns: what was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
    /// When it was dismissed, if that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    dismissed: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl FlagBody {
    /// `all`: for investigators.
    pub(crate) fn of(view: &View, standing: &Standing, all: bool) -> FlagBody {
        let flag = &standing.flag;
        let words = show::words(view, &flag.indicator);
        let evidence = flag.evidence.iter().map(|(field, value)| EvidenceBody {
            field: field.clone(),
            value: (all || !reaches(field)).then(|| value.clone()),
        });
        let dismissed = standing.dismissed();
        FlagBody {
            id: hex::encode(flag.id),
            indicator: flag.indicator.clone(),
            title: words.title.into(),
            meaning: words.meaning.into(),
            mistakes: words.mistakes.into(),
            about: flag.about.clone(),
            subject: flag.subject.clone(),
            value: flag.value.clone(),
            bar: flag.bar.clone(),
            sure: flag.sure.clone(),
            weight: flag.weight as f64 / 1_000.0,
            evidence: evidence.collect(),
            says: show::says(view, flag).map(str::to_owned),
            dismissed: dismissed.map(|a| a.at.to_string()),
            reason: dismissed.and_then(|a| a.reason.clone()),
        }
    }
}

/// A reply, exactly as it was written.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplyBody {
    /// Index of the entry.
    entry: u64,
    /// Who replies, by identifier.
    party: String,
    ocid: String,
    /// The flag that it is about; without, the whole process.
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    text: String,
    at: String,
}

impl ReplyBody {
    pub(crate) fn of(reply: &Reply) -> ReplyBody {
        ReplyBody {
            entry: reply.entry,
            party: reply.party.clone(),
            ocid: reply.ocid.clone(),
            flag: reply.flag.map(hex::encode),
            text: reply.said.clone(),
            at: reply.at.to_string(),
        }
    }
}

/// Somebody's part in a process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartyBody {
    /// `buyer`, `entity`, `supplier` or `bidder`.
    role: String,
    id: String,
    name: String,
    /// Since when they have been invited to reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    invited: Option<String>,
}

/// A contracting process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContractBody {
    ocid: String,
    publisher: String,
    title: String,
    method: String,
    status: String,
    /// Hundredths.
    amount: Option<i64>,
    currency: String,
    /// SHA-256 of the compiled release.
    release: String,
    /// The sum of the weights of its different indicators.
    score: f64,
    parties: Vec<PartyBody>,
    /// Hints, not findings of guilt.
    flags: Vec<FlagBody>,
    replies: Vec<ReplyBody>,
}

/// A contracting process with its flags and replies.
#[utoipa::path(get, path = "/api/v1/contracts/{ocid}", tag = "open",
    params(("ocid" = String, Path, description = "Open Contracting identifier"),
        ("publisher" = Option<String>, Query, description = "Whose, where several publish it")),
    responses((status = 200, body = ContractBody)))]
pub(crate) async fn contract(
    Public(view): Public,
    State(open): State<Open>,
    Path(ocid): Path<String>,
) -> Answer<Json<ContractBody>> {
    let publisher = view.query_value("publisher");
    let found = open
        .read(move |link, _| Contract::find(link, &ocid, &publisher))
        .await?;
    let told = &found.process.told;
    let party = |(role, id, name): &(&'static str, String, String)| PartyBody {
        role: (*role).to_owned(),
        id: id.clone(),
        name: name.clone(),
        invited: found.invited.get(id).map(ToString::to_string),
    };
    Ok(Json(ContractBody {
        ocid: told.ocid.clone(),
        publisher: found.publisher.clone(),
        title: told.title.clone(),
        method: told.method.clone(),
        status: told.status.clone(),
        amount: told.amount,
        currency: told.currency.clone(),
        release: hex::encode(found.process.release),
        score: found.process.score as f64 / 1_000.0,
        parties: told.parties.iter().map(party).collect(),
        flags: found
            .flags
            .iter()
            .map(|s| FlagBody::of(&view, s, false))
            .collect(),
        replies: found.replies.iter().map(ReplyBody::of).collect(),
    }))
}

/// The compiled release that everything about a process follows from, byte for byte.
#[utoipa::path(get, path = "/api/v1/contracts/{ocid}/release", tag = "open",
    params(("ocid" = String, Path, description = "Open Contracting identifier"),
        ("publisher" = Option<String>, Query, description = "Whose, where several publish it")),
    responses((status = 200, content_type = "application/json", body = Object)))]
pub(crate) async fn release(
    Public(view): Public,
    State(open): State<Open>,
    Path(ocid): Path<String>,
) -> Answer<Response> {
    let publisher = view.query_value("publisher");
    let found = open
        .read(move |link, _| Contract::find(link, &ocid, &publisher))
        .await?;
    let text = found.process.text.trim().to_owned();
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
