//! The text that carries a proof of inclusion (c2sp.org/tlog-proof).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::text::{Lines, base64_fault, decimal};
use crate::{Hash, Malformed, Note};

const WHAT: &str = "tlog-proof";
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Most hashes in a proof: one for each level of a tree of 2^63 leaves.
pub const MAX_HASHES: usize = 63;
/// Longest extra data read, in bytes; a leaf has 57.
pub const MAX_EXTRA: usize = 16 * 1024;

/// A checkpoint, an index, and the hashes that lead from the one to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data that helps to rebuild the entry, not to be believed by itself: this record puts the
    /// leaf here.
    pub extra: Option<Vec<u8>>,
    /// Index of the entry.
    pub index: u64,
    /// From the leaf's sibling to the root's child.
    pub hashes: Vec<Hash>,
    /// The checkpoint, signed.
    pub checkpoint: Note,
}

impl TlogProof {
    /// Reads a proof.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Malformed::new(WHAT, error.valid_up_to(), "not UTF-8"))?;
        let mut lines = Lines::new(WHAT, text);
        let (_, header) = lines.next("the header's newline")?;
        if header != HEADER {
            return Err(Malformed::new(
                WHAT,
                0,
                format!("the first line is not `{HEADER}`"),
            ));
        }
        let extra = read_extra(&mut lines)?;
        let (at, line) = lines.next("the index line's newline")?;
        let Some(index) = line.strip_prefix("index ") else {
            return Err(Malformed::new(
                WHAT,
                at,
                "a line that does not start with `index `",
            ));
        };
        let index = decimal(WHAT, index).map_err(|fault| fault.within(at + 6))?;
        let hashes = read_hashes(&mut lines)?;
        let at = lines.at();
        let checkpoint = Note::parse(lines.rest().as_bytes()).map_err(|fault| fault.within(at))?;
        Ok(Self {
            extra,
            index,
            hashes,
            checkpoint,
        })
    }
}

fn read_extra(lines: &mut Lines<'_>) -> Result<Option<Vec<u8>>, Malformed> {
    if !lines.peek().starts_with("extra ") {
        return Ok(None);
    }
    let (at, line) = lines.next("the extra line's newline")?;
    let base64 = &line[6..];
    if base64.len() > MAX_EXTRA * 4 / 3 + 4 {
        return Err(Malformed::new(WHAT, at, "too much extra data"));
    }
    STANDARD
        .decode(base64)
        .map(Some)
        .map_err(|e| base64_fault(WHAT, &e).within(at + 6))
}

/// Hash lines, and the empty line after them.
fn read_hashes(lines: &mut Lines<'_>) -> Result<Vec<Hash>, Malformed> {
    let mut hashes = Vec::new();
    loop {
        let (at, line) = lines.next("the empty line before the checkpoint")?;
        if line.is_empty() {
            return Ok(hashes);
        }
        if hashes.len() == MAX_HASHES {
            return Err(Malformed::new(
                WHAT,
                at,
                "more hashes than a tree has levels",
            ));
        }
        let hash = Hash::from_base64(line);
        hashes.push(hash.map_err(|fault| Malformed {
            what: WHAT,
            ..fault.within(at)
        })?);
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes
            .iter()
            .try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
