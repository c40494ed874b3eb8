//! A task: the case, what the rules recommend and why, and the form that decides.

mod decline;
mod page;
mod sign;
mod submit;

pub(crate) use page::{Desk, desk};
pub(crate) use sign::{SignatureBody, SigningBody, signing, told as signature_told};

use web::{Access, Routes};

use crate::office::Office;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get("/cases/{number}/tasks/{job}", Access::SignedIn, page::task)
        .post(
            "/cases/{number}/tasks/{job}",
            Access::SignedIn,
            submit::submit,
        )
        .get(
            "/cases/{number}/tasks/{job}/decline",
            Access::SignedIn,
            decline::ask,
        )
        .post(
            "/cases/{number}/tasks/{job}/decline",
            Access::SignedIn,
            decline::decline,
        )
}
