//! The scripts of these pages, which all work without them: passkeys, and push messages.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use web::{Access, Public, Routes};

const PASSKEYS: &str = include_str!("../assets/passkeys.js");
const PUSH: &str = include_str!("../assets/push.js");
const WORKER: &str = include_str!("../assets/push-worker.js");

/// The address of the worker that shows push messages: always the same, since browsers look there for a newer one. The
/// worker that keeps forms has the same in it.
pub(crate) const PUSH_WORKER: &str = "/push-worker.js";

static PASSKEYS_PATH: LazyLock<String> = LazyLock::new(|| hashed("passkeys", PASSKEYS));
static PUSH_PATH: LazyLock<String> = LazyLock::new(|| hashed("push", PUSH));

fn hashed(name: &str, text: &str) -> String {
    let hash = hex::encode(&Sha256::digest(text.as_bytes())[..8]);
    format!("/assets/{name}-{hash}.js")
}

/// The address of the script for passkeys, with its hash in it.
pub(crate) fn passkeys() -> &'static str {
    &PASSKEYS_PATH
}

/// The address of the script that subscribes a browser to push messages.
pub(crate) fn push() -> &'static str {
    &PUSH_PATH
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(passkeys(), Access::Public, |_: Public| async {
            kept(PASSKEYS)
        })
        .get(push(), Access::Public, |_: Public| async { kept(PUSH) })
        .get(PUSH_WORKER, Access::Public, worker)
}

/// A script whose address changes with it.
fn kept(text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, text).into_response()
}

async fn worker(_: Public) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, WORKER).into_response()
}
