//! Cases that stopped and their mending, over the API.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use casework::CaseId;
use casework::case::Action;
use casework::case::mend::{Proposed, Wanted};
use casework::case::read;
use casework::record::mend::Mend;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use web::access::{Confirmed, Substantial};
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Problem, View};

use super::cases::act_on;
use super::once::{Done, own_page};
use crate::office::{Citizen, Office, Supervisor};
use crate::stopped::{self, Desk, Line, desk};
use crate::words;

/// A case that stopped, in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoppedItem {
    number: String,
    service: String,
    since: String,
    /// Proposals that wait for a second person.
    waiting: u32,
    #[serde(skip)]
    id: i64,
}

/// What stopped a case, and what can be done about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoppedBody {
    number: String,
    service: String,
    /// Names the process as it was read; a proposal repeats it.
    stand: String,
    /// Why the reader may look but not mend: `applicant`, `representative`, `drawn`, `interest`.
    barred: Option<&'static str>,
    /// Nothing when the case is not stopped.
    incidents: Vec<IncidentBody>,
    /// The newest first.
    proposals: Vec<ProposalBody>,
}

/// What stopped.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IncidentBody {
    /// The entry that raised it.
    entry: u64,
    element: String,
    title: String,
    since: String,
    /// `no-way`, `expression`, `rule`, `service`, `task`, `lapse`, `timer`, `endless`, `other`.
    why: &'static str,
    /// The same in words.
    explanation: String,
    /// As the engine says it.
    message: String,
    /// What can be set.
    variables: Vec<VariableBody>,
    /// Where the token can be moved.
    targets: Vec<TargetBody>,
}

/// A variable of the process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VariableBody {
    name: String,
    value: Value,
}

/// An element of the process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TargetBody {
    element: String,
    title: String,
}

/// A mend that somebody proposed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProposalBody {
    /// The entry that proposed it.
    entry: u64,
    /// The entry that raised the incident.
    incident: u64,
    element: String,
    /// The reader proposed it.
    mine: bool,
    at: String,
    /// `waiting`, `confirmed`, `refused`, `withdrawn`, `void`.
    state: String,
    decided: Option<String>,
    reason: String,
    /// Variables that are set.
    set: Vec<ChangeBody>,
    /// The token's way, where it is moved.
    #[serde(rename = "move")]
    moved: Option<MoveBody>,
}

/// A variable that is set.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeBody {
    name: String,
    /// Null where there was no such variable, too.
    old: Value,
    new: Value,
}

/// A token that is moved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MoveBody {
    from: String,
    to: String,
}

/// A mend to propose: variables to set, or an element to move to.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ProposeBody {
    /// The entry that raised the incident.
    incident: u64,
    /// As it was read.
    stand: String,
    #[serde(default)]
    set: Vec<SetBody>,
    #[serde(default, rename = "move")]
    to: Option<String>,
    reason: String,
}

/// A variable's new value.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct SetBody {
    name: String,
    /// A FEEL expression; a JSON value is one.
    value: String,
}

/// Why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ReasonBody {
    reason: String,
}

/// The cases that stopped, at the agencies that I watch over.
#[utoipa::path(get, path = "/api/v1/incidents", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<StoppedItem>)))]
pub(crate) async fn incidents(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<StoppedItem>> {
    let span = (paging.cursor()?.map(CaseId), paging.limit + 1);
    let found = stopped::lines(&office, &supervisor.view, supervisor.person, span).await?;
    let item = |(line, pack): &Line| StoppedItem {
        number: line.number.to_string(),
        service: pack.id.clone(),
        since: line.since.to_string(),
        waiting: line.waiting,
        id: line.id.0,
    };
    let items = found.iter().map(item).collect();
    Ok(paging.page(items, |c: &StoppedItem| c.id.to_string()))
}

/// What stopped a case, what can be done about it, and what was proposed.
#[utoipa::path(get, path = "/api/v1/cases/{number}/incident", tag = "services",
    params(("number" = String, Path)),
    responses((status = 200, body = StoppedBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn incident(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<StoppedBody>> {
    let view = &supervisor.view;
    let desk = desk(&office, view, supervisor.person, &number).await?;
    let found = &desk.stopped;
    Ok(Json(StoppedBody {
        number: desk.whole.case.number.to_string(),
        service: desk.whole.case.pack.clone(),
        stand: found.stand.clone(),
        barred: desk.barred,
        incidents: found
            .incidents
            .iter()
            .map(|i| incident_body(view, &desk, i))
            .collect(),
        proposals: found
            .proposals
            .iter()
            .map(|p| proposal_body(&desk, p))
            .collect(),
    }))
}

fn incident_body(view: &View, desk: &Desk, incident: &read::Incident) -> IncidentBody {
    let (stop, pack) = (&incident.stop, &desk.whole.pack);
    let variable = |(name, value): &(String, dmn::feel::Value)| VariableBody {
        name: name.clone(),
        value: value.to_json(),
    };
    let target = |id: &String| TargetBody {
        element: id.clone(),
        title: words::element(view, pack, id),
    };
    IncidentBody {
        entry: stop.seq,
        element: stop.element.clone(),
        title: words::element(view, pack, &stop.element),
        since: stop.since.to_string(),
        why: incident.why.as_str(),
        explanation: stopped::explained(view, incident),
        message: stop.message.clone(),
        variables: incident.variables.iter().map(variable).collect(),
        targets: incident.targets.iter().map(target).collect(),
    }
}

fn proposal_body(desk: &Desk, p: &read::Proposal) -> ProposalBody {
    let (mut set, mut moved) = (Vec::new(), None);
    match &p.mend {
        Mend::Set(changes) => set.extend(changes.iter().map(|c| {
            ChangeBody {
                name: c.name.clone(),
                old: c
                    .old
                    .as_ref()
                    .map(dmn::feel::Value::to_json)
                    .unwrap_or_default(),
                new: c.new.to_json(),
            }
        })),
        Mend::Move { from, to } => {
            moved = Some(MoveBody {
                from: from.to_string(),
                to: to.to_string(),
            });
        }
    }
    ProposalBody {
        entry: p.seq,
        incident: p.incident,
        element: p.element.clone(),
        mine: p.by == desk.person,
        at: p.at.to_string(),
        state: p.state.clone(),
        decided: p.decided_at.map(|at| at.to_string()),
        reason: p.reason.clone(),
        set,
        moved,
    }
}

/// Has what stopped a case tried again.
#[utoipa::path(post, path = "/api/v1/cases/{number}/incident/retry", tag = "services", request_body = ReasonBody,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn retry(
    supervisor: Supervisor,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(number): Path<String>,
    Json(sent): Json<ReasonBody>,
) -> Answer<Json<Done>> {
    let action = Action::Retry {
        reason: sent.reason.clone(),
    };
    mending(&office, supervisor, &number, (&key, &sent), action).await
}

/// Proposes a mend. It is done when a second supervisor confirms it.
#[utoipa::path(post, path = "/api/v1/cases/{number}/mends", tag = "services", request_body = ProposeBody,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn propose(
    supervisor: Supervisor,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(number): Path<String>,
    Json(sent): Json<ProposeBody>,
) -> Answer<Json<Done>> {
    let pairs = sent.set.iter().map(|s| (s.name.clone(), s.value.clone()));
    let mend = match &sent.to {
        Some(to) if sent.set.is_empty() => Wanted::Move(to.clone()),
        None => Wanted::Set(pairs.collect()),
        Some(_) => {
            let both = supervisor.view.t("mend-both");
            return Err(Problem::unprocessable().field("/move", both));
        }
    };
    let action = Action::Propose(Proposed {
        incident: sent.incident,
        stand: sent.stand.clone(),
        mend,
        reason: sent.reason.clone(),
    });
    mending(&office, supervisor, &number, (&key, &sent), action).await
}

/// Agrees to a mend that another supervisor proposed: it is done.
#[utoipa::path(post, path = "/api/v1/cases/{number}/mends/{seq}/confirm", tag = "services",
    params(("number" = String, Path), ("seq" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn confirm(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
) -> Answer<Json<Done>> {
    own_page(&supervisor.view, &headers)?;
    let action = Action::Confirm { proposal };
    mending(&office, supervisor, &number, (&key, &()), action).await
}

/// Does not agree, and says why.
#[utoipa::path(post, path = "/api/v1/cases/{number}/mends/{seq}/refuse", tag = "services", request_body = ReasonBody,
    params(("number" = String, Path), ("seq" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn refuse(
    supervisor: Supervisor,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
    Json(sent): Json<ReasonBody>,
) -> Answer<Json<Done>> {
    let action = Action::Refuse {
        proposal,
        reason: sent.reason.clone(),
    };
    mending(&office, supervisor, &number, (&key, &sent), action).await
}

/// Takes back a mend that I proposed.
#[utoipa::path(post, path = "/api/v1/cases/{number}/mends/{seq}/withdraw", tag = "services",
    params(("number" = String, Path), ("seq" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn withdraw(
    supervisor: Supervisor,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path((number, proposal)): Path<(String, u64)>,
) -> Answer<Json<Done>> {
    own_page(&supervisor.view, &headers)?;
    let action = Action::Withdraw { proposal };
    mending(&office, supervisor, &number, (&key, &()), action).await
}

async fn mending(
    office: &Office,
    supervisor: Supervisor,
    number: &str,
    key: (&IdempotencyKey, &impl Serialize),
    action: Action,
) -> Answer<Json<Done>> {
    let Supervisor { view, person } = supervisor;
    act_on(office, &Citizen { view, person }, number, key, action).await
}
