//! The receipt: one entry with all that proves it, in one file (`docs/record-format.md`).
//!
//! ```json
//! {"format":"diwan-receipt/v1","proof":"c2sp.org/tlog-proof@v1\n…","body":"<base64>","salt":"<base64>"}
//! ```
//!
//! Version 2 has one more field, `stamp`: a timestamp of an authority (RFC 3161) over the text of the
//! proof's checkpoint. A receipt without one is of version 1. Version 3 has the field `national`: a second
//! proof, through a log of logs ([`crate::national`]); it may have a `stamp`.
//!
//! `proof` is the text of a C2SP tlog-proof whose extra data is the [`crate::Leaf`]; any C2SP
//! software checks it. `body` and `salt` are what the leaf commits to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::leaf::SALT_LEN;
use crate::national::MAX_NATIONAL_BODY;
use crate::text::base64_fault;
use crate::{Malformed, National, TlogProof, canonical};

pub use crate::verify::{ReceiptError, Verified};

const WHAT: &str = "receipt";
/// What the field `format` says of version 1.
pub const FORMAT: &str = "diwan-receipt/v1";
/// What it says of version 2, with a timestamp.
pub const FORMAT_2: &str = "diwan-receipt/v2";
/// What it says of version 3, with a proof through a national log.
pub const FORMAT_3: &str = "diwan-receipt/v3";
/// Longest timestamp, in bytes.
pub const MAX_STAMP: usize = 64 * 1024;
/// Longest body, in bytes: that of the longest canonical JSON.
pub const MAX_BODY: usize = canonical::MAX_LEN;
/// Longest file read, in bytes: a body as base64, and room for the largest proof.
pub const MAX_RECEIPT: usize = MAX_BODY / 3 * 4 + 1024 * 1024;

/// An entry's body and salt, and the proof that the log holds its leaf. Nothing of it has been
/// checked: see [`Receipt::verify`].
///
/// A receipt shows its body. When the body is erased (its key destroyed), no new receipt of it can
/// be made, the ones given out stay valid, and the [`TlogProof`] alone still shows that there was an
/// entry, and when: see [`crate::verify::proven`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The proof, with the leaf as its extra data.
    pub proof: TlogProof,
    /// The entry's body: canonical JSON.
    pub body: Vec<u8>,
    /// The salt of the leaf's commitment.
    pub salt: [u8; SALT_LEN],
    /// A timestamp (RFC 3161, `TimeStampToken`) over the text of the proof's checkpoint. It is not
    /// checked here: whose word counts is the reader's choice.
    pub stamp: Option<Vec<u8>>,
    /// The second proof, through a national log.
    pub national: Option<Box<National>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    proof: String,
    body: String,
    salt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    national: Option<NationalFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NationalFile {
    entry: String,
    proof: String,
    body: String,
    salt: String,
}

/// The version that a receipt with these parts is of.
const fn format(stamp: bool, national: bool) -> &'static str {
    match (stamp, national) {
        (_, true) => FORMAT_3,
        (true, false) => FORMAT_2,
        (false, false) => FORMAT,
    }
}

impl Receipt {
    /// The file: JSON on one line with a newline, the fields in the documented order.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let file = File {
            format: format(self.stamp.is_some(), self.national.is_some()).to_owned(),
            proof: self.proof.to_string(),
            body: STANDARD.encode(&self.body),
            salt: STANDARD.encode(self.salt),
            stamp: self.stamp.as_ref().map(|stamp| STANDARD.encode(stamp)),
            national: self.national.as_deref().map(NationalFile::of),
        };
        let mut bytes = serde_json::to_vec(&file).expect("strings are always JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads a receipt. Spaces and the order of fields do not matter; a field too many does, since
    /// nothing would prove it.
    ///
    /// # Errors
    /// [`Malformed`]; `at` is the offset in the file where it is no JSON of that form, else the
    /// offset within the field at fault.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let fault = |at: usize, why: String| Malformed::new(WHAT, at, why);
        if bytes.len() > MAX_RECEIPT {
            return Err(fault(MAX_RECEIPT, "too long".to_owned()));
        }
        let file: File = serde_json::from_slice(bytes)
            .map_err(|error| fault(canonical::offset(bytes, &error), error.to_string()))?;
        let expected = format(file.stamp.is_some(), file.national.is_some());
        if file.format != expected {
            let why = format!("the format is `{}`, not `{expected}`", file.format);
            return Err(fault(0, why));
        }
        let stamp = file.stamp.as_deref().map(read_stamp).transpose()?;
        let body = read_base64("receipt's body", &file.body)?;
        if body.len() > MAX_BODY {
            return Err(Malformed::new("receipt's body", MAX_BODY, "too long"));
        }
        let salt = read_salt("receipt's salt", &file.salt)?;
        let national = file.national.map(NationalFile::read).transpose()?;
        Ok(Self {
            proof: TlogProof::parse(file.proof.as_bytes())?,
            body,
            salt,
            stamp,
            national: national.map(Box::new),
        })
    }
}

impl NationalFile {
    fn of(part: &National) -> Self {
        Self {
            entry: part.entry.to_string(),
            proof: part.proof.to_string(),
            body: STANDARD.encode(&part.body),
            salt: STANDARD.encode(part.salt),
        }
    }

    fn read(self) -> Result<National, Malformed> {
        let what = "receipt's national body";
        let body = read_base64(what, &self.body)?;
        if body.len() > MAX_NATIONAL_BODY {
            return Err(Malformed::new(what, MAX_NATIONAL_BODY, "too long"));
        }
        Ok(National {
            entry: TlogProof::parse(self.entry.as_bytes())?,
            proof: TlogProof::parse(self.proof.as_bytes())?,
            body,
            salt: read_salt("receipt's national salt", &self.salt)?,
        })
    }
}

fn read_salt(what: &'static str, text: &str) -> Result<[u8; SALT_LEN], Malformed> {
    let salt = read_base64(what, text)?;
    let length = salt.len();
    salt.try_into().map_err(|_| {
        let why = format!("{length} bytes where a salt has {SALT_LEN}");
        Malformed::new(what, length.min(SALT_LEN), why)
    })
}

fn read_stamp(text: &str) -> Result<Vec<u8>, Malformed> {
    let stamp = read_base64("receipt's stamp", text)?;
    if stamp.is_empty() || stamp.len() > MAX_STAMP {
        return Err(Malformed::new("receipt's stamp", 0, "empty or too long"));
    }
    Ok(stamp)
}

fn read_base64(what: &'static str, text: &str) -> Result<Vec<u8>, Malformed> {
    STANDARD
        .decode(text)
        .map_err(|error| base64_fault(what, &error))
}
