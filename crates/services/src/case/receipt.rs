//! A receipt as a file, to be checked anywhere and at any time, without us.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use web::Answer;

use super::{document, entry, seat};
use crate::office::{Citizen, Office};

pub(super) async fn download(
    citizen: Citizen,
    State(office): State<Office>,
    Path((number, seq)): Path<(String, u64)>,
) -> Answer {
    let number = seat::number(&number)?;
    let whole = seat::whole(&office, &citizen.view, citizen.person, number).await?;
    let id = whole.case.id;
    let receipt = office
        .read(&citizen.view, move |link, parts| {
            entry::of_case(link, parts, id, seq)
        })
        .await?;
    let name = format!("receipt-{number}-{seq}.json");
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, document::attachment(&name)),
    ];
    Ok((headers, receipt.encode()).into_response())
}
