//! Replying, over the API.

use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{Json, ProblemBody};
use web::{Answer, Problem, Public};

use super::LENGTH;
use super::act::{About, Offer, publish};
use super::page::find;
use crate::Open;

/// An invitation to reply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvitedBody {
    publisher: String,
    /// Who is invited, by identifier.
    party: String,
    name: String,
    until: String,
    /// What can be replied to.
    offers: Vec<OfferBody>,
}

/// A process to reply to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferBody {
    ocid: String,
    title: String,
    /// Ids of its flags.
    flags: Vec<String>,
}

/// A reply to publish.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewReplyBody {
    /// The code of the invitation.
    code: String,
    /// The process.
    ocid: String,
    /// One of its flags; without, the reply is about the whole process.
    flag: Option<String>,
    /// 10 to 4,000 characters, published exactly as they are.
    text: String,
}

/// A published reply.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RepliedBody {
    /// Index of the entry.
    entry: u64,
    ocid: String,
}

/// What a code lets its holder reply to.
#[utoipa::path(get, path = "/api/v1/replies/{code}", tag = "open",
    params(("code" = String, Path, description = "The code of the invitation")),
    responses((status = 200, body = InvitedBody)))]
pub(crate) async fn api_invited(
    _: Public,
    State(open): State<Open>,
    Path(code): Path<String>,
) -> Answer<Json<InvitedBody>> {
    let found = find(&open, &code).await?.ok_or_else(Problem::not_found)?;
    let offer = |o: &Offer| OfferBody {
        ocid: o.ocid.clone(),
        title: o.title.clone(),
        flags: o.flags.iter().map(|f| hex::encode(f.0)).collect(),
    };
    Ok(Json(InvitedBody {
        publisher: found.publisher.clone(),
        party: found.party.clone(),
        name: found.name.clone(),
        until: found.until.to_string(),
        offers: found.offers.iter().map(offer).collect(),
    }))
}

/// Publishes a reply, as it is written.
#[utoipa::path(post, path = "/api/v1/replies", tag = "open",
    request_body = NewReplyBody, responses((status = 200, body = RepliedBody), (status = 404, body = ProblemBody)))]
pub(crate) async fn api_reply(
    Public(view): Public,
    State(open): State<Open>,
    Json(sent): Json<NewReplyBody>,
) -> Answer<Json<RepliedBody>> {
    if !LENGTH.contains(&sent.text.trim().chars().count()) {
        return Err(Problem::unprocessable().field("/text", view.t("reply-text-error")));
    }
    let about = match &sent.flag {
        None => About::Process(sent.ocid.clone()),
        Some(flag) => {
            let mut id = [0; 32];
            hex::decode_to_slice(flag, &mut id).map_err(|_| {
                Problem::unprocessable().field("/flag", view.t("reply-about-error"))
            })?;
            About::Flag(id)
        }
    };
    let (entry, _, ocid) = open
        .write(move |tx| publish(tx, &sent.code, &about, &sent.text))
        .await?;
    Ok(Json(RepliedBody { entry, ocid }))
}
