//! Witnesses' timestamped signatures (c2sp.org/tlog-cosignature, Ed25519 `cosignature/v1`).

use crate::key::{Algorithm, KeyError};
use crate::note::Signature;
use crate::{Checkpoint, Malformed, Note, Signer, Verifier};

/// Time and Ed25519 signature.
const COSIGNATURE_LEN: usize = 8 + 64;

/// The secret side of a witness's key.
#[derive(Clone, Debug)]
pub struct Cosigner {
    signer: Signer,
    verifier: Verifier,
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
        Ok(Self { signer, verifier })
    }

    /// The public side, with algorithm `0x04`.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Signs a checkpoint's note at `time` (seconds since 1970), and adds the line to it. The
    /// caller has checked that the log has only grown since the checkpoint it last signed.
    ///
    /// # Errors
    /// [`Malformed`] when the note's text is no checkpoint, or `time` is above 2^63 − 1.
    pub fn cosign(&self, note: &mut Note, time: u64) -> Result<(), Malformed> {
        Checkpoint::parse(note.text())?;
        if i64::try_from(time).is_err() {
            return Err(Malformed::new("cosignature", 0, "a time above 2^63 - 1"));
        }
        let mut bytes = time.to_be_bytes().to_vec();
        bytes.extend(
            self.signer
                .sign_bytes(message(note.text(), time).as_bytes()),
        );
        let (name, id) = (self.verifier.name().to_owned(), self.verifier.id());
        note.push(Signature { name, id, bytes });
        Ok(())
    }
}

/// The signed message: two header lines before the checkpoint's text.
pub(crate) fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// Splits a cosignature into its time and its Ed25519 signature.
pub(crate) fn split(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (time, signature) = bytes
        .split_first_chunk::<8>()
        .filter(|_| bytes.len() == COSIGNATURE_LEN)?;
    let time = u64::from_be_bytes(*time);
    i64::try_from(time).is_ok().then_some((time, signature))
}
