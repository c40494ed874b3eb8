//! `/api/openapi.json`: the domains' descriptions as one (OpenAPI 3.1).

use crate::access::{Access, Public, Routes};
use axum::http::header;
use axum::response::IntoResponse as _;
use std::sync::Arc;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

fn merged(apis: Vec<OpenApi>) -> OpenApi {
    let info = InfoBuilder::new()
        .title("Diwan")
        .version("1")
        .description(Some(
            "Public services whose every step is an entry in a verifiable record.",
        ))
        .build();
    apis.into_iter().fold(
        OpenApiBuilder::new().info(info).build(),
        OpenApi::merge_from,
    )
}

pub(crate) fn routes(apis: Vec<OpenApi>) -> Routes {
    let body: Arc<str> = merged(apis)
        .to_json()
        .unwrap_or_else(|_| "{}".to_owned())
        .into();
    Routes::new().get("/api/openapi.json", Access::Public, move |_: Public| {
        let body = body.to_string();
        async move { ([(header::CONTENT_TYPE, "application/json")], body).into_response() }
    })
}
