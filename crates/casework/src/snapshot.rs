//! A whole house as rows: read from one snapshot while it runs, and put into an empty store. Backups and the way from one store to
//! the other are made of these two.

use serde::{Deserialize, Serialize};

use crate::record::{LOG_ID, Secrets, root};
use crate::store::{Link, MIGRATIONS, Place, Row, STATE_TABLES, StoreError, migrate, migrate_to};
use crate::store::{SIDE_TABLES, migrated};
use crate::{Error, Parts, Settings};

/// The tables of the record itself.
const RECORD_TABLES: [&str; 4] = ["log", "entries", "tiles", "keys"];
/// Tables whose rows mean something for minutes or days, on this house only.
const PASSING: [&str; 6] = [
    "sessions",
    "sign_in_codes",
    "challenges",
    "idempotency",
    "claims",
    "nodes",
];

/// What a snapshot is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The log's name (C2SP checkpoint origin).
    pub origin: String,
    /// The log's verifier key (C2SP signed-note).
    pub vkey: String,
    /// All keys that ever signed it, the first among them.
    #[serde(default)]
    pub keys: Vec<String>,
    /// Entries.
    pub size: u64,
    /// The signed checkpoint of that size.
    pub checkpoint: String,
    /// The last migration of the database.
    pub migration: i64,
}

/// Which tables go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All, with who is signed in.
    Everything,
    /// All but what passes by itself: sessions, codes, claims.
    Lasting,
}

impl Extent {
    fn tables(self) -> impl Iterator<Item = &'static str> {
        let state = STATE_TABLES.iter().map(|t| t.name);
        let side = SIDE_TABLES.iter().map(|(name, _)| *name);
        let all = RECORD_TABLES.into_iter().chain(state).chain(side);
        all.filter(move |table| self == Self::Everything || !PASSING.contains(table))
    }
}

/// Takes the rows of a snapshot.
pub trait Rows {
    /// The next row of a table; tables come whole, one after another, rows in the order of their keys.
    ///
    /// # Errors
    /// Whatever it fails with ends the snapshot.
    fn row(&mut self, table: &'static str, columns: &[String], row: Row) -> Result<(), Error>;

    /// A table is done; the next begins.
    ///
    /// # Errors
    /// As [`Rows::row`].
    fn done(&mut self, table: &'static str) -> Result<(), Error>;
}

/// Reads a house that may be running, all from one moment.
///
/// # Errors
/// The store's, or what `rows` returns; that there is no log.
pub fn take(settings: &Settings, extent: Extent, rows: &mut dyn Rows) -> Result<Standing, Error> {
    let mut link = Link::open_reader(&settings.place())?;
    link.begin_read()?;
    let standing = on_snapshot(&mut link, extent, rows);
    link.rollback();
    standing
}

fn on_snapshot(link: &mut Link, extent: Extent, rows: &mut dyn Rows) -> Result<Standing, Error> {
    let sql = "select origin, vkey, size, checkpoint from log where id = $1";
    let row = link.query_opt(sql, &[LOG_ID.into()])?;
    let row = row.ok_or(Error::NotFound)?;
    let keys = crate::record::log_keys(link)?;
    let standing = Standing {
        origin: row.get(0)?,
        vkey: row.get(1)?,
        keys: keys.into_iter().map(|key| key.vkey).collect(),
        size: row.get(2)?,
        checkpoint: row.get(3)?,
        migration: migrated(link)?,
    };
    for table in extent.tables() {
        // Every table has its key in front.
        let sql = format!("select * from {table} order by 1, 2");
        link.stream(&sql, &mut |columns, row| rows.row(table, columns, row))?;
        rows.done(table)?;
    }
    Ok(standing)
}

/// The archives that the record names by now: SHA-256 of each.
///
/// # Errors
/// The store's.
pub fn archives(settings: &Settings) -> Result<Vec<[u8; 32]>, Error> {
    crate::archive::files(&mut Link::open_reader(&settings.place())?)
}

/// An empty store that is being filled, in one transaction.
pub struct Filling {
    link: Link,
}

impl Filling {
    /// Opens the place, which must hold no house yet, with the schema that the rows are from.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when this program does not know the schema; [`Error::Conflict`] when there is a house already.
    pub fn begin(settings: &Settings, migration: i64) -> Result<Self, Error> {
        let known = MIGRATIONS.last().map_or(0, |m| m.0);
        if migration > known {
            let found = migration;
            return Err(StoreError::Newer { found, known }.into());
        }
        if let Place::Sqlite(path) = settings.place() {
            let unusable =
                |e: std::io::Error| StoreError::Unavailable(format!("{}: {e}", path.display()));
            std::fs::create_dir_all(&settings.data).map_err(unusable)?;
        }
        let mut link = Link::open(&settings.place())?;
        migrate_to(&mut link, migration)?;
        if migrated(&mut link)? != migration {
            return Err(Error::Conflict("there is a house in this place already"));
        }
        if link.query_opt("select 1 from log", &[])?.is_some() {
            return Err(Error::Conflict("there is a house in this place already"));
        }
        link.begin()?;
        Ok(Self { link })
    }

    /// Puts rows into a table. Names that are no table's or column's of ours are refused: they may come from a file.
    ///
    /// # Errors
    /// [`Error::Conflict`] for an unknown table or column; the store's.
    pub fn put(&mut self, table: &str, columns: &[String], rows: &[Row]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let known = Extent::Everything.tables().find(|t| *t == table);
        let table = known.ok_or(Error::Conflict("rows of a table that Diwan does not have"))?;
        let plain = |c: &String| {
            let mut signs = c.bytes();
            !c.is_empty()
                && c.len() <= 63
                && signs.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if !columns.iter().all(plain) {
            return Err(Error::Conflict(
                "rows with a column that Diwan does not have",
            ));
        }
        if rows.iter().any(|r| r.values().len() != columns.len()) {
            return Err(Error::Conflict("a row that does not have a value a column"));
        }
        Ok(self.link.insert(table, columns, rows)?)
    }

    /// Commits, and brings the schema up to date.
    ///
    /// # Errors
    /// The store's.
    pub fn finish(mut self) -> Result<(), Error> {
        self.link.commit()?;
        migrate(&mut self.link)?;
        Ok(crate::archive::need(&mut self.link)?)
    }
}

/// Whether a checkpoint that somebody kept is one of this log, at its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The log had this root at that size.
    Agrees,
    /// The log ends before: entries are missing.
    Behind {
        /// Entries there are.
        has: u64,
        /// Entries there were.
        had: u64,
    },
    /// At that size the log has another root: it was rewritten.
    Forked,
}

/// Holds a kept checkpoint, whose signature was checked, against the store.
///
/// # Errors
/// The store's.
pub fn compare(settings: &Settings, kept: &tlog::Checkpoint) -> Result<Kept, Error> {
    let mut link = Link::open_reader(&settings.place())?;
    let (has, _) = crate::record::checkpoint(&mut link)?;
    if kept.size > has {
        let had = kept.size;
        return Ok(Kept::Behind { has, had });
    }
    let same = root(&mut link, kept.size)? == kept.root;
    Ok(if same { Kept::Agrees } else { Kept::Forked })
}

/// A key under which names of backed-up pieces tell nothing of their content.
///
/// # Errors
/// When the key files cannot be read.
pub fn naming_key(settings: &Settings) -> Result<[u8; 32], Error> {
    let secrets = Secrets::load(settings, false)?;
    Ok(Parts::new(settings, &secrets).keys.derive("backup names"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_schema_goes_along() {
        let mut link = Link::open(&Place::Memory).unwrap();
        migrate(&mut link).unwrap();
        let sql = "select name from sqlite_master where type = 'table' order by name";
        let rows = link.query(sql, &[]).unwrap();
        let mut there: Vec<String> = rows.iter().map(|r| r.get(0).unwrap()).collect();
        // The schema's own, which every store keeps for itself.
        there.retain(|t| t != "migrations" && !t.starts_with("sqlite_"));
        let mut taken: Vec<_> = Extent::Everything.tables().map(str::to_owned).collect();
        taken.sort();
        assert_eq!(taken, there);
    }
}
