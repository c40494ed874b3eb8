//! Sorted entries as a stream of bytes, and many streams as one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Read, Write};
use std::ops::Range;

use super::{Facts, FactsError, ShowEntry, Table, add_sums, read_sums, write_sums, write_varint};

/// Longest key or value that is read; a row of a process with very many marks stays below it.
const LONGEST: u64 = 1 << 28;

/// A key with its value.
pub type Entry = (Vec<u8>, Vec<u8>);

/// Writes an entry.
///
/// # Errors
/// When `out` fails.
pub fn write_entry(key: &[u8], value: &[u8], out: &mut impl Write) -> io::Result<()> {
    let mut head = Vec::with_capacity(8);
    write_varint(key.len() as u64, &mut head);
    write_varint(value.len() as u64, &mut head);
    out.write_all(&head)?;
    out.write_all(key)?;
    out.write_all(value)
}

/// Reads the next entry into buffers that are used again; false at the end.
///
/// # Errors
/// When the stream fails, is cut or is not made of entries.
pub fn read_entry(from: &mut impl Read, entry: &mut Entry) -> Result<bool, FactsError> {
    let Some(key) = length(from)? else {
        return Ok(false);
    };
    let value = length(from)?.ok_or(FactsError::Damaged("an entry is cut"))?;
    for (buffer, length) in [(&mut entry.0, key), (&mut entry.1, value)] {
        buffer.clear();
        if from.by_ref().take(length).read_to_end(buffer)? as u64 != length {
            return Err(FactsError::Damaged("an entry is cut"));
        }
    }
    Ok(true)
}

fn length(from: &mut impl Read) -> Result<Option<u64>, FactsError> {
    let (mut n, mut byte) = (0_u64, [0_u8]);
    for shift in (0..35).step_by(7) {
        if from.read(&mut byte)? == 0 {
            return if shift == 0 {
                Ok(None)
            } else {
                Err(FactsError::Damaged("an entry is cut"))
            };
        }
        n |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] & 0x80 == 0 {
            return if n <= LONGEST {
                Ok(Some(n))
            } else {
                Err(FactsError::Damaged("an entry is too long"))
            };
        }
    }
    Err(FactsError::Damaged("no length"))
}

/// Merges sorted streams into one. Sums under one key are added; rows that are the same byte for
/// byte are one row.
///
/// # Errors
/// When a stream or `show` fails.
pub fn merge<R: Read>(
    mut streams: Vec<R>,
    mut show: impl FnMut(&[u8], &[u8]) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    let mut heap = BinaryHeap::new();
    for (number, stream) in streams.iter_mut().enumerate() {
        let mut entry = Entry::default();
        if read_entry(stream, &mut entry)? {
            heap.push(Reverse((entry, number)));
        }
    }
    let mut held = Held::default();
    while let Some(mut top) = heap.peek_mut() {
        let Reverse((entry, number)) = &mut *top;
        held.take(entry, &mut show)?;
        if read_entry(&mut streams[*number], entry)? {
            drop(top);
        } else {
            std::collections::binary_heap::PeekMut::pop(top);
        }
    }
    held.flush(&mut show)
}

/// The entry that may still grow.
#[derive(Default)]
struct Held {
    entry: Entry,
    sums: [i64; 3],
    any: bool,
}

impl Held {
    fn take(
        &mut self,
        next: &mut Entry,
        show: &mut impl FnMut(&[u8], &[u8]) -> Result<(), FactsError>,
    ) -> Result<(), FactsError> {
        let is_row = Table::of(&next.0) == Some(Table::Row);
        let same = self.any && self.entry.0 == next.0;
        if same && is_row && self.entry.1 == next.1 {
            return Ok(());
        }
        let sums = if is_row {
            [0; 3]
        } else {
            read_sums(&next.1).ok_or(FactsError::Damaged("a sum"))?
        };
        if same && !is_row {
            add_sums(&mut self.sums, sums);
            return Ok(());
        }
        self.flush(show)?;
        std::mem::swap(&mut self.entry, next);
        self.sums = sums;
        self.any = true;
        Ok(())
    }

    fn flush(
        &mut self,
        show: &mut impl FnMut(&[u8], &[u8]) -> Result<(), FactsError>,
    ) -> Result<(), FactsError> {
        if !self.any {
            return Ok(());
        }
        if Table::of(&self.entry.0) != Some(Table::Row) {
            self.entry.1.clear();
            write_sums(self.sums, &mut self.entry.1);
        }
        show(&self.entry.0, &self.entry.1)
    }
}

/// Sorted facts in memory: for tests, browsers and small data.
#[derive(Debug, Default)]
pub struct Memory {
    bytes: Vec<u8>,
    tables: Vec<(Table, Range<usize>)>,
}

impl Memory {
    /// Adds the next entry; entries come in order.
    ///
    /// # Errors
    /// When the key is of no table.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), FactsError> {
        let table = Table::of(key).ok_or(FactsError::Damaged("a key of no table"))?;
        let from = self.bytes.len();
        write_entry(key, value, &mut self.bytes)?;
        match self.tables.last_mut() {
            Some((last, range)) if *last == table => range.end = self.bytes.len(),
            _ => self.tables.push((table, from..self.bytes.len())),
        }
        Ok(())
    }
}

impl Facts for Memory {
    fn each(&self, table: Table, show: &mut ShowEntry<'_>) -> Result<(), FactsError> {
        let Some((_, range)) = self.tables.iter().find(|(t, _)| *t == table) else {
            return Ok(());
        };
        let mut from = self.bytes.get(range.clone()).unwrap_or_default();
        let mut entry = Entry::default();
        while read_entry(&mut from, &mut entry)? {
            show(&entry.0, &entry.1)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(entries: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (key, value) in entries {
            write_entry(key, value, &mut bytes).unwrap();
        }
        bytes
    }

    fn sum(n: i64) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_sums([n, 0, 0], &mut bytes);
        bytes
    }

    #[test]
    fn streams_merge_in_order_and_sums_add() {
        let (one, two) = (sum(1), sum(2));
        let a = stream(&[(b"\x01r", b"row"), (b"\x02a", &one), (b"\x02c", &one)]);
        let b = stream(&[
            (b"\x01r", b"row"),
            (b"\x01r", b"roz"),
            (b"\x02b", &one),
            (b"\x02c", &two),
        ]);
        let mut out = Vec::new();
        merge(vec![&a[..], &b[..], &[][..]], |k, v| {
            out.push((k.to_vec(), v.to_vec()));
            Ok(())
        })
        .unwrap();
        let expected: Vec<Entry> = vec![
            (b"\x01r".to_vec(), b"row".to_vec()),
            (b"\x01r".to_vec(), b"roz".to_vec()),
            (b"\x02a".to_vec(), sum(1)),
            (b"\x02b".to_vec(), sum(1)),
            (b"\x02c".to_vec(), sum(3)),
        ];
        assert_eq!(out, expected);
    }

    #[test]
    fn a_cut_stream_is_an_error() {
        let whole = stream(&[(b"\x02a", &sum(1))]);
        for cut in 1..whole.len() {
            assert!(merge(vec![&whole[..cut]], |_, _| Ok(())).is_err(), "{cut}");
        }
    }
}
