//! Timestamps of an authority (RFC 3161): a signed word of somebody else about when a message existed.
//!
//! [`request`] makes the question, [`response`] takes the token out of the answer, and [`verify`]
//! holds a [`Token`] against the message and the certificates of authorities that are trusted. No I/O,
//! no clock, no chance. Chains and signatures are checked by `rustls-webpki`; the token itself is
//! read here, strictly as DER (RFC 3161, 2.4.2, asks for it).

mod der;
mod token;

use sha2::{Digest as _, Sha256};

pub use token::{Roots, RootsError, Stamp, Token, verify};

use der::{BOOLEAN, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, write};

/// The media type of a request.
pub const QUERY_TYPE: &str = "application/timestamp-query";
/// Longest answer read, in bytes: a token with a chain of certificates takes some 6 kB.
pub const MAX_RESPONSE: usize = 64 * 1024;

pub(crate) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// Why a timestamp does not hold, or is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// It is not of the form: where, and why.
    #[error("malformed timestamp at byte {at}: {why}")]
    Malformed {
        /// Offset in what was read.
        at: usize,
        /// What does not fit.
        why: &'static str,
    },
    /// The authority refuses.
    #[error("the authority refuses (status {0})")]
    Refused(u64),
    /// It answers another question.
    #[error("the answer is not to this request: another nonce")]
    Nonce,
    /// The timestamp is of another message.
    #[error("the timestamp is of another message")]
    Message,
    /// The hash or signature is of a kind that is not checked here.
    #[error("the timestamp uses {0}, which is not checked here")]
    Unsupported(&'static str),
    /// The signature does not hold.
    #[error("the authority's signature does not hold")]
    Signature,
    /// The certificate does not lead to a trusted one, or is not for timestamps.
    #[error("the authority's certificate is not to be relied on: {0}")]
    Certificate(String),
}

/// A request (`TimeStampReq`) for the message's SHA-256, that asks for the certificate.
#[must_use]
pub fn request(message: &[u8], nonce: u64) -> Vec<u8> {
    let imprint = imprint(message);
    let certificate = write(BOOLEAN, &[&[0xff]]);
    write(
        SEQUENCE,
        &[
            &write(INTEGER, &[&[1]]),
            &imprint,
            &integer(nonce),
            &certificate,
        ],
    )
}

fn imprint(message: &[u8]) -> Vec<u8> {
    let hash = Sha256::digest(message);
    let algorithm = write(SEQUENCE, &[&write(OID, &[SHA256]), &[0x05, 0x00]]);
    write(SEQUENCE, &[&algorithm, &write(OCTET_STRING, &[&hash])])
}

/// A whole number that is not negative: no leading zeroes, but one before a high bit.
fn integer(value: u64) -> Vec<u8> {
    let bytes = value.to_be_bytes();
    let start = bytes.iter().position(|b| *b != 0).unwrap_or(7);
    let pad: &[u8] = if bytes[start] & 0x80 == 0 { &[] } else { &[0] };
    write(INTEGER, &[pad, &bytes[start..]])
}

/// Takes the token out of an answer (`TimeStampResp`) to [`request`] with that message and nonce. It
/// is not verified: see [`verify`].
///
/// # Errors
/// [`StampError`].
pub fn response(bytes: &[u8], message: &[u8], nonce: u64) -> Result<Token, StampError> {
    if bytes.len() > MAX_RESPONSE {
        let (at, why) = (MAX_RESPONSE, "too long");
        return Err(StampError::Malformed { at, why });
    }
    let mut outer = Reader::new(bytes);
    let mut fields = outer
        .need(SEQUENCE, "not an answer of a timestamp authority")?
        .reader();
    outer.end()?;
    let mut status = fields.need(SEQUENCE, "no status")?.reader();
    let status = status.need(INTEGER, "no status")?.number()?;
    // 0 granted, 1 granted with changes (RFC 3161, 2.4.2).
    if status > 1 {
        return Err(StampError::Refused(status));
    }
    let token = fields.need(SEQUENCE, "no token")?;
    let token = Token::read(token.whole)?;
    if token.info()?.nonce.as_deref() != Some(&integer(nonce)[2..]) {
        return Err(StampError::Nonce);
    }
    token.is_of(message)?;
    Ok(token)
}
