//! The right of reply: who was invited writes what they have to say, and it is published as written.

mod act;
mod api;
mod page;

pub(crate) use api::{__path_api_invited, __path_api_reply};

use web::{Access, Routes};

use crate::{Open, paths};

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get(paths::REPLY, Access::Public, page::page)
        .post(paths::REPLY, Access::Public, page::publish)
        .get("/api/v1/replies/{code}", Access::Public, api::api_invited)
        .post("/api/v1/replies", Access::Public, api::api_reply)
}

/// A reply's length in characters: a sentence at least, two pages at most.
pub(crate) const LENGTH: std::ops::RangeInclusive<usize> = 10..=4_000;
