//! Sums under keys, in memory, up to a limit that the shell watches.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::{read_varint, write_varint};

/// Up to three whole numbers that add up.
pub type Sums = [i64; 3];

/// What an entry costs beside its key: the map's slot and the allocation.
const ENTRY: usize = 72;

/// Sums under keys.
#[derive(Debug, Default)]
pub struct Tally {
    // The hasher is seeded at random against chosen keys; what leaves here is sorted.
    sums: HashMap<Box<[u8]>, Sums, foldhash::fast::RandomState>,
    log: Log,
    bytes: usize,
}

/// Entries in the order they came, their keys one after the other.
#[derive(Debug, Default)]
struct Log {
    keys: Vec<u8>,
    entries: Vec<Logged>,
}

/// An entry of the log.
#[derive(Debug, Clone, Copy)]
struct Logged {
    /// The key's first bytes: most comparisons end here, without a look into cold memory.
    begins: u128,
    from: u32,
    to: u32,
    sums: Sums,
}

impl Log {
    fn key(&self, entry: &Logged) -> &[u8] {
        self.keys
            .get(entry.from as usize..entry.to as usize)
            .unwrap_or_default()
    }

    fn compare(&self, a: &Logged, b: &Logged) -> Ordering {
        a.begins
            .cmp(&b.begins)
            .then_with(|| self.key(a).cmp(self.key(b)))
    }
}

/// The first 16 bytes as a number whose order is theirs; what is missing counts as zero.
fn begins(key: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let n = key.len().min(16);
    bytes[..n].copy_from_slice(&key[..n]);
    u128::from_be_bytes(bytes)
}

impl Tally {
    /// Adds to the sums under a key.
    pub fn add(&mut self, key: &[u8], more: Sums) {
        if let Some(sums) = self.sums.get_mut(key) {
            add_sums(sums, more);
        } else {
            self.bytes += key.len() + ENTRY;
            self.sums.insert(key.into(), more);
        }
    }

    /// The same for a key that hardly ever comes twice: it is kept without looking for the first,
    /// which in a large map is a walk through cold memory.
    pub fn log(&mut self, key: &[u8], more: Sums) {
        let Ok(from) = u32::try_from(self.log.keys.len()) else {
            return self.add(key, more);
        };
        let Some(to) = u32::try_from(key.len())
            .ok()
            .and_then(|n| from.checked_add(n))
        else {
            return self.add(key, more);
        };
        self.log.keys.extend_from_slice(key);
        self.log.entries.push(Logged {
            begins: begins(key),
            from,
            to,
            sums: more,
        });
        self.bytes += key.len() + size_of::<Logged>();
    }

    /// About how much memory this takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes everything out and shows it, sorted by key.
    ///
    /// # Errors
    /// Those of `show`.
    pub fn take<E>(&mut self, mut show: impl FnMut(&[u8], Sums) -> Result<(), E>) -> Result<(), E> {
        self.bytes = 0;
        let mut sums: Vec<_> = self.sums.drain().collect();
        sums.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut log = std::mem::take(&mut self.log);
        let mut entries = std::mem::take(&mut log.entries);
        entries.sort_unstable_by(|a, b| log.compare(a, b));
        let mut sums = sums.into_iter().peekable();
        for same in entries.chunk_by(|a, b| log.key(a) == log.key(b)) {
            let key = log.key(&same[0]);
            let mut total = [0; 3];
            same.iter().for_each(|e| add_sums(&mut total, e.sums));
            while let Some((before, sums)) = sums.next_if(|s| *s.0 < *key) {
                show(&before, sums)?;
            }
            if let Some((_, more)) = sums.next_if(|s| *s.0 == *key) {
                add_sums(&mut total, more);
            }
            show(key, total)?;
        }
        sums.try_for_each(|(key, sums)| show(&key, sums))
    }
}

/// Adds; numbers stop at their greatest instead of wrapping, which for numbers from 0 is associative.
pub fn add_sums(sums: &mut Sums, more: Sums) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum = sum.saturating_add(more);
    }
}

/// As bytes.
pub fn write_sums(sums: Sums, out: &mut Vec<u8>) {
    for sum in sums {
        write_varint(((sum << 1) ^ (sum >> 63)) as u64, out);
    }
}

/// Back from bytes.
#[must_use]
pub fn read_sums(mut bytes: &[u8]) -> Option<Sums> {
    let mut sums = [0; 3];
    for sum in &mut sums {
        let n = read_varint(&mut bytes)?;
        *sum = (n >> 1) as i64 ^ -((n & 1) as i64);
    }
    bytes.is_empty().then_some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(tally: &mut Tally) -> Vec<(Vec<u8>, Sums)> {
        let mut all = Vec::new();
        let taken: Result<(), ()> = tally.take(|key, sums| {
            all.push((key.to_vec(), sums));
            Ok(())
        });
        assert_eq!((taken, tally.bytes()), (Ok(()), 0));
        all
    }

    #[test]
    fn sums_add_and_come_out_sorted() {
        let mut tally = Tally::default();
        tally.add(b"b", [1, 2, 3]);
        tally.add(b"a", [1, 0, 0]);
        tally.log(b"c", [1, 1, 1]);
        tally.add(b"b", [i64::MAX, -2, 0]);
        tally.log(b"b", [0, 5, 0]);
        tally.log(b"c", [1, 1, 1]);
        tally.add(b"d", [4, 0, 0]);
        assert!(tally.bytes() > 0);
        let expected = [
            (b"a".to_vec(), [1, 0, 0]),
            (b"b".to_vec(), [i64::MAX, 5, 3]),
            (b"c".to_vec(), [2, 2, 2]),
            (b"d".to_vec(), [4, 0, 0]),
        ];
        assert_eq!(all(&mut tally), expected);
        assert_eq!(all(&mut tally), []);
    }

    #[test]
    fn sums_come_back_from_bytes() {
        for sums in [[0, 0, 0], [1, -1, 300], [i64::MAX, i64::MIN, 0]] {
            let mut bytes = Vec::new();
            write_sums(sums, &mut bytes);
            assert_eq!(read_sums(&bytes), Some(sums));
            assert_eq!(read_sums(&bytes[..bytes.len() - 1]), None);
        }
    }
}
