//! What a log asks a witness with (c2sp.org/tlog-witness, `add-checkpoint`): the size that the
//! witness has seen, the proof that the log has only grown since, and the new checkpoint.

use std::fmt;

use crate::note::MAX_NOTE;
use crate::text::{Lines, decimal};
use crate::tlog_proof::MAX_HASHES;
use crate::{Hash, Malformed, Note};

const WHAT: &str = "add-checkpoint request";
/// Longest request read, in bytes: the largest note, 63 hashes of 45 bytes, and the first line.
pub const MAX_REQUEST: usize = MAX_NOTE + 4096;
/// The media type of the size that a witness answers a wrong old size with (status 409).
pub const SIZE_TYPE: &str = "text/x.tlog.size";

/// One request. Nothing of it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// Size of the checkpoint that the witness last cosigned, as the log believes.
    pub old: u64,
    /// The proof of consistency from that size to the new one.
    pub proof: Vec<Hash>,
    /// The new checkpoint, signed by the log.
    pub checkpoint: Note,
}

impl AddCheckpoint {
    /// Reads a request.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > MAX_REQUEST {
            return Err(Malformed::new(WHAT, MAX_REQUEST, "too long"));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Malformed::new(WHAT, error.valid_up_to(), "not UTF-8"))?;
        let mut lines = Lines::new(WHAT, text);
        let (_, first) = lines.next("the old size line's newline")?;
        let Some(old) = first.strip_prefix("old ") else {
            return Err(Malformed::new(
                WHAT,
                0,
                "the first line does not start with `old `",
            ));
        };
        let old = decimal(WHAT, old).map_err(|fault| fault.within(4))?;
        let proof = read_proof(&mut lines)?;
        let at = lines.at();
        let checkpoint = Note::parse(lines.rest().as_bytes()).map_err(|fault| fault.within(at))?;
        Ok(Self {
            old,
            proof,
            checkpoint,
        })
    }
}

/// Hash lines, and the empty line after them.
fn read_proof(lines: &mut Lines<'_>) -> Result<Vec<Hash>, Malformed> {
    let mut proof = Vec::new();
    loop {
        let (at, line) = lines.next("the empty line before the checkpoint")?;
        if line.is_empty() {
            return Ok(proof);
        }
        if proof.len() == MAX_HASHES {
            return Err(Malformed::new(WHAT, at, "more than 63 hashes"));
        }
        let hash = Hash::from_base64(line);
        proof.push(hash.map_err(|fault| Malformed {
            what: WHAT,
            ..fault.within(at)
        })?);
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof
            .iter()
            .try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// Reads what a witness answers with status 409: the size that it has seen, and a newline.
///
/// # Errors
/// [`Malformed`].
pub fn read_size(bytes: &[u8]) -> Result<u64, Malformed> {
    const ANSWER: &str = "witness's size";
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Malformed::new(ANSWER, error.valid_up_to(), "not UTF-8"))?;
    let line = text.strip_suffix('\n');
    let line = line.ok_or_else(|| Malformed::new(ANSWER, text.len(), "no newline"))?;
    decimal(ANSWER, line)
}
