//! ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381, section 5.5, suite 0x03).

use std::fmt;

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use curve25519_dalek::traits::{IsIdentity, VartimeMultiscalarMul};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha512};

use crate::hexadecimal;

const SUITE: u8 = 0x03;

/// Why a proof or key is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VrfError {
    /// Bytes that encode no point or scalar.
    #[error("the {0} is malformed")]
    Malformed(&'static str),
    /// A key of small order, which proves nothing (RFC 9381, 5.4.5).
    #[error("the public key is of small order")]
    WeakKey,
    /// The proof is not of this key over this input.
    #[error("the proof does not hold for this key and input")]
    NotProven,
}

/// A key that proves.
#[derive(Clone)]
pub struct SecretKey {
    scalar: Scalar,
    nonce: [u8; 32],
    public: PublicKey,
}

/// A key that verifies: 32 bytes, written in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

/// A proof: 80 bytes (point, challenge, response), written in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Proof(pub [u8; 80]);

/// What the function gives for an input: 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Output(pub [u8; 64]);

impl SecretKey {
    /// The key of a 32-byte seed, as Ed25519 derives it (RFC 8032, 5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> SecretKey {
        let hash: [u8; 64] = Sha512::digest(seed).into();
        let (low, high) = hash.split_at(32);
        let clamped = clamp_integer(low.try_into().expect("half of 64 bytes"));
        let scalar = Scalar::from_bytes_mod_order(clamped);
        let public = PublicKey(EdwardsPoint::mul_base(&scalar).compress().to_bytes());
        SecretKey {
            scalar,
            nonce: high.try_into().expect("half of 64 bytes"),
            public,
        }
    }

    /// The key that verifies what this one proves.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.public
    }

    /// The proof for an input (RFC 9381, 5.1). The same input always gives the same output.
    ///
    /// # Panics
    /// When none of the input's 256 hashes is a point of the curve: the chance is below 2^-250.
    #[must_use]
    pub fn prove(&self, alpha: &[u8]) -> Proof {
        let point = encode_to_curve(&self.public.0, alpha)
            .expect("one of 256 hashes is a point, as every second one is");
        let h = point.compress().to_bytes();
        let gamma = point * self.scalar;
        let nonce: [u8; 64] = Sha512::new()
            .chain_update(self.nonce)
            .chain_update(h)
            .finalize()
            .into();
        let k = Scalar::from_bytes_mod_order_wide(&nonce);
        let c = challenge(&[
            &self.public.0,
            &h,
            &bytes(&gamma),
            &bytes(&EdwardsPoint::mul_base(&k)),
            &bytes(&(point * k)),
        ]);
        let s = k + widen(&c) * self.scalar;
        let mut proof = [0; 80];
        proof[..32].copy_from_slice(&bytes(&gamma));
        proof[32..48].copy_from_slice(&c);
        proof[48..].copy_from_slice(s.as_bytes());
        Proof(proof)
    }
}

impl PublicKey {
    /// The key of these bytes.
    ///
    /// # Errors
    /// When they are no point of the curve, or one of small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<PublicKey, VrfError> {
        let point = decode(bytes).ok_or(VrfError::Malformed("public key"))?;
        if point.is_small_order() {
            Err(VrfError::WeakKey)
        } else {
            Ok(PublicKey(*bytes))
        }
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0
    }

    /// Checks a proof and gives the output (RFC 9381, 5.3, with validated keys).
    ///
    /// # Errors
    /// When the proof is malformed or does not hold.
    pub fn verify(&self, alpha: &[u8], proof: &Proof) -> Result<Output, VrfError> {
        let y = decode(&self.0).ok_or(VrfError::Malformed("public key"))?;
        let (gamma, c, s) = proof.parts()?;
        let h = encode_to_curve(&self.0, alpha).ok_or(VrfError::NotProven)?;
        let wide = widen(&c);
        // The points are negated, not c: a negated c is a number modulo the order of the group, and
        // a point that has a part of small order is not of that order.
        let u = EdwardsPoint::vartime_double_scalar_mul_basepoint(&wide, &-y, &s);
        let v = EdwardsPoint::vartime_multiscalar_mul([s, wide], [h, -gamma]);
        let expected = challenge(&[&self.0, &bytes(&h), &bytes(&gamma), &bytes(&u), &bytes(&v)]);
        if expected == c {
            proof.output()
        } else {
            Err(VrfError::NotProven)
        }
    }
}

impl Proof {
    fn parts(&self) -> Result<(EdwardsPoint, [u8; 16], Scalar), VrfError> {
        let part =
            |from: usize| -> [u8; 32] { self.0[from..from + 32].try_into().expect("80 bytes") };
        let gamma = decode(&part(0)).ok_or(VrfError::Malformed("proof"))?;
        let c = self.0[32..48].try_into().expect("80 bytes");
        let s = Option::from(Scalar::from_canonical_bytes(part(48)))
            .ok_or(VrfError::Malformed("proof"))?;
        Ok((gamma, c, s))
    }

    /// The output that the proof is of (RFC 9381, 5.2); believe it only after [`PublicKey::verify`].
    ///
    /// # Errors
    /// When the proof is malformed.
    pub fn output(&self) -> Result<Output, VrfError> {
        let (gamma, _, _) = self.parts()?;
        let hash = Sha512::new()
            .chain_update([SUITE, 0x03])
            .chain_update(bytes(&gamma.mul_by_cofactor()))
            .chain_update([0x00]);
        Ok(Output(hash.finalize().into()))
    }
}

fn bytes(point: &EdwardsPoint) -> [u8; 32] {
    point.compress().to_bytes()
}

/// A 16-byte challenge as a scalar.
fn widen(c: &[u8; 16]) -> Scalar {
    let mut wide = [0; 32];
    wide[..16].copy_from_slice(c);
    Scalar::from_bytes_mod_order(wide)
}

/// `string_to_point` (RFC 8032, 5.1.3). An encoding that is not the one of its point is refused: a
/// coordinate that is not reduced, or the sign of a zero. So a key or proof has one text.
fn decode(bytes: &[u8; 32]) -> Option<EdwardsPoint> {
    let encoded = CompressedEdwardsY(*bytes);
    encoded
        .decompress()
        .filter(|point| point.compress() == encoded)
}

/// Try and increment (RFC 9381, 5.4.1.1): about two tries. How long it takes tells something about
/// `alpha`, which is no secret: it is in the entry.
fn encode_to_curve(salt: &[u8; 32], alpha: &[u8]) -> Option<EdwardsPoint> {
    (0..=u8::MAX).find_map(|counter| {
        let hash = Sha512::new().chain_update([SUITE, 0x01]).chain_update(salt);
        let hash = hash
            .chain_update(alpha)
            .chain_update([counter, 0x00])
            .finalize();
        let point = decode(hash.first_chunk().expect("64 bytes"))?.mul_by_cofactor();
        (!point.is_identity()).then_some(point)
    })
}

fn challenge(points: &[&[u8; 32]; 5]) -> [u8; 16] {
    let mut hash = Sha512::new().chain_update([SUITE, 0x02]);
    for point in points {
        hash.update(point);
    }
    hash.update([0x00]);
    hash.finalize()[..16].try_into().expect("64 bytes")
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {:?})", self.public)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        hexadecimal::serialize(&self.0, to)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<PublicKey, D::Error> {
        PublicKey::from_bytes(&hexadecimal::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Proof {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        hexadecimal::serialize(&self.0, to)
    }
}

impl<'de> Deserialize<'de> for Proof {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Proof, D::Error> {
        hexadecimal::deserialize(from).map(Proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        hex::decode(text).unwrap().try_into().unwrap()
    }

    /// RFC 9381, appendix B.3, examples 16 to 18.
    #[test]
    fn the_vectors_of_rfc_9381_hold() {
        let examples = [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
                "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af026798e8f81cd2e333de5cdf4f3e140fdd8ae",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
                "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70a848a0bef4553a41befc57663b56373a5031",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9ea3c0e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e",
                "645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb6373241578be7217ba85a2687f7a0310b2df19f",
            ),
        ];
        for (seed, public, alpha, proof, output) in examples {
            let key = SecretKey::from_seed(&bytes(seed));
            let alpha = hex::decode(alpha).unwrap();
            assert_eq!(hex::encode(key.public_key().to_bytes()), public);
            assert_eq!(format!("{:?}", key.prove(&alpha)), proof);
            let verified = key.public_key().verify(&alpha, &key.prove(&alpha)).unwrap();
            assert_eq!(hex::encode(verified.0), output);
        }
    }

    #[test]
    fn a_changed_proof_or_input_does_not_verify() {
        let key = SecretKey::from_seed(&[7; 32]);
        let proof = key.prove(b"case");
        assert_eq!(
            key.public_key().verify(b"cases", &proof),
            Err(VrfError::NotProven)
        );
        for at in 0..80 {
            let mut changed = proof;
            changed.0[at] ^= 1;
            assert!(
                key.public_key().verify(b"case", &changed).is_err(),
                "byte {at}"
            );
        }
        let other = SecretKey::from_seed(&[8; 32]);
        assert_eq!(
            other.public_key().verify(b"case", &proof),
            Err(VrfError::NotProven)
        );
    }

    #[test]
    fn keys_of_small_order_are_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        assert_eq!(PublicKey::from_bytes(&identity), Err(VrfError::WeakKey));
    }

    #[test]
    fn a_point_has_one_encoding() {
        let one: [u8; 32] = std::array::from_fn(|at| u8::from(at == 0));
        assert!(decode(&one).is_some_and(|point| point.is_identity()));
        // y = 2^255 - 18 is 1 modulo p = 2^255 - 19.
        let mut unreduced = [0xff; 32];
        (unreduced[0], unreduced[31]) = (0xee, 0x7f);
        assert_eq!(decode(&unreduced), None);
        // x = 0 has no sign.
        let mut signed = one;
        signed[31] = 0x80;
        assert_eq!(decode(&signed), None);
    }

    #[test]
    fn a_response_that_is_not_reduced_is_refused() {
        let key = SecretKey::from_seed(&[7; 32]);
        let Proof(mut proof) = key.prove(b"case");
        // The order of the group (RFC 8032, 5.1), added to s.
        let order: [u8; 32] =
            bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        let mut carry = 0;
        for (byte, more) in proof[48..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(more) + carry;
            (*byte, carry) = ((sum & 0xff) as u8, sum >> 8);
        }
        let verified = key.public_key().verify(b"case", &Proof(proof));
        assert_eq!(verified, Err(VrfError::Malformed("proof")));
    }

    /// Such a key is valid. U = s*B - c*Y then has a part of small order, -c times the key's: none
    /// where 8 divides c, and there the proof holds.
    #[test]
    fn a_key_with_a_part_of_small_order_verifies_as_the_rfc_says() {
        let part = curve25519_dalek::constants::EIGHT_TORSION[1];
        let mut key = SecretKey::from_seed(&[7; 32]);
        let public = EdwardsPoint::mul_base(&key.scalar) + part;
        key.public = PublicKey::from_bytes(&public.compress().to_bytes()).unwrap();
        let mut held = 0;
        for alpha in 0..64u8 {
            let proof = key.prove(&[alpha]);
            let holds = key.public.verify(&[alpha], &proof).is_ok();
            assert_eq!(holds, proof.0[32].is_multiple_of(8), "{alpha}");
            held += u32::from(holds);
        }
        assert!((1..64).contains(&held), "{held} of 64, about 8 expected");
    }
}
