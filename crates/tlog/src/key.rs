//! Keys that sign and verify notes, in the text forms of golang.org/x/mod/sumdb/note.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::text::{base64_fault, is_key_name};
use crate::{Malformed, cosignature};

const VKEY: &str = "verifier key";
const SKEY: &str = "signer key";
/// Longest text of a key: names are host names with a path.
const MAX_TEXT: usize = 1024;

/// How a key signs (c2sp.org/signed-note, "Signature types").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// `0x01`: Ed25519 over the note's text. What a log signs with.
    Ed25519,
    /// `0x04`: Ed25519 over a time and a checkpoint. What a witness signs with.
    CosignatureV1,
}

impl Algorithm {
    const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::CosignatureV1 => 0x04,
        }
    }

    const fn of(byte: u8) -> Option<Self> {
        match byte {
            0x01 => Some(Self::Ed25519),
            0x04 => Some(Self::CosignatureV1),
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
    key: VerifyingKey,
}

/// Why bytes and a name make no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is empty, or has a space, a plus or a control character.
    #[error("`{0}` is no key name: it may not be empty nor hold spaces, `+` or control characters")]
    Name(String),
    /// The 32 bytes are no point of the curve, or one for which anybody can forge.
    #[error("the 32 bytes are no safe Ed25519 public key")]
    PublicKey,
}

impl Verifier {
    /// A verifier from a name and an Ed25519 public key.
    ///
    /// # Errors
    /// [`KeyError`] when the name or the key is not valid.
    pub fn new(name: &str, algorithm: Algorithm, key: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let key = VerifyingKey::from_bytes(key).map_err(|_| KeyError::PublicKey)?;
        if key.is_weak() {
            return Err(KeyError::PublicKey);
        }
        Ok(Self::of(name, algorithm, key))
    }

    fn of(name: &str, algorithm: Algorithm, key: VerifyingKey) -> Self {
        let id = key_id(name, algorithm, key.as_bytes());
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

    /// The Ed25519 public key.
    #[must_use]
    pub fn public_key(&self) -> &[u8; 32] {
        self.key.as_bytes()
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
        }
    }

    fn check_raw(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let signature = Signature::from_slice(signature).map_err(|_| BadSignature)?;
        self.key
            .verify_strict(message, &signature)
            .map_err(|_| BadSignature)
    }
}

/// A signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadSignature;

fn key_id(name: &str, algorithm: Algorithm, key: &[u8; 32]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(name);
    hasher.update([b'\n', algorithm.byte()]);
    hasher.update(key);
    let digest: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// `name+id+base64(algorithm ‖ key)`, the tail that both text forms share.
fn write_key(name: &str, id: u32, algorithm: Algorithm, key: &[u8; 32]) -> String {
    let mut bytes = [0u8; 33];
    bytes[0] = algorithm.byte();
    bytes[1..].copy_from_slice(key);
    format!("{name}+{id:08x}+{}", STANDARD.encode(bytes))
}

struct KeyText<'a> {
    name: &'a str,
    id: u32,
    algorithm: Algorithm,
    key: [u8; 32],
}

fn read_key<'a>(what: &'static str, text: &'a str) -> Result<KeyText<'a>, Malformed> {
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
        .ok_or_else(|| fault(key_at, "an unknown algorithm; 1 and 4 are known"))?;
    let key = key
        .try_into()
        .map_err(|_| fault(key_at, "the key does not have 32 bytes"))?;
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
            self.key.as_bytes(),
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
        let verifier = Verifier::of(name, Algorithm::Ed25519, key.verifying_key());
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
        let signer =
            Self::from_seed(parts.name, &parts.key).map_err(|error| fault(error.to_string()))?;
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

/// The keys that somebody trusts: logs' ([`Algorithm::Ed25519`]) and witnesses'
/// ([`Algorithm::CosignatureV1`]), and how many witnesses must have signed.
#[derive(Clone, Debug, Default)]
pub struct Verifiers {
    keys: Vec<Verifier>,
    quorum: usize,
}

impl Verifiers {
    /// Trusts these keys, and asks for no witness.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = Verifier>) -> Self {
        Self {
            keys: keys.into_iter().collect(),
            quorum: 0,
        }
    }

    /// Asks for the cosignatures of at least this many of the witnesses.
    #[must_use]
    pub const fn with_quorum(mut self, witnesses: usize) -> Self {
        self.quorum = witnesses;
        self
    }

    /// Reads verifier keys; empty ones and those that start with `#` are left out, so that the lines
    /// of a file of keys will do.
    ///
    /// # Errors
    /// [`Malformed`] for the first that is no verifier key; `at` counts from its own start.
    pub fn parse<S: AsRef<str>>(keys: impl IntoIterator<Item = S>) -> Result<Self, Malformed> {
        let mut parsed = Vec::new();
        for key in keys {
            let key = key.as_ref().trim();
            if !key.is_empty() && !key.starts_with('#') {
                parsed.push(key.parse()?);
            }
        }
        Ok(Self::new(parsed))
    }

    /// How many witnesses must have signed.
    #[must_use]
    pub const fn quorum(&self) -> usize {
        self.quorum
    }

    /// The trusted keys.
    #[must_use]
    pub fn keys(&self) -> &[Verifier] {
        &self.keys
    }

    /// The trusted keys with this name and id: one, but for a collision of 32 bits.
    pub fn find(&self, name: &str, id: u32) -> impl Iterator<Item = &Verifier> {
        self.keys
            .iter()
            .filter(move |key| key.id == id && key.name == name)
    }
}

impl FromIterator<Verifier> for Verifiers {
    fn from_iter<T: IntoIterator<Item = Verifier>>(keys: T) -> Self {
        Self::new(keys)
    }
}
