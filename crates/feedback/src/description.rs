//! The description of this part of the API.

use utoipa::OpenApi;

use crate::{ask, give, results};

pub(crate) fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(
        ask::asked,
        ask::token,
        give::answer,
        results::figures,
        results::cell,
        results::keys,
        results::key_receipt,
        results::batches,
        results::batch_receipt,
    ),
    tags((name = "feedback", description = "Feedback by blind token after a case is closed, and what is published of it"))
)]
struct Description;
