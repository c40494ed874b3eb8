//! Public keys of passkeys, in the three algorithms that they use, and the entry that adds one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek as ed25519;
use p256::ecdsa;
use p256::ecdsa::signature::Verifier as _;
use rsa::BoxedUint;
use rsa::pkcs1v15;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;

use super::{AssertionError, bytes};

/// A public key; its numbers are in base64url without padding, as in a JSON Web Key (RFC 7518, 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "alg", deny_unknown_fields)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256.
    ES256 {
        /// First coordinate, 32 bytes.
        x: String,
        /// Second coordinate, 32 bytes.
        y: String,
    },
    /// Ed25519.
    EdDSA {
        /// The key, 32 bytes.
        x: String,
    },
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RS256 {
        /// Modulus, big-endian.
        n: String,
        /// Exponent, big-endian.
        e: String,
    },
}

impl PublicKey {
    /// Whether `signature` over `message` is this key's.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), AssertionError> {
        let fault = || AssertionError::Malformed("key");
        let holds = match self {
            Self::ES256 { x, y } => {
                let point = [vec![4], bytes("key", x)?, bytes("key", y)?].concat();
                let key = ecdsa::VerifyingKey::from_sec1_bytes(&point).map_err(|_| fault())?;
                ecdsa::Signature::from_der(signature).is_ok_and(|s| key.verify(message, &s).is_ok())
            }
            Self::EdDSA { x } => {
                let key = bytes("key", x)?.try_into().map_err(|_| fault())?;
                let key = ed25519::VerifyingKey::from_bytes(&key).map_err(|_| fault())?;
                ed25519::Signature::from_slice(signature)
                    .is_ok_and(|s| key.verify_strict(message, &s).is_ok())
            }
            Self::RS256 { n, e } => {
                let number = |text| Ok(BoxedUint::from_be_slice_vartime(&bytes("key", text)?));
                let key = rsa::RsaPublicKey::new(number(n)?, number(e)?).map_err(|_| fault())?;
                let key = pkcs1v15::VerifyingKey::<Sha256>::new(key);
                pkcs1v15::Signature::try_from(signature)
                    .is_ok_and(|s| key.verify(message, &s).is_ok())
            }
        };
        holds.then_some(()).ok_or(AssertionError::Signature)
    }

    /// The key of a credential as the record keeps it.
    fn of_credential(credential: &Value) -> Option<Self> {
        let cose = credential.pointer("/cred/cred")?;
        let text = |part: &Value| part.as_str().map(str::to_owned);
        let key = &cose["key"];
        match cose["type_"].as_str()? {
            "ES256" if key["EC_EC2"]["curve"] == "SECP256R1" => Some(Self::ES256 {
                x: text(&key["EC_EC2"]["x"])?,
                y: text(&key["EC_EC2"]["y"])?,
            }),
            "EDDSA" if key["EC_OKP"]["curve"] == "ED25519" => Some(Self::EdDSA {
                x: text(&key["EC_OKP"]["x"])?,
            }),
            "RS256" => {
                let exponent = key["RSA"]["e"].as_array()?;
                let byte = |v: &Value| u8::try_from(v.as_u64()?).ok();
                let exponent: Vec<u8> = exponent.iter().map(byte).collect::<Option<_>>()?;
                Some(Self::RS256 {
                    n: text(&key["RSA"]["n"])?,
                    e: URL_SAFE_NO_PAD.encode(exponent),
                })
            }
            _ => None,
        }
    }
}

/// What an entry `passkey.added` says: this person has this key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Origin of the log that holds the entry.
    pub log: String,
    /// Number of the person.
    pub person: i64,
    /// The credential's id, in hexadecimal.
    pub id: String,
    /// The public key.
    pub key: PublicKey,
}

impl Passkey {
    /// What a body says of a passkey; `None` where it is of another kind, not of the person whose
    /// passkey it is, or of an algorithm that signs no decisions.
    #[must_use]
    pub fn of_body(body: &Value) -> Option<Self> {
        let data = &body["data"];
        let person = data["person"].as_i64()?;
        let own = body["kind"] == "passkey.added" && body["actor"] == format!("person:{person}");
        let credential: Value = serde_json::from_str(data["credential"].as_str()?).ok()?;
        let passkey = Self {
            log: body["log"].as_str()?.to_owned(),
            person,
            id: data["id"].as_str()?.to_owned(),
            key: PublicKey::of_credential(&credential)?,
        };
        own.then_some(passkey)
    }
}
