//! An investigator judges a flag: dismisses it with a reason, opens it again, opens a case from it,
//! invites those concerned to reply. Each is an entry.

mod act;
mod api;
mod page;

pub(crate) use act::{code_hash, find};
pub(crate) use api::{
    __path_api_case, __path_api_dismiss, __path_api_flag, __path_api_invite, __path_api_reopen,
};

use web::{Access, Routes};

use crate::{INVESTIGATOR, Open};

pub(crate) fn routes() -> Routes<Open> {
    let role = Access::Role(INVESTIGATOR);
    Routes::new()
        .get("/flags/{hash}", role, page::page)
        .post("/flags/{hash}/dismiss", role, page::dismiss)
        .post("/flags/{hash}/reopen", role, page::reopen)
        .post("/flags/{hash}/case", role, page::take)
        .post("/flags/{hash}/invitations", role, page::invite)
        .get("/api/v1/flags/{hash}", role, api::api_flag)
        .post("/api/v1/flags/{hash}/dismiss", role, api::api_dismiss)
        .post("/api/v1/flags/{hash}/reopen", role, api::api_reopen)
        .post("/api/v1/flags/{hash}/case", role, api::api_case)
        .post("/api/v1/flags/{hash}/invitations", role, api::api_invite)
}

/// A reason's length in characters: a sentence at least, a page at most.
pub(crate) const REASON: std::ops::RangeInclusive<usize> = 10..=2_000;
