//! The drawing of a procedure as data: its nodes, with what the record measures of them.

use axum::extract::{Path, State};
use bpmn::{JobKind, NodeKind};
use serde::Serialize;
use utoipa::ToSchema;
use web::api::Json;
use web::{Answer, Public};

use crate::office::Office;
use crate::words;

/// A working day in the calendar's own unit.
const DAY: f64 = 86_400e6;

/// A procedure.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProcessBody {
    service: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    version: String,
    /// The closed cases of this version behind the figures.
    cases: u64,
    nodes: Vec<NodeBody>,
    flows: Vec<FlowBody>,
}

/// A step, decision or event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NodeBody {
    id: String,
    /// As BPMN calls it, such as `userTask`, `exclusiveGateway`, `endEvent`.
    kind: &'static str,
    name: String,
    /// The role of who does it; nothing where the system does.
    role: Option<String>,
    /// The process or sub-process that it is in.
    container: String,
    /// How often it was done; nothing where fewer than five cases stand behind the figure.
    passed: Option<u64>,
    /// Working days that half of them took at most, to a tenth; nothing for what the system does.
    median_wait: Option<f64>,
}

/// The way from a node to another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlowBody {
    id: String,
    from: String,
    to: String,
}

/// A service's procedure: each step, how often it was done, how long it was waited for.
#[utoipa::path(get, path = "/api/v1/services/{service}/process", tag = "services",
    params(("service" = String, Path)),
    responses((status = 200, body = ProcessBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn process(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Json<ProcessBody>> {
    let found = crate::service::describe(&office, &view, id).await?;
    let (pack, measured) = (&found.pack, &found.steps);
    let node = |n: bpmn::NodeInfo<'_>| {
        let step = measured.steps.get(n.id);
        NodeBody {
            id: n.id.to_owned(),
            kind: kind(n.kind),
            name: words::element(&view, pack, n.id),
            role: pack.tasks.get(n.id).map(|t| t.role.clone()),
            container: n.container.to_owned(),
            passed: step.map(|s| s.passed as u64),
            median_wait: step.and_then(|s| s.wait).map(tenths),
        }
    };
    let flow = |f: bpmn::Flow<'_>| FlowBody {
        id: f.id.to_owned(),
        from: f.source.to_owned(),
        to: f.target.to_owned(),
    };
    Ok(Json(ProcessBody {
        service: pack.id.clone(),
        version: hex::encode(pack.hash),
        cases: measured.cases as u64,
        nodes: pack.process.nodes().map(node).collect(),
        flows: pack.process.flows().map(flow).collect(),
    }))
}

fn tenths(wait: i64) -> f64 {
    (wait as f64 / DAY * 10.0).round() / 10.0
}

fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::StartEvent => "startEvent",
        NodeKind::EndEvent => "endEvent",
        NodeKind::CatchEvent => "intermediateCatchEvent",
        NodeKind::ThrowEvent => "intermediateThrowEvent",
        NodeKind::BoundaryEvent => "boundaryEvent",
        NodeKind::Task(JobKind::User) => "userTask",
        NodeKind::Task(JobKind::Manual) => "manualTask",
        NodeKind::Task(JobKind::Service) => "serviceTask",
        NodeKind::Task(JobKind::BusinessRule) => "businessRuleTask",
        NodeKind::Task(JobKind::Send) => "sendTask",
        NodeKind::Task(JobKind::Receive) | NodeKind::ReceiveTask => "receiveTask",
        NodeKind::AbstractTask => "task",
        NodeKind::ScriptTask => "scriptTask",
        NodeKind::ExclusiveGateway => "exclusiveGateway",
        NodeKind::ParallelGateway => "parallelGateway",
        NodeKind::InclusiveGateway => "inclusiveGateway",
        NodeKind::EventBasedGateway => "eventBasedGateway",
        NodeKind::ComplexGateway => "complexGateway",
        NodeKind::SubProcess | NodeKind::EventSubProcess => "subProcess",
        NodeKind::AdHocSubProcess => "adHocSubProcess",
        NodeKind::CallActivity => "callActivity",
    }
}
