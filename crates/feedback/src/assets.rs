//! The scripts: one blinds tokens, one sends what waits on the device. The pages work without.

use std::sync::LazyLock;

use axum::http::HeaderMap;
use web::{Access, Asset, Public, Routes};

static FEEDBACK: LazyLock<Asset> =
    LazyLock::new(|| Asset::script("feedback", include_str!("../assets/feedback.mjs")));
static WAITING: LazyLock<Asset> =
    LazyLock::new(|| Asset::script("waiting", include_str!("../assets/waiting.js")));

/// The module that blinds.
pub(crate) fn feedback() -> &'static str {
    FEEDBACK.path()
}

/// The script that sends.
pub(crate) fn waiting() -> &'static str {
    WAITING.path()
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(
            feedback(),
            Access::Public,
            async |_: Public, headers: HeaderMap| FEEDBACK.answer(&headers),
        )
        .get(
            waiting(),
            Access::Public,
            async |_: Public, headers: HeaderMap| WAITING.answer(&headers),
        )
}
