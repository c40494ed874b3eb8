//! Where one piece ends and the next begins: so that a row more changes one piece and not all that follow.

use casework::Error;
use casework::snapshot::Rows;
use casework::store::{Row, Value};
use sha2::{Digest as _, Sha256};

use crate::rows::encode;

/// A piece ends at a row whose key's hash is divisible by this: about so many rows it has.
const ROWS: u64 = 512;
/// A piece ends where it is so large, whatever its rows.
const BYTES: usize = 8 * 1024 * 1024;

/// Cuts the rows of a snapshot into pieces and hands each on.
pub(crate) struct Cutter<F> {
    columns: Vec<String>,
    rows: Vec<Row>,
    bytes: usize,
    each: F,
}

impl<F> Cutter<F>
where
    F: FnMut(&'static str, &[u8]) -> Result<(), Error>,
{
    pub(crate) fn new(each: F) -> Self {
        Self {
            columns: Vec::new(),
            rows: Vec::new(),
            bytes: 0,
            each,
        }
    }

    fn cut(&mut self, table: &'static str) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let piece = encode(table, &self.columns, &self.rows);
        self.rows.clear();
        self.bytes = 0;
        (self.each)(table, &piece)
    }
}

impl<F> Rows for Cutter<F>
where
    F: FnMut(&'static str, &[u8]) -> Result<(), Error>,
{
    fn row(&mut self, table: &'static str, columns: &[String], row: Row) -> Result<(), Error> {
        if self.columns != columns {
            self.columns = columns.to_vec();
        }
        let ends = ends(&row);
        self.bytes += row.values().iter().map(weight).sum::<usize>();
        self.rows.push(row);
        if ends || self.bytes >= BYTES {
            self.cut(table)?;
        }
        Ok(())
    }

    fn done(&mut self, table: &'static str) -> Result<(), Error> {
        self.cut(table)
    }
}

/// By the key alone, which stands in front: a row that changes stays in its piece.
fn ends(row: &Row) -> bool {
    let mut hash = Sha256::new();
    for value in row.values().iter().take(2) {
        match value {
            Value::Int(n) => hash.update(n.to_le_bytes()),
            Value::Text(t) => hash.update(t),
            Value::Blob(b) => hash.update(b),
            Value::Null | Value::Bool(_) => {}
        }
    }
    let first = hash.finalize();
    let first = first.first_chunk::<8>().expect("a hash has 32 bytes");
    u64::from_le_bytes(*first).is_multiple_of(ROWS)
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(t) => t.len() + 5,
        Value::Blob(b) => b.len() + 5,
        _ => 9,
    }
}
