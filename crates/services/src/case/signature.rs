//! The signature on an entry: who signed it with which passkey, what that proves, and the receipt of the passkey.

use axum::extract::{Path, State};
use casework::case::read::Line;
use casework::record::{self, Fact};
use casework::store::Link;
use casework::{CaseId, CaseNumber, Error, Parts};
use maud::{Markup, html};
use tlog::Receipt;
use tlog::assertion::Signed;
use web::components::{LinkButton, Row, Tone, link_button, section, summary_list, tag};
use web::{Answer, View};

use super::{entry, receipt};
use crate::office::{Citizen, Office};
use crate::{paths, words};

/// The signature that an entry carries.
fn of(line: &Line) -> Option<&Signed> {
    match &line.fact {
        Fact::TaskCompleted { signature, .. } => signature.as_deref(),
        _ => None,
    }
}

/// The receipt of the entry that added the passkey with which this entry of the case was signed. Whoever sits at the case may have
/// it: an official's act is checked with it.
pub(crate) fn passkey_of(
    link: &mut Link,
    parts: &Parts,
    case: CaseId,
    seq: u64,
) -> Result<Receipt, Error> {
    let receipt = entry::of_case(link, parts, case, seq)?;
    let body = serde_json::from_slice(&receipt.body).unwrap_or_default();
    let signed = Signed::of_body(&body).ok().flatten();
    let key_entry = signed.ok_or(Error::NotFound)?.key_entry;
    let receipt = record::receipt(link, parts, key_entry)?;
    let body = serde_json::from_slice(&receipt.body).unwrap_or_default();
    // Only what adds a passkey is given out so.
    tlog::assertion::Passkey::of_body(&body).ok_or(Error::NotFound)?;
    Ok(receipt)
}

pub(super) async fn download(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer {
    let (number, passkey) = receipt::read(&office, &citizen, (&number, seq), passkey_of).await?;
    Ok(receipt::file(
        &format!("passkey-{number}-{seq}.json"),
        &passkey,
    ))
}

/// Who signed the entry, whether that holds, and how anybody can check it; nothing where nobody did.
pub(super) fn shown(
    view: &View,
    (number, pack): (CaseNumber, &pack::Pack),
    line: &Line,
    receipt: &Receipt,
) -> Markup {
    let Some(signed) = of(line) else {
        return Markup::default();
    };
    let body = serde_json::from_slice(&receipt.body).unwrap_or_default();
    let holds = signed.verify_in(&body, line.time.as_microsecond()).is_ok();
    let said = match holds {
        true => tag(Tone::Good, &view.t("signature-holds")),
        false => tag(Tone::Bad, &view.t("signature-broken")),
    };
    let statement = &signed.statement;
    let role = words::role(view, pack, &statement.role);
    let key_entry = i64::try_from(signed.key_entry).unwrap_or(i64::MAX);
    let short: String = signed.credential.chars().take(16).collect();
    section(
        "signature",
        &view.t("signature-title"),
        &html! {
            (summary_list(&[
                Row::new(view.t("signature-by"), html! { (role) " · " code dir="ltr" { "person:" (statement.person) } }),
                Row::new(view.t("signature-state"), said),
                Row::new(view.t("signature-key"), html! { code dir="ltr" { (short) "…" } }),
                Row::new(view.t("signature-added"), html! { (view.text.number(key_entry)) }),
            ]))
            p { (view.t("signature-proves")) }
            p { (view.t("signature-check")) " " code dir="ltr" { "diwan verify receipt-" (number) "-" (line.seq) ".json passkey-" (number) "-" (line.seq) ".json" } }
            p { (link_button(&LinkButton { secondary: true, ..LinkButton::new(paths::passkey(number, line.seq), view.t("signature-receipt")) })) }
        },
    )
}
