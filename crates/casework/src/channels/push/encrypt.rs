//! A push message for one device: RFC 8291 over RFC 8188 (aes128gcm), in one record.
//!
//! The ephemeral key and the salt come from the system: they are of this sending alone, and no entry depends on them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{self, ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

/// Bytes of plain text, padding included, whatever is said: so the length tells nothing.
const PLAIN: usize = 1024;
/// The record's size that the header names (RFC 8188, 2.1): more than any message of ours.
const RECORD: u32 = 4096;
/// Bytes of an uncompressed point of P-256.
const POINT: usize = 65;

/// Whether bytes are a public key with which something can be agreed: an uncompressed point on P-256.
#[must_use]
pub fn is_public_key(bytes: &[u8]) -> bool {
    let random = SystemRandom::new();
    let Ok(own) = EphemeralPrivateKey::generate(&ECDH_P256, &random) else {
        return false;
    };
    let other = UnparsedPublicKey::new(&ECDH_P256, bytes);
    bytes.len() == POINT && agreement::agree_ephemeral(own, &other, |_| ()).is_ok()
}

/// Encrypts for a device's key and secret, both in base64url; none where one of them is none, or the text is too long.
pub(super) fn encrypt(key: &str, secret: &str, plain: &[u8]) -> Option<Vec<u8>> {
    let receiver = URL_SAFE_NO_PAD.decode(key).ok()?;
    let secret = URL_SAFE_NO_PAD.decode(secret).ok()?;
    let random = SystemRandom::new();
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).ok()?;
    let sender = own.compute_public_key().ok()?;
    let other = UnparsedPublicKey::new(&ECDH_P256, &receiver);
    let shared = agreement::agree_ephemeral(own, &other, <[u8]>::to_vec).ok()?;
    let mut salt = [0; 16];
    random.fill(&mut salt).ok()?;
    let (content, nonce) = keys(&shared, &secret, (&receiver, sender.as_ref()), &salt);
    let mut sealed = padded(plain)?;
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &content).ok()?);
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut sealed)
        .ok()?;
    let mut out = salt.to_vec();
    out.extend(RECORD.to_be_bytes());
    out.push(u8::try_from(sender.as_ref().len()).ok()?);
    out.extend(sender.as_ref());
    out.append(&mut sealed);
    Some(out)
}

/// The text, the delimiter of the last record (RFC 8188, 2), and zeros.
fn padded(plain: &[u8]) -> Option<Vec<u8>> {
    if plain.len() >= PLAIN {
        return None;
    }
    let mut all = plain.to_vec();
    all.push(2);
    all.resize(PLAIN, 0);
    Some(all)
}

/// Content key and nonce (RFC 8291, 3.4; RFC 8188, 2.2 and 2.3).
fn keys(
    shared: &[u8],
    secret: &[u8],
    (receiver, sender): (&[u8], &[u8]),
    salt: &[u8],
) -> ([u8; 16], [u8; 12]) {
    let info = [b"WebPush: info\0", receiver, sender].concat();
    let input = expand::<32>(&extract(secret, shared), &info);
    let key = extract(salt, &input);
    (
        expand(&key, b"Content-Encoding: aes128gcm\0"),
        expand(&key, b"Content-Encoding: nonce\0"),
    )
}

/// HKDF-Extract (RFC 5869, 2.2) with SHA-256.
fn extract(salt: &[u8], input: &[u8]) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, salt);
    hmac::sign(&key, input).as_ref().to_vec()
}

/// HKDF-Expand (RFC 5869, 2.3) with SHA-256, for at most its 32 bytes.
fn expand<const N: usize>(key: &[u8], info: &[u8]) -> [u8; N] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    let whole = hmac::sign(&key, &[info, &[1]].concat());
    let mut out = [0; N];
    out.copy_from_slice(&whole.as_ref()[..N]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of RFC 8291, appendix A.
    #[test]
    fn keys_are_those_of_the_standards_example() {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let secret = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let receiver = bytes(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        );
        let sender = bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        );
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let (content, nonce) = keys(&shared, &secret, (&receiver, &sender), &salt);
        assert_eq!(URL_SAFE_NO_PAD.encode(content), "oIhVW04MRdy2XN9CiKLxTg");
        assert_eq!(URL_SAFE_NO_PAD.encode(nonce), "4h_95klXJ5E_qnoN");
    }

    #[test]
    fn a_key_off_the_curve_is_none() {
        let point = URL_SAFE_NO_PAD
            .decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
            .unwrap();
        assert!(is_public_key(&point));
        let mut off = point.clone();
        off[40] ^= 1;
        assert!(!is_public_key(&off));
        assert!(!is_public_key(&point[..33]));
        assert!(!is_public_key(b""));
    }

    #[test]
    fn messages_are_of_one_length() {
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let length = |plain: &[u8]| encrypt(key, "BTBZMqHH6r4Tts7J_aSIgg", plain).map(|m| m.len());
        assert_eq!(length(b""), Some(16 + 4 + 1 + 65 + 1024 + 16));
        assert_eq!(length(b""), length(&[b'x'; 1023]));
        assert_eq!(length(&[b'x'; 1024]), None);
    }
}
