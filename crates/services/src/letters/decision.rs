//! The decision of a case, as a letter and for machines.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::case::read::{Line, Whole};
use casework::record::Fact;
use letters::{Block, Letter, Made, Row};
use serde::Serialize;
use utoipa::ToSchema;
use web::lang::Precision;
use web::{Answer, Problem, View};

use super::parts;
use super::read::{self, Decided};
use crate::case::seat;
use crate::office::{Citizen, Office};
use crate::words;

/// A decision, with what it stands on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecisionBody {
    number: String,
    service: String,
    /// The service's name.
    title: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    version: String,
    outcome: String,
    /// The outcome in the reader's language.
    text: String,
    opened: String,
    decided: String,
    worked_days: u32,
    /// Index of the entry that closed the case.
    entry: u64,
    /// The entry's code, for `/verify`.
    code: String,
    /// What the rules decided, and why.
    rules: Vec<DecidedRuleBody>,
    /// What officials gave as their reasons.
    reasons: Vec<DecidedReasonBody>,
    certificates: Vec<String>,
}

/// What a rule decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecidedRuleBody {
    element: String,
    title: String,
    /// In the reader's language.
    sentences: Vec<String>,
    entry: u64,
}

/// A reason that an official gave.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecidedReasonBody {
    element: String,
    title: String,
    role: String,
    /// Whether the decision is not the one that the rules recommended.
    departed: bool,
    reason: String,
    at: String,
    entry: u64,
}

pub(crate) async fn decision(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Response> {
    let (whole, decided) = found(&office, &citizen, &number).await?;
    let made = made(&office, &citizen.view, &whole, &decided).await?;
    let name = format!("decision-{}.pdf", whole.case.number);
    Ok(super::answer(&name, made))
}

/// The same for machines.
pub(crate) async fn decision_body(
    office: &Office,
    citizen: &Citizen,
    number: &str,
) -> Result<DecisionBody, Problem> {
    let (whole, decided) = found(office, citizen, number).await?;
    Ok(body(&citizen.view, &whole, &decided))
}

async fn found(
    office: &Office,
    citizen: &Citizen,
    number: &str,
) -> Result<(Whole, Decided), Problem> {
    let number = seat::number(number)?;
    let whole = seat::whole(office, &citizen.view, citizen.person, number).await?;
    let decided = decided(office, &citizen.view, &whole).await?;
    Ok((whole, decided))
}

pub(super) async fn decided(
    office: &Office,
    view: &View,
    whole: &Whole,
) -> Result<Decided, Problem> {
    let (id, applicant) = (whole.case.id, whole.case.applicant);
    let read = office.read(view, move |link, parts| {
        read::decided(link, parts, id, applicant)
    });
    read.await
}

/// The letter, set.
pub(super) async fn made(
    office: &Office,
    view: &View,
    whole: &Whole,
    decided: &Decided,
) -> Result<Made, Problem> {
    let origin = &office.casework().settings.public_url;
    super::set(view, letter(view, origin, whole, decided)?).await
}

fn letter(view: &View, origin: &str, whole: &Whole, decided: &Decided) -> Result<Letter, Problem> {
    let service = words::service(view, &whole.pack);
    let title = view.t("letter-decision");
    let body = body(view, whole, decided);
    let mut blocks = vec![
        Block::Lead(body.text.clone()),
        Block::Rows(rows(view, whole, decided)),
    ];
    let grounds = parts::grounds(view, whole, &decided.grounds);
    if !grounds.is_empty() {
        blocks.push(Block::Heading(view.t("letter-reasons")));
        blocks.extend(grounds);
    }
    // As on the case's page: who was given what they asked for has nothing to appeal against.
    if whole.certificates.is_empty() {
        blocks.push(Block::Heading(view.t("letter-appeal")));
        blocks.push(Block::Paragraph(words::of(
            view,
            &whole.pack,
            "service-appeal",
        )));
    }
    blocks.extend(parts::check(view, origin, decided.code)?);
    let mut attachments = vec![parts::data(view, "decision.json", &body)?];
    attachments.extend(parts::proofs(view, &decided.receipts));
    Ok(Letter {
        blocks,
        foot: parts::foot(view, whole, &decided.head),
        attachments,
        ..parts::envelope(view, service, title, decided.closed.time)
    })
}

fn rows(view: &View, whole: &Whole, decided: &Decided) -> Vec<Row> {
    let mut rows = parts::about(view, whole, &decided.applicant);
    let day = |at| view.text.moment(at, Precision::Day);
    rows.push(Row::new(
        view.t("letter-decided"),
        view.text.moment(decided.closed.time, Precision::Minute),
    ));
    let days = view.with("service-days", &[("days", worked(&decided.closed).into())]);
    rows.push(Row::new(view.t("case-worked"), days));
    rows.push(Row::new(
        view.t("letter-law"),
        words::of(view, &whole.pack, "service-law"),
    ));
    for certificate in &whole.certificates {
        let until = match certificate.valid_until {
            Some(until) => format!("{} {}", view.t("certificate-until"), day(until)),
            None => view.t("certificate-for-good"),
        };
        rows.push(Row::new(
            words::of(view, &whole.pack, "certificate-title"),
            format!("{}\n{until}", parts::isolated(&certificate.number)),
        ));
    }
    rows
}

fn worked(closed: &Line) -> u32 {
    match closed.fact {
        Fact::CaseClosed { worked_days, .. } => worked_days,
        _ => 0,
    }
}

fn body(view: &View, whole: &Whole, decided: &Decided) -> DecisionBody {
    let outcome = match &decided.closed.fact {
        Fact::CaseClosed { outcome, .. } => outcome.clone(),
        _ => String::new(),
    };
    let case = &whole.case;
    DecisionBody {
        number: case.number.to_string(),
        service: case.pack.clone(),
        title: words::service(view, &whole.pack),
        version: hex::encode(case.pack_hash),
        text: words::of(view, &whole.pack, &format!("outcome-{outcome}")),
        outcome,
        opened: case.opened_at.to_string(),
        decided: decided.closed.time.to_string(),
        worked_days: worked(&decided.closed),
        entry: decided.closed.seq,
        code: decided.code.to_string(),
        rules: decided
            .grounds
            .rules
            .iter()
            .filter_map(|l| rule(view, whole, l))
            .collect(),
        reasons: decided
            .grounds
            .officials
            .iter()
            .filter_map(|l| reason(view, whole, l))
            .collect(),
        certificates: whole
            .certificates
            .iter()
            .map(|c| c.number.clone())
            .collect(),
    }
}

fn rule(view: &View, whole: &Whole, line: &Line) -> Option<DecidedRuleBody> {
    let Fact::RuleDecided { element, trace, .. } = &line.fact else {
        return None;
    };
    let pack = whole.pack_at(line.seq);
    Some(DecidedRuleBody {
        title: words::element(view, pack, element),
        sentences: parts::sentences(view, pack, trace),
        element: element.clone(),
        entry: line.seq,
    })
}

fn reason(view: &View, whole: &Whole, line: &Line) -> Option<DecidedReasonBody> {
    let Fact::TaskCompleted {
        element,
        role,
        departed,
        reason: Some(reason),
        ..
    } = &line.fact
    else {
        return None;
    };
    Some(DecidedReasonBody {
        title: words::element(view, whole.pack_at(line.seq), element),
        element: element.clone(),
        role: role.clone(),
        departed: *departed,
        reason: reason.clone(),
        at: line.time.to_string(),
        entry: line.seq,
    })
}
