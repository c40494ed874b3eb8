//! What will be erased, and holds against it, over the API.

use axum::extract::{Path, State};
use casework::case::Action;
use casework::retention::{Leaving, kept};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::Answer;
use web::access::{Confirmed, Substantial};
use web::api::{IdempotencyKey, Json, Page, Paging};

use super::cases::act_on;
use super::once::Done;
use crate::office::{Citizen, Office, Supervisor};
use crate::retention::{Place, desk, leaving};

/// A case that will be erased within 90 days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeavingItem {
    number: String,
    service: String,
    closed: String,
    /// It is erased from then on.
    until: String,
    /// The law that says so.
    basis: String,
    /// A supervisor holds it: it is not erased.
    held: bool,
    #[serde(skip)]
    place: (i64, i64),
}

/// How long a case is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeptBody {
    number: String,
    /// From when on it is erased; null while it is open, and where its pack sets no end.
    until: Option<String>,
    /// The law that says so.
    basis: Option<String>,
    /// The hold that lies on it.
    hold: Option<HoldBody>,
}

/// A hold: the case is not erased while it lasts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoldBody {
    /// The entry that laid it.
    entry: u64,
    since: String,
    reason: String,
    /// The reader laid it: somebody else has to release it.
    mine: bool,
}

/// Why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct HoldReason {
    reason: String,
}

/// The cases that will be erased within 90 days, at the agencies that I watch over, those first that go first.
#[utoipa::path(get, path = "/api/v1/retention", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<LeavingItem>)))]
pub(crate) async fn retention(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<LeavingItem>> {
    let span = (paging.cursor()?, paging.limit + 1);
    let found = leaving(&office, &supervisor.view, supervisor.person, span).await?;
    let item = |l: &Leaving| LeavingItem {
        number: l.number.to_string(),
        service: l.pack.id.clone(),
        closed: l.closed_at.to_string(),
        until: l.kept.until.to_string(),
        basis: l.kept.basis.clone(),
        held: l.held,
        place: l.place(),
    };
    let items = found.iter().map(item).collect();
    Ok(paging.page(items, |l: &LeavingItem| Place(l.place).to_string()))
}

/// How long a case is kept, for everybody with a part in it.
#[utoipa::path(get, path = "/api/v1/cases/{number}/hold", tag = "services",
    params(("number" = String, Path)),
    responses((status = 200, body = KeptBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn held(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<KeptBody>> {
    let Citizen { view, person } = &citizen;
    let (whole, hold) = desk(&office, view, *person, &number).await?;
    let kept = whole.case.closed_at.and_then(|at| kept(&whole.pack, at));
    Ok(Json(KeptBody {
        number: whole.case.number.to_string(),
        until: kept.as_ref().map(|k| k.until.to_string()),
        basis: kept.map(|k| k.basis),
        hold: hold.map(|h| HoldBody {
            entry: h.seq,
            since: h.at.to_string(),
            reason: h.reason,
            mine: h.by == casework::Actor::Person(*person),
        }),
    }))
}

/// Holds a case: it is neither archived nor erased.
#[utoipa::path(post, path = "/api/v1/cases/{number}/hold", operation_id = "hold_case", tag = "services", request_body = HoldReason,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn hold(
    supervisor: Supervisor,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(number): Path<String>,
    Json(sent): Json<HoldReason>,
) -> Answer<Json<Done>> {
    let reason = sent.reason.clone();
    let Supervisor { view, person } = supervisor;
    let citizen = Citizen { view, person };
    let action = Action::Hold { reason };
    act_on(&office, &citizen, &number, (&key, &sent), action).await
}

/// Releases a case that another supervisor held.
#[utoipa::path(post, path = "/api/v1/cases/{number}/hold/release", operation_id = "release_case", tag = "services", request_body = HoldReason,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 403, body = super::once::ProblemBody), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn release(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(number): Path<String>,
    Json(sent): Json<HoldReason>,
) -> Answer<Json<Done>> {
    let reason = sent.reason.clone();
    let Supervisor { view, person } = supervisor;
    let citizen = Citizen { view, person };
    let action = Action::Release { reason };
    act_on(&office, &citizen, &number, (&key, &sent), action).await
}
