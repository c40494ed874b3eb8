//! The key by which push services know the house again: VAPID (RFC 8292), ES256 (RFC 7518, 3.4).

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use pack::call::Origin;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::json;

use crate::record::KeyError;
use crate::record::secrets::{owner_only, write_text};

/// The file of the key in the folder of keys: PKCS #8, hexadecimal.
pub const KEY_FILE: &str = "vapid.key";
/// Seconds for which a token holds; the most is a day (RFC 8292, 2).
const HOLDS: i64 = 12 * 3600;

pub(super) struct Vapid(EcdsaKeyPair);

impl Vapid {
    /// The key in a file; made where there is none.
    pub(super) fn load_or_make(path: &Path) -> Result<Self, KeyError> {
        let failed = |cause: String| KeyError::File {
            path: path.display().to_string(),
            cause,
        };
        let random = SystemRandom::new();
        if !path.exists() {
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
            let made = made.map_err(|e| failed(e.to_string()))?;
            match write_text(path, &hex::encode(made.as_ref())) {
                Ok(()) => {}
                // Another process of this house made it just now.
                Err(_) if path.exists() => {}
                Err(e) => return Err(e),
            }
        }
        owner_only(path).map_err(failed)?;
        let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
        let bytes = hex::decode(text.trim()).map_err(|e| failed(e.to_string()))?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes, &random);
        let broken = |e| {
            failed(format!(
                "no key of P-256 in PKCS #8 ({e}): restore it, or move it away and have people subscribe anew"
            ))
        };
        pair.map(Self).map_err(broken)
    }

    /// The public key: an uncompressed point.
    pub(super) fn public_key(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// `Authorization` of a message to a push service (RFC 8292, 3).
    pub(super) fn authorization(&self, to: &Origin, contact: &str, at: Timestamp) -> String {
        let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = part(json!({
            "aud": to.to_string(), "exp": at.as_second() + HOLDS, "sub": contact,
        }));
        let signed = format!("{head}.{claims}");
        let signature = self
            .0
            .sign(&SystemRandom::new(), signed.as_bytes())
            .expect("the system has random bytes");
        format!(
            "vapid t={signed}.{}, k={}",
            URL_SAFE_NO_PAD.encode(signature),
            URL_SAFE_NO_PAD.encode(self.public_key())
        )
    }
}
