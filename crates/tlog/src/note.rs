//! Signed notes (c2sp.org/signed-note): a text, an empty line, signature lines.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::key::Algorithm;
use crate::text::{Lines, base64_fault, is_key_name};
use crate::{Malformed, Signer, Verifier, Verifiers};

/// Longest note read: room for 16 post-quantum signatures of 5 kB, which every verifier must take.
pub const MAX_NOTE: usize = 256 * 1024;
/// Most signatures read, as in golang.org/x/mod/sumdb/note.
pub const MAX_SIGNATURES: usize = 100;

const WHAT: &str = "signed note";
const DASH: &str = "— ";

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Name of the key.
    pub name: String,
    /// Id of the key.
    pub id: u32,
    /// What follows the id: the signature in the key's algorithm.
    pub bytes: Vec<u8>,
}

/// A text with its signatures, none of which has been checked: see [`Note::open`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature that holds, by a key that is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// Name of the key.
    pub name: String,
    /// Id of the key.
    pub id: u32,
    /// How the key signs: tells a log's signature from a witness's.
    pub algorithm: Algorithm,
    /// For a witness, when it signed: seconds since 1970.
    pub time: Option<u64>,
}

/// Why a note is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A trusted key's signature line does not hold: text or signature was changed.
    #[error("the signature of {name}+{id:08x} does not hold for this text")]
    BadSignature {
        /// Name of the key.
        name: String,
        /// Id of the key.
        id: u32,
    },
    /// No signature is by a trusted key.
    #[error("no signature by a trusted key; signed by {}", .signers.join(", "))]
    UnknownKeys {
        /// The keys that signed, as `name+id`.
        signers: Vec<String>,
    },
}

impl Note {
    /// A note that nobody has signed yet.
    ///
    /// # Errors
    /// [`Malformed`] when the text does not end in a newline, or holds another control character.
    pub fn new(text: impl Into<String>) -> Result<Self, Malformed> {
        let text = text.into();
        check_characters(&text)?;
        if !text.ends_with('\n') {
            return Err(Malformed::new(
                WHAT,
                text.len(),
                "the text does not end in a newline",
            ));
        }
        Ok(Self {
            text,
            signatures: Vec::new(),
        })
    }

    /// Reads a note with at least one signature line.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let fault = |at: usize, why: &str| Malformed::new(WHAT, at, why);
        if bytes.len() > MAX_NOTE {
            return Err(fault(MAX_NOTE, "too long"));
        }
        let all =
            std::str::from_utf8(bytes).map_err(|error| fault(error.valid_up_to(), "not UTF-8"))?;
        check_characters(all)?;
        let Some(gap) = all.rfind("\n\n") else {
            return Err(fault(all.len(), "no empty line before signatures"));
        };
        let (text, block) = (&all[..=gap], &all[gap + 2..]);
        let signatures = read_signatures(block).map_err(|fault| fault.within(gap + 2))?;
        Ok(Self {
            text: text.to_owned(),
            signatures,
        })
    }

    /// The signed text, with its final newline. Not to be believed before [`Note::open`].
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature line, in place of one by the same key.
    pub fn push(&mut self, signature: Signature) {
        self.signatures
            .retain(|old| (old.id, &old.name) != (signature.id, &signature.name));
        self.signatures.push(signature);
    }

    /// Signs the text and adds the line.
    pub fn sign(&mut self, signer: &Signer) {
        let bytes = signer.sign_bytes(self.text.as_bytes()).to_vec();
        let verifier = signer.verifier();
        self.push(Signature {
            name: verifier.name().to_owned(),
            id: verifier.id(),
            bytes,
        });
    }

    /// Checks all signatures by trusted keys; signatures by others are ignored.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] when a trusted key's line does not hold,
    /// [`NoteError::UnknownKeys`] when there is no line by a trusted key.
    pub fn open(&self, trusted: &Verifiers) -> Result<Vec<Trusted>, NoteError> {
        let mut held: Vec<Trusted> = Vec::new();
        for signature in &self.signatures {
            let mut known = trusted.find(&signature.name, signature.id).peekable();
            if known.peek().is_none() {
                continue;
            }
            let found = known.find_map(|key| {
                let time = key.check(&self.text, &signature.bytes).ok()?;
                Some(Trusted {
                    name: key.name().to_owned(),
                    id: key.id(),
                    algorithm: key.algorithm(),
                    time,
                })
            });
            let Some(found) = found else {
                let (name, id) = (signature.name.clone(), signature.id);
                return Err(NoteError::BadSignature { name, id });
            };
            if !held
                .iter()
                .any(|other| other.id == found.id && other.name == found.name)
            {
                held.push(found);
            }
        }
        if held.is_empty() {
            let name = |s: &Signature| format!("{}+{:08x}", s.name, s.id);
            return Err(NoteError::UnknownKeys {
                signers: self.signatures.iter().map(name).collect(),
            });
        }
        Ok(held)
    }
}

/// Reads signature lines alone, at least one: what a witness answers with.
///
/// # Errors
/// [`Malformed`].
pub fn read_lines(bytes: &[u8]) -> Result<Vec<Signature>, Malformed> {
    let fault = |at: usize, why: &str| Malformed::new(WHAT, at, why);
    if bytes.len() > MAX_NOTE {
        return Err(fault(MAX_NOTE, "too long"));
    }
    let all =
        std::str::from_utf8(bytes).map_err(|error| fault(error.valid_up_to(), "not UTF-8"))?;
    check_characters(all)?;
    read_signatures(all)
}

/// The text form of a log's public key: `<name>+<id>+<base64 of algorithm and key>`.
///
/// # Panics
/// When `name` is no key name ([`crate::key::KeyError::Name`]): a log's name is checked when it is configured.
#[must_use]
pub fn vkey(name: &str, key: &VerifyingKey) -> String {
    let verifier = Verifier::new(name, Algorithm::Ed25519, key.as_bytes());
    verifier
        .expect("the log's name and key are valid")
        .to_string()
}

/// The text as a note with one signature: what a log publishes as its checkpoint.
///
/// # Panics
/// When `name` is no key name, or `text` does not end in a newline or holds another control
/// character: both are the log's own.
#[must_use]
pub fn sign(text: &str, name: &str, key: &SigningKey) -> String {
    let signer = Signer::from_key(name, key).expect("the log's name is valid");
    let mut note = Note::new(text).expect("the log's text is a note's");
    note.sign(&signer);
    note.to_string()
}

/// Notes hold no ASCII control characters but newlines.
fn check_characters(text: &str) -> Result<(), Malformed> {
    match text.bytes().position(|b| b < b' ' && b != b'\n') {
        Some(at) => Err(Malformed::new(WHAT, at, "a control character")),
        None => Ok(()),
    }
}

fn read_signatures(block: &str) -> Result<Vec<Signature>, Malformed> {
    let mut lines = Lines::new(WHAT, block);
    let mut signatures = Vec::new();
    while signatures.is_empty() || !lines.rest().is_empty() {
        let (at, line) = lines.next("a signature line and its newline")?;
        if signatures.len() == MAX_SIGNATURES {
            return Err(Malformed::new(WHAT, at, "too many signatures"));
        }
        signatures.push(read_signature(line).map_err(|fault| fault.within(at))?);
    }
    Ok(signatures)
}

fn read_signature(line: &str) -> Result<Signature, Malformed> {
    let fault = |at: usize, why: &str| Malformed::new(WHAT, at, why);
    let Some(rest) = line.strip_prefix(DASH) else {
        return Err(fault(
            0,
            "a signature line does not start with an em dash and a space",
        ));
    };
    let Some((name, base64)) = rest.split_once(' ').filter(|(name, _)| is_key_name(name)) else {
        return Err(fault(
            DASH.len(),
            "a signature line without a valid key name",
        ));
    };
    let at = line.len() - base64.len();
    let bytes = STANDARD
        .decode(base64)
        .map_err(|e| base64_fault(WHAT, &e).within(at))?;
    match bytes.split_first_chunk::<4>() {
        Some((id, signature)) if !signature.is_empty() => Ok(Signature {
            name: name.to_owned(),
            id: u32::from_be_bytes(*id),
            bytes: signature.to_vec(),
        }),
        _ => Err(fault(at, "a signature of less than 5 bytes")),
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// The signature's line, without its newline.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = [&self.id.to_be_bytes(), self.bytes.as_slice()].concat();
        write!(f, "{DASH}{} {}", self.name, STANDARD.encode(whole))
    }
}
