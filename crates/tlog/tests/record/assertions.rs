//! Decisions signed by passkey: an authenticator made of the same curves, and forgers.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use p256::ecdsa;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tlog::assertion::{AssertionError, MAX_AGE_US, Passkey, PublicKey, Signed, Statement};

const SITE: &str = "diwan.example";
/// When it was put to the official, in µs.
const TIME: i64 = 1_800_000_000_000_000;

enum Authenticator {
    P256(ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

fn p256(seed: u8) -> Authenticator {
    Authenticator::P256(ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap())
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    fn key(&self) -> PublicKey {
        match self {
            Self::P256(key) => {
                let point = key.verifying_key().to_sec1_point(false);
                let bytes = point.as_bytes();
                PublicKey::ES256 {
                    x: encode(&bytes[1..33]),
                    y: encode(&bytes[33..]),
                }
            }
            Self::Ed25519(key) => PublicKey::EdDSA {
                x: encode(key.verifying_key().to_bytes()),
            },
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::P256(key) => {
                let signature: ecdsa::Signature = ecdsa::signature::Signer::sign(key, message);
                signature.to_der().as_bytes().to_vec()
            }
            Self::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
        }
    }

    /// As a browser has it done, on a page of `origin` and with these flags.
    fn decide(&self, statement: Statement, origin: &str, flags: u8) -> Signed {
        let challenge = encode(statement.challenge().unwrap());
        let client = json!({ "type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": false });
        let client = client.to_string();
        let site = Sha256::digest(statement.site.as_bytes());
        let data = [site.as_slice(), &[flags, 0, 0, 0, 1]].concat();
        let message = [data.as_slice(), &Sha256::digest(&client)].concat();
        Signed {
            statement,
            credential: "c0ffee".into(),
            key_entry: 3,
            key: self.key(),
            signature: encode(self.sign(&message)),
            authenticator_data: encode(data),
            client_data: encode(client),
        }
    }
}

fn statement() -> Statement {
    Statement {
        log: "diwan.example/record".into(),
        case: "2026-000001-7".into(),
        job: 4,
        element: "Decide".into(),
        form: Some("decision".into()),
        agency: "office".into(),
        role: "officer".into(),
        pack: "ab".repeat(32),
        person: 7,
        time_us: TIME,
        site: SITE.into(),
        data: json!({ "grant": true }),
    }
}

fn signed() -> Signed {
    p256(9).decide(statement(), "https://diwan.example", 0x05)
}

fn body(signed: &Signed) -> Value {
    json!({
        "v": 1, "log": "diwan.example/record", "case": "2026-000001-7", "n": 5, "actor": "person:7",
        "kind": "task.completed", "data": { "job": 4, "element": "Decide", "role": "officer", "signature": signed },
    })
}

#[test]
fn the_challenge_is_the_documented_hash() {
    let text = concat!(
        "diwan-decision/v1\n",
        r#"{"agency":"office","case":"2026-000001-7","data":{"grant":true},"element":"Decide","form":"decision","job":4,"log":"diwan.example/record","pack":""#
    );
    let text = format!(
        r#"{text}{}","person":7,"role":"officer","site":"diwan.example","time_us":1800000000000000}}"#,
        "ab".repeat(32)
    );
    let hash: [u8; 32] = Sha256::digest(text).into();
    assert_eq!(statement().challenge(), Ok(hash));
}

#[test]
fn a_decision_holds_with_each_kind_of_key_on_the_site_and_below_it() {
    let ed25519 = Authenticator::Ed25519(ed25519_dalek::SigningKey::from_bytes(&[5; 32]));
    for key in [p256(9), ed25519] {
        for origin in ["https://diwan.example", "https://office.diwan.example:8443"] {
            let signed = key.decide(statement(), origin, 0x05);
            let read = Signed::of_body(&body(&signed)).unwrap().unwrap();
            assert_eq!(read, signed);
            assert_eq!(read.verify_in(&body(&signed), TIME), Ok(()), "{origin}");
        }
    }
}

#[test]
fn an_rsa_signature_made_by_openssl_holds_and_its_forgery_does_not() {
    let mut signed = signed();
    let data = URL_SAFE_NO_PAD.decode(&signed.authenticator_data).unwrap();
    let client = URL_SAFE_NO_PAD.decode(&signed.client_data).unwrap();
    let message = [data.as_slice(), &Sha256::digest(&client)].concat();
    let dir = tempfile::tempdir().unwrap();
    let openssl = |args: &[&str]| {
        let mut command = std::process::Command::new("openssl");
        let output = command.args(args).current_dir(dir.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    std::fs::write(dir.path().join("message"), &message).unwrap();
    openssl(&["genrsa", "-out", "key.pem", "2048"]);
    let modulus = openssl(&["rsa", "-in", "key.pem", "-noout", "-modulus"]);
    let modulus = String::from_utf8(modulus).unwrap();
    let modulus = hex::decode(modulus.trim().trim_start_matches("Modulus=")).unwrap();
    let signature = openssl(&["dgst", "-sha256", "-sign", "key.pem", "message"]);
    signed.key = PublicKey::RS256 {
        n: encode(&modulus),
        e: encode([1, 0, 1]),
    };
    signed.signature = encode(&signature);
    assert_eq!(signed.verify(), Ok(()));
    let mut forged = signature;
    forged[100] ^= 1;
    signed.signature = encode(forged);
    assert_eq!(signed.verify(), Err(AssertionError::Signature));
}

#[test]
fn whoever_holds_the_server_cannot_change_what_was_decided() {
    let genuine = signed();
    let other = |change: fn(&mut Statement)| {
        let mut forged = genuine.clone();
        change(&mut forged.statement);
        forged.verify()
    };
    let changed = Err(AssertionError::Challenge);
    assert_eq!(other(|s| s.data = json!({ "grant": false })), changed);
    assert_eq!(other(|s| s.case = "2026-000002-5".into()), changed);
    assert_eq!(other(|s| s.person = 8), changed);
    assert_eq!(other(|s| s.role = "clerk".into()), changed);
    assert_eq!(other(|s| s.time_us += 1), changed);
    assert_eq!(other(|s| s.pack = "cd".repeat(32)), changed);
    // A key of the server's own signs well: only that it is not the person's gives it away.
    let forged = p256(66).decide(statement(), "https://diwan.example", 0x05);
    assert_eq!(forged.verify(), Ok(()));
    assert_eq!(
        forged.verify_key(&added(&genuine.key)),
        Err(AssertionError::OtherKey(3))
    );
    let mut swapped = forged;
    swapped.key = genuine.key.clone();
    assert_eq!(swapped.verify(), Err(AssertionError::Signature));
}

#[test]
fn a_signature_of_one_decision_is_not_another_entrys() {
    let signed = signed();
    for (place, value, what) in [
        ("/case", json!("2026-000002-5"), "case"),
        ("/actor", json!("person:8"), "actor"),
        ("/log", json!("other.example/record"), "log"),
        ("/data/job", json!(5), "task"),
        ("/data/element", json!("Confirm"), "task"),
        ("/data/role", json!("clerk"), "role"),
    ] {
        let mut body = body(&signed);
        *body.pointer_mut(place).unwrap() = value;
        let refused = Err(AssertionError::OtherEntry(what));
        assert_eq!(signed.verify_in(&body, TIME), refused, "{place}");
    }
}

#[test]
fn a_signature_of_another_time_is_stale() {
    let signed = signed();
    let at = |time| signed.verify_in(&body(&signed), time);
    assert_eq!(at(TIME + MAX_AGE_US), Ok(()));
    for time in [TIME - 1, TIME + MAX_AGE_US + 1, i64::MIN, i64::MAX] {
        assert_eq!(at(time), Err(AssertionError::Stale), "{time}");
    }
}

#[test]
fn nobody_verified_or_another_site_is_no_signature() {
    let by = |origin: &str, flags| p256(9).decide(statement(), origin, flags).verify();
    let home = "https://diwan.example";
    assert_eq!(by(home, 0x01), Err(AssertionError::Unverified));
    assert_eq!(by(home, 0x04), Err(AssertionError::Unverified));
    let elsewhere = Err(AssertionError::Site(SITE.into()));
    for origin in [
        "http://diwan.example",
        "https://evildiwan.example",
        "https://diwan.example.evil.example",
        "https://example",
    ] {
        assert_eq!(by(origin, 0x05), elsewhere, "{origin}");
    }
}

#[test]
fn malformed_parts_are_refused_by_name() {
    let broken = |change: fn(&mut Signed)| {
        let mut signed = signed();
        change(&mut signed);
        signed.verify()
    };
    let malformed = |what| Err(AssertionError::Malformed(what));
    assert_eq!(
        broken(|s| s.client_data = "!".into()),
        malformed("client data")
    );
    assert_eq!(
        broken(|s| s.client_data = encode("{}")),
        malformed("client data")
    );
    assert_eq!(
        broken(|s| s.authenticator_data = encode([0; 36])),
        malformed("authenticator data")
    );
    assert_eq!(
        broken(|s| s.signature = "A".repeat(20_000)),
        malformed("signature")
    );
    let mut body = body(&signed());
    body["data"]["signature"] = json!("yes");
    assert_eq!(
        Signed::of_body(&body),
        Err(AssertionError::Malformed("place in the body"))
    );
    body["data"]["signature"].take();
    body["kind"] = json!("task.declined");
    assert_eq!(Signed::of_body(&body), Ok(None));
}

/// What the entry says that added the passkey of person 7.
fn added(key: &PublicKey) -> Passkey {
    let PublicKey::ES256 { x, y } = key else {
        panic!("made for P-256")
    };
    let curve = json!({ "curve": "SECP256R1", "x": x, "y": y });
    let credential =
        json!({ "cred": { "cred": { "type_": "ES256", "key": { "EC_EC2": curve } } } });
    let body = json!({
        "v": 1, "log": "diwan.example/record", "actor": "person:7", "kind": "passkey.added",
        "data": { "person": 7, "id": "c0ffee", "credential": credential.to_string(), "label": "Blue" },
    });
    Passkey::of_body(&body).unwrap()
}

#[test]
fn the_entry_that_added_the_key_says_whose_it_is() {
    let signed = signed();
    let passkey = added(&signed.key);
    assert_eq!(signed.verify_key(&passkey), Ok(()));
    let other = Passkey {
        person: 8,
        ..passkey
    };
    assert_eq!(signed.verify_key(&other), Err(AssertionError::OtherKey(3)));
}
