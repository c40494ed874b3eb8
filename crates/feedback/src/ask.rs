//! A closed case asks for its token: by a blinding in the browser, or, without a script, by one of ours that is not kept.

mod act;
mod api;
mod page;

use web::{Access, Routes};

use crate::Feedback;

pub(crate) use api::*;

pub(crate) fn routes() -> Routes<Feedback> {
    Routes::new()
        .get("/cases/{number}/feedback", Access::SignedIn, page::page)
        .post("/cases/{number}/feedback", Access::SignedIn, page::plain)
        .get(
            "/api/v1/cases/{number}/feedback",
            Access::SignedIn,
            api::asked,
        )
        .post(
            "/api/v1/cases/{number}/feedback/token",
            Access::SignedIn,
            api::token,
        )
}
