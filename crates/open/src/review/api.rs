//! What is done about a flag, over the API.

use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json};
use web::{Answer, Problem, View};

use super::REASON;
use super::act::{self, Invite};
use super::page::{id, load, mail, new_code};
use crate::Open;
use crate::contract::FlagBody;
use crate::office::Investigator;
use crate::once::{Written, once};

/// A flag with what was done about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReviewBody {
    publisher: String,
    /// With all of its evidence.
    flag: FlagBody,
    acts: Vec<ActBody>,
    /// Who may be invited to reply.
    concerned: Vec<ConcernedBody>,
}

/// Something that was done about a flag.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActBody {
    /// Index of the entry.
    entry: u64,
    /// `dismissed`, `reopened` or `taken`.
    act: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Of `taken`: the case's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    at: String,
}

/// Somebody whom a flag concerns.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConcernedBody {
    party: String,
    name: String,
    /// Whether the publisher gave an e-mail address.
    by_email: bool,
}

/// Why.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ReviewReasonBody {
    /// 10 to 2,000 characters. Reasons of dismissals are public.
    reason: String,
}

/// A case that was opened.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct TakenBody {
    /// The case's number.
    case: String,
    /// Index of the entry that opened it.
    entry: u64,
}

/// Whom to invite, and how.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct InviteBody {
    party: String,
    /// To the address that the publisher gave; otherwise the code is in the answer.
    #[serde(default)]
    by_email: bool,
}

/// An invitation.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct InvitationBody {
    entry: u64,
    /// What lets them reply, unless it went by e-mail. Only its hash is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

fn checked(view: &View, sent: &ReviewReasonBody) -> Result<String, Problem> {
    let reason = sent.reason.trim().to_owned();
    if REASON.contains(&reason.chars().count()) {
        return Ok(reason);
    }
    Err(Problem::unprocessable().field("/reason", view.t("review-reason-length")))
}

/// A flag with all of its evidence and what was done about it.
#[utoipa::path(get, path = "/api/v1/flags/{hash}", tag = "open",
    params(("hash" = String, Path, description = "The flag's id")),
    responses((status = 200, body = ReviewBody)))]
pub(crate) async fn api_flag(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
) -> Answer<Json<ReviewBody>> {
    let found = load(&i, &open, &hash).await?;
    let act = |a: &crate::standing::Act| ActBody {
        entry: a.entry,
        act: a.act.clone(),
        reason: a.reason.clone(),
        case: a.case.map(|n| n.to_string()),
        at: a.at.to_string(),
    };
    let concerned = |(party, name, by_email): &(String, String, bool)| ConcernedBody {
        party: party.clone(),
        name: name.clone(),
        by_email: *by_email,
    };
    Ok(Json(ReviewBody {
        publisher: found.publisher.clone(),
        flag: FlagBody::of(&i.view, &found.standing, true),
        acts: found.standing.acts.iter().map(act).collect(),
        concerned: found.concerned.iter().map(concerned).collect(),
    }))
}

/// Dismisses a flag, with a reason that is public.
#[utoipa::path(post, path = "/api/v1/flags/{hash}/dismiss", tag = "open",
    params(("hash" = String, Path, description = "The flag's id"),
        ("Idempotency-Key" = String, Header, description = "Chosen by the client")),
    request_body = ReviewReasonBody, responses((status = 200, body = Written)))]
pub(crate) async fn api_dismiss(
    i: Investigator,
    key: IdempotencyKey,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Json(sent): Json<ReviewReasonBody>,
) -> Answer<Json<Written>> {
    let (id, reason) = (id(&hash)?, checked(&i.view, &sent)?);
    let work = move |tx: &mut casework::record::Tx<'_>, actor| {
        let entry = Some(act::dismiss(tx, actor, id, &reason)?);
        Ok(Written { entry })
    };
    once(&open, &i.view, i.person, (&key, &sent), work)
        .await
        .map(Json)
}

/// Opens a dismissed flag again.
#[utoipa::path(post, path = "/api/v1/flags/{hash}/reopen", tag = "open",
    params(("hash" = String, Path, description = "The flag's id"),
        ("Idempotency-Key" = String, Header, description = "Chosen by the client")),
    request_body = ReviewReasonBody, responses((status = 200, body = Written)))]
pub(crate) async fn api_reopen(
    i: Investigator,
    key: IdempotencyKey,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Json(sent): Json<ReviewReasonBody>,
) -> Answer<Json<Written>> {
    let (id, reason) = (id(&hash)?, checked(&i.view, &sent)?);
    let work = move |tx: &mut casework::record::Tx<'_>, actor| {
        let entry = Some(act::reopen(tx, actor, id, &reason)?);
        Ok(Written { entry })
    };
    once(&open, &i.view, i.person, (&key, &sent), work)
        .await
        .map(Json)
}

/// Opens a case from a flag; the reason says what is to be found out.
#[utoipa::path(post, path = "/api/v1/flags/{hash}/case", tag = "open",
    params(("hash" = String, Path, description = "The flag's id"),
        ("Idempotency-Key" = String, Header, description = "Chosen by the client")),
    request_body = ReviewReasonBody, responses((status = 200, body = TakenBody)))]
pub(crate) async fn api_case(
    i: Investigator,
    key: IdempotencyKey,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Json(sent): Json<ReviewReasonBody>,
) -> Answer<Json<TakenBody>> {
    let (id, question, person) = (id(&hash)?, checked(&i.view, &sent)?, i.person);
    let work = move |tx: &mut casework::record::Tx<'_>, _| {
        let (number, entry) = act::take(tx, person, id, &question)?;
        Ok(TakenBody {
            case: number.to_string(),
            entry,
        })
    };
    once(&open, &i.view, person, (&key, &sent), work)
        .await
        .map(Json)
}

/// Invites somebody whom a flag concerns to reply.
#[utoipa::path(post, path = "/api/v1/flags/{hash}/invitations", tag = "open",
    params(("hash" = String, Path, description = "The flag's id"),
        ("Idempotency-Key" = String, Header, description = "Chosen by the client")),
    request_body = InviteBody, responses((status = 200, body = InvitationBody)))]
pub(crate) async fn api_invite(
    i: Investigator,
    key: IdempotencyKey,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Json(sent): Json<InviteBody>,
) -> Answer<Json<InvitationBody>> {
    let (flag, found) = (id(&hash)?, load(&i, &open, &hash).await?);
    let known = found.concerned.iter().find(|c| c.0 == sent.party);
    let known = known
        .ok_or_else(|| Problem::unprocessable().field("/party", i.view.t("invite-party-error")))?;
    if sent.by_email && !known.2 {
        return Err(Problem::unprocessable().field("/by_email", i.view.t("invite-email-error")));
    }
    let code = new_code(&open);
    let invite = Invite {
        party: sent.party.clone(),
        by_email: sent.by_email,
        mail: mail(&i.view, &open, &found, &code),
        code,
    };
    let work = move |tx: &mut casework::record::Tx<'_>, actor| {
        let entry = act::invite(tx, actor, flag, &invite)?;
        let code = (!invite.by_email).then(|| invite.code.clone());
        Ok(InvitationBody { entry, code })
    };
    once(&open, &i.view, i.person, (&key, &sent), work)
        .await
        .map(Json)
}
