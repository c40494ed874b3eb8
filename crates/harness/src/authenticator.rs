//! An authenticator in software: a passkey on P-256 that registers and signs as W3C Web Authentication says, and can be made to
//! misbehave.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use tlog::assertion::{PublicKey, encode};

/// Flags of the authenticator's data: present, verified, with a credential.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// A device with one passkey.
pub struct Authenticator {
    key: SigningKey,
    /// Id of its passkey.
    pub id: Vec<u8>,
    /// The site that it is asked by.
    pub site: String,
    /// The page on which it is used.
    pub origin: String,
    /// Whether it asks who holds it.
    pub verifies: bool,
}

/// What an authenticator answers when it is asked to sign; bytes in base64url without padding.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The authenticator's data.
    pub authenticator_data: String,
    /// The client's data.
    pub client_data: String,
    /// The signature.
    pub signature: String,
}

impl Authenticator {
    /// A device with the passkey of that seed, on the harness's own site.
    ///
    /// # Panics
    /// When the seed is 0.
    #[must_use]
    pub fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).expect("a scalar"),
            id: vec![seed; 16],
            site: "localhost".into(),
            origin: "http://localhost:8080".into(),
            verifies: true,
        }
    }

    /// The device, changed.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn point(&self) -> ([u8; 32], [u8; 32]) {
        let point = self.key.verifying_key().to_sec1_point(false);
        let half = |from: usize| point.as_bytes()[from..from + 32].try_into();
        (half(1).expect("32 bytes"), half(33).expect("32 bytes"))
    }

    /// The public key as the record writes it.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        let (x, y) = self.point();
        PublicKey::ES256 {
            x: encode(&x),
            y: encode(&y),
        }
    }

    /// The credential as the house keeps it: what of it names the key.
    #[must_use]
    pub fn credential(&self) -> String {
        let (x, y) = self.point();
        let curve = json!({ "curve": "SECP256R1", "x": encode(&x), "y": encode(&y) });
        json!({ "cred": { "cred": { "type_": "ES256", "key": { "EC_EC2": curve } } } }).to_string()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let site = Sha256::digest(self.site.as_bytes());
        [site.as_slice(), &[PRESENT | verified | more, 0, 0, 0, 0]].concat()
    }

    fn client(&self, kind: &str, challenge: &str) -> String {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    /// Signs a challenge (base64url without padding).
    #[must_use]
    pub fn sign(&self, challenge: &str) -> Answered {
        let (data, client) = (self.data(0), self.client("webauthn.get", challenge));
        let message = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&message);
        Answered {
            authenticator_data: encode(&data),
            client_data: encode(client.as_bytes()),
            signature: encode(signature.to_der().as_bytes()),
        }
    }

    /// Makes the passkey: what a browser's `create` gives, as JSON, without an attestation.
    #[must_use]
    pub fn register(&self, challenge: &str) -> Json {
        let (x, y) = self.point();
        // A COSE key (RFC 9053, 7.1.1): kty 2, alg -7, crv 1, x, y.
        let key = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21][..],
            &cbor_bytes(&x),
            &[0x22],
            &cbor_bytes(&y),
        ]
        .concat();
        let length = u16::try_from(self.id.len()).expect("a short id");
        let data = [
            self.data(ATTESTED),
            vec![0; 16],
            length.to_be_bytes().to_vec(),
            self.id.clone(),
            key,
        ]
        .concat();
        let object = [
            &[0xa3][..],
            &cbor_text("fmt"),
            &cbor_text("none"),
            &cbor_text("attStmt"),
            &[0xa0],
            &cbor_text("authData"),
            &cbor_bytes(&data),
        ]
        .concat();
        let client = self.client("webauthn.create", challenge);
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key", "extensions": {},
            "response": {
                "attestationObject": encode(&object),
                "clientDataJSON": encode(client.as_bytes()),
                "transports": ["internal"],
            },
        })
    }
}

/// A byte string of up to 65,535 bytes (RFC 8949, major type 2).
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a short string");
    [&[0x59][..], &length.to_be_bytes(), bytes].concat()
}

/// A text of up to 23 bytes (major type 3).
fn cbor_text(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).expect("a short text");
    [&[0x60 | length][..], text.as_bytes()].concat()
}
