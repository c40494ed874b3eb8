//! The receipt: one entry with all that proves it, in one file (`docs/record-format.md`).
//!
//! ```json
//! {"format":"diwan-receipt/v1","proof":"c2sp.org/tlog-proof@v1\n…","body":"<base64>","salt":"<base64>"}
//! ```
//!
//! Version 2 has one more field, `stamp`: a timestamp of an authority (RFC 3161) over the text of the
//! proof's checkpoint. A receipt without one is of version 1.
//!
//! `proof` is the text of a C2SP tlog-proof whose extra data is the [`crate::Leaf`]; any C2SP
//! software checks it. `body` and `salt` are what the leaf commits to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::leaf::SALT_LEN;
use crate::text::base64_fault;
use crate::{Malformed, TlogProof, canonical};

pub use crate::verify::{ReceiptError, Verified};

const WHAT: &str = "receipt";
/// What the field `format` says of version 1.
pub const FORMAT: &str = "diwan-receipt/v1";
/// What it says of version 2, with a timestamp.
pub const FORMAT_2: &str = "diwan-receipt/v2";
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
}

impl Receipt {
    /// The file: JSON on one line with a newline, the fields in the documented order.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let file = File {
            format: self.format().to_owned(),
            proof: self.proof.to_string(),
            body: STANDARD.encode(&self.body),
            salt: STANDARD.encode(self.salt),
            stamp: self.stamp.as_ref().map(|stamp| STANDARD.encode(stamp)),
        };
        let mut bytes = serde_json::to_vec(&file).expect("four strings are always JSON");
        bytes.push(b'\n');
        bytes
    }

    fn format(&self) -> &'static str {
        if self.stamp.is_some() {
            FORMAT_2
        } else {
            FORMAT
        }
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
        let expected = if file.stamp.is_some() {
            FORMAT_2
        } else {
            FORMAT
        };
        if file.format != expected {
            let why = format!("the format is `{}`, not `{expected}`", file.format);
            return Err(fault(0, why));
        }
        let stamp = file.stamp.as_deref().map(read_stamp).transpose()?;
        let body = read_base64("receipt's body", &file.body)?;
        if body.len() > MAX_BODY {
            return Err(Malformed::new("receipt's body", MAX_BODY, "too long"));
        }
        let salt = read_base64("receipt's salt", &file.salt)?;
        let length = salt.len();
        let salt = salt.try_into().map_err(|_| {
            let why = format!("{length} bytes where a salt has {SALT_LEN}");
            Malformed::new("receipt's salt", length.min(SALT_LEN), why)
        })?;
        Ok(Self {
            proof: TlogProof::parse(file.proof.as_bytes())?,
            body,
            salt,
            stamp,
        })
    }
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
