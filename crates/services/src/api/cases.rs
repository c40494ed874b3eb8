//! Cases, over the API.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse as _;
use casework::case::correct::{Correctable, Correction, correctable, corrections};
use casework::case::read::{self, Whole};
use casework::case::{self, Action};
use casework::record::fact::Side;
use casework::{Actor, CaseId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, View};

use super::correct::{CorrectableBody, CorrectionBody};
use super::information::QuestionBody;
use super::once::{Done, once, own_page};
use crate::case::{passkey_of, receipt, receipt_of, seat};
use crate::office::{Citizen, Office};
use crate::{assured, words};

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseItem {
    number: String,
    service: String,
    /// `open`, `paused`, `incident`, `closed`, `erased`.
    status: &'static str,
    outcome: Option<String>,
    opened: String,
    due: Option<String>,
    /// The applicant has something to do.
    yours: bool,
    #[serde(skip)]
    id: i64,
}

/// A case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseBody {
    number: String,
    service: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    version: String,
    status: &'static str,
    outcome: Option<String>,
    opened: String,
    closed: Option<String>,
    due: Option<String>,
    worked_days: Option<u32>,
    /// Those of them in which it was waited for the applicant.
    waited_days: Option<u32>,
    /// What the applicant was asked for, the oldest first.
    questions: Vec<QuestionBody>,
    /// Slips that were corrected, the oldest first.
    corrections: Vec<CorrectionBody>,
    /// Tasks of the reader in which a slip may still be corrected.
    correctable: Vec<CorrectableBody>,
    /// What the case waits for.
    open: Vec<OpenBody>,
    messages: Vec<MessageBody>,
    documents: Vec<DocumentBody>,
    certificates: Vec<String>,
    /// The elements of the procedure at which the case is.
    active: Vec<String>,
    /// Those that it has been through.
    done: Vec<String>,
    /// What the applicant sent.
    data: Value,
}

/// A task that waits for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenBody {
    job: u64,
    element: String,
    title: String,
    role: String,
    due: Option<String>,
    /// It is the reader's.
    mine: bool,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MessageBody {
    n: u32,
    /// `applicant` or `office`.
    from: &'static str,
    at: String,
    text: String,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DocumentBody {
    hash: String,
    field: String,
    name: String,
    media: String,
    size: u64,
    /// Where its bytes are.
    href: String,
}

/// An entry of the case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EntryItem {
    /// Index in the record.
    index: u64,
    at: String,
    kind: String,
    title: String,
    /// Where its receipt is.
    receipt: String,
}

/// My cases, the newest first.
#[utoipa::path(get, path = "/api/v1/cases", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<CaseItem>)))]
pub(crate) async fn cases(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<CaseItem>> {
    let (person, most) = (citizen.person, paging.limit + 1);
    let before = paging.cursor()?.map(CaseId);
    let read = office.read(&citizen.view, move |link, _| {
        read::cases_of(link, person, before, most)
    });
    let item = |line: read::CaseLine| CaseItem {
        number: line.number.to_string(),
        service: line.pack,
        status: line.status.as_str(),
        outcome: line.outcome,
        opened: line.opened_at.to_string(),
        due: line.due_at.map(|t| t.to_string()),
        yours: line.yours,
        id: line.id.0,
    };
    let items = read.await?.into_iter().map(item).collect();
    Ok(paging.page(items, |c: &CaseItem| c.id.to_string()))
}

/// A case, for who asked and for the officials whom it was drawn for; to others it does not exist.
#[utoipa::path(get, path = "/api/v1/cases/{number}", tag = "services",
    params(("number" = String, Path)),
    responses((status = 200, body = CaseBody), (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn case(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Json<CaseBody>> {
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, &citizen.view, citizen.person, number).await?;
    let (asker, person) = (whole.clone(), citizen.person);
    let read = office.read(&citizen.view, move |link, parts| {
        more(link, parts, &asker, person)
    });
    Ok(Json(body(&citizen, &whole, read.await?)))
}

/// Reads what belongs to the case beside it.
pub(crate) fn more(
    link: &mut casework::store::Link,
    parts: &casework::Parts,
    whole: &Whole,
    person: casework::PersonId,
) -> Result<More, casework::Error> {
    let (id, now) = (whole.case.id, parts.clock.now());
    Ok(More {
        course: read::course(link, parts, id)?,
        questions: read::questions(link, parts, id)?,
        corrections: corrections(link, parts, id)?,
        correctable: correctable(link, parts, (&whole.case, &whole.pack), person, now)?,
    })
}

/// What is read beside the case.
pub(crate) struct More {
    course: read::Course,
    questions: Vec<read::Question>,
    corrections: Vec<Correction>,
    correctable: Vec<Correctable>,
}

/// The case as its applicant or an official sees it.
pub(crate) fn body(citizen: &Citizen, whole: &Whole, more: More) -> CaseBody {
    let (case, pack) = (&whole.case, &whole.pack);
    let open = |(job, task): (&u64, &case::OpenTask)| OpenBody {
        job: *job,
        element: task.element.clone(),
        title: words::element(&citizen.view, pack, &task.element),
        role: task.role.clone(),
        due: task.due.map(|t| t.to_string()),
        mine: task.assignee == Some(citizen.person),
    };
    let data = case.inside.state.variables().get(&pack.start_form);
    CaseBody {
        number: case.number.to_string(),
        service: case.pack.clone(),
        version: hex::encode(case.pack_hash),
        status: case.status.as_str(),
        outcome: case.outcome.clone(),
        opened: case.opened_at.to_string(),
        closed: case.closed_at.map(|t| t.to_string()),
        due: case.due_at.map(|t| t.to_string()),
        worked_days: case.worked_days,
        waited_days: case.waited_days,
        questions: more.questions.into_iter().map(QuestionBody::from).collect(),
        corrections: more
            .corrections
            .into_iter()
            .map(CorrectionBody::from)
            .collect(),
        correctable: more
            .correctable
            .into_iter()
            .map(CorrectableBody::from)
            .collect(),
        open: case.inside.open.iter().map(open).collect(),
        messages: whole.messages.iter().map(message).collect(),
        documents: whole.documents.iter().map(|d| document(whole, d)).collect(),
        certificates: whole
            .certificates
            .iter()
            .map(|c| c.number.clone())
            .collect(),
        active: crate::case::here(whole)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        done: more.course.done.into_iter().collect(),
        data: data.map(dmn::feel::Value::to_json).unwrap_or_default(),
    }
}

fn message(m: &read::MessageLine) -> MessageBody {
    let from = match m.side {
        Side::Applicant => "applicant",
        Side::Office => "office",
    };
    MessageBody {
        n: m.n,
        from,
        at: m.sent_at.to_string(),
        text: m.text.clone(),
    }
}

fn document(whole: &Whole, d: &read::DocumentLine) -> DocumentBody {
    DocumentBody {
        hash: hex::encode(d.hash),
        field: d.field.clone(),
        name: d.name.clone(),
        media: d.media.clone(),
        size: d.size,
        href: format!(
            "/api/v1{}",
            crate::paths::document(whole.case.number, &d.hash)
        ),
    }
}

/// The entries of a case, the newest first.
#[utoipa::path(get, path = "/api/v1/cases/{number}/timeline", tag = "services",
    params(("number" = String, Path), ("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<EntryItem>)))]
pub(crate) async fn timeline(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page<EntryItem>> {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let (id, most) = (whole.case.id, paging.limit + 1);
    let before = paging.cursor()?;
    let lines = office.read(view, move |link, parts| {
        read::timeline(link, parts, id, before, most)
    });
    let items = lines
        .await?
        .iter()
        .map(|line| entry_item(view, &whole, line))
        .collect();
    Ok(paging.page(items, |e: &EntryItem| e.index.to_string()))
}

fn entry_item(view: &View, whole: &Whole, line: &read::Line) -> EntryItem {
    EntryItem {
        index: line.seq,
        at: line.time.to_string(),
        kind: words::kind(&line.fact),
        title: words::fact(view, whole.pack_at(line.seq), &line.fact).1,
        receipt: format!("/api/v1/cases/{}/entries/{}", whole.case.number, line.seq),
    }
}

/// The receipt of an entry: the file that anybody can check.
#[utoipa::path(get, path = "/api/v1/cases/{number}/entries/{seq}", tag = "services",
    params(("number" = String, Path), ("seq" = u64, Path)),
    responses((status = 200, description = "A receipt (diwan-receipt/v1)", content_type = "application/json")))]
pub(crate) async fn entry(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer {
    let (_, receipt) = receipt::read(&office, &citizen, (&number, seq), receipt_of).await?;
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, receipt.encode()).into_response())
}

/// The receipt of the entry that added the passkey with which an entry of the case was signed: with it, `diwan verify` says
/// whose the signature is.
#[utoipa::path(get, path = "/api/v1/cases/{number}/entries/{seq}/passkey", tag = "services",
    params(("number" = String, Path), ("seq" = u64, Path)),
    responses((status = 200, description = "A receipt (diwan-receipt/v1)", content_type = "application/json"),
        (status = 404, body = super::once::ProblemBody)))]
pub(crate) async fn passkey(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer {
    let (_, receipt) = receipt::read(&office, &citizen, (&number, seq), passkey_of).await?;
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, receipt.encode()).into_response())
}

/// Sends a message that the procedure waits for, such as `withdraw`.
#[utoipa::path(post, path = "/api/v1/cases/{number}/actions/{message}", tag = "services",
    params(("number" = String, Path), ("message" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = Done), (status = 409, body = super::once::ProblemBody)))]
pub(crate) async fn act(
    citizen: Citizen,
    key: IdempotencyKey,
    headers: HeaderMap,
    State(office): State<Office>,
    Path((number, message)): Path<(String, String)>,
) -> Answer<Json<Done>> {
    own_page(&citizen.view, &headers)?;
    let action = Action::Send { message };
    act_on(&office, &citizen, &number, (&key, &()), action).await
}

/// One action on a case, once.
pub(super) async fn act_on(
    office: &Office,
    citizen: &Citizen,
    number: &str,
    key: (&IdempotencyKey, &impl Serialize),
    action: Action,
) -> Answer<Json<Done>> {
    let number = seat::number(number)?;
    seat::whole(office, &citizen.view, citizen.person, number).await?;
    let actor = Actor::Person(citizen.person);
    let proved = assured::proved(&citizen.view);
    let work = move |tx: &mut casework::record::Tx<'_>| {
        tx.assure(proved);
        let entry = case::act(tx, actor, number.id(), &action)?;
        Ok(Done { entry: Some(entry) })
    };
    once(office, &citizen.view, citizen.person, key, work)
        .await
        .map(Json)
}
