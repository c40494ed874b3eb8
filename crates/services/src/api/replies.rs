//! Messages, and the templates that officials write them from, over the API.

use axum::extract::{Path, State};
use casework::case::Action;
use pack::Unfilled;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json};
use web::{Answer, Problem};

use super::cases::act_on;
use super::once::Done;
use crate::case::seat;
use crate::office::{Citizen, Office};
use crate::replies::{Filler, title};

/// A message to the other side of the counter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct SayBody {
    text: String,
    /// An official's: the template that it was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    template: Option<String>,
}

/// A template of the case's procedure, filled for this case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplyTemplateBody {
    template: String,
    title: String,
    /// The applicant's: `ar`, `en` or `fr`.
    language: &'static str,
    /// What the applicant is to read; none where something is missing.
    text: Option<String>,
    /// The placeholders that nothing is known for.
    missing: Vec<String>,
}

/// The templates that an official of the case may write to the applicant from, filled in the applicant's language.
#[utoipa::path(get, path = "/api/v1/cases/{number}/replies", tag = "services", params(("number" = String, Path)),
    responses((status = 200, body = Vec<ReplyTemplateBody>)))]
pub(crate) async fn replies(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<Vec<ReplyTemplateBody>>> {
    let (view, number) = (&citizen.view, seat::number(&number)?);
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let filler = Filler::of(&office, view, citizen.person, &whole).await?;
    let body = |id: &String| {
        let (text, missing) = match filler.fill(id) {
            Ok(filled) => (Some(filled.text), Vec::new()),
            Err(Unfilled::Missing(names)) => (None, names),
            Err(Unfilled::Unknown) => (None, Vec::new()),
        };
        ReplyTemplateBody {
            template: id.clone(),
            title: title(view, &whole.pack, id),
            language: filler.lang.code(),
            text,
            missing,
        }
    };
    Ok(Json(whole.pack.replies.iter().map(body).collect()))
}

/// Writes a message.
#[utoipa::path(post, path = "/api/v1/cases/{number}/messages", tag = "services", request_body = SayBody,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done)))]
pub(crate) async fn say(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(number): Path<String>,
    Json(sent): Json<SayBody>,
) -> Answer<Json<Done>> {
    let text = sent.text.clone();
    let Some(template) = &sent.template else {
        return act_on(
            &office,
            &citizen,
            &number,
            (&key, &sent.text),
            Action::Say { text },
        )
        .await;
    };
    let (view, named) = (&citizen.view, seat::number(&number)?);
    let whole = seat::whole(&office, view, citizen.person, named).await?;
    let filler = Filler::of(&office, view, citizen.person, &whole).await?;
    let used = filler.used(template, &text).map_err(|why| match why {
        Unfilled::Unknown => {
            Problem::unprocessable().field("/template", view.t("template-unknown"))
        }
        Unfilled::Missing(names) => {
            let gaps = names
                .iter()
                .map(|name| view.t(&format!("template-gap-{name}")));
            let gaps: Vec<_> = gaps.collect();
            let said = format!("{} {}", view.t("template-missing"), gaps.join("; "));
            Problem::conflict().saying(said)
        }
    })?;
    let action = Action::Reply { text, used };
    act_on(&office, &citizen, &number, (&key, &sent), action).await
}
