//! The versions that cases run on, what moving them would change, and proposals to move them, over the API.

use axum::extract::{Path, State};
use bpmn::migrate::Mapping;
use casework::CaseId;
use casework::migration::{CasePlan, Effect, FileChange, Order, Versions};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::access::{Confirmed, Substantial};
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, View};

use super::once::{Done, once};
use crate::migrations::{self, Decision, Planned, hash_of, planned};
use crate::office::{Office, Supervisor};
use crate::words;

/// What cases run on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionsBody {
    services: Vec<ServiceVersions>,
    /// Proposals to move cases, the newest first.
    proposals: Vec<ProposalItem>,
}

/// A service with its versions, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServiceVersions {
    service: String,
    name: String,
    versions: Vec<VersionItem>,
}

/// A deployed version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionItem {
    version: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    hash: String,
    /// New cases run on it.
    current: bool,
    deployed: String,
    /// Cases that run on it.
    running: u64,
}

/// A proposal to move the running cases of a version to another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProposalItem {
    /// The entry that proposed it.
    entry: u64,
    service: String,
    from: String,
    to: String,
    /// `proposed`, `confirmed` or `refused`.
    state: &'static str,
    proposed: String,
    decided: Option<String>,
    reason: String,
    /// Ids that change, old to new.
    elements: std::collections::BTreeMap<String, String>,
    /// Timers and deadlines that are counted anew.
    again: Vec<String>,
}

/// Two versions of a service. What becomes of each case is under `/cases`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlanBody {
    from: String,
    to: String,
    /// The files that differ.
    files: Vec<FileItem>,
}

/// A file that differs between two versions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileItem {
    path: String,
    /// `added`, `gone` or `changed`.
    change: &'static str,
}

/// What would become of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CasePlanItem {
    /// None where the case cannot be opened.
    number: Option<String>,
    /// It can be moved.
    moves: bool,
    /// The steps at which it waits.
    at: Vec<String>,
    /// Why it cannot.
    problems: Vec<EffectItem>,
    changes: Vec<EffectItem>,
    #[serde(skip)]
    id: i64,
}

/// One thing that changes, or stands against it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EffectItem {
    /// The step; empty for the case as a whole.
    element: String,
    code: String,
    /// In the reader's language.
    text: String,
}

/// The second person's word on a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct MigrationWordBody {
    /// The cases may be moved.
    confirmed: bool,
    reason: String,
}

/// The versions that cases of my agencies run on, and what was proposed.
#[utoipa::path(get, path = "/api/v1/versions", tag = "services",
    responses((status = 200, body = VersionsBody)))]
pub(crate) async fn versions(
    supervisor: Supervisor,
    State(office): State<Office>,
) -> Answer<Json<VersionsBody>> {
    let view = &supervisor.view;
    let (services, proposals) = migrations::services(&office, view, supervisor.person).await?;
    let service = |s: &migrations::Service| ServiceVersions {
        service: s.pack.id.clone(),
        name: words::service(view, &s.pack),
        versions: s
            .versions
            .iter()
            .map(|v| VersionItem {
                version: v.version.clone(),
                hash: hex::encode(v.hash),
                current: v.current,
                deployed: v.deployed_at.to_string(),
                running: v.running,
            })
            .collect(),
    };
    Ok(Json(VersionsBody {
        services: services.iter().map(service).collect(),
        proposals: proposals.iter().map(proposal).collect(),
    }))
}

fn proposal(order: &Order) -> ProposalItem {
    ProposalItem {
        entry: order.seq,
        service: order.pack.clone(),
        from: hex::encode(order.from),
        to: hex::encode(order.to),
        state: order.state.as_str(),
        proposed: order.proposed_at.to_string(),
        decided: order.decided_at.map(|at| at.to_string()),
        reason: order.reason.clone(),
        elements: order.mapping.elements.clone(),
        again: order.mapping.again.iter().cloned().collect(),
    }
}

/// The files that differ between two versions.
#[utoipa::path(get, path = "/api/v1/versions/{hash}/{with}", tag = "services",
    params(("hash" = String, Path, description = "The version that cases run on"),
        ("with" = String, Path, description = "The version that they would run on")),
    responses((status = 200, body = PlanBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn plan(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((from, to)): Path<(String, String)>,
) -> Answer<Json<PlanBody>> {
    let what = (hash_of(&from)?, hash_of(&to)?, Mapping::default());
    let view = &supervisor.view;
    let found = planned(&office, view, supervisor.person, what, (None, 0)).await?;
    Ok(Json(body(&found)))
}

/// What would become of each running case of a version in another. Nothing is changed.
#[utoipa::path(get, path = "/api/v1/versions/{hash}/{with}/cases", tag = "services",
    params(("hash" = String, Path, description = "The version that the cases run on"),
        ("with" = String, Path, description = "The version that they would run on"),
        ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<CasePlanItem>), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn planned_cases(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
    Path((from, to)): Path<(String, String)>,
) -> Answer<Page<CasePlanItem>> {
    let view = &supervisor.view;
    let what = (hash_of(&from)?, hash_of(&to)?, Mapping::default());
    let page = (paging.cursor()?.map(CaseId), paging.limit + 1);
    let found = planned(&office, view, supervisor.person, what, page).await?;
    Ok(paging.page(items(view, &found), |item| item.id.to_string()))
}

fn body(found: &Planned) -> PlanBody {
    let file = |f: &FileChange| {
        let (change, path) = match f {
            FileChange::Added(path) => ("added", path),
            FileChange::Gone(path) => ("gone", path),
            FileChange::Changed(path) => ("changed", path),
        };
        FileItem {
            path: path.clone(),
            change,
        }
    };
    PlanBody {
        from: hex::encode(found.versions.old.hash),
        to: hex::encode(found.versions.new.hash),
        files: found.files.iter().map(file).collect(),
    }
}

/// The cases in their order.
fn items(view: &View, found: &Planned) -> Vec<CasePlanItem> {
    let Versions { old, new, .. } = &found.versions;
    let effect = |e: &Effect| EffectItem {
        element: e.element.clone(),
        code: e.code.clone(),
        text: migrations::text(view, old, new, e),
    };
    let case = |(id, plan): &(CaseId, CasePlan)| CasePlanItem {
        number: Some(plan.number.to_string()),
        moves: plan.problems.is_empty(),
        at: plan.waits_at.clone(),
        problems: plan.problems.iter().map(effect).collect(),
        changes: plan.effects.iter().map(effect).collect(),
        id: id.0,
    };
    let unreadable = |id: &CaseId| CasePlanItem {
        number: None,
        moves: false,
        at: Vec::new(),
        problems: vec![EffectItem {
            element: String::new(),
            code: "unreadable".to_owned(),
            text: view.with("plan-unreadable", &[("id", id.0.into())]),
        }],
        changes: Vec::new(),
        id: id.0,
    };
    let mut all: Vec<_> = found.cases.iter().map(case).collect();
    all.extend(found.unreadable.iter().map(unreadable));
    all.sort_by_key(|item| item.id);
    all
}

/// A proposal to move cases.
#[utoipa::path(get, path = "/api/v1/migrations/{seq}", tag = "services",
    params(("seq" = u64, Path, description = "The entry that proposed it")),
    responses((status = 200, body = ProposalItem), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn migration(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(seq): Path<u64>,
) -> Answer<Json<ProposalItem>> {
    let view = &supervisor.view;
    let order = migrations::own_order(&office, view, supervisor.person, seq).await?;
    Ok(Json(proposal(&order)))
}

/// What a proposal would make of each case.
#[utoipa::path(get, path = "/api/v1/migrations/{seq}/cases", tag = "services",
    params(("seq" = u64, Path, description = "The entry that proposed it"),
        ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<CasePlanItem>), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn proposed_cases(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
    Path(seq): Path<u64>,
) -> Answer<Page<CasePlanItem>> {
    let view = &supervisor.view;
    let order = migrations::own_order(&office, view, supervisor.person, seq).await?;
    let what = (order.from, order.to, order.mapping.clone());
    let page = (paging.cursor()?.map(CaseId), paging.limit + 1);
    let found = planned(&office, view, supervisor.person, what, page).await?;
    Ok(paging.page(items(view, &found), |item| item.id.to_string()))
}

/// Confirms a proposal, or refuses it: the second person.
#[utoipa::path(post, path = "/api/v1/migrations/{seq}", tag = "services", request_body = MigrationWordBody,
    params(("seq" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 404, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn decide(
    Confirmed(supervisor, _): Confirmed<Supervisor, Substantial>,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path(seq): Path<u64>,
    Json(sent): Json<MigrationWordBody>,
) -> Answer<Json<Done>> {
    let (view, person) = (&supervisor.view, supervisor.person);
    let decision = Decision {
        confirmed: sent.confirmed,
        reason: sent.reason.clone(),
    };
    let work = move |tx: &mut casework::record::Tx<'_>| {
        let entry = migrations::decide(tx, person, seq, &decision)?;
        Ok(Done { entry: Some(entry) })
    };
    once(&office, view, person, (&key, &sent), work)
        .await
        .map(Json)
}
