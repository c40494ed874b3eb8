//! The stylesheet and the script: compiled in, served under a name with their hash.
//!
//! The stylesheet is several files, one idea each, joined here in the order in which they build on
//! each other: tokens and bare elements first, what a medium changes last.
//!
//! Assets are kept compressed: on a slow line the stylesheet is a quarter of itself. What may be
//! compressed of pages says [`crate::packing`].

use crate::access::{Access, Public, Routes};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::io::Write as _;
use std::sync::LazyLock;

pub(crate) const SHEETS: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/forms.css"),
    include_str!("../assets/css/parts.css"),
    include_str!("../assets/css/record.css"),
    include_str!("../assets/css/contracts.css"),
    include_str!("../assets/css/modes.css"),
);

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// A file of ours, compiled in: served under a name with its hash, compressed where the client takes it.
pub struct Asset {
    path: String,
    media_type: &'static str,
    bytes: Cow<'static, str>,
    gzip: Vec<u8>,
}

impl std::fmt::Debug for Asset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asset").field("path", &self.path).finish()
    }
}

impl Asset {
    /// A script.
    #[must_use]
    pub fn script(stem: &str, text: impl Into<Cow<'static, str>>) -> Self {
        asset(stem, "js", JAVASCRIPT, lines(&text.into()))
    }

    /// Its address, with its hash in it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The file, to be kept for ever: another content has another address.
    #[must_use]
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        self.answer_for(headers, "public, max-age=31536000, immutable")
    }

    /// The same with another rule for keeping it.
    #[must_use]
    pub fn answer_for(&self, headers: &HeaderMap, cache: &'static str) -> Response {
        let about = [
            (header::CONTENT_TYPE, self.media_type),
            (header::CACHE_CONTROL, cache),
            (header::VARY, "accept-encoding"),
        ];
        if takes_gzip(headers) && !self.gzip.is_empty() {
            let packed = [(header::CONTENT_ENCODING, "gzip")];
            return (about, packed, self.gzip.clone()).into_response();
        }
        (about, self.bytes.clone().into_owned()).into_response()
    }
}

fn asset(
    stem: &str,
    extension: &str,
    media_type: &'static str,
    bytes: impl Into<Cow<'static, str>>,
) -> Asset {
    let bytes = bytes.into();
    let hash = hex::encode(&Sha256::digest(bytes.as_bytes())[..8]);
    Asset {
        path: format!("/assets/{stem}-{hash}.{extension}"),
        media_type,
        gzip: gzip(&bytes),
        bytes,
    }
}

fn gzip(bytes: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes.as_bytes());
    // Writing to a vector does not fail; if it did, the empty answer is never chosen.
    written.and_then(|()| encoder.finish()).unwrap_or_default()
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| asset("diwan", "css", "text/css; charset=utf-8", squeeze(SHEETS)));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "diwan",
        "js",
        JAVASCRIPT,
        lines(include_str!("../assets/diwan.js")),
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

async fn serve(_: Public, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let asset = [&STYLE, &SCRIPT, &ICON]
        .into_iter()
        .find(|a| a.path.strip_prefix("/assets/") == Some(name.as_str()));
    asset.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |asset| asset.answer(&headers),
    )
}

/// Whether a client takes gzip.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING);
    names_gzip(accepted.and_then(|v| v.to_str().ok()).unwrap_or_default())
}

/// Whether gzip is among the codings (RFC 9110, section 12.5.3); `gzip;q=0` says no.
fn names_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|one| {
        let (coding, weight) = one.split_once(';').unwrap_or((one, ""));
        let zero = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.parse() == Ok(0.0));
        coding.trim() == "gzip" && !zero
    })
}

/// A script without what only its authors need: indentation, and lines that are comments. Ours have no text that
/// goes over a line.
fn lines(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let told: Vec<_> = lines
        .filter(|l| !l.is_empty() && !l.starts_with("//"))
        .collect();
    told.join("\n")
}

/// The stylesheet without comments and without the white space that only its authors need: a fifth
/// less for a phone to fetch. Works on our own files, which have no strings with braces in them.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        words(before, &mut out);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    words(rest, &mut out);
    out
}

/// Appends the words of some CSS; a blank stays only between two words that it separates. No
/// selector of ours has a blank after a colon, so a colon at a word's end is a declaration's.
fn words(css: &str, out: &mut String) {
    for word in css.split_whitespace() {
        let close = word.starts_with(['{', '}']);
        if !close && !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':']) {
            out.push(' ');
        }
        if word.starts_with('}') && out.ends_with(';') {
            out.pop();
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests;
