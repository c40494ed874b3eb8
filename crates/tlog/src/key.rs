//! Keys that sign and verify notes, in the text forms of golang.org/x/mod/sumdb/note.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::text::{base64_fault, is_key_name};
use crate::{Malformed, cosignature, ml_dsa};

const VKEY: &str = "verifier key";
const SKEY: &str = "signer key";
/// Longest text of a key: names are host names with a path, and an ML-DSA-44 key has 1,752 characters.
const MAX_TEXT: usize = 4096;

/// How a key signs (c2sp.org/signed-note, "Signature types").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// `0x01`: Ed25519 over the note's text. What a log signs with.
    Ed25519,
    /// `0x04`: Ed25519 over a time and a checkpoint. What a witness signs with.
    CosignatureV1,
    /// `0x06`: ML-DSA-44 (FIPS 204) over the witness's name, a time, and a checkpoint's origin, size
    /// and root. What a witness signs with, and what stands against quantum computers.
    MlDsa44,
}

impl Algorithm {
    /// Whether keys of this kind are witnesses'.
    #[must_use]
    pub const fn is_cosigner(self) -> bool {
        !matches!(self, Self::Ed25519)
    }

    /// The standard's name of it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 | Self::CosignatureV1 => "Ed25519",
            Self::MlDsa44 => "ML-DSA-44",
        }
    }

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::CosignatureV1 => 0x04,
            Self::MlDsa44 => 0x06,
        }
    }

    const fn of(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Ed25519),
            0x04 => Some(Self::CosignatureV1),
            0x06 => Some(Self::MlDsa44),
            _ => None,
        }
    }
}

/// The public side of a key: `<name>+<id in hexadecimal>+<base64 of algorithm and key>`.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: u32,
    algorithm: Algorithm,
    key: PublicKey,
}

#[derive(Clone, PartialEq, Eq)]
enum PublicKey {
    Ed25519(VerifyingKey),
    MlDsa44(Arc<ml_dsa::PublicKey>),
}

impl PublicKey {
    fn read(algorithm: Algorithm, key: &[u8]) -> Result<Self, KeyError> {
        if algorithm == Algorithm::MlDsa44 {
            let key = ml_dsa::PublicKey::read(key).ok_or(KeyError::PublicKey)?;
            return Ok(Self::MlDsa44(Arc::new(key)));
        }
        let key = key.try_into().map_err(|_| KeyError::PublicKey)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| KeyError::PublicKey)?;
        if key.is_weak() {
            return Err(KeyError::PublicKey);
        }
        Ok(Self::Ed25519(key))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(key) => key.as_bytes(),
            Self::MlDsa44(key) => key.bytes(),
        }
    }
}

/// Why bytes and a name make no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is empty, or has a space, a plus or a control character.
    #[error("`{0}` is no key name: it may not be empty nor hold spaces, `+` or control characters")]
    Name(String),
    /// The bytes are no point of the curve, or one for which anybody can forge, or too many or few.
    #[error("the bytes are no safe public key of that kind")]
    PublicKey,
}

impl Verifier {
    /// A verifier from a name and a public key: 32 bytes of Ed25519, 1,312 of ML-DSA-44.
    ///
    /// # Errors
    /// [`KeyError`] when the name or the key is not valid.
    pub fn new(name: &str, algorithm: Algorithm, key: &[u8]) -> Result<Self, KeyError> {
        // ML-DSA's message has the name after its length in one byte (tlog-cosignature).
        let short = algorithm != Algorithm::MlDsa44 || name.len() <= usize::from(u8::MAX);
        if !is_key_name(name) || !short {
            return Err(KeyError::Name(name.to_owned()));
        }
        Ok(Self::of(name, algorithm, PublicKey::read(algorithm, key)?))
    }

    fn of(name: &str, algorithm: Algorithm, key: PublicKey) -> Self {
        let id = key_id(name, algorithm, key.bytes());
        Self {
            name: name.to_owned(),
            id,
            algorithm,
            key,
        }
    }

    /// The key's name; for a log, its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first 32 bits of `SHA-256(name ‖ 0x0A ‖ algorithm ‖ key)`.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// How the key signs.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public key's bytes.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.key.bytes()
    }

    /// Whether a signature line is by this key and holds for the text. For a cosignature, gives the
    /// time that it states (seconds since 1970), 0 for others.
    #[must_use]
    pub fn verify(&self, text: &str, signature: &crate::note::Signature) -> Option<u64> {
        if signature.id != self.id || signature.name != self.name {
            return None;
        }
        let time = self.check(text, &signature.bytes).ok()?;
        Some(time.unwrap_or_default())
    }

    /// Checks the bytes that follow the key id in a signature line. For a cosignature, gives the
    /// time that it states (seconds since 1970).
    pub(crate) fn check(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, BadSignature> {
        match self.algorithm {
            Algorithm::Ed25519 => {
                self.check_raw(text.as_bytes(), signature)?;
                Ok(None)
            }
            Algorithm::CosignatureV1 => {
                let (time, raw) = cosignature::split(signature).ok_or(BadSignature)?;
                self.check_raw(cosignature::message(text, time).as_bytes(), raw)?;
                Ok(Some(time))
            }
            Algorithm::MlDsa44 => {
                let (time, raw) = cosignature::split(signature).ok_or(BadSignature)?;
                let message = cosignature::ml_dsa_message(&self.name, text, time);
                self.check_raw(&message.ok_or(BadSignature)?, raw)?;
                Ok(Some(time))
            }
        }
    }

    fn check_raw(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let holds = match &self.key {
            PublicKey::Ed25519(key) => {
                let signature = Signature::from_slice(signature).map_err(|_| BadSignature)?;
                key.verify_strict(message, &signature).is_ok()
            }
            PublicKey::MlDsa44(key) => key.verify(message, signature),
        };
        holds.then_some(()).ok_or(BadSignature)
    }
}

/// A signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadSignature;

fn key_id(name: &str, algorithm: Algorithm, key: &[u8]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', algorithm.byte()]);
    hasher.update(key);
    let digest: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// `name+id+base64(algorithm ‖ key)`, the tail that both text forms share.
pub(crate) fn write_key(name: &str, id: u32, algorithm: Algorithm, key: &[u8]) -> String {
    let bytes = [&[algorithm.byte()], key].concat();
    format!("{name}+{id:08x}+{}", STANDARD.encode(bytes))
}

pub(crate) struct KeyText<'a> {
    pub(crate) name: &'a str,
    pub(crate) id: u32,
    pub(crate) algorithm: Algorithm,
    pub(crate) key: Vec<u8>,
}

pub(crate) fn read_key<'a>(what: &'static str, text: &'a str) -> Result<KeyText<'a>, Malformed> {
    let fault = |at: usize, why: &str| Malformed::new(what, at, why);
    if text.len() > MAX_TEXT {
        return Err(fault(MAX_TEXT, "too long"));
    }
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(fault(text.len(), "not of the form `name+id+key`"));
    };
    if !is_key_name(name) {
        return Err(fault(
            0,
            "the name is empty or has a space or control character",
        ));
    }
    let id_at = name.len() + 1;
    let hex = id.len() == 8 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let id = u32::from_str_radix(id, 16).ok().filter(|_| hex);
    let id = id.ok_or_else(|| fault(id_at, "the id is not 8 lower-case hexadecimal digits"))?;
    let key_at = id_at + 9;
    let bytes = STANDARD
        .decode(key)
        .map_err(|error| base64_fault(what, &error).within(key_at))?;
    let Some((algorithm, key)) = bytes.split_first() else {
        return Err(fault(key_at, "the key is empty"));
    };
    let algorithm = Algorithm::of(*algorithm)
        .ok_or_else(|| fault(key_at, "an unknown algorithm; 1, 4 and 6 are known"))?;
    let key = key.to_vec();
    Ok(KeyText {
        name,
        id,
        algorithm,
        key,
    })
}

impl FromStr for Verifier {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let parts = read_key(VKEY, text)?;
        let id_at = parts.name.len() + 1;
        let verifier = Self::new(parts.name, parts.algorithm, &parts.key)
            .map_err(|error| Malformed::new(VKEY, id_at + 9, error.to_string()))?;
        if verifier.id != parts.id {
            return Err(Malformed::new(
                VKEY,
                id_at,
                "the id is not that of the name and key",
            ));
        }
        Ok(verifier)
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_key(
            &self.name,
            self.id,
            self.algorithm,
            self.key.bytes(),
        ))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({self})")
    }
}

/// The secret side of a log's key. Its [`fmt::Debug`] shows the public side only.
#[derive(Clone)]
pub struct Signer {
    verifier: Verifier,
    key: SigningKey,
}

impl Signer {
    /// A signer from a name and 32 bytes of entropy.
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let key = SigningKey::from_bytes(seed);
        let verifier = Verifier::of(
            name,
            Algorithm::Ed25519,
            PublicKey::Ed25519(key.verifying_key()),
        );
        Ok(Self { verifier, key })
    }

    /// A signer from a name and an Ed25519 key.
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn from_key(name: &str, key: &SigningKey) -> Result<Self, KeyError> {
        Self::from_seed(name, key.as_bytes())
    }

    /// The public side.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The secret text form, `PRIVATE+KEY+<name>+<id>+<base64>`: keep it as a password is kept.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let Verifier {
            name,
            id,
            algorithm,
            ..
        } = &self.verifier;
        format!(
            "PRIVATE+KEY+{}",
            write_key(name, *id, *algorithm, self.key.as_bytes())
        )
    }

    /// The 32 bytes that the key is made of.
    pub(crate) fn seed(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// Ed25519 over the bytes.
    pub(crate) fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl FromStr for Signer {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        const PREFIX: &str = "PRIVATE+KEY+";
        let Some(rest) = text.strip_prefix(PREFIX) else {
            return Err(Malformed::new(
                SKEY,
                0,
                "does not start with `PRIVATE+KEY+`",
            ));
        };
        let parts = read_key(SKEY, rest).map_err(|fault| fault.within(PREFIX.len()))?;
        let fault = |why: String| Malformed::new(SKEY, PREFIX.len(), why);
        if parts.algorithm != Algorithm::Ed25519 {
            return Err(fault("not an Ed25519 (algorithm 1) key".to_owned()));
        }
        let seed = parts.key.as_slice().try_into();
        let seed = seed.map_err(|_| fault("the key does not have 32 bytes".to_owned()))?;
        let signer = Self::from_seed(parts.name, seed).map_err(|error| fault(error.to_string()))?;
        if signer.verifier.id != parts.id {
            return Err(fault("the id is not that of the name and key".to_owned()));
        }
        Ok(signer)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.verifier)
    }
}
