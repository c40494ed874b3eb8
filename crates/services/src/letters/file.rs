//! A whole case as one file to print: the application, documents, messages, decisions with their reasons, all that happened.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::case::read::{Line, Whole};
use casework::record::fact::Side;
use letters::{Block, Column, Letter, Row, Table};
use web::lang::Precision;
use web::{Answer, Problem, View};

use super::parts;
use super::read::{self, Filed};
use crate::api::{beside_case, case_body};
use crate::case::{answers, seat};
use crate::office::{Citizen, Office};
use crate::words;

pub(crate) async fn file(
    citizen: Citizen,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Response> {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let (id, applicant) = (whole.case.id, whole.case.applicant);
    let (asker, person) = (whole.clone(), citizen.person);
    let read = office.read(view, move |link, parts| {
        let filed = read::filed(link, parts, id, applicant)?;
        Ok((filed, beside_case(link, parts, &asker, person)?))
    });
    let (filed, beside) = read.await?;
    let origin = &office.casework().settings.public_url;
    let mut letter = letter(view, origin, &whole, &filed)?;
    let data = case_body(&citizen, &whole, beside);
    letter
        .attachments
        .push(parts::data(view, "case.json", &data)?);
    letter
        .attachments
        .extend(parts::proofs(view, &filed.receipts));
    let made = super::set(view, letter).await?;
    Ok(super::answer(&format!("case-{number}.pdf"), made))
}

fn letter(view: &View, origin: &str, whole: &Whole, filed: &Filed) -> Result<Letter, Problem> {
    let service = words::service(view, &whole.pack);
    let title = view.t("letter-file");
    let mut blocks = vec![Block::Rows(rows(view, whole, filed))];
    let mut section = |key: &str, mut of: Vec<Block>, none: &str| {
        blocks.push(Block::Heading(view.t(key)));
        if of.is_empty() {
            of.push(Block::Small(view.t(none)));
        }
        blocks.append(&mut of);
    };
    let sent = answers(view, whole);
    let sent = sent
        .into_iter()
        .map(|(label, value)| Row::new(label, value));
    let sent: Vec<Row> = sent.collect();
    let sent = if sent.is_empty() {
        vec![]
    } else {
        vec![Block::Rows(sent)]
    };
    section("case-sent", sent, "letter-none");
    section(
        "case-documents",
        documents(view, whole),
        "case-no-documents",
    );
    section("case-messages", messages(view, whole), "case-no-messages");
    section(
        "letter-reasons",
        parts::grounds(view, whole, &filed.grounds),
        "letter-none",
    );
    section("case-timeline", timeline(view, whole, filed), "letter-none");
    blocks.extend(parts::check(view, origin, filed.code)?);
    Ok(Letter {
        blocks,
        foot: parts::foot(view, whole, &filed.head),
        ..parts::envelope(view, service, title, view.now)
    })
}

fn rows(view: &View, whole: &Whole, filed: &Filed) -> Vec<Row> {
    let case = &whole.case;
    let moment = |at| view.text.moment(at, Precision::Minute);
    let mut rows = parts::about(view, whole, &filed.applicant);
    rows.push(Row::new(
        view.t("case-status"),
        words::status(view, case.status, false).1,
    ));
    if let Some(outcome) = &case.outcome {
        let outcome = words::of(view, &whole.pack, &format!("outcome-{outcome}"));
        rows.push(Row::new(view.t("case-outcome"), outcome));
    }
    if let Some(closed) = case.closed_at {
        rows.push(Row::new(view.t("letter-decided"), moment(closed)));
    }
    for certificate in &whole.certificates {
        rows.push(Row::new(
            words::of(view, &whole.pack, "certificate-title"),
            parts::isolated(&certificate.number),
        ));
    }
    rows.push(Row::new(
        view.t("letter-law"),
        words::of(view, &whole.pack, "service-law"),
    ));
    rows.push(Row::new(view.t("letter-printed"), moment(view.now)));
    rows.push(Row::new(
        view.t("letter-printed-for"),
        parts::seat(view, whole),
    ));
    rows
}

/// The documents with their hashes: the files themselves are not printed.
fn documents(view: &View, whole: &Whole) -> Vec<Block> {
    if whole.documents.is_empty() {
        return Vec::new();
    }
    let rows = whole.documents.iter().map(|d| {
        vec![
            d.name.clone(),
            view.text.bytes(d.size),
            view.text.moment(d.added_at, Precision::Day),
            parts::isolated(hex::encode(d.hash)),
        ]
    });
    vec![Block::Table(Table {
        summary: view.t("case-documents"),
        columns: columns(
            view,
            &[
                ("letter-name", 30),
                ("letter-size", 14),
                ("letter-day", 22),
                ("letter-hash", 34),
            ],
        ),
        rows: rows.collect(),
    })]
}

fn messages(view: &View, whole: &Whole) -> Vec<Block> {
    let one = |m: &casework::case::read::MessageLine| {
        let from = match m.side {
            Side::Applicant => "role-applicant",
            Side::Office => "role-office",
        };
        let when = view.text.moment(m.sent_at, Precision::Minute);
        Block::Quote {
            from: format!("{} · {when}", view.t(from)),
            text: m.text.clone(),
        }
    };
    whole.messages.iter().map(one).collect()
}

/// Every entry, the oldest first.
fn timeline(view: &View, whole: &Whole, filed: &Filed) -> Vec<Block> {
    let row = |line: &Line| {
        let (_, title, more) = words::fact(view, whole.pack_at(line.seq), &line.fact);
        let what = more.map_or(title.clone(), |more| format!("{title}\n{more}"));
        let entry = view
            .text
            .number(i64::try_from(line.seq).unwrap_or(i64::MAX));
        vec![view.text.moment(line.time, Precision::Minute), what, entry]
    };
    let mut blocks = vec![Block::Table(Table {
        summary: view.t("case-timeline"),
        columns: columns(
            view,
            &[
                ("letter-when", 30),
                ("letter-what", 58),
                ("letter-entry", 12),
            ],
        ),
        rows: filed.lines.iter().map(row).collect(),
    })];
    if filed.cut {
        let most = view.text.number(i64::from(read::MOST_LINES));
        let text = view.with("letter-cut", &[("most", most.into())]);
        blocks.push(Block::Small(text));
    }
    blocks
}

fn columns(view: &View, all: &[(&str, u8)]) -> Vec<Column> {
    let one = |(key, weight): &(&str, u8)| Column {
        head: view.t(key),
        weight: *weight,
    };
    all.iter().map(one).collect()
}
