//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).

use crate::error::Problem;
use crate::view::View;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// Longest key: a UUID has 36 characters.
const LIMIT: usize = 128;

/// The key by which a write that is sent twice is done once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(pub String);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, state).await?;
        let raw = parts
            .headers
            .get("idempotency-key")
            .and_then(|v| v.to_str().ok());
        raw.and_then(parse)
            .ok_or_else(|| Problem::bad_request().saying(view.t("api-idempotency")))
    }
}

/// What [`parse`] takes, as a regular expression of JSON Schema.
pub(super) fn pattern() -> String {
    let key = format!(r"[!#-\[\]-~]{{1,{LIMIT}}}");
    format!("^({key}|\"{key}\")$")
}

/// The draft's form is a structured string, in quotes; most clients send it bare.
fn parse(raw: &str) -> Option<IdempotencyKey> {
    let raw = raw.trim();
    let key = raw
        .strip_prefix('"')
        .and_then(|r| r.strip_suffix('"'))
        .unwrap_or(raw);
    let fine = (1..=LIMIT).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\');
    fine.then(|| IdempotencyKey(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_bare_and_quoted_and_within_limits() {
        assert_eq!(parse("\"8e03978e\"").unwrap().0, "8e03978e");
        assert_eq!(parse(" abc-1 ").unwrap().0, "abc-1");
        for bad in ["", "\"\"", "a b", "a\"b", &"x".repeat(129)] {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }
}
