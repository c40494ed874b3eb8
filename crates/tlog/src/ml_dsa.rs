//! ML-DSA-44 (FIPS 204) as cosignatures use it: an empty context, and the deterministic variant, so
//! that signing asks for no entropy.

use ml_dsa::{ExpandedSigningKey, MlDsa44, Seed, Signature, VerifyingKey};

/// Bytes of a public key.
pub(crate) const PUBLIC_LEN: usize = 1312;
/// Bytes of a signature.
pub(crate) const SIGNATURE_LEN: usize = 2420;

/// A public key with the matrix that its bytes stand for.
pub(crate) struct PublicKey {
    bytes: Vec<u8>,
    key: VerifyingKey<MlDsa44>,
}

impl PublicKey {
    /// Reads a key; every text of the right length is one.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let encoded = ml_dsa::EncodedVerifyingKey::<MlDsa44>::try_from(bytes).ok()?;
        Some(Self {
            bytes: bytes.to_vec(),
            key: VerifyingKey::decode(&encoded),
        })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::<MlDsa44>::try_from(signature)
            .is_ok_and(|signature| self.key.verify_with_context(message, &[], &signature))
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for PublicKey {}

/// The secret side, made of 32 bytes.
#[derive(Clone)]
pub(crate) struct SecretKey {
    key: ExpandedSigningKey<MlDsa44>,
}

impl SecretKey {
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        Self {
            key: ExpandedSigningKey::from_seed(&Seed::from(*seed)),
        }
    }

    pub(crate) fn public(&self) -> Vec<u8> {
        self.key.verifying_key().encode().to_vec()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature = self.key.sign_deterministic(message, &[]);
        let signature = signature.expect("an empty context is short enough, and signing ends");
        signature.encode().to_vec()
    }
}
