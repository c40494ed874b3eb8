//! A case: for who asked, and for the officials whom it was drawn for. To others it does not exist.

mod action;
pub(crate) mod certificate;
pub(crate) mod document;
pub(crate) mod draw;
mod drawing;
mod entry;
mod list;
mod message;
mod page;
pub(crate) mod receipt;
pub(crate) mod seat;
mod signature;
mod standing;
mod submitted;
mod way;
mod why;

pub(crate) use drawing::{here, picture};
pub(crate) use entry::{code_of, of_case as receipt_of};
pub(crate) use page::{answers, data_rows, documents, message_form, messages};
pub(crate) use signature::passkey_of;
pub(crate) use why::{explained, why};

use web::{Access, Routes};

use crate::office::Office;
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(paths::CASES, Access::SignedIn, list::list)
        .get("/cases/{number}", Access::SignedIn, page::case)
        .get(
            "/cases/{number}/submitted",
            Access::SignedIn,
            submitted::submitted,
        )
        .post("/cases/{number}/messages", Access::SignedIn, message::send)
        .get(
            "/cases/{number}/documents/{hash}",
            Access::SignedIn,
            document::download,
        )
        .get(
            "/cases/{number}/actions/{message}",
            Access::SignedIn,
            action::ask,
        )
        .post(
            "/cases/{number}/actions/{message}",
            Access::SignedIn,
            action::act,
        )
        .get(
            "/cases/{number}/entries/{seq}",
            Access::SignedIn,
            entry::entry,
        )
        .get(
            "/cases/{number}/entries/{seq}/receipt",
            Access::SignedIn,
            receipt::download,
        )
        .get(
            "/cases/{number}/entries/{seq}/passkey",
            Access::SignedIn,
            signature::download,
        )
        .get(
            "/cases/{number}/entries/{seq}/draw",
            Access::SignedIn,
            draw::draw,
        )
        .get(
            "/cases/{number}/certificates/{n}",
            Access::SignedIn,
            certificate::own,
        )
        .get(
            "/certificates/{number}",
            Access::Public,
            certificate::public,
        )
}
