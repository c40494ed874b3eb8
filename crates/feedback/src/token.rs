//! Tokens: a message that the house signed without seeing it. RSABSSA-SHA384-PSS-Randomized of RFC 9474.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blind_rsa_signatures::reexports::rsa::rand_core::{TryCryptoRng, TryRng};
use blind_rsa_signatures::{
    BlindSignature, KeyPairSha384PSSRandomized as Pair, MessageRandomizer,
    PublicKeySha384PSSRandomized as Public, SecretKeySha384PSSRandomized as Secret, Signature,
};
use casework::Entropy;
use sha2::{Digest as _, Sha256};

/// Bits of a key's modulus: 112 bits of strength hold as long as a key signs and its answers are counted (NIST SP 800-57,
/// part 1). What hides the case does not rest on them: it would hold against any computer.
pub const BITS: usize = 2048;
/// Bytes of a signature, and of what is signed blindly.
pub const SIGNATURE: usize = BITS / 8;
/// Bytes of a token: 32 that randomize it (RFC 9474, 4.1), and 32 that are its own.
pub const MESSAGE: usize = 64;
/// Bytes that randomize.
const PREFIX: usize = 32;

/// What is wrong with a key, a token or what is to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It has another length, or is no base64.
    #[error("{0} has not the form of one")]
    Form(&'static str),
    /// The signature is not the key's over this token.
    #[error("the signature is not the key's")]
    Forged,
    /// The key cannot be read or made.
    #[error("the key cannot be used")]
    Key,
}

/// A signed token: who has it may answer once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What was signed.
    pub message: [u8; MESSAGE],
    /// The signature over it.
    pub signature: [u8; SIGNATURE],
}

impl Token {
    /// Reads a token as it is sent: message and signature in base64.
    ///
    /// # Errors
    /// [`TokenError::Form`].
    pub fn read(message: &str, signature: &str) -> Result<Self, TokenError> {
        Ok(Self {
            message: bytes(message, "the token")?,
            signature: bytes(signature, "the signature")?,
        })
    }

    /// Its hash: what it is kept and ordered by.
    #[must_use]
    pub fn id(&self) -> [u8; 32] {
        Sha256::digest(self.message).into()
    }
}

/// Bytes of a known number, from base64.
///
/// # Errors
/// [`TokenError::Form`] with what they are.
pub fn bytes<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], TokenError> {
    // A longer text is not decoded at all.
    let fits = text.len() <= N.div_ceil(3) * 4;
    let decoded = fits.then(|| STANDARD.decode(text).ok()).flatten();
    let decoded = decoded.and_then(|d| <[u8; N]>::try_from(d).ok());
    decoded.ok_or(TokenError::Form(what))
}

/// The public side of a key that signs tokens.
#[derive(Clone, Debug)]
pub struct Verifier(Public);

impl Verifier {
    /// From `SubjectPublicKeyInfo` for RSASSA-PSS (RFC 4055).
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn read(spki: &[u8]) -> Result<Self, TokenError> {
        Public::from_spki(spki)
            .map(Self)
            .map_err(|_| TokenError::Key)
    }

    /// Checks a token (RFC 9474, 4.5).
    ///
    /// # Errors
    /// [`TokenError::Forged`].
    pub fn verify(&self, token: &Token) -> Result<(), TokenError> {
        let (prefix, own) = token.message.split_at(PREFIX);
        let prefix = <[u8; PREFIX]>::try_from(prefix).map_err(|_| TokenError::Forged)?;
        let signature = Signature(token.signature.to_vec());
        self.0
            .verify(&signature, Some(MessageRandomizer(prefix)), own)
            .map_err(|_| TokenError::Forged)
    }
}

/// A key that signs tokens.
pub struct Signer(Secret);

impl Signer {
    /// A new key, with its public side as `SubjectPublicKeyInfo`. Takes the time of some hundred signatures.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn make(entropy: &Entropy) -> Result<(Self, Vec<u8>), TokenError> {
        let pair = Pair::generate(&mut Chance(entropy), BITS).map_err(|_| TokenError::Key)?;
        let spki = pair.pk.to_spki().map_err(|_| TokenError::Key)?;
        Ok((Self(pair.sk), spki))
    }

    /// Reads what [`Signer::write`] wrote.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn read(der: &[u8]) -> Result<Self, TokenError> {
        Secret::from_der(der).map(Self).map_err(|_| TokenError::Key)
    }

    /// The key as PKCS #8.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn write(&self) -> Result<Vec<u8>, TokenError> {
        self.0.to_der().map_err(|_| TokenError::Key)
    }

    /// Signs what it cannot read (RFC 9474, 4.3). The same gives the same.
    ///
    /// # Errors
    /// [`TokenError::Form`] for what is no number below the modulus.
    pub fn sign(
        &self,
        entropy: &Entropy,
        blinded: &[u8; SIGNATURE],
    ) -> Result<[u8; SIGNATURE], TokenError> {
        let signed = self.0.blind_sign_with_rng(&mut Chance(entropy), blinded);
        let signed = signed.map_err(|_| TokenError::Form("the blinded message"))?;
        signed.0.try_into().map_err(|_| TokenError::Key)
    }
}

/// A token that waits for its signature: what its owner's side does (RFC 9474, 4.2 and 4.4), for browsers without a script and
/// for tests. Browsers with one do it themselves, in `assets/feedback.mjs`.
pub struct Blinding {
    verifier: Verifier,
    own: [u8; MESSAGE - PREFIX],
    result: blind_rsa_signatures::BlindingResult,
}

impl Blinding {
    /// A new token, blinded.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn begin(verifier: Verifier, entropy: &Entropy) -> Result<Self, TokenError> {
        let own: [u8; MESSAGE - PREFIX] = entropy.bytes();
        let result = verifier.0.blind(&mut Chance(entropy), own);
        Ok(Self {
            result: result.map_err(|_| TokenError::Key)?,
            own,
            verifier,
        })
    }

    /// What is to be signed.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn blinded(&self) -> Result<[u8; SIGNATURE], TokenError> {
        let bytes: &[u8] = self.result.blind_message.as_ref();
        bytes.try_into().map_err(|_| TokenError::Key)
    }

    /// The token, from the blind signature.
    ///
    /// # Errors
    /// [`TokenError::Forged`] when it is not the key's.
    pub fn finish(self, signed: &[u8; SIGNATURE]) -> Result<Token, TokenError> {
        let signed = BlindSignature(signed.to_vec());
        let signature = self.verifier.0.finalize(&signed, &self.result, self.own);
        let signature = signature.map_err(|_| TokenError::Forged)?;
        let prefix = self.result.msg_randomizer.ok_or(TokenError::Key)?;
        let mut message = [0; MESSAGE];
        message[..PREFIX].copy_from_slice(prefix.as_ref());
        message[PREFIX..].copy_from_slice(&self.own);
        Ok(Token {
            message,
            signature: signature.0.try_into().map_err(|_| TokenError::Key)?,
        })
    }
}

/// The house's entropy as the library asks for it.
struct Chance<'a>(&'a Entropy);

impl TryRng for Chance<'_> {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(u32::from_le_bytes(self.0.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(u64::from_le_bytes(self.0.bytes()))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(out);
        Ok(())
    }
}

impl TryCryptoRng for Chance<'_> {}
