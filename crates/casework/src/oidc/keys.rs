//! A provider's public keys (RFC 7517, RFC 7518, RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{self, UnparsedPublicKey};
use serde::Deserialize;

use super::Fault;
use super::ask::Wire;
use super::jws::Algorithm;

/// Keys that are looked at: a provider has a few.
const MOST: usize = 64;

/// A key by which signatures are verified.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) id: Option<String>,
    algorithm: Option<String>,
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Asks for the keys.
pub(super) fn fetch(wire: &Wire, url: &str) -> Result<Vec<Key>, Fault> {
    let (status, body) = wire.get(url, None)?;
    if status != 200 {
        return Err(Fault::Metadata(format!(
            "{url}: answered with status {status}"
        )));
    }
    parse(&body).map_err(|e| Fault::Metadata(format!("{url}: {e}")))
}

/// The keys of a set that this house can use; the others are not its business (RFC 7517, 5).
pub(super) fn parse(body: &[u8]) -> Result<Vec<Key>, serde_json::Error> {
    let set: Set = serde_json::from_slice(body)?;
    let keys = set.keys.into_iter().take(MOST);
    Ok(keys
        .filter_map(|key| usable(serde_json::from_value(key).ok()?))
        .collect())
}

fn usable(key: Written) -> Option<Key> {
    if key.usage.is_some_and(|usage| usage != "sig") {
        return None;
    }
    let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
    let point = |size: usize, x: Vec<u8>, y: Vec<u8>| {
        // Uncompressed, as SEC 1, 2.3.3 has it.
        (x.len() == size && y.len() == size).then(|| [&[4][..], &x, &y].concat())
    };
    let material = match (key.kty.as_str(), key.crv.as_deref()) {
        ("RSA", _) => Material::Rsa {
            n: bytes(key.n)?,
            e: bytes(key.e)?,
        },
        ("EC", Some("P-256")) => Material::P256(point(32, bytes(key.x)?, bytes(key.y)?)?),
        ("EC", Some("P-384")) => Material::P384(point(48, bytes(key.x)?, bytes(key.y)?)?),
        ("OKP", Some("Ed25519")) => Material::Ed25519(bytes(key.x)?),
        _ => return None,
    };
    Some(Key {
        id: key.kid,
        algorithm: key.alg,
        material,
    })
}

impl Key {
    /// Whether it is one for signatures of this algorithm.
    pub(super) fn is_for(&self, algorithm: Algorithm) -> bool {
        let named = self.algorithm.as_deref();
        let kind = matches!(
            (&self.material, algorithm),
            (Material::Rsa { .. }, Algorithm::RS256 | Algorithm::PS256)
                | (Material::P256(_), Algorithm::ES256)
                | (Material::P384(_), Algorithm::ES384)
                | (Material::Ed25519(_), Algorithm::EdDSA)
        );
        kind && named.is_none_or(|name| Algorithm::from_name(name) == Some(algorithm))
    }

    /// Whether it signed that. RSA keys under 2048 bits sign nothing.
    pub(super) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let point = |how: &'static dyn signature::VerificationAlgorithm, key: &Vec<u8>| {
            UnparsedPublicKey::new(how, key).verify(message, signature)
        };
        let verified = match &self.material {
            Material::Rsa { n, e } => {
                let how = match algorithm {
                    Algorithm::PS256 => &signature::RSA_PSS_2048_8192_SHA256,
                    _ => &signature::RSA_PKCS1_2048_8192_SHA256,
                };
                signature::RsaPublicKeyComponents { n, e }.verify(how, message, signature)
            }
            Material::P256(key) => point(&signature::ECDSA_P256_SHA256_FIXED, key),
            Material::P384(key) => point(&signature::ECDSA_P384_SHA384_FIXED, key),
            Material::Ed25519(key) => point(&signature::ED25519, key),
        };
        verified.is_ok()
    }
}
