//! From one store to the other, with every entry, proof and session as it was.

use casework::audit::{self, Report};
use casework::snapshot::{self, Extent, Filling, Rows, Standing};
use casework::store::{MIGRATIONS, Row};
use casework::{Error as HouseError, Settings};

use crate::Error;

/// Rows put at once.
const BATCH: usize = 500;

/// What came of it.
#[derive(Debug)]
pub struct Moved {
    /// The log, as it was and is.
    pub log: Standing,
    /// What the audit of the new store says.
    pub report: Report,
}

/// Copies a house that does not run into an empty store, from one snapshot, and audits what it has become. The key files and the
/// published checkpoint are the caller's to copy when the folder is another: the audit needs them.
///
/// # Errors
/// The house's; [`HouseError::Conflict`] when there is a house in the new place.
pub fn move_house(from: &Settings, to: &Settings) -> Result<Moved, Error> {
    // Brought up to date first: both stores then have one schema.
    drop(casework::Casework::open(from.clone())?);
    let known = MIGRATIONS.last().map_or(0, |m| m.0);
    let mut filling = Copy {
        filling: Filling::begin(to, known)?,
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let log = snapshot::take(from, Extent::Everything, &mut filling)?;
    filling.filling.finish()?;
    let report = audit::audit(to)?;
    Ok(Moved { log, report })
}

struct Copy {
    filling: Filling,
    columns: Vec<String>,
    rows: Vec<Row>,
}

impl Rows for Copy {
    fn row(&mut self, table: &'static str, columns: &[String], row: Row) -> Result<(), HouseError> {
        if self.columns != columns {
            self.columns = columns.to_vec();
        }
        self.rows.push(row);
        if self.rows.len() >= BATCH {
            self.done(table)?;
        }
        Ok(())
    }

    fn done(&mut self, table: &'static str) -> Result<(), HouseError> {
        let rows = std::mem::take(&mut self.rows);
        self.filling.put(table, &self.columns, &rows)
    }
}
