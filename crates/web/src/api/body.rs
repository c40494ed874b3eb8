//! JSON bodies, read within limits.

use crate::error::Problem;
use crate::security;
use crate::session::Carrier;
use crate::shell::Limits;
use crate::view::View;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A JSON body, of a request or a response.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

/// A JSON body of a request that may hold files as base64: as large as a form with files may be.
#[derive(Clone, Copy, Debug)]
pub struct JsonWithFiles<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        read(request, |limits| limits.body).await.map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonWithFiles<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        read(request, |limits| limits.upload).await.map(Self)
    }
}

async fn read<T: DeserializeOwned>(
    request: Request,
    limit: fn(&Limits) -> usize,
) -> Result<T, Problem> {
    let view = request.extensions().get::<View>().cloned();
    let view = view.ok_or_else(|| Problem::internal("the route is not inside Shell::router"))?;
    let headers = request.headers();
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    };
    let media_type = text("content-type")
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Problem::media_type());
    }
    if view.session.carrier() == Carrier::Cookie {
        security::check_token(&view, text(security::CSRF_HEADER))?;
    }
    let limit = limit(&view.site().limits);
    let bytes = to_bytes(request.into_body(), limit)
        .await
        .map_err(|e| Problem::too_large().because(e))?;
    if has_nul(&bytes) {
        return Err(Problem::bad_request().because("NUL in a body"));
    }
    serde_json::from_slice(&bytes).map_err(|e| {
        let problem = if e.is_data() {
            Problem::unprocessable()
        } else {
            Problem::bad_request()
        };
        problem.saying(view.with("api-json", &[("error", e.to_string().into())]))
    })
}

/// Whether a string in the JSON holds U+0000, which forms refuse as well: PostgreSQL cannot store it
/// and no keyboard types it. It can only be written as an escape (RFC 8259, section 7).
fn has_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return true;
        }
        rest = escape.get(1..).unwrap_or_default();
    }
    false
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => {
                let json = HeaderValue::from_static("application/json");
                ([(header::CONTENT_TYPE, json)], bytes).into_response()
            }
            Err(e) => Problem::internal(e).into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::has_nul;

    #[test]
    fn an_escaped_nul_is_found_and_an_escaped_backslash_before_its_digits_is_not_one() {
        assert!(has_nul(br#"{"a":"x\u0000"}"#));
        assert!(has_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\\u0000 \n \u00e9"}"#));
        assert!(!has_nul(br"\"));
    }
}
