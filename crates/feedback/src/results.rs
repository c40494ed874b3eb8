//! What is published: pages, API, open data. The same for everybody: a supervisor, an official and the head of an office see here
//! what a stranger sees, and there is no other page.

mod api;
mod data;
mod one;
mod page;
mod show;

use web::{Access, Routes};

use crate::{Feedback, paths};

pub(crate) use api::*;
pub(crate) use data::*;

pub(crate) fn routes() -> Routes<Feedback> {
    Routes::new()
        .get(paths::RESULTS, Access::Public, page::page)
        .get("/feedback/{service}/{office}", Access::Public, one::page)
        .get(paths::ANSWERS_CSV, Access::Public, data::csv)
        .get("/api/v1/feedback", Access::Public, api::figures)
        .get(
            "/api/v1/feedback/{service}/{office}",
            Access::Public,
            api::cell,
        )
        .get("/api/v1/feedback/keys", Access::Public, data::keys)
        .get(
            "/api/v1/feedback/keys/{seq}/receipt",
            Access::Public,
            data::key_receipt,
        )
        .get("/api/v1/feedback/batches", Access::Public, data::batches)
        .get(
            "/api/v1/feedback/batches/{seq}/receipt",
            Access::Public,
            data::batch_receipt,
        )
}
