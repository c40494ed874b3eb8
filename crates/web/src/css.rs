//! The stylesheet and the script: compiled in, served under a name with their hash.

use crate::access::{Access, Public, Routes};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

struct Asset {
    path: String,
    media_type: &'static str,
    bytes: &'static str,
}

fn asset(stem: &str, extension: &str, media_type: &'static str, bytes: &'static str) -> Asset {
    let hash = hex::encode(&Sha256::digest(bytes.as_bytes())[..8]);
    Asset {
        path: format!("/assets/{stem}-{hash}.{extension}"),
        media_type,
        bytes,
    }
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "diwan",
        "css",
        "text/css; charset=utf-8",
        include_str!("../assets/diwan.css"),
    )
});
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "diwan",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/diwan.js"),
    )
});
static ICON: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "icon",
        "svg",
        "image/svg+xml",
        include_str!("../assets/icon.svg"),
    )
});

/// The path of the stylesheet.
#[must_use]
pub fn style_path() -> &'static str {
    &STYLE.path
}

/// The path of the script, which pages work without.
#[must_use]
pub fn script_path() -> &'static str {
    &SCRIPT.path
}

/// The path of the icon.
#[must_use]
pub fn icon_path() -> &'static str {
    &ICON.path
}

/// The route of the assets.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/assets/{name}", Access::Public, serve)
}

async fn serve(_: Public, Path(name): Path<String>) -> Response {
    let asset = [&STYLE, &SCRIPT, &ICON]
        .into_iter()
        .find(|a| a.path.strip_prefix("/assets/") == Some(name.as_str()));
    match asset {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.media_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
