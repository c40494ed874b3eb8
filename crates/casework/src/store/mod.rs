//! The store: one SQLite file or one PostgreSQL database behind the same few calls.
//!
//! SQL is written once, with `$1`, `$2`, …, over the five types of [`Value`]. All writing goes through [`crate::record::Writer`].

mod link;
mod migrate;
mod pool;
mod postgres;
mod side;
#[cfg(feature = "simulation")]
pub mod simulated;
mod sqlite;
mod value;

pub use link::Link;
pub use migrate::{MIGRATIONS, STATE_TABLES, StateTable, migrate, upgrade};
pub(crate) use migrate::{migrate_to, migrated};
pub use pool::ReadPool;
pub use side::SIDE_TABLES;
pub(crate) use side::is_side;
pub use value::{Column, Row, Value};

/// Takes the rows of a stream, each with the names of its columns.
pub(crate) type EachRow<'a> = dyn FnMut(&[String], Row) -> Result<(), crate::Error> + 'a;

/// Where the data lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An SQLite file.
    Sqlite(std::path::PathBuf),
    /// A PostgreSQL connection string (`postgres://…`).
    Postgres(String),
    /// SQLite in memory: for tests; nothing is kept.
    Memory,
    /// SQLite in memory, and past 128 MB in a file without a name: for recomputing state in an audit. Nothing is kept, and
    /// nothing can be rolled back.
    Scratch,
    /// What a test simulates.
    #[cfg(feature = "simulation")]
    Simulated(simulated::Simulated),
}

/// What can go wrong between us and the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused a statement.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused a statement or the connection was lost.
    #[error("PostgreSQL: {}", postgres::describe(.0))]
    Postgres(#[from] tokio_postgres::Error),
    /// A row is not what the query's reader expects.
    #[error("column {index} is missing or not a {wanted}")]
    Column {
        /// Position from 0.
        index: usize,
        /// The Rust type that was asked for.
        wanted: &'static str,
    },
    /// The database's schema is newer than this program.
    #[error("the database has migration {found}, this program knows {known}: run a newer diwan")]
    Newer {
        /// The highest migration in the database.
        found: i64,
        /// The highest one this program has.
        known: i64,
    },
    /// A migration would take away what nodes need that still run.
    #[error(
        "migration {n} takes away what programs older than migration {needs} use, and these nodes run: {nodes}; upgrade them to \
         the version before this one first, or stop them and wait a minute"
    )]
    OldNodes {
        /// The migration.
        n: i64,
        /// What a program has to know to go on with it.
        needs: i64,
        /// The nodes.
        nodes: String,
    },
    /// The database's address cannot be used.
    #[error("the database's address: {0}")]
    Address(String),
    /// A statement that may write to side tables only names another.
    #[error("this is no statement on a side table: {0}")]
    NotASideTable(&'static str),
    /// The store cannot be reached now; nothing was changed.
    #[error("the store cannot be reached: {0}")]
    Unavailable(String),
}

/// Whether a fault of PostgreSQL's server passes by itself or by its operator's hand (PostgreSQL, appendix A).
fn passes(code: &str) -> bool {
    // Connections; resources, a full disk too; shut down, starting, cancelled after too long; the system's.
    ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class))
        // A standby; another node has the head for too long; a transaction given up for others.
        || ["25006", "25P02", "25P03", "55P03", "40001", "40P01"].contains(&code)
}

impl StoreError {
    /// Whether trying again later may succeed: the fault is the connection's, not the statement's.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Unavailable(_) => true,
            Self::Postgres(e) => e.code().is_none_or(|code| passes(code.code())),
            Self::Sqlite(e) => matches!(
                e.sqlite_error_code(),
                Some(
                    rusqlite::ErrorCode::DatabaseBusy
                        | rusqlite::ErrorCode::DatabaseLocked
                        | rusqlite::ErrorCode::DiskFull
                        | rusqlite::ErrorCode::ReadOnly
                        | rusqlite::ErrorCode::SystemIoFailure
                        | rusqlite::ErrorCode::CannotOpen
                )
            ),
            _ => false,
        }
    }
}
