//! The span of a request, for traces that may leave the machine: the method, the route's pattern, the status. Never the address, whose
//! parts may be a case's number or what somebody searched for.

use axum::http::{HeaderMap, Method};
use axum::response::Response;
use tracing::Span;
use tracing::field::Empty;

/// The target of such spans.
const SPANS: &str = "diwan_trace";

/// Begins the span of a request, in the trace of whoever asks (W3C Trace Context, 3.2).
pub(crate) fn begin(method: &Method, headers: &HeaderMap) -> Span {
    let parent = headers.get("traceparent");
    let parent = parent
        .and_then(|v| v.to_str().ok())
        .filter(|v| is_parent(v));
    tracing::info_span!(
        target: SPANS,
        "request",
        http.request.method = known(method),
        http.route = Empty,
        http.response.status_code = Empty,
        traceparent = parent,
    )
}

/// Ends it.
pub(crate) fn end(span: &Span, route: &str, response: &Response) {
    span.record("http.route", route);
    span.record("http.response.status_code", response.status().as_u16());
}

/// The method; one that HTTP does not know is the client's invention, and is not told.
pub(crate) fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// `version-trace-parent-flags` in small hexadecimal letters; ids of zeros are none, and version ff is none. A later version may have
/// more after it, which is not read.
fn is_parent(text: &str) -> bool {
    let hex = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let id = |part: &str, length| hex(part, length) && part.bytes().any(|b| b != b'0');
    let parts: Vec<&str> = text.splitn(5, '-').collect();
    match parts.as_slice() {
        [version, trace, parent, flags, rest @ ..] => {
            hex(version, 2)
                && *version != "ff"
                && (rest.is_empty() || *version != "00")
                && id(trace, 32)
                && id(parent, 16)
                && hex(flags, 2)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_parent;

    #[test]
    fn a_parent_is_taken_as_the_recommendation_writes_it_and_nothing_else() {
        let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assert!(is_parent(good));
        assert!(is_parent(&format!("cc{}-what-else", &good[2..])));
        for bad in [
            "",
            "Salma Haddad",
            &format!("{good}-more"),
            &good.replace("00-0af", "ff-0af"),
            &good.to_uppercase(),
            &good[..54],
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        ] {
            assert!(!is_parent(bad), "{bad}");
        }
    }
}
