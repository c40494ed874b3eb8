//! What is kept of the processes once they are read: sums under keys, and a row for each process
//! that has a mark.
//!
//! *Invariant:* facts are sums of whole numbers under sorted keys. Adding is associative and
//! commutative, so the order of files, the number of threads and the cut into shards change no
//! byte. Nothing here adds floating-point numbers.

mod key;
mod row;
mod stream;
mod table;
mod tally;

pub use key::{Key, Parts};
pub use row::{Evidence, Kind, Mark, Row};
pub use stream::{Entry, Memory, merge, read_entry, write_entry};
pub use table::Table;
pub use tally::{Sums, Tally, add_sums, read_sums, write_sums};

/// Facts cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The store fails.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The bytes are not facts.
    #[error("damaged facts: {0}")]
    Damaged(&'static str),
}

/// Takes an entry: key and value.
pub type ShowEntry<'s> = dyn FnMut(&[u8], &[u8]) -> Result<(), FactsError> + 's;

/// Sorted facts, to be read as often as needed.
pub trait Facts {
    /// Shows each entry of a table, in the order of keys.
    ///
    /// # Errors
    /// When the store fails or is damaged.
    fn each(&self, table: Table, show: &mut ShowEntry<'_>) -> Result<(), FactsError>;
}

impl dyn Facts + '_ {
    /// Shows the sums of a table with the parts of their keys.
    ///
    /// # Errors
    /// As [`Facts::each`].
    pub fn sums(
        &self,
        table: Table,
        mut show: impl FnMut(Parts<'_>, Sums),
    ) -> Result<(), FactsError> {
        self.each(table, &mut |key, value| {
            let sums = read_sums(value).ok_or(FactsError::Damaged("a sum"))?;
            show(Parts::of(key), sums);
            Ok(())
        })
    }
}

/// A whole number in 1 to 10 bytes.
pub(crate) fn write_varint(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads it back and moves on.
pub(crate) fn read_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}
