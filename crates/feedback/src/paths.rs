//! Every address, written once.

use crate::publish::Cell;

pub(crate) const RESULTS: &str = "/feedback";
pub(crate) const ANSWER: &str = "/feedback/answer";
pub(crate) const THANKS: &str = "/feedback/thanks";
pub(crate) const ANSWERS_CSV: &str = "/feedback/answers.csv";
pub(crate) const API_ANSWERS: &str = "/api/v1/feedback/answers";
/// The questions of a case, as other domains' pages link to them.
pub(crate) const OF_CASE: &str = "/cases/{}/feedback";

pub(crate) fn case(number: &str) -> String {
    format!("/cases/{number}")
}

pub(crate) fn of_case(number: &str) -> String {
    OF_CASE.replace("{}", number)
}

pub(crate) fn cell(cell: &Cell) -> String {
    format!("/feedback/{}/{}", cell.service, cell.office)
}

pub(crate) fn batch_receipt(entry: u64) -> String {
    format!("/api/v1/feedback/batches/{entry}/receipt")
}
