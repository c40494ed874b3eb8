//! A receipt's code: short enough to type, long enough that nobody comes upon one by chance.

use std::fmt;
use std::str::FromStr;

use casework::Error;
use casework::record::{self, RecordError};
use casework::store::Link;
use jiff::Timestamp;
use tlog::tile::decode_hashes;
use tlog::{Hash, Leaf, Note, TileId, TlogProof};

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// An entry's index and the first 40 bits of its leaf's hash: `1234-7K3M-9QXA`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// Index of the entry.
    pub(crate) index: u64,
    start: [u8; 5],
}

/// A text that is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoCode;

impl Code {
    /// The code of an entry.
    pub(crate) fn of(index: u64, leaf: &Hash) -> Self {
        let mut start = [0; 5];
        start.copy_from_slice(&leaf.0[..5]);
        Self { index, start }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self
            .start
            .iter()
            .fold(0_u64, |bits, b| bits << 8 | u64::from(*b));
        write!(f, "{}", self.index)?;
        for i in 0..8 {
            if i % 4 == 0 {
                f.write_str("-")?;
            }
            let digit = (bits >> (35 - 5 * i)) & 31;
            write!(f, "{}", char::from(ALPHABET[digit as usize]))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = NoCode;

    /// Reads capital and small letters, digits of all three scripts; `O` is 0, `I` and `L` are 1.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(western)
            .collect();
        let (index, rest) = plain.split_once('-').ok_or(NoCode)?;
        let index = index.parse().map_err(|_| NoCode)?;
        let letters: Vec<char> = rest.chars().filter(|c| *c != '-').collect();
        if letters.len() != 8 {
            return Err(NoCode);
        }
        let mut bits = 0_u64;
        for c in letters {
            bits = bits << 5 | digit(c).ok_or(NoCode)?;
        }
        let mut start = [0; 5];
        start.copy_from_slice(&bits.to_be_bytes()[3..]);
        Ok(Self { index, start })
    }
}

fn western(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        '\u{2010}'..='\u{2015}' => '-',
        c => c.to_ascii_uppercase(),
    }
}

fn digit(c: char) -> Option<u64> {
    let c = match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    ALPHABET
        .iter()
        .position(|a| char::from(*a) == c)
        .map(|n| n as u64)
}

/// What the record holds under a code: nothing of what the entry says.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub(crate) leaf: Leaf,
    pub(crate) hash: Hash,
    /// Entries in the checkpoint against which it was proven just now.
    pub(crate) size: u64,
    pub(crate) at: Timestamp,
}

/// Looks a code up and proves the entry against the newest checkpoint.
pub(crate) fn look_up(link: &mut Link, code: Code) -> Result<Looked, Error> {
    let leaves = record::leaves(link, code.index, code.index.saturating_add(1))?;
    let leaf = *leaves.first().ok_or(Error::NotFound)?;
    let hash = leaf.hash();
    if Code::of(code.index, &hash) != code {
        return Err(Error::NotFound);
    }
    let proof = proof(link, &leaf)?;
    let trusted = record::log_verifiers(link)?;
    let proven = tlog::verify::proven(&proof, &trusted).map_err(|_| Error::NotFound)?;
    let at = casework::micros(proven.leaf.time_us);
    Ok(Looked {
        leaf: proven.leaf,
        hash,
        size: proven.checkpoint.size,
        at,
    })
}

/// The proof of a leaf against the newest checkpoint.
fn proof(link: &mut Link, leaf: &Leaf) -> Result<TlogProof, Error> {
    let unreadable = |e: &dyn fmt::Display| RecordError::Tree(e.to_string());
    let (size, signed) = record::checkpoint(link)?;
    let mut reader = |id: TileId| {
        let bytes = record::tile(link, id)?.unwrap_or_default();
        decode_hashes(&bytes, id.width).map_err(|e| Error::from(unreadable(&e)))
    };
    let hashes =
        tlog::tree::prove_inclusion(leaf.index, size, &mut reader).map_err(|e| unreadable(&e))?;
    let checkpoint = Note::parse(signed.as_bytes()).map_err(|e| unreadable(&e))?;
    Ok(TlogProof {
        extra: Some(leaf.encode().to_vec()),
        index: leaf.index,
        hashes,
        checkpoint,
    })
}

#[cfg(test)]
mod tests {
    use super::{Code, NoCode};
    use tlog::Hash;

    #[test]
    fn a_code_reads_back_as_people_type_it() {
        let mut hash = [0; 32];
        hash[..5].copy_from_slice(&[0xff, 0x00, 0x12, 0x34, 0x56]);
        let code = Code::of(1234, &Hash(hash));
        let text = code.to_string();
        assert_eq!(text, "1234-ZW01-4D2P");
        assert_eq!(text.parse(), Ok(code));
        assert_eq!("١٢٣٤-zwOl 4d2p".parse(), Ok(code));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for bad in [
            "",
            "12",
            "12-",
            "12-ABC",
            "x-ABCDEFGH",
            "12-ABCDEFGU",
            "12-ABCDEFGHJ",
        ] {
            assert_eq!(bad.parse::<Code>(), Err(NoCode), "{bad}");
        }
    }
}
