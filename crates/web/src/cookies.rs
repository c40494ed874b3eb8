//! Reading and writing of cookies (RFC 6265bis).

use axum::http::{HeaderMap, header};

/// The value of a cookie; the first when a client sends it twice.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` value. Values are tokens of this program: letters, digits, `-`, `_`.
pub(crate) fn write(
    name: &str,
    value: &str,
    max_age_seconds: i64,
    secure: bool,
    http_only: bool,
) -> String {
    debug_assert!(
        value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    );
    let secure = if secure { "; Secure" } else { "" };
    let http_only = if http_only { "; HttpOnly" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={max_age_seconds}; SameSite=Lax{http_only}{secure}")
}
