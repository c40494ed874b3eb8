//! RFC 9474's vectors for RSABSSA-SHA384-PSS-Randomized (appendix A.1): the library signs and verifies as the RFC says. The
//! browser's side has them in `e2e/feedback/vectors.mjs`, and both sides meet there and in the journeys.
#![expect(
    clippy::unwrap_used,
    reason = "a test that fails should say where, and go no further"
)]

use blind_rsa_signatures::reexports::rsa::{BoxedUint, RsaPrivateKey};
use blind_rsa_signatures::{
    MessageRandomizer, PublicKeySha384PSSRandomized, SecretKeySha384PSSRandomized, Signature,
};
use casework::Entropy;
use feedback::token::{Blinding, Signer, Token, TokenError, Verifier};
use serde_json::Value;

fn vector(name: &str) -> Vec<u8> {
    let all: Value = serde_json::from_str(include_str!("rfc9474.json")).unwrap();
    hex::decode(all[name].as_str().unwrap()).unwrap()
}

fn number(name: &str) -> BoxedUint {
    let bytes = vector(name);
    BoxedUint::from_be_slice_vartime(&bytes)
}

#[test]
fn the_vectors_of_rfc_9474_hold() {
    let primes = vec![number("p"), number("q")];
    let key = RsaPrivateKey::from_components(number("n"), number("e"), number("d"), primes);
    let key = SecretKeySha384PSSRandomized::new(key.unwrap());
    let signed = key.blind_sign(vector("blinded_msg")).unwrap();
    assert_eq!(signed.0, vector("blind_sig"));
    let public: PublicKeySha384PSSRandomized = key.public_key().unwrap();
    let prefix: [u8; 32] = vector("msg_prefix").try_into().unwrap();
    let signature = Signature(vector("sig"));
    let verify =
        |message: &[u8]| public.verify(&signature, Some(MessageRandomizer(prefix)), message);
    verify(&vector("msg")).unwrap();
    verify(b"another message").unwrap_err();
}

#[test]
fn a_token_holds_under_its_key_and_no_other_and_is_not_what_was_signed() {
    let entropy = Entropy::seeded(7);
    let (signer, spki) = Signer::make(&entropy).unwrap();
    let (_, other) = Signer::make(&entropy).unwrap();
    let verifier = Verifier::read(&spki).unwrap();
    let blinding = Blinding::begin(verifier.clone(), &entropy).unwrap();
    let blinded = blinding.blinded().unwrap();
    let signed = signer.sign(&entropy, &blinded).unwrap();
    // The same gives the same, whatever blinds the computation inside.
    assert_eq!(signer.sign(&entropy, &blinded).unwrap(), signed);
    // It is kept and read as it was.
    let again = Signer::read(&signer.write().unwrap()).unwrap();
    assert_eq!(again.sign(&entropy, &blinded).unwrap(), signed);
    let token = blinding.finish(&signed).unwrap();
    verifier.verify(&token).unwrap();
    assert_ne!(token.signature, signed);
    let elsewhere = Verifier::read(&other).unwrap();
    assert_eq!(elsewhere.verify(&token), Err(TokenError::Forged));
    let mut changed = token.clone();
    changed.message[40] ^= 1;
    assert_eq!(verifier.verify(&changed), Err(TokenError::Forged));
    let mut changed = token.clone();
    changed.signature[9] ^= 1;
    assert_eq!(verifier.verify(&changed), Err(TokenError::Forged));
    // What is no number below the modulus is not signed.
    assert!(signer.sign(&entropy, &[0xff; 256]).is_err());
    assert!(Token::read("AAAA", "AAAA").is_err());
}
