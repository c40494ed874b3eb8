//! The token: CMS SignedData (RFC 5652) around a TSTInfo (RFC 3161, 2.4.2).

use std::time::Duration;

use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use webpki::{EndEntityCert, KeyUsage, ring};

use crate::der::{CONTEXT_0, GENERALIZED_TIME, INTEGER, Item, OCTET_STRING, OID, Reader};
use crate::der::{SEQUENCE, SET};
use crate::{MAX_RESPONSE, SHA256, StampError};

const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.9.16.1.4
const TST_INFO: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04,
];
/// 1.2.840.113549.1.9.3
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
/// 1.2.840.113549.1.9.4
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// 1.2.840.113549.1.9.16.2.47 (RFC 5816)
const SIGNING_CERTIFICATE_V2: &[u8] = &[
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f,
];
/// 2.5.4.3
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// 1.3.6.1.5.5.7.3.8: the one extended usage that a timestamp authority's certificate has.
const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
/// Most certificates in a token, and most attributes.
const MOST: usize = 16;

/// A timestamp as the authority made it (`TimeStampToken`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token(Vec<u8>);

/// What a timestamp that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When the message existed: microseconds since 1970-01-01T00:00:00 UTC.
    pub time_us: i64,
    /// The authority's name: the common name of its certificate.
    pub authority: String,
    /// The timestamp's number, hexadecimal.
    pub serial: String,
}

/// The certificates of authorities that are trusted.
#[derive(Clone, Debug)]
pub struct Roots(Vec<TrustAnchor<'static>>);

/// Why there are no certificates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RootsError {
    /// The text is no PEM.
    #[error("not PEM: {0}")]
    Pem(String),
    /// A certificate cannot be a root.
    #[error("certificate {0} cannot be used: {1}")]
    Certificate(usize, String),
    /// There is none.
    #[error("there is no certificate in it")]
    None,
}

impl Roots {
    /// Reads certificates in PEM.
    ///
    /// # Errors
    /// [`RootsError`].
    pub fn parse(pem: &[u8]) -> Result<Self, RootsError> {
        let mut roots = Vec::new();
        for (n, found) in CertificateDer::pem_slice_iter(pem).enumerate() {
            let der = found.map_err(|e| RootsError::Pem(e.to_string()))?;
            let anchor = webpki::anchor_from_trusted_cert(&der)
                .map_err(|e| RootsError::Certificate(n + 1, e.to_string()))?;
            roots.push(anchor.to_owned());
        }
        if roots.is_empty() {
            return Err(RootsError::None);
        }
        Ok(Self(roots))
    }
}

/// What the token says, not yet believed.
pub(crate) struct Info {
    hash: Vec<u8>,
    algorithm: Vec<u8>,
    serial: String,
    time_us: i64,
    /// Content of the nonce's INTEGER.
    pub(crate) nonce: Option<Vec<u8>>,
}

/// The parts of SignedData that matter.
struct Signed<'a> {
    /// DER of TSTInfo.
    content: &'a [u8],
    certificates: Vec<&'a [u8]>,
    digest: &'a [u8],
    attributes: Item<'a>,
    signature: &'a [u8],
}

impl Token {
    /// Reads a token. Nothing of it has been checked but its form.
    ///
    /// # Errors
    /// [`StampError::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, StampError> {
        if bytes.len() > MAX_RESPONSE {
            let (at, why) = (MAX_RESPONSE, "too long");
            return Err(StampError::Malformed { at, why });
        }
        let token = Self(bytes.to_vec());
        token.info()?;
        Ok(token)
    }

    /// Its DER, as `openssl ts -verify -token_in` reads it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn info(&self) -> Result<Info, StampError> {
        info(signed(&self.0)?.content)
    }

    /// Whether it is of this message.
    pub(crate) fn is_of(&self, message: &[u8]) -> Result<Info, StampError> {
        let info = self.info()?;
        if info.algorithm != SHA256 {
            return Err(StampError::Unsupported(
                "another hash of the message than SHA-256",
            ));
        }
        if info.hash != Sha256::digest(message).as_slice() {
            return Err(StampError::Message);
        }
        Ok(info)
    }
}

/// Checks a timestamp: that it is of the message, signed by a certificate for timestamps that led to
/// one of the roots at the time that it states.
///
/// # Errors
/// [`StampError`].
pub fn verify(token: &Token, message: &[u8], roots: &Roots) -> Result<Stamp, StampError> {
    let info = token.is_of(message)?;
    let signed = signed(&token.0)?;
    let signer = signer(&signed)?;
    let der = CertificateDer::from(signer);
    let refused = |e: webpki::Error| StampError::Certificate(e.to_string());
    let certificate = EndEntityCert::try_from(&der).map_err(refused)?;
    let attributes = [&[SET], &signed.attributes.whole[1..]].concat();
    let held = algorithms(signed.digest)?.iter().any(|algorithm| {
        let (message, signature) = (attributes.as_slice(), signed.signature);
        certificate
            .verify_signature(*algorithm, message, signature)
            .is_ok()
    });
    if !held {
        return Err(StampError::Signature);
    }
    let others = signed.certificates.iter().filter(|other| **other != signer);
    let others: Vec<CertificateDer<'_>> = others.map(|der| CertificateDer::from(*der)).collect();
    let seconds = u64::try_from(info.time_us / 1_000_000).unwrap_or(0);
    certificate
        .verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &roots.0,
            &others,
            UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
            KeyUsage::required(TIME_STAMPING),
            None,
            None,
        )
        .map_err(refused)?;
    Ok(Stamp {
        time_us: info.time_us,
        authority: common_name(signer).unwrap_or_default(),
        serial: info.serial,
    })
}

/// The certificate that the signed attributes name, after holding them against the content.
fn signer<'a>(signed: &Signed<'a>) -> Result<&'a [u8], StampError> {
    let (mut typed, mut digested, mut named) = (false, false, None);
    let mut attributes = signed.attributes.reader();
    for _ in 0..MOST {
        let Some(attribute) = attributes.take(SEQUENCE)? else {
            break;
        };
        let mut fields = attribute.reader();
        let kind = fields.need(OID, "an attribute without a kind")?.content;
        let mut values = fields.need(SET, "an attribute without values")?.reader();
        match kind {
            CONTENT_TYPE => typed = values.need(OID, "no content type")?.content == TST_INFO,
            MESSAGE_DIGEST => {
                let digest = values.need(OCTET_STRING, "no digest")?.content;
                digested = digest == hash(signed.digest, signed.content)?;
            }
            SIGNING_CERTIFICATE_V2 => {
                named = Some(certificate_hash(&values.need(SEQUENCE, "no certificate")?)?);
            }
            _ => {}
        }
    }
    if !typed || !digested {
        return Err(StampError::Signature);
    }
    let named = named.ok_or(StampError::Unsupported(
        "no signing certificate by SHA-256 (RFC 5816)",
    ))?;
    let found = signed.certificates.iter().copied();
    let mut found = found.filter(|der| Sha256::digest(der).as_slice() == named);
    let why = || StampError::Certificate("it is not in the timestamp".into());
    found.next().ok_or_else(why)
}

/// The hash in the first `ESSCertIDv2` of a `SigningCertificateV2`.
fn certificate_hash<'a>(value: &Item<'a>) -> Result<&'a [u8], StampError> {
    let mut ids = value.reader().need(SEQUENCE, "no certificate")?.reader();
    let mut id = ids.need(SEQUENCE, "no certificate")?.reader();
    if let Some(algorithm) = id.take(SEQUENCE)? {
        let oid = algorithm.reader().need(OID, "a hash without a kind")?;
        if oid.content != SHA256 {
            return Err(StampError::Unsupported(
                "another hash of the certificate than SHA-256",
            ));
        }
    }
    Ok(id.need(OCTET_STRING, "no hash of the certificate")?.content)
}

fn signed(token: &[u8]) -> Result<Signed<'_>, StampError> {
    let mut outer = Reader::new(token);
    let mut info = outer.need(SEQUENCE, "not a timestamp")?.reader();
    outer.end()?;
    let kind = info.need(OID, "no content type")?;
    if kind.content != SIGNED_DATA {
        return Err(kind.fault("not signed data"));
    }
    let mut wrapped = info.need(CONTEXT_0, "no signed data")?.reader();
    let mut data = wrapped.need(SEQUENCE, "no signed data")?.reader();
    data.need(INTEGER, "no version")?;
    data.need(SET, "no digest algorithms")?;
    let mut encapsulated = data.need(SEQUENCE, "no content")?.reader();
    let kind = encapsulated.need(OID, "no content type")?;
    if kind.content != TST_INFO {
        return Err(kind.fault("not a timestamp's content"));
    }
    let mut content = encapsulated.need(CONTEXT_0, "no content")?.reader();
    let content = content.need(OCTET_STRING, "no content")?.content;
    let mut certificates = Vec::new();
    if let Some(set) = data.take(CONTEXT_0)? {
        let mut each = set.reader();
        while let Some(certificate) = each.take(SEQUENCE)? {
            if certificates.len() == MOST {
                return Err(certificate.fault("too many certificates"));
            }
            certificates.push(certificate.whole);
        }
    }
    data.take(0xa1)?;
    let mut signers = data.need(SET, "no signer")?.reader();
    let mut signer = signers.need(SEQUENCE, "no signer")?.reader();
    signers.end()?;
    signer.need(INTEGER, "no version")?;
    signer.next()?;
    let digest = signer.need(SEQUENCE, "no digest algorithm")?.reader();
    let digest = digest.clone().need(OID, "no digest algorithm")?.content;
    let attributes = signer.need(CONTEXT_0, "no signed attributes")?;
    signer.need(SEQUENCE, "no signature algorithm")?;
    let signature = signer.need(OCTET_STRING, "no signature")?.content;
    Ok(Signed {
        content,
        certificates,
        digest,
        attributes,
        signature,
    })
}

fn info(content: &[u8]) -> Result<Info, StampError> {
    let mut outer = Reader::new(content);
    let mut fields = outer.need(SEQUENCE, "no timestamp information")?.reader();
    outer.end()?;
    fields.need(INTEGER, "no version")?;
    fields.need(OID, "no policy")?;
    let mut imprint = fields.need(SEQUENCE, "no hash of the message")?.reader();
    let mut algorithm = imprint.need(SEQUENCE, "no hash algorithm")?.reader();
    let algorithm = algorithm.need(OID, "no hash algorithm")?.content.to_vec();
    let hash = imprint
        .need(OCTET_STRING, "no hash of the message")?
        .content
        .to_vec();
    let serial = fields.need(INTEGER, "no serial number")?.content;
    let serial = serial.iter().map(|b| format!("{b:02x}")).collect();
    let time = fields.need(GENERALIZED_TIME, "no time")?;
    let time_us = read_time(time.content).ok_or_else(|| time.fault("not a time in UTC"))?;
    fields.take(SEQUENCE)?;
    fields.take(crate::BOOLEAN)?;
    let nonce = fields.take(INTEGER)?.map(|nonce| nonce.content.to_vec());
    Ok(Info {
        hash,
        algorithm,
        serial,
        time_us,
        nonce,
    })
}

/// `YYYYMMDDhhmmss[.f…]Z` in microseconds since 1970.
fn read_time(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let part = |from: usize, to: usize| whole[from..to].parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !fits || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    let micros: String = fraction.chars().chain("000000".chars()).take(6).collect();
    Some(seconds * 1_000_000 + micros.parse::<i64>().ok()?)
}

/// Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn hash(algorithm: &[u8], bytes: &[u8]) -> Result<Vec<u8>, StampError> {
    Ok(match algorithm {
        SHA256 => Sha256::digest(bytes).to_vec(),
        SHA384 => Sha384::digest(bytes).to_vec(),
        SHA512 => Sha512::digest(bytes).to_vec(),
        _ => {
            return Err(StampError::Unsupported(
                "a hash other than SHA-256, 384 or 512",
            ));
        }
    })
}

type Algorithm = &'static dyn SignatureVerificationAlgorithm;

/// How a signature with that hash may have been made: the key says which of them fits.
fn algorithms(digest: &[u8]) -> Result<Vec<Algorithm>, StampError> {
    Ok(match digest {
        SHA256 => vec![
            ring::RSA_PKCS1_2048_8192_SHA256,
            ring::ECDSA_P256_SHA256,
            ring::ECDSA_P384_SHA256,
        ],
        SHA384 => vec![
            ring::RSA_PKCS1_2048_8192_SHA384,
            ring::ECDSA_P256_SHA384,
            ring::ECDSA_P384_SHA384,
        ],
        SHA512 => vec![ring::RSA_PKCS1_2048_8192_SHA512, ring::ED25519],
        _ => {
            return Err(StampError::Unsupported(
                "a hash other than SHA-256, 384 or 512",
            ));
        }
    })
}

/// The common name of a certificate's subject.
fn common_name(certificate: &[u8]) -> Option<String> {
    let mut fields = Reader::new(certificate).next().ok()?.reader();
    let mut body = fields.need(SEQUENCE, "").ok()?.reader();
    body.take(CONTEXT_0).ok()?;
    // Serial number, algorithm, issuer, validity.
    for _ in 0..4 {
        body.next().ok()?;
    }
    let mut names = body.need(SEQUENCE, "").ok()?.reader();
    while let Some(set) = names.take(SET).ok()? {
        let mut pair = set.reader().need(SEQUENCE, "").ok()?.reader();
        if pair.need(OID, "").ok()?.content == COMMON_NAME {
            return String::from_utf8(pair.next().ok()?.content.to_vec()).ok();
        }
    }
    None
}
