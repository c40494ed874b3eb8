//! `application/x-www-form-urlencoded` (WHATWG URL, section 5).

use super::FormData;
use crate::error::Problem;
use crate::shell::Limits;
use axum::body::to_bytes;
use axum::extract::Request;

pub(super) async fn read(request: Request, limits: &Limits) -> Result<FormData, Problem> {
    let bytes = to_bytes(request.into_body(), limits.body)
        .await
        .map_err(|e| Problem::too_large().because(e))?;
    parse(&bytes, limits)
}

/// Reads the pairs; bytes that are not UTF-8 become U+FFFD, as in the standard.
pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<FormData, Problem> {
    let mut data = FormData::default();
    for pair in bytes.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
        let (name, value) = match pair.iter().position(|b| *b == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &[][..]),
        };
        data.push(decode(name), decode(value), limits)?;
    }
    Ok(data)
}

fn decode(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |b: u8| char::from(b).to_digit(16).map(|d| d as u8);
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if let (Some(h), Some(l)) = (hex(*high), hex(*low)) => {
                out.push(h << 4 | l);
                rest = after;
                continue;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes a value so that it can stand in a query (RFC 3986, section 2.1).
#[must_use]
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
