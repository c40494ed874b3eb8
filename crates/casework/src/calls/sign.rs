//! Signed requests: HTTP Message Signatures (RFC 9421) by Ed25519, over a digest of the body (RFC 9530).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::Parts;

/// What the signature says it is for: another program's signature by the same key is none of ours.
const TAG: &str = "diwan-call";

/// The house's key for calls: derived from the master key, and used for nothing else.
#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    id: String,
}

impl Signer {
    /// The key of a house.
    pub fn new(parts: &Parts) -> Self {
        let key = SigningKey::from_bytes(&parts.keys.derive("signing of calls"));
        let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
        // RFC 7638 over the members that RFC 8037 names.
        let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        let id = URL_SAFE_NO_PAD.encode(Sha256::digest(members));
        Self { key, id }
    }

    /// Its name in signatures: the thumbprint of the public key as a JWK (RFC 7638).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The public key, as a set of JWKs (RFC 7517): what who is called checks signatures with.
    pub fn keys(&self) -> Json {
        let x = URL_SAFE_NO_PAD.encode(self.key.verifying_key().as_bytes());
        json!({ "keys": [{
            "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": self.id, "x": x,
        }] })
    }

    /// `Signature-Input` and `Signature` of a request with these headers, in this order.
    pub(super) fn sign(
        &self,
        (method, uri): (&str, &str),
        headers: &[(&str, String)],
        at: Timestamp,
    ) -> (String, String) {
        let mut base = format!("\"@method\": {method}\n\"@target-uri\": {uri}\n");
        let mut covered = "(\"@method\" \"@target-uri\"".to_owned();
        for (name, value) in headers {
            base.push_str(&format!("\"{name}\": {value}\n"));
            covered.push_str(&format!(" \"{name}\""));
        }
        let params = format!(
            "{covered});created={};keyid=\"{}\";alg=\"ed25519\";tag=\"{TAG}\"",
            at.as_second(),
            self.id
        );
        base.push_str(&format!("\"@signature-params\": {params}"));
        let signature = STANDARD.encode(self.key.sign(base.as_bytes()).to_bytes());
        (format!("sig1={params}"), format!("sig1=:{signature}:"))
    }
}

/// `Content-Digest` of a body.
pub(super) fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}
