//! A database server, or a disk, of a simulation: SQLite runs the statements, a test says what becomes of each on its way there
//! and back. Only with the feature `simulation`; no fault is in here.

use std::path::PathBuf;
use std::sync::Arc;

use super::{EachRow, Row, StoreError, Value, sqlite};

/// What a test says of one statement.
#[derive(Debug)]
pub enum Fate {
    /// It goes its way.
    Passes,
    /// The connection is gone; what it had not committed is undone.
    Cut,
    /// The connection is gone for us, and the server does not notice: [`Line::left`] gets what it holds.
    Lost,
    /// The answer is this error, and the connection stays.
    Fails(StoreError),
}

/// What the server's disk takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Everything.
    Enough,
    /// Nothing that needs a page more: SQLite's own limit of pages, at the number that there are.
    None,
    /// No write: SQLite's own `query_only`.
    ReadOnly,
}

/// The way between one node and the store.
pub trait Line: Send + Sync {
    /// Where a new connection leads: the server's file; each fail-over has another number.
    ///
    /// # Errors
    /// When nobody answers.
    fn connects(&self) -> Result<(PathBuf, u64), StoreError>;
    /// The number of the server that answers now; connections to an earlier one are gone.
    fn server(&self) -> u64;
    /// What the server's disk takes now.
    fn room(&self) -> Room;
    /// A statement is about to leave.
    fn leaves(&self, sql: &str) -> Fate;
    /// It was run, and its answer is about to arrive.
    fn answered(&self, sql: &str) -> Fate;
    /// What a server holds of a connection that it thinks is there; it is undone when this is dropped.
    fn left(&self, held: Box<dyn Send>);
}

/// A simulated store, as [`crate::Settings`] name it.
#[derive(Clone)]
pub struct Simulated(pub Arc<dyn Line>);

impl std::fmt::Debug for Simulated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Simulated")
    }
}

impl PartialEq for Simulated {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Simulated {}

/// A connection that can be lost, with PostgreSQL's queue of statements.
pub(super) struct Connection {
    line: Arc<dyn Line>,
    server: u64,
    room: Room,
    /// `None`: it is gone.
    engine: Option<sqlite::Connection>,
    queued: Vec<(&'static str, Vec<Value>)>,
}

fn gone() -> StoreError {
    StoreError::Unavailable("the connection was lost".into())
}

impl Connection {
    pub(super) fn open(Simulated(line): &Simulated) -> Result<Self, StoreError> {
        let (path, server) = line.connects()?;
        Ok(Self {
            line: Arc::clone(line),
            server,
            room: Room::Enough,
            engine: Some(sqlite::Connection::simulated(&path)?),
            queued: Vec::new(),
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.engine.is_none()
    }

    pub(super) fn is_alive(&self) -> bool {
        self.engine.is_some() && self.server == self.line.server()
    }

    pub(super) fn give_up(&mut self) {
        self.engine = None;
    }

    pub(super) fn queue(&mut self, sql: &'static str, params: Vec<Value>) {
        self.queued.push((sql, params));
    }

    pub(super) fn clear(&mut self) {
        self.queued.clear();
    }

    pub(super) fn query(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        self.flush()?;
        self.one(sql, |engine| engine.query(sql, params))
    }

    pub(super) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<u64, StoreError> {
        self.flush()?;
        self.one(sql, |engine| engine.execute(sql, params))
    }

    pub(super) fn stream(&mut self, sql: &str, each: &mut EachRow<'_>) -> Result<(), crate::Error> {
        self.flush()?;
        self.one(sql, |engine| Ok(engine.stream(sql, each)))?
    }

    pub(super) fn insert(&mut self, sql: &str, rows: &[Row]) -> Result<(), StoreError> {
        self.flush()?;
        self.one(sql, |engine| engine.insert(sql, rows))
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.flush()?;
        self.one(sql, |engine| engine.batch(sql))
    }

    /// Sends what is queued, in order; after the first error nothing more, as PostgreSQL ignores what follows it.
    fn flush(&mut self) -> Result<(), StoreError> {
        for (sql, params) in std::mem::take(&mut self.queued) {
            self.one(sql, |engine| engine.execute(sql, &params))?;
        }
        Ok(())
    }

    /// One statement there, and its answer back.
    fn one<T>(
        &mut self,
        sql: &str,
        run: impl FnOnce(&mut sqlite::Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let fate = self.line.leaves(sql);
        self.meets(fate)?;
        if self.server != self.line.server() {
            self.engine = None;
        }
        let room = self.line.room();
        let engine = self.engine.as_mut().ok_or_else(gone)?;
        if room != self.room {
            engine.limit(room)?;
            self.room = room;
        }
        let answer = run(engine)?;
        let fate = self.line.answered(sql);
        self.meets(fate)?;
        Ok(answer)
    }

    fn meets(&mut self, fate: Fate) -> Result<(), StoreError> {
        match fate {
            Fate::Passes => return Ok(()),
            Fate::Fails(error) => return Err(error),
            Fate::Cut => self.engine = None,
            Fate::Lost => {
                if let Some(engine) = self.engine.take() {
                    self.line.left(Box::new(engine));
                }
            }
        }
        Err(gone())
    }
}
