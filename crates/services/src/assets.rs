//! The script for passkeys: the only one of these pages, and they all work without it.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use web::{Access, Public, Routes};

const PASSKEYS: &str = include_str!("../assets/passkeys.js");

static PATH: LazyLock<String> = LazyLock::new(|| {
    let hash = hex::encode(&Sha256::digest(PASSKEYS.as_bytes())[..8]);
    format!("/assets/passkeys-{hash}.js")
});

/// The script's address, with its hash in it.
pub(crate) fn passkeys() -> &'static str {
    &PATH
}

pub(crate) fn routes() -> Routes {
    Routes::new().get(passkeys(), Access::Public, serve)
}

async fn serve(_: Public) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, PASSKEYS).into_response()
}
