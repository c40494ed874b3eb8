//! One entry of a case: what the record holds, how it is proven, its receipt.

use axum::extract::{Path, State};
use casework::case::read::line;
use casework::record::{self, LOG_ID};
use casework::store::Link;
use casework::{Error, Parts};
use maud::{Markup, html};
use tlog::Receipt;
use web::components::{LinkButton, Row, details, link_button, qr, section, summary_list};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use super::seat;
use crate::office::{Citizen, Office};
use crate::verify::Code;
use crate::{paths, words};

/// The receipt of an entry of this case, for whoever sits at the case.
pub(crate) fn of_case(
    link: &mut Link,
    parts: &Parts,
    case: casework::CaseId,
    seq: u64,
) -> Result<Receipt, Error> {
    let sql = "select case_id from entries where log = $1 and seq = $2";
    let row = link
        .query_opt(sql, &[LOG_ID.into(), seq.into()])?
        .ok_or(Error::NotFound)?;
    if row.get::<Option<casework::CaseId>>(0)? != Some(case) {
        return Err(Error::NotFound);
    }
    record::receipt(link, parts, seq)
}

/// The code under which anybody can ask for an entry: its index and the beginning of its leaf's hash.
pub(crate) fn code_of(link: &mut Link, seq: u64) -> Result<Code, Error> {
    let leaves = record::leaves(link, seq, seq + 1)?;
    let leaf = leaves.first().ok_or(Error::NotFound)?;
    Ok(Code::of(seq, &leaf.hash()))
}

pub(super) async fn entry(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer<Page> {
    let view = &citizen.view;
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, view, citizen.person, number).await?;
    let id = whole.case.id;
    let (receipt, line, code) = office
        .read(view, move |link, parts| {
            let receipt = of_case(link, parts, id, seq)?;
            Ok((receipt, line(link, parts, seq)?.0, code_of(link, seq)?))
        })
        .await?;
    let (_, title, _) = words::fact(view, whole.pack_at(seq), &line.fact);
    let url = format!(
        "{}/verify?code={code}",
        office.casework().settings.public_url
    );
    let picture = qr(&url, &view.t("submitted-qr")).map_err(Problem::internal)?;
    let main = html! {
        p class="caption" { (view.t("entry-caption")) " " bdi dir="ltr" { (number) } }
        h1 { (title) }
        (summary_list(&[
            Row::new(view.t("entry-index"), html! { (view.text.number(i64::try_from(seq).unwrap_or(i64::MAX))) }),
            Row::new(view.t("entry-time"), view.text.time(line.time, Precision::Second)),
            Row::new(view.t("entry-actor"), html! { code dir="ltr" { (line.actor) @if let Some(principal) = line.behalf { " / person:" (principal) } } @if line.behalf.is_some() { " · " (view.t("timeline-behalf")) } }),
            Row::new(view.t("entry-kind"), html! { code dir="ltr" { (words::kind(&line.fact)) } }),
            Row::new(view.t("verify-code"), html! { code class="code" dir="ltr" data-copy=(view.t("copy")) data-copied=(view.t("copied")) { (code) } }),
        ]))
        div class="receipt" {
            (picture)
            div {
                p { (view.t("entry-receipt-text")) }
                p { (link_button(&LinkButton::new(paths::receipt(number, seq), view.t("submitted-download")))) }
            }
        }
        (super::signature::shown(view, (number, whole.pack_at(seq)), &line, &receipt))
        (section("body", &view.t("entry-body"), &body(&receipt)))
        (section("proof", &view.t("entry-proof"), &proof(view, &receipt)))
    };
    Ok(view
        .page(title.clone())
        .back(format!("{}#timeline", paths::case(number)))
        .main(main))
}

/// The body as it was committed to, and easier to read.
fn body(receipt: &Receipt) -> Markup {
    let value: serde_json::Value = serde_json::from_slice(&receipt.body).unwrap_or_default();
    let pretty = serde_json::to_string_pretty(&value).unwrap_or_default();
    html! { pre dir="ltr" tabindex="0" { code { (pretty) } } }
}

fn proof(view: &View, receipt: &Receipt) -> Markup {
    let hashes = &receipt.proof.hashes;
    html! {
        p { (view.with("entry-proof-text", &[("count", hashes.len().into())])) }
        (details(&view.t("entry-proof-hashes"), &html! {
            ol dir="ltr" { @for h in hashes { li { code { (hex::encode(h.0)) } } } }
        }))
        (details(&view.t("entry-checkpoint"), &html! {
            pre dir="ltr" tabindex="0" { code { (receipt.proof.checkpoint) } }
        }))
        p { a href=(paths::VERIFY) { (view.t("entry-verify")) } }
    }
}
