//! Headers, cross-site checks, limits.

use crate::error::Problem;
use crate::session::Carrier;
use crate::shell::Site;
use crate::view::View;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use http_body_util::Limited;
use subtle::ConstantTimeEq as _;

mod peer;
mod rate;

pub(crate) use peer::peer;
pub use rate::RateLimiter;

/// Nothing inline, nothing from elsewhere. `data:` images are none of ours; uploads are shown as downloads.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// The header in which scripts repeat the session's form token.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// Puts the security headers on a response; a handler's own value stays.
pub(crate) fn headers(site: &Site, headers: &mut HeaderMap) {
    let part = is_part(headers);
    let mut set = |name, value| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if !part {
        set(header::CONTENT_SECURITY_POLICY, POLICY);
        set(header::X_FRAME_OPTIONS, "DENY");
        set(header::REFERRER_POLICY, "same-origin");
        set(
            header::HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)",
        );
        set(
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        );
    }
    set(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    // Pages hold what only their reader may see; assets set their own.
    set(header::CACHE_CONTROL, "no-store");
    if site.hsts && site.secure() {
        set(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=63072000; includeSubDomains",
        );
    }
}

/// Whether this is a stylesheet or a script that pages load: it is no document, and what rules documents is half of its weight.
/// A worker is one, and comes without the mark of being kept for ever.
fn is_part(headers: &HeaderMap) -> bool {
    let says = |name, what| {
        let text = headers.get(name).and_then(|v| v.to_str().ok());
        text.is_some_and(|text| text.contains(what))
    };
    says(header::CONTENT_TYPE, "text/css")
        || (says(header::CONTENT_TYPE, "text/javascript")
            && says(header::CACHE_CONTROL, "immutable"))
}

/// Cuts the body off at so many bytes.
pub(crate) fn limit_body(request: Request, bytes: usize) -> Request {
    request.map(|body| Body::new(Limited::new(body, bytes)))
}

/// Refuses a change that another site's page sent: by `Sec-Fetch-Site` where the browser says it
/// (W3C Fetch Metadata), else by `Origin`. Clients that send neither are not browsers of this
/// decade; the form token still holds for them.
pub(crate) fn same_site(site: &Site, view: &View, headers: &HeaderMap) -> Result<(), Problem> {
    if view.session.carrier() == Carrier::Bearer {
        return Ok(());
    }
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let fine = match (text("sec-fetch-site"), text("origin")) {
        (Some(from), _) => from == "same-origin" || from == "none",
        (None, Some(origin)) => origin == site.origin,
        (None, None) => true,
    };
    if fine {
        Ok(())
    } else {
        Err(Problem::form_expired().because("sent from another site"))
    }
}

/// Whether the browser itself says that one of our pages sent this.
pub(crate) fn is_own(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(from), _) => from == "same-origin",
        (None, Some(origin)) => origin == site.origin,
        (None, None) => false,
    }
}

/// Compares a form's token with the session's, in constant time.
///
/// # Errors
/// [`Problem::form_expired`] when they differ, or when there is no session.
pub fn check_token(view: &View, given: &str) -> Result<(), Problem> {
    match view.session.carrier() {
        Carrier::Bearer => return Ok(()),
        Carrier::None => return Err(Problem::form_expired().because("no session")),
        Carrier::Cookie => {}
    }
    let expected = view.session.csrf_token();
    if !expected.is_empty() && bool::from(given.as_bytes().ct_eq(expected.as_bytes())) {
        Ok(())
    } else {
        Err(Problem::form_expired().because("wrong form token"))
    }
}
