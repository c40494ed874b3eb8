//! Tasks, the work list and the overview, over the API.

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::case::read::{TaskLine, work_list};
use casework::case::{Action, NewDocument};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, JsonWithFiles, Page, Paging};
use web::forms::Upload;
use web::{Answer, Problem};

use super::cases::act_on;
use super::once::Done;
use super::services::{FormBody, form};
use crate::office::{Citizen, Office, Official, Supervisor};
use crate::{refusal, supervise, task, words, work};

/// A task in the work list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TaskItem {
    number: String,
    service: String,
    job: u64,
    element: String,
    role: String,
    opened: String,
    due: Option<String>,
    overdue: bool,
    /// Until when it is waited for what the applicant was asked: the task's time stands still.
    waits_until: Option<String>,
}

/// A task with its form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskBody {
    number: String,
    job: u64,
    element: String,
    title: String,
    role: String,
    due: Option<String>,
    /// What the rules recommend.
    recommended: Option<Value>,
    /// What the rules decided, with their traces.
    rules: Vec<RuleBody>,
    form: Option<FormBody>,
    /// The decision is signed with a passkey: ask `…/signing` what is to be signed.
    sign: bool,
    /// How many questions to the applicant the law still allows.
    questions_left: u32,
    /// Until when it is waited for what the applicant was asked; the case has the question.
    waits_until: Option<String>,
}

/// What a rule decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleBody {
    /// Index of its entry.
    entry: u64,
    decision: String,
    input: Value,
    value: Value,
    trace: Value,
    /// The trace as sentences in the reader's language.
    sentences: Vec<String>,
    /// Why the other rules do not apply.
    others: Vec<String>,
}

/// A task's form, filled.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct CompleteBody {
    #[schema(value_type = Object)]
    data: Map<String, Value>,
    /// Files; the data of their fields is filled from them.
    #[serde(default)]
    documents: Vec<FileSent>,
    /// Where the task is signed: what the passkey answered to `…/signing`.
    #[serde(default)]
    signature: Option<task::SignatureBody>,
}

/// A form that is to be signed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SigningForm {
    #[schema(value_type = Object)]
    data: Map<String, Value>,
}

/// A file.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct FileSent {
    field: String,
    name: String,
    /// Base64.
    content: String,
}

/// Why a task is given back.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DeclineBody {
    reason: String,
}

/// What needs a supervisor's eye.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OverviewBody {
    late: Vec<StuckBody>,
    waiting: Vec<StuckBody>,
    /// Numbers of stopped cases.
    stopped: Vec<String>,
    undelivered: Vec<UndeliveredBody>,
}

/// A task that is late or has nobody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StuckBody {
    number: String,
    element: String,
    role: String,
    due: Option<String>,
}

/// A notice that could not be delivered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UndeliveredBody {
    number: Option<String>,
    /// `email`, `sms` or `push`.
    channel: String,
    /// The channel that is tried in its place.
    instead: Option<String>,
    attempts: u32,
    error: String,
    next: String,
    given_up: bool,
}

/// What was drawn for me, the most urgent first.
#[utoipa::path(get, path = "/api/v1/work", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<TaskItem>)))]
pub(crate) async fn work(
    official: Official,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<TaskItem>> {
    let (person, after, most) = (official.person, work::offset(&paging)?, paging.limit + 1);
    let lines = office.read(&official.view, move |link, _| {
        work_list(link, person, after, most)
    });
    let items = lines.await?.into_iter().map(item).collect();
    Ok(paging.page(items, |_: &TaskItem| {
        (after + u64::from(paging.limit)).to_string()
    }))
}

fn item(line: TaskLine) -> TaskItem {
    TaskItem {
        number: line.number.to_string(),
        service: line.pack,
        job: line.job,
        element: line.element,
        role: line.role,
        opened: line.opened_at.to_string(),
        due: line.due_at.map(|t| t.to_string()),
        overdue: line.overdue,
        waits_until: line.waits_until.map(|t| t.to_string()),
    }
}

/// A task that is mine, with what the rules say.
#[utoipa::path(get, path = "/api/v1/cases/{number}/tasks/{job}", tag = "services",
    params(("number" = String, Path), ("job" = u64, Path)),
    responses((status = 200, body = TaskBody), (status = 404, body = super::once::ProblemBody),
        (status = 409, body = super::once::ProblemBody, description = "The task is another's, or done")))]
pub(crate) async fn task(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
) -> Answer<Json<TaskBody>> {
    let view = &citizen.view;
    let desk = task::desk(&office, view, citizen.person, &number, job).await?;
    let pack = &desk.task.whole.pack;
    let language = view.lang().code();
    let vocabulary = pack.vocabulary(language);
    let rules = desk
        .decided()
        .map(|(entry, decision, input, value, trace)| {
            let told: dmn::Trace = serde_json::from_value(trace.clone()).unwrap_or_default();
            RuleBody {
                entry,
                decision: decision.to_owned(),
                input: input.clone(),
                value: value.clone(),
                trace: trace.clone(),
                sentences: told.sentences_with(language, &vocabulary),
                others: told.others_with(language, &vocabulary),
            }
        });
    Ok(Json(TaskBody {
        number: desk.task.whole.case.number.to_string(),
        job,
        element: desk.task.task.element.clone(),
        title: words::element(view, pack, &desk.task.task.element),
        role: desk.task.task.role.clone(),
        due: desk.task.task.due.map(|t| t.to_string()),
        recommended: desk.task.recommendation(view.now).map(|v| v.to_json()),
        rules: rules.collect(),
        form: desk.form().map(|f| form(view, pack, &f.id)),
        sign: desk.signs(),
        questions_left: casework::case::information::questions_left(
            pack,
            &desk.task.task,
            view.now,
        ),
        waits_until: desk.task.task.waiting.as_ref().map(|w| w.until.to_string()),
    }))
}

/// Completes a task.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}", tag = "services", request_body = CompleteBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn complete(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    JsonWithFiles(sent): JsonWithFiles<CompleteBody>,
) -> Answer<Json<Done>> {
    let mut data = sent.data;
    let mut documents = Vec::new();
    for (i, file) in sent.documents.iter().enumerate() {
        let document = read(file).ok_or_else(|| {
            let detail = citizen.view.t("api-file");
            Problem::unprocessable().field(format!("/documents/{i}/content"), detail)
        })?;
        let hash = Value::from(hex::encode(document.hash()));
        match data
            .entry(file.field.clone())
            .or_insert_with(|| Value::Array(Vec::new()))
        {
            Value::Array(all) if !all.contains(&hash) => all.push(hash),
            _ => {}
        }
        documents.push(document);
    }
    let signature = sent
        .signature
        .map(task::SignatureBody::assertion)
        .transpose();
    let signature = signature.map_err(|e| refusal::problem(&citizen.view, e.into()))?;
    // The data names each file by its hash, so it says all that was sent.
    let request = data.clone();
    let action = Action::Complete {
        job,
        data,
        documents,
        signature,
    };
    act_on(&office, &citizen, &number, (&key, &request), action).await
}

/// What the passkey is asked to sign to complete a task with these data; nothing changes.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/signing", tag = "services", request_body = SigningForm,
    params(("number" = String, Path), ("job" = u64, Path)),
    responses((status = 200, body = task::SigningBody), (status = 422, body = super::once::ProblemBody)))]
pub(crate) async fn signing(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Json(sent): Json<SigningForm>,
) -> Answer<Json<task::SigningBody>> {
    let view = &citizen.view;
    let desk = task::desk(&office, view, citizen.person, &number, job).await?;
    let found = task::signing(&office, citizen.person, &desk, sent.data).await;
    found.map(Json).map_err(|e| refusal::problem(view, e))
}

pub(super) fn read(file: &FileSent) -> Option<NewDocument> {
    let bytes = STANDARD.decode(&file.content).ok()?;
    let file = Upload::new(file.field.clone(), &file.name, bytes);
    Some(NewDocument {
        media: file.kind?.media_type().to_owned(),
        field: file.field,
        name: file.name,
        bytes: file.bytes.into(),
    })
}

/// Gives a task back; somebody else is drawn.
#[utoipa::path(post, path = "/api/v1/cases/{number}/tasks/{job}/decline", tag = "services", request_body = DeclineBody,
    params(("number" = String, Path), ("job" = u64, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done)))]
pub(crate) async fn decline(
    citizen: Citizen,
    key: IdempotencyKey,
    State(office): State<Office>,
    Path((number, job)): Path<(String, u64)>,
    Json(sent): Json<DeclineBody>,
) -> Answer<Json<Done>> {
    let request = sent.reason.clone();
    let action = Action::Decline {
        job,
        reason: sent.reason,
    };
    act_on(&office, &citizen, &number, (&key, &request), action).await
}

/// What needs attention at the agencies that I watch over.
#[utoipa::path(get, path = "/api/v1/overview", tag = "services",
    responses((status = 200, body = OverviewBody)))]
pub(crate) async fn overview(
    supervisor: Supervisor,
    State(office): State<Office>,
) -> Answer<Json<OverviewBody>> {
    let all = supervise::read(&office, &supervisor.view, supervisor.person).await?;
    let stuck = |s: &supervise::Stuck| StuckBody {
        number: s.number.to_string(),
        element: s.element.clone(),
        role: s.role.clone(),
        due: s.due_at.map(|t| t.to_string()),
    };
    let undelivered = |u: &supervise::Undelivered| UndeliveredBody {
        number: u.number.map(|n| n.to_string()),
        channel: u.channel.clone(),
        instead: u.instead.clone(),
        attempts: u.attempts,
        error: u.error.clone(),
        next: u.next_at.to_string(),
        given_up: u.given_up,
    };
    Ok(Json(OverviewBody {
        late: all.late.iter().map(stuck).collect(),
        waiting: all.waiting.iter().map(stuck).collect(),
        stopped: all
            .stopped
            .iter()
            .map(|(line, _)| line.number.to_string())
            .collect(),
        undelivered: all.undelivered.iter().map(undelivered).collect(),
    }))
}
