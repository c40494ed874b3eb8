//! Signed tokens (RFC 7515, RFC 7519), verified as RFC 8725 advises.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::keys::Key;

/// Bytes of a token at most.
const LARGEST: usize = 32 << 10;

/// A signature algorithm (RFC 7518, 3.1; RFC 8037, 3.1). There is no `none` and none with a shared secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Algorithm {
    RS256,
    PS256,
    ES256,
    ES384,
    EdDSA,
}

impl Algorithm {
    pub(super) fn all() -> Vec<Self> {
        vec![
            Self::RS256,
            Self::PS256,
            Self::ES256,
            Self::ES384,
            Self::EdDSA,
        ]
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::RS256,
            "PS256" => Self::PS256,
            "ES256" => Self::ES256,
            "ES384" => Self::ES384,
            // RFC 9864 gives the one that is meant a name of its own.
            "EdDSA" | "Ed25519" => Self::EdDSA,
            _ => return None,
        })
    }
}

/// Why a token does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// It is no signed token, or too large.
    #[error("it is no signed token")]
    Malformed,
    /// It is signed in a way that is not taken: `none`, a shared secret, or one that the operator left out.
    #[error("its algorithm is not taken")]
    Algorithm,
    /// It says that a reader must understand something which this one does not (RFC 7515, 4.1.11).
    #[error("it has extensions that must be understood")]
    Critical,
    /// The provider has no such key.
    #[error("it names a key that the provider does not have")]
    UnknownKey,
    /// The signature is not its key's.
    #[error("its signature is not by the provider's key")]
    Signature,
    /// A claim is missing or is not what it must be.
    #[error("its claim `{0}` does not hold")]
    Claim(&'static str),
}

/// A token whose signature holds.
#[derive(Debug)]
pub(super) struct Opened {
    /// `typ` of its header, in small letters.
    pub(super) kind: Option<String>,
    pub(super) claims: Map<String, Json>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Json>,
}

/// Reads a token that one of the keys signed. What is in the header besides, such as a key (`jwk`, `jku`, `x5c`), counts for nothing.
pub(super) fn open(token: &str, keys: &[Key], allowed: &[Algorithm]) -> Result<Opened, BadToken> {
    let parts: Vec<&str> = token.split('.').collect();
    let &[head, body, signature] = parts.as_slice() else {
        return Err(BadToken::Malformed);
    };
    if token.len() > LARGEST {
        return Err(BadToken::Malformed);
    }
    let decoded = |part: &str| {
        URL_SAFE_NO_PAD
            .decode(part)
            .map_err(|_| BadToken::Malformed)
    };
    let header: Header =
        serde_json::from_slice(&decoded(head)?).map_err(|_| BadToken::Malformed)?;
    let algorithm = Algorithm::from_name(&header.alg).filter(|a| allowed.contains(a));
    let algorithm = algorithm.ok_or(BadToken::Algorithm)?;
    if header.crit.is_some() {
        return Err(BadToken::Critical);
    }
    let named = |key: &&Key| header.kid.is_none() || key.id == header.kid;
    let mut fitting = keys
        .iter()
        .filter(named)
        .filter(|k| k.is_for(algorithm))
        .peekable();
    if fitting.peek().is_none() {
        return Err(BadToken::UnknownKey);
    }
    let signed = &token.as_bytes()[..head.len() + 1 + body.len()];
    let signature = decoded(signature)?;
    if !fitting.any(|key| key.verifies(algorithm, signed, &signature)) {
        // Without a name it may be a key that is not known yet.
        return Err(if header.kid.is_none() {
            BadToken::UnknownKey
        } else {
            BadToken::Signature
        });
    }
    let claims = serde_json::from_slice(&decoded(body)?).map_err(|_| BadToken::Malformed)?;
    let kind = header.typ.map(|t| t.to_ascii_lowercase());
    Ok(Opened { kind, claims })
}
