//! Values by ascending keys.

use serde::de::Deserializer;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Values by keys that are given out in ascending order and never again.
///
/// A sorted vector with gaps: insertion at the end and removal are constant on average, the oldest come first, and a small
/// table is one allocation. A tree would cost one for every few entries and more for every lookup; a state is made of small
/// tables, and sometimes of one with ten thousand entries.
#[derive(Clone, Debug)]
pub(crate) struct Table<T> {
    entries: Vec<(u64, Option<T>)>,
    live: usize,
}

/// Keys without values.
pub(crate) type Keys = Table<()>;

/// Gaps that are not worth closing.
const GAPS: usize = 16;

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table {
            entries: Vec::new(),
            live: 0,
        }
    }
}

impl<T> Table<T> {
    pub(crate) fn len(&self) -> usize {
        self.live
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.live == 0
    }

    fn position(&self, key: u64) -> Result<usize, usize> {
        match self.entries.last() {
            None => Err(0),
            Some((last, _)) if *last < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by_key(&key, |(k, _)| *k),
        }
    }

    pub(crate) fn insert(&mut self, key: u64, value: T) {
        match self.position(key) {
            Ok(at) => {
                if self.entries[at].1.replace(value).is_none() {
                    self.live += 1;
                }
            }
            Err(at) => {
                self.entries.insert(at, (key, Some(value)));
                self.live += 1;
            }
        }
    }

    pub(crate) fn get(&self, key: u64) -> Option<&T> {
        self.position(key)
            .ok()
            .and_then(|at| self.entries[at].1.as_ref())
    }

    pub(crate) fn get_mut(&mut self, key: u64) -> Option<&mut T> {
        self.position(key)
            .ok()
            .and_then(|at| self.entries[at].1.as_mut())
    }

    pub(crate) fn contains(&self, key: u64) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn remove(&mut self, key: u64) -> Option<T> {
        let at = self.position(key).ok()?;
        let taken = self.entries[at].1.take()?;
        self.live -= 1;
        if self.live == 0 {
            self.entries.clear();
        } else if self.entries.len() > 2 * self.live + GAPS {
            self.entries.retain(|(_, value)| value.is_some());
        }
        Some(taken)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (u64, &T)> {
        self.entries
            .iter()
            .filter_map(|(key, value)| value.as_ref().map(|value| (*key, value)))
    }

    pub(crate) fn keys(&self) -> impl DoubleEndedIterator<Item = u64> {
        self.iter().map(|(key, _)| key)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries
            .iter_mut()
            .filter_map(|(_, value)| value.as_mut())
    }

    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }
}

/// Two tables are the same when they hold the same, whatever was in them before.
impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Table<T>) -> bool {
        self.live == other.live && self.iter().eq(other.iter())
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Table<T>, D::Error> {
        let mut table = Table::default();
        for (key, value) in Vec::<(u64, T)>::deserialize(deserializer)? {
            table.insert(key, value);
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Table;

    #[test]
    fn a_table_holds_what_a_map_holds() {
        let (mut table, mut map) = (Table::default(), BTreeMap::new());
        for n in 0..2_000_u64 {
            table.insert(n, n * 3);
            map.insert(n, n * 3);
            // A fixed scatter: most of the old ones go, from the front, the middle and the end.
            let gone = n * 7919 % (n + 1);
            assert_eq!(table.remove(gone), map.remove(&gone));
            assert_eq!(table.len(), map.len());
        }
        assert_eq!(
            table.iter().collect::<Vec<_>>(),
            map.iter().map(|(k, v)| (*k, v)).collect::<Vec<_>>()
        );
        for n in 0..2_001 {
            assert_eq!(table.get(n), map.get(&n), "{n}");
        }
    }

    #[test]
    fn a_table_comes_back_from_json() {
        let mut table = Table::default();
        (1..50_u64).for_each(|n| table.insert(n, n.to_string()));
        (1..45).for_each(|n| drop(table.remove(n)));
        let text = serde_json::to_string(&table).unwrap();
        assert_eq!(
            text,
            r#"[[45,"45"],[46,"46"],[47,"47"],[48,"48"],[49,"49"]]"#
        );
        assert_eq!(serde_json::from_str::<Table<String>>(&text).unwrap(), table);
    }
}
