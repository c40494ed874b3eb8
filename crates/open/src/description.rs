//! The description of this part of the API.

use utoipa::OpenApi;

use crate::{contract, indicators, profile, queue, reply, review, search, upload};

pub(crate) fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        search::contracts,
        contract::contract,
        contract::release,
        profile::api_buyer,
        profile::api_supplier,
        indicators::indicators,
        queue::flags,
        queue::api_organisations,
        review::api_flag,
        review::api_dismiss,
        review::api_reopen,
        review::api_case,
        review::api_invite,
        reply::api_invited,
        reply::api_reply,
        upload::api_imports,
        upload::api_import,
        upload::api_new,
    ),
    tags((name = "open", description = "Open contracting: contracts, profiles, flags, replies, imports"))
)]
struct Description;
