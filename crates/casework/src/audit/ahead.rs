//! Entries read and opened ahead of the fold, on all cores: what needs neither the rows before nor the database.

use std::num::NonZero;
use std::thread;

use crate::record::{DataKey, Fact, LOG_ID, Opened, key_id, open_with, sealed};
use crate::store::{Link, Row};
use crate::{Error, Parts};

/// Entries read at a time.
const CHUNK: u64 = 4000;

/// Entries as they lie in the database, each with the key that opens it.
pub(super) struct Chunk {
    rows: Vec<Row>,
    keys: Vec<Result<Sealed, Error>>,
}

/// What is sealed of an entry, in its row or in an archive, with the key that opens it.
type Sealed = (DataKey, Vec<u8>);

/// An entry opened, and what is wrong with the proof of its draw.
pub(super) struct Ahead {
    pub(super) row: Row,
    pub(super) opened: Result<Opened, Error>,
    pub(super) unproven: Option<String>,
}

impl Chunk {
    /// The entries from `from` on; the keys are those of the scratch database.
    pub(super) fn read(
        link: &mut Link,
        scratch: &mut Link,
        parts: &Parts,
        from: u64,
    ) -> Result<Self, Error> {
        let rows = link.query(
            "select seq, time, key_id, sealed, commitment, kind, case_id, actor from entries \
             where log = $1 and seq >= $2 order by seq limit $3",
            &[LOG_ID.into(), from.into(), CHUNK.into()],
        )?;
        let mut key = |row: &Row| {
            let name: String = row.get(2)?;
            let id = key_id(&name)?;
            Ok((parts.keys.get(scratch, id)?, sealed(link, parts, row, id)?))
        };
        let keys = rows.iter().map(&mut key).collect();
        Ok(Self { rows, keys })
    }

    /// Whether no entry comes after these.
    pub(super) fn is_last(&self) -> bool {
        (self.rows.len() as u64) < CHUNK
    }

    /// The entry that the next chunk begins with.
    pub(super) fn next(&self) -> Result<u64, Error> {
        match self.rows.last() {
            Some(row) => Ok(row.get::<u64>(0)? + 1),
            None => Ok(0),
        }
    }

    /// Opens all of them, and checks the proofs of their draws.
    pub(super) fn open(self, origin: &str) -> Vec<Ahead> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let each = self.rows.len().div_ceil(cores).max(1);
        let mut entries = self.rows.into_iter().zip(self.keys);
        thread::scope(|scope| {
            let mut parts = Vec::new();
            loop {
                let part: Vec<_> = entries.by_ref().take(each).collect();
                if part.is_empty() {
                    break;
                }
                parts.push(scope.spawn(move || {
                    part.into_iter()
                        .map(|entry| one(entry, origin))
                        .collect::<Vec<_>>()
                }));
            }
            let done = parts.into_iter().map(thread::ScopedJoinHandle::join);
            done.flat_map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    }
}

fn one((row, sealed): (Row, Result<Sealed, Error>), origin: &str) -> Ahead {
    let opened = sealed.and_then(|(key, sealed)| open_with(&key, origin, &row, &sealed));
    let unproven = match opened.as_ref().map(|o| &o.entry.fact) {
        Ok(Fact::TaskAssigned {
            draw: Some(draw), ..
        }) => draw.verify().err().map(|e| e.to_string()),
        _ => None,
    };
    Ahead {
        row,
        opened,
        unproven,
    }
}
