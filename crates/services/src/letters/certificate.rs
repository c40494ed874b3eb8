//! A certificate as PDF: for its holder with its lines, for anybody with what its page says.

use axum::extract::{Path, State};
use axum::response::Response;
use casework::Error;
use casework::case::read::{self, Certificate, Whole};
use letters::{Block, Letter, Made, Row};
use pack::Pack;
use tlog::Receipt;
use web::lang::Precision;
use web::{Answer, Problem, Public, View};

use super::parts;
use super::read::{Head, head};
use crate::api::{certificate_body, paper_body};
use crate::case::{certificate, receipt_of};
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// With its lines and its receipt, for those who sit at the case.
pub(crate) async fn own(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, n)): Path<(String, usize)>,
) -> Answer<Response> {
    let view = &citizen.view;
    let (whole, certificate, seq, lines) =
        certificate::with_lines(&office, &citizen, &number, n).await?;
    let name = format!("certificate-{}.pdf", certificate.number);
    let made = made(&office, view, &whole, &certificate, (seq, &lines)).await?;
    Ok(super::answer(&name, made))
}

pub(super) async fn made(
    office: &Office,
    view: &View,
    whole: &Whole,
    certificate: &Certificate,
    (seq, lines): (u64, &[String]),
) -> Result<Made, Problem> {
    let id = whole.case.id;
    let read = office.read(view, move |link, parts| {
        Ok((receipt_of(link, parts, id, seq)?, head(link)?))
    });
    let (receipt, head) = read.await?;
    let rows = line_rows(view, whole, lines);
    let mut letter = paper(view, office, &whole.pack, certificate, rows)?;
    letter.foot = parts::foot(view, whole, &head);
    let data = paper_body(view, whole, certificate, seq, lines);
    letter.attachments = attachments(view, &data, seq, receipt)?;
    super::set(view, letter).await
}

fn attachments(
    view: &View,
    data: &impl serde::Serialize,
    seq: u64,
    receipt: Receipt,
) -> Result<Vec<letters::Attachment>, Problem> {
    let mut all = vec![parts::data(view, "certificate.json", data)?];
    all.extend(parts::proofs(view, &[(seq, receipt)]));
    Ok(all)
}

fn line_rows(view: &View, whole: &Whole, lines: &[String]) -> Vec<Row> {
    let label = |i: usize| words::of(view, &whole.pack, &format!("certificate-line-{}", i + 1));
    let filled = lines.iter().enumerate().filter(|(_, l)| !l.is_empty());
    filled.map(|(i, l)| Row::new(label(i), l)).collect()
}

/// What anybody may know of it: that it was issued, and until when it holds.
pub(crate) async fn public(
    Public(view): Public,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Response> {
    office.tries(&view)?;
    let found = office.read(&view, move |link, parts| {
        let (certificate, _, hash) = read::certificate(link, &number)?.ok_or(Error::NotFound)?;
        Ok((certificate, parts.packs.get(link, &hash)?, head(link)?))
    });
    let (certificate, pack, head) = found.await?;
    let rows = vec![Row::new(
        view.t("certificate-service"),
        words::service(&view, &pack),
    )];
    let mut letter = paper(&view, &office, &pack, &certificate, rows)?;
    letter
        .blocks
        .push(Block::Small(view.t("certificate-compare")));
    letter.foot = public_foot(&view, &certificate, &head);
    let data = certificate_body(&view, &certificate, &pack);
    letter.attachments = vec![parts::data(&view, "certificate.json", &data)?];
    let name = format!("certificate-{}.pdf", certificate.number);
    Ok(super::answer(&name, super::set(&view, letter).await?))
}

fn public_foot(view: &View, certificate: &Certificate, head: &Head) -> Vec<String> {
    let entries = view
        .text
        .number(i64::try_from(head.size).unwrap_or(i64::MAX));
    let root = parts::isolated(&head.root);
    vec![
        parts::isolated(&certificate.number),
        view.with(
            "letter-head",
            &[("entries", entries.into()), ("root", root.into())],
        ),
    ]
}

fn paper(
    view: &View,
    office: &Office,
    pack: &Pack,
    certificate: &Certificate,
    rows: Vec<Row>,
) -> Result<Letter, Problem> {
    let holds = certificate.valid_until.is_none_or(|until| view.now < until);
    let day = |at| view.text.moment(at, Precision::Day);
    let mut all = vec![Row::new(
        view.t("certificate-number"),
        parts::isolated(&certificate.number),
    )];
    all.extend(rows);
    all.push(Row::new(
        view.t("certificate-issued"),
        day(certificate.issued_at),
    ));
    let until = certificate
        .valid_until
        .map_or_else(|| view.t("certificate-for-good"), day);
    all.push(Row::new(view.t("certificate-until"), until));
    let mut blocks = Vec::new();
    if !holds {
        blocks.push(Block::Lead(view.t("certificate-ended")));
    }
    blocks.push(Block::Rows(all));
    let origin = &office.casework().settings.public_url;
    let url = format!("{origin}{}", paths::certificate(&certificate.number));
    let beside = vec![
        view.t("certificate-check"),
        parts::isolated(&url),
        view.t("letter-check-certificate"),
    ];
    blocks.push(parts::code(&url, view.t("certificate-qr"), beside)?);
    let title = words::of(view, pack, "certificate-title");
    Ok(Letter {
        blocks,
        ..parts::envelope(
            view,
            words::service(view, pack),
            title,
            certificate.issued_at,
        )
    })
}
