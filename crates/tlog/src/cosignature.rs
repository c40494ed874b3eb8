//! Witnesses' timestamped signatures (c2sp.org/tlog-cosignature): Ed25519 (`cosignature/v1`) and
//! ML-DSA-44 (`subtree/v1`), which the specification recommends for new deployments.

use std::fmt;
use std::str::FromStr;

use crate::key::{Algorithm, KeyError, read_key, write_key};
use crate::ml_dsa::{PUBLIC_LEN, SIGNATURE_LEN, SecretKey};
use crate::note::Signature;
use crate::{Checkpoint, Malformed, Note, Signer, Verifier};

const SKEY: &str = "witness's secret key";
const PREFIX: &str = "PRIVATE+KEY+";
const ED25519_LEN: usize = 64;

/// The secret side of a witness's key. Its [`fmt::Debug`] shows the public side only.
#[derive(Clone)]
pub struct Cosigner {
    seed: [u8; 32],
    verifier: Verifier,
    secret: Secret,
}

#[derive(Clone)]
enum Secret {
    Ed25519(Box<Signer>),
    MlDsa44(Box<SecretKey>),
}

impl Cosigner {
    /// Makes a witness's key of an ordinary Ed25519 signer key, as other witnesses do. A key must
    /// serve one witness only: the signed message does not name it.
    ///
    /// # Errors
    /// [`KeyError`] when the key is not valid for verifying.
    pub fn new(signer: Signer) -> Result<Self, KeyError> {
        let public = signer.verifier();
        let verifier = Verifier::new(public.name(), Algorithm::CosignatureV1, public.public_key())?;
        Ok(Self {
            seed: signer.seed(),
            verifier,
            secret: Secret::Ed25519(Box::new(signer)),
        })
    }

    /// A witness's key from its name and 32 bytes of entropy.
    ///
    /// # Errors
    /// [`KeyError`] when the name is not valid, or the algorithm is a log's.
    pub fn from_seed(name: &str, algorithm: Algorithm, seed: &[u8; 32]) -> Result<Self, KeyError> {
        match algorithm {
            Algorithm::Ed25519 => Err(KeyError::PublicKey),
            Algorithm::CosignatureV1 => Self::new(Signer::from_seed(name, seed)?),
            Algorithm::MlDsa44 => {
                let secret = Box::new(SecretKey::from_seed(seed));
                debug_assert_eq!(secret.public().len(), PUBLIC_LEN);
                Ok(Self {
                    seed: *seed,
                    verifier: Verifier::new(name, algorithm, &secret.public())?,
                    secret: Secret::MlDsa44(secret),
                })
            }
        }
    }

    /// The public side.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The secret text form, `PRIVATE+KEY+<name>+<id>+<base64 of algorithm and seed>`: keep it as a
    /// password is kept.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let (name, id) = (self.verifier.name(), self.verifier.id());
        let text = write_key(name, id, self.verifier.algorithm(), &self.seed);
        format!("{PREFIX}{text}")
    }

    /// Signs a checkpoint's note at `time` (seconds since 1970), and adds the line to it. The
    /// caller has checked that the log has only grown since the checkpoint it last signed.
    ///
    /// # Errors
    /// [`Malformed`] when the note's text is no checkpoint (for ML-DSA-44, also one with an origin
    /// of more than 255 bytes), or `time` is above 2^63 − 1.
    pub fn cosign(&self, note: &mut Note, time: u64) -> Result<Signature, Malformed> {
        Checkpoint::parse(note.text())?;
        let fault = |why: &str| Malformed::new("cosignature", 0, why);
        if i64::try_from(time).is_err() {
            return Err(fault("a time above 2^63 - 1"));
        }
        let mut bytes = time.to_be_bytes().to_vec();
        match &self.secret {
            Secret::Ed25519(signer) => {
                bytes.extend(signer.sign_bytes(message(note.text(), time).as_bytes()));
            }
            Secret::MlDsa44(key) => {
                let message = ml_dsa_message(self.verifier.name(), note.text(), time);
                bytes.extend(key.sign(&message.ok_or_else(|| fault("a long origin"))?));
            }
        }
        let (name, id) = (self.verifier.name().to_owned(), self.verifier.id());
        let signature = Signature { name, id, bytes };
        note.push(signature.clone());
        Ok(signature)
    }
}

impl FromStr for Cosigner {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let fault = |why: &str| Malformed::new(SKEY, PREFIX.len().min(text.len()), why);
        let rest = text
            .strip_prefix(PREFIX)
            .ok_or_else(|| Malformed::new(SKEY, 0, "does not start with `PRIVATE+KEY+`"))?;
        let parts = read_key(SKEY, rest).map_err(|fault| fault.within(PREFIX.len()))?;
        let seed = parts.key.as_slice().try_into();
        let seed = seed.map_err(|_| fault("the secret does not have 32 bytes"))?;
        let cosigner = Self::from_seed(parts.name, parts.algorithm, seed)
            .map_err(|_| fault("not a witness's key (algorithm 4 or 6) with a valid name"))?;
        if cosigner.verifier.id() != parts.id {
            return Err(fault("the id is not that of the name and key"));
        }
        Ok(cosigner)
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({})", self.verifier)
    }
}

/// The message of Ed25519: two header lines before the checkpoint's text.
pub(crate) fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// The message of ML-DSA-44, `cosigned_message` of the specification: extension lines are not in it.
/// Nothing for a text that is no checkpoint.
pub(crate) fn ml_dsa_message(cosigner: &str, text: &str, time: u64) -> Option<Vec<u8>> {
    const START: u64 = 0;
    let checkpoint = Checkpoint::parse(text).ok()?;
    let mut message = b"subtree/v1\n\0".to_vec();
    push_opaque(&mut message, cosigner)?;
    message.extend(time.to_be_bytes());
    push_opaque(&mut message, &checkpoint.origin)?;
    message.extend(START.to_be_bytes());
    message.extend(checkpoint.size.to_be_bytes());
    message.extend(checkpoint.root.0);
    Some(message)
}

/// `opaque text<1..2^8-1>` of RFC 8446: its length in one byte before it.
fn push_opaque(message: &mut Vec<u8>, text: &str) -> Option<()> {
    message.push(u8::try_from(text.len()).ok().filter(|length| *length > 0)?);
    message.extend(text.as_bytes());
    Some(())
}

/// Splits a cosignature into its time and the signature itself.
pub(crate) fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let known = [ED25519_LEN, SIGNATURE_LEN].contains(&bytes.len().saturating_sub(8));
    let (time, signature) = bytes.split_first_chunk::<8>().filter(|_| known)?;
    let time = u64::from_be_bytes(*time);
    i64::try_from(time).is_ok().then_some((time, signature))
}
