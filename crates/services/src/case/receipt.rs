//! A receipt as a file, to be checked anywhere and at any time, without us.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use casework::store::Link;
use casework::{CaseId, CaseNumber, Error, Parts};
use tlog::Receipt;
use web::{Answer, Problem};

use super::{document, entry, seat};
use crate::office::{Citizen, Office};

/// Which receipt belongs to an entry of a case.
pub(crate) type Of = fn(&mut Link, &Parts, CaseId, u64) -> Result<Receipt, Error>;

/// A receipt of an entry, for who has a seat at its case.
pub(crate) async fn read(
    office: &Office,
    citizen: &Citizen,
    (number, seq): (&str, u64),
    of: Of,
) -> Result<(CaseNumber, Receipt), Problem> {
    let number = seat::number(number)?;
    let whole = seat::whole(office, &citizen.view, citizen.person, number).await?;
    let id = whole.case.id;
    let receipt = office.read(&citizen.view, move |link, parts| of(link, parts, id, seq));
    Ok((number, receipt.await?))
}

/// The receipt under a name, to be kept.
pub(super) fn file(name: &str, receipt: &Receipt) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, document::attachment(name)),
    ];
    (headers, receipt.encode()).into_response()
}

pub(super) async fn download(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer {
    let (number, receipt) = read(&office, &citizen, (&number, seq), entry::of_case).await?;
    Ok(file(&format!("receipt-{number}-{seq}.json"), &receipt))
}
