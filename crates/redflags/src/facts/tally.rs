//! Sums under keys, in memory, up to a limit that the shell watches.

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
    bytes: usize,
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

    /// About how much memory this takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes everything out, sorted by key.
    pub fn take(&mut self) -> Vec<(Box<[u8]>, Sums)> {
        self.bytes = 0;
        let mut all: Vec<_> = self.sums.drain().collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
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

    #[test]
    fn sums_add_and_come_out_sorted() {
        let mut tally = Tally::default();
        tally.add(b"b", [1, 2, 3]);
        tally.add(b"a", [1, 0, 0]);
        tally.add(b"b", [i64::MAX, -2, 0]);
        assert!(tally.bytes() > 0);
        let all = tally.take();
        assert_eq!(
            all,
            [
                (Box::from(&b"a"[..]), [1, 0, 0]),
                (Box::from(&b"b"[..]), [i64::MAX, 0, 3])
            ]
        );
        assert_eq!((tally.bytes(), tally.take().len()), (0, 0));
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
