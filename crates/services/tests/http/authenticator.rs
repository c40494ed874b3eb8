//! A passkey as a device holds one (W3C Web Authentication): it signs what a site asks of it, with a real key.

use harness::http::{Call, Reply, Visitor};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const ORIGIN: &str = "http://localhost:8080";
/// User present, user verified, attested credential data (W3C WebAuthn, 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// A device with one key.
pub(crate) struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    counter: u32,
    /// Whether its owner unlocks it.
    pub(crate) unlocked: bool,
}

/// What a script sends: JSON, with the session's token.
pub(crate) async fn script(visitor: &mut Visitor<'_>, path: &str, body: &Value) -> Reply {
    let call = Call::new("POST", path)
        .from_own_page()
        .header("accept", "application/json")
        .header("x-csrf-token", visitor.token.as_str())
        .body("application/json", body.to_string());
    visitor.send(call).await
}

impl Authenticator {
    /// Makes a key for who is signed in, and adds it to their account.
    pub(crate) async fn added(visitor: &mut Visitor<'_>, seed: u8) -> Self {
        visitor.get("/account").await.expect(200);
        let begin = script(visitor, "/account/passkeys/begin", &json!({})).await;
        let options = begin.expect(200).json()["publicKey"].clone();
        let mut device = Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            user: options["user"]["id"].as_str().unwrap().to_owned(),
            counter: 0,
            unlocked: true,
        };
        let made = json!({"credential": device.create(&options), "label": "Blue key"});
        script(visitor, "/account/passkeys", &made)
            .await
            .expect(200);
        device
    }

    /// The credential's id, as addresses have it.
    pub(crate) fn id(&self) -> String {
        hex(&self.id)
    }

    fn create(&mut self, options: &Value) -> Value {
        let client = client_data("webauthn.create", options);
        let point = self.key.verifying_key().to_sec1_point(false);
        let mut data = self.head(&options["rp"]["id"], ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // COSE key: EC2, ES256, P-256 (RFC 9053, 7.1.1).
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(&data);
        self.answer(&json!({
            "clientDataJSON": base64(client.as_bytes()),
            "attestationObject": base64(&attestation),
        }))
    }

    /// Signs a challenge.
    pub(crate) fn get(&mut self, options: &Value) -> Value {
        let client = client_data("webauthn.get", options);
        self.counter += 1;
        let mut data = self.head(&options["rpId"], 0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(client.as_bytes()));
        let signature: Signature = self.key.sign(&signed);
        self.answer(&json!({
            "clientDataJSON": base64(client.as_bytes()),
            "authenticatorData": base64(&std::mem::take(&mut data)),
            "signature": base64(signature.to_der().as_bytes()),
            "userHandle": self.user,
        }))
    }

    fn head(&self, site: &Value, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(site.as_str().unwrap()).to_vec();
        let unlocked = if self.unlocked { VERIFIED } else { 0 };
        data.push(PRESENT | unlocked | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn answer(&self, response: &Value) -> Value {
        let id = base64(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response})
    }

    /// Signs in.
    pub(crate) async fn sign_in(&mut self, visitor: &mut Visitor<'_>) -> Reply {
        visitor.get("/sign-in").await.expect(200);
        let begin = script(visitor, "/sign-in/passkey/begin", &json!({})).await;
        let credential = self.get(&begin.expect(200).json()["publicKey"]);
        let signed = json!({"credential": credential});
        script(visitor, "/sign-in/passkey", &signed).await
    }

    /// Proves again who is signed in.
    pub(crate) async fn confirm(&mut self, visitor: &mut Visitor<'_>, next: &str) -> Reply {
        let begin = script(visitor, "/confirm/passkey/begin", &json!({})).await;
        let credential = self.get(&begin.expect(200).json()["publicKey"]);
        let signed = json!({"credential": credential, "next": next});
        script(visitor, "/confirm/passkey", &signed).await
    }
}

fn client_data(what: &str, options: &Value) -> String {
    json!({"type": what, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": false})
        .to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Base64 for addresses, without padding (RFC 4648, 5).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..=chunk.len() {
            let at = n >> (18 - 6 * i) & 63;
            out.push(char::from(ALPHABET[at as usize]));
        }
    }
    out
}
