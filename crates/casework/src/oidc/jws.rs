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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oidc::keys;

    /// RFC 7515, A.2.
    const KEY: &str = r#"{"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]}"#;
    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    #[test]
    fn the_standards_example_holds_and_with_one_letter_changed_it_does_not() {
        let keys = keys::parse(KEY.as_bytes()).unwrap();
        let opened = open(TOKEN, &keys, &[Algorithm::RS256]).unwrap();
        assert_eq!(opened.claims["iss"], "joe");
        let changed = TOKEN.replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqb2Vi");
        assert!(open(&changed, &keys, &[Algorithm::RS256]).is_err());
        // As another algorithm of the same key.
        let refused = open(TOKEN, &keys, &[Algorithm::PS256]);
        assert_eq!(refused.unwrap_err(), BadToken::Algorithm);
    }
}
