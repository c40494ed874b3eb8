//! Events of a life, and what the rules say before one applies, over the API.

use axum::extract::{Path, State};
use dmn::Trace;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::api::{Json, Page, Paging};
use web::{Answer, Problem, Public, View};

use crate::find::{eligibility, events};
use crate::home;
use crate::office::Office;

/// Something that happens in a life or to a business.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EventItem {
    id: String,
    name: String,
    /// Services for who is in it.
    services: usize,
}

/// Answers to the questions of the start form that `eligibility` of the service names.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct CheckBody {
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
}

/// What the rules say to somebody who has not applied.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckedBody {
    /// `yes`, `no` or `depends`.
    eligible: &'static str,
    value: Value,
    /// Decisions, tables, rules that applied and why the others did not.
    #[schema(value_type = Object)]
    trace: Trace,
    /// The same as sentences in the reader's language.
    sentences: Vec<String>,
}

/// The events for which there is a service.
#[utoipa::path(get, path = "/api/v1/events", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<EventItem>)))]
pub(crate) async fn events(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<EventItem>> {
    let packs = office.read(&view, home::services).await?;
    let after = paging.after.clone().unwrap_or_default();
    let mut items: Vec<_> = events::of(&packs)
        .filter(|(id, _)| **id > *after)
        .map(|(id, services)| EventItem {
            id: id.to_owned(),
            name: events::name(&view, id),
            services,
        })
        .collect();
    items.sort_by(|a, b| a.id.cmp(&b.id));
    items.truncate(paging.limit as usize + 1);
    Ok(paging.page(items, |i: &EventItem| i.id.clone()))
}

/// What the rules that will decide say about these answers. Nothing is kept, so no key is asked for.
#[utoipa::path(post, path = "/api/v1/services/{service}/check", operation_id = "check_eligibility", tag = "services",
    params(("service" = String, Path)), request_body = CheckBody,
    responses((status = 200, body = CheckedBody), (status = 404, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn check(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
    Json(body): Json<CheckBody>,
) -> Answer<Json<CheckedBody>> {
    office.tries(&view)?;
    let pack = office
        .read(&view, move |link, parts| home::offered(link, parts, &id))
        .await?;
    let asked = eligibility::ask(&view, &pack, &body.answers)?;
    let Some((eligible, outcome)) = asked.told else {
        return Err(mistakes(&view, &asked));
    };
    let language = view.lang().code();
    let vocabulary = pack.vocabulary(language);
    Ok(Json(CheckedBody {
        eligible: eligible.as_str(),
        value: outcome.value.to_json(),
        sentences: outcome.trace.sentences_with(language, &vocabulary),
        trace: outcome.trace,
    }))
}

fn mistakes(view: &View, asked: &eligibility::Asked) -> Problem {
    let problem = Problem::unprocessable().saying(view.t("check-incomplete"));
    let field = |problem: Problem, e: &web::components::FieldError| {
        problem.field(format!("/answers/{}", e.name), e.text.clone())
    };
    asked.errors.iter().fold(problem, field)
}
