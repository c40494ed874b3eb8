//! What went wrong: one type, shown as a page in the reader's language or as RFC 9457.

use crate::assurance::Assurance;
use crate::view::View;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

mod render;

pub(crate) use render::{AsItIs, catch, render, who_page};

/// A mistake in one part of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Where: a form field's name, or a JSON Pointer (RFC 6901) for the API.
    pub pointer: String,
    /// What to do about it, in the reader's language.
    pub detail: String,
}

/// Why a request was not done. Becomes a page or `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// The kind, in kebab case. Its page's words are the texts `problem-{kind}` (title) and
    /// `problem-{kind}-do` (what to do next).
    pub kind: &'static str,
    /// What exactly, in the reader's language.
    pub detail: Option<String>,
    /// Mistakes by field.
    pub fields: Vec<FieldProblem>,
    /// Seconds after which to try again.
    pub retry_after: Option<u64>,
    /// How surely and how lately it must be known who asks, where that is what is missing.
    pub asked: Option<Asked>,
    /// For the log only, never shown.
    pub cause: Option<String>,
}

/// A proof that is asked for (RFC 9470).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The level: one of `acr_values`.
    pub level: Assurance,
    /// How old it may be, in seconds, `max_age`: small, so that a problem stays small.
    pub max_age: u16,
}

/// Seconds after which to try again when the store cannot be reached: a restart takes about as long.
const RETRY_AFTER: u64 = 5;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $kind:literal $status:ident;)*) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $name() -> Self {
            Self::new(StatusCode::$status, $kind)
        })*
        /// Every kind that the shell itself uses: each must have its words.
        #[cfg(test)]
        const KINDS: &'static [&'static str] =
            &[$($kind,)* "confirm", "internal", "too-many-requests", "unavailable"];
    };
}

impl Problem {
    /// A problem of a domain's own kind, whose words the domain's texts hold.
    #[must_use]
    pub fn new(status: StatusCode, kind: &'static str) -> Self {
        Self {
            status,
            kind,
            detail: None,
            fields: Vec::new(),
            retry_after: None,
            asked: None,
            cause: None,
        }
    }

    kinds! {
        /// 400: the request cannot be read.
        bad_request "bad-request" BAD_REQUEST;
        /// 401: sign in first. A page request is led to the sign-in page and back.
        sign_in "sign-in" UNAUTHORIZED;
        /// 403: signed in, but this is not theirs.
        forbidden "forbidden" FORBIDDEN;
        /// 403: the form was not sent from our own page.
        form_expired "form-expired" FORBIDDEN;
        /// 404: there is no such thing, or none that this person may know of.
        not_found "not-found" NOT_FOUND;
        /// 405: the address exists, but not for this method.
        method_not_allowed "method-not-allowed" METHOD_NOT_ALLOWED;
        /// 408: the request took too long to arrive.
        too_slow "too-slow" REQUEST_TIMEOUT;
        /// 409: somebody or something was faster.
        conflict "conflict" CONFLICT;
        /// 410: it was there, but no longer.
        gone "gone" GONE;
        /// 413: the request is larger than allowed.
        too_large "too-large" PAYLOAD_TOO_LARGE;
        /// 415: the request's content type is not one that the address reads.
        media_type "media-type" UNSUPPORTED_MEDIA_TYPE;
        /// 422: well formed, but wrong; see `fields`.
        unprocessable "unprocessable" UNPROCESSABLE_ENTITY;
    }

    /// 401: signed in, but not surely or lately enough for this (RFC 9470). A page request is led to the page that asks for
    /// the proof, and back.
    #[must_use]
    pub fn confirm(asked: Asked) -> Self {
        Self {
            asked: Some(asked),
            ..Self::new(StatusCode::UNAUTHORIZED, "confirm")
        }
    }

    /// 503: try again soon.
    #[must_use]
    pub fn unavailable() -> Self {
        let retry_after = Some(RETRY_AFTER);
        Self {
            retry_after,
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    }

    /// 500: our fault. The cause goes to the log.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let cause = Some(cause.to_string());
        Self {
            cause,
            ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
        }
    }

    /// 429: too many requests; try again after so many seconds.
    #[must_use]
    pub fn too_many(retry_after: u64) -> Self {
        let retry_after = Some(retry_after);
        Self {
            retry_after,
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests")
        }
    }

    /// Says what exactly, in the reader's language.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a mistake in a field.
    #[must_use]
    pub fn field(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.fields.push(FieldProblem {
            pointer: pointer.into(),
            detail: detail.into(),
        });
        self
    }

    /// Notes for the log what brought it about.
    #[must_use]
    pub fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// The body of RFC 9457, with words from the view.
    pub(crate) fn json(&self, view: Option<&View>) -> serde_json::Value {
        let title = view.map_or_else(
            || self.status.canonical_reason().unwrap_or("Error").to_owned(),
            |v| v.t(&format!("problem-{}", self.kind)),
        );
        let mut body = serde_json::json!({
            "type": format!("/problems/{}", self.kind),
            "title": title,
            "status": self.status.as_u16(),
        });
        if let Some(detail) = &self.detail {
            body["detail"] = detail.as_str().into();
        }
        if !self.fields.is_empty() {
            body["errors"] = serde_json::json!(self.fields);
        }
        if let Some(asked) = self.asked {
            body["acr_values"] = asked.level.acr().into();
            body["max_age"] = asked.max_age.into();
        }
        if let Some(view) = view {
            body["instance"] = view.path.as_str().into();
        }
        body
    }
}

impl IntoResponse for Problem {
    /// The API's form; the shell replaces it by a page where a person asked.
    fn into_response(self) -> Response {
        let mut response = (self.status, self.json(None).to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::lang::{Lang, Texts};

    #[test]
    fn every_kind_of_problem_says_what_happened_and_what_to_do_in_every_language() {
        let texts = std::sync::Arc::new(Texts::new().unwrap());
        for lang in Lang::BUILT_IN {
            for kind in Problem::KINDS {
                for key in [format!("problem-{kind}"), format!("problem-{kind}-do")] {
                    assert!(texts.has(lang, &key), "{key} in {}", lang.code());
                }
            }
        }
    }
}
