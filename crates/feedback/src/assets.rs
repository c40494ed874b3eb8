//! The scripts: one blinds tokens, one sends what waits on the device. The pages work without.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};
use web::{Access, Public, Routes};

const FEEDBACK: &str = include_str!("../assets/feedback.mjs");
const WAITING: &str = include_str!("../assets/waiting.js");

static FEEDBACK_PATH: LazyLock<String> = LazyLock::new(|| path("feedback", "mjs", FEEDBACK));
static WAITING_PATH: LazyLock<String> = LazyLock::new(|| path("waiting", "js", WAITING));

/// An address with the script's hash in it.
fn path(name: &str, ending: &str, script: &str) -> String {
    let hash = hex::encode(&Sha256::digest(script.as_bytes())[..8]);
    format!("/assets/{name}-{hash}.{ending}")
}

/// The module that blinds.
pub(crate) fn feedback() -> &'static str {
    &FEEDBACK_PATH
}

/// The script that sends.
pub(crate) fn waiting() -> &'static str {
    &WAITING_PATH
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(feedback(), Access::Public, async |_: Public| {
            serve(FEEDBACK)
        })
        .get(waiting(), Access::Public, async |_: Public| serve(WAITING))
}

fn serve(script: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, script).into_response()
}
