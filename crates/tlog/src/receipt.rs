//! The receipt: one entry with all that proves it, in one file (`docs/record-format.md`).
//!
//! ```json
//! {"format":"diwan-receipt/v1","proof":"c2sp.org/tlog-proof@v1\n…","body":"<base64>","salt":"<base64>"}
//! ```
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
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    proof: String,
    body: String,
    salt: String,
}

impl Receipt {
    /// The file: JSON on one line with a newline, the fields in the documented order.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let file = File {
            format: FORMAT.to_owned(),
            proof: self.proof.to_string(),
            body: STANDARD.encode(&self.body),
            salt: STANDARD.encode(self.salt),
        };
        let mut bytes = serde_json::to_vec(&file).expect("four strings are always JSON");
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
        if file.format != FORMAT {
            let why = format!("the format is `{}`, not `{FORMAT}`", file.format);
            return Err(fault(0, why));
        }
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
        })
    }
}

fn read_base64(what: &'static str, text: &str) -> Result<Vec<u8>, Malformed> {
    STANDARD
        .decode(text)
        .map_err(|error| base64_fault(what, &error))
}
