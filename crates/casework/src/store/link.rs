//! One connection to either store.

#[cfg(feature = "simulation")]
use super::simulated;
use super::{EachRow, Place, Row, StoreError, Value, postgres, sqlite};

/// A connection. Not shared between threads at once; a pool or the writer owns it.
///
/// Architecture invariant: other crates only read by it. State is written by the fold, what is not
/// state by [`crate::record::Tx::side_table`].
pub struct Link(Inner);

enum Inner {
    Sqlite(sqlite::Connection),
    Postgres(Box<postgres::Connection>),
    #[cfg(feature = "simulation")]
    Simulated(Box<simulated::Connection>),
}

/// Runs the same expression on either connection.
macro_rules! on {
    ($self:ident, $c:ident => $e:expr) => {
        match &mut $self.0 {
            Inner::Sqlite($c) => $e,
            Inner::Postgres($c) => $e,
            #[cfg(feature = "simulation")]
            Inner::Simulated($c) => $e,
        }
    };
}

impl Link {
    /// Opens a connection that may write.
    ///
    /// # Errors
    /// When the file cannot be opened or the server not reached.
    pub(crate) fn open(place: &Place) -> Result<Self, StoreError> {
        Ok(Self(match place {
            Place::Sqlite(path) => Inner::Sqlite(sqlite::Connection::open(path, false)?),
            Place::Memory => Inner::Sqlite(sqlite::Connection::memory()?),
            Place::Scratch => Inner::Sqlite(sqlite::Connection::scratch()?),
            Place::Postgres(url) => Inner::Postgres(Box::new(postgres::Connection::open(url)?)),
            #[cfg(feature = "simulation")]
            Place::Simulated(it) => Inner::Simulated(Box::new(simulated::Connection::open(it)?)),
        }))
    }

    /// Opens a connection that only reads (enforced by SQLite; by convention on PostgreSQL).
    ///
    /// # Errors
    /// As [`Link::open`].
    pub(crate) fn open_reader(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Sqlite(path) => Ok(Self(Inner::Sqlite(sqlite::Connection::open(path, true)?))),
            _ => Self::open(place),
        }
    }

    /// As [`Link::open`], for the writer: on PostgreSQL each answer comes within a bound, else the connection is given up.
    ///
    /// # Errors
    /// As [`Link::open`].
    pub(crate) fn serving(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Postgres(url) => {
                let connection = postgres::Connection::serving(url)?;
                Ok(Self(Inner::Postgres(Box::new(connection))))
            }
            _ => Self::open(place),
        }
    }

    /// As [`Link::serving`], for reading.
    ///
    /// # Errors
    /// As [`Link::open`].
    pub(crate) fn serving_reader(place: &Place) -> Result<Self, StoreError> {
        match place {
            Place::Postgres(_) => Self::serving(place),
            _ => Self::open_reader(place),
        }
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self.0, Inner::Postgres(_))
    }

    /// Whether the connection is gone and has to be opened anew.
    pub fn is_closed(&self) -> bool {
        match &self.0 {
            Inner::Sqlite(_) => false,
            Inner::Postgres(c) => c.is_closed(),
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => c.is_closed(),
        }
    }

    /// Not used any more: it is opened anew.
    pub(crate) fn give_up(&mut self) {
        match &mut self.0 {
            Inner::Sqlite(_) => {}
            Inner::Postgres(c) => c.give_up(),
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => c.give_up(),
        }
    }

    /// As [`Link::is_closed`], after listening to what the server has said while nobody asked.
    pub(crate) fn is_alive(&self) -> bool {
        match &self.0 {
            Inner::Sqlite(_) => true,
            Inner::Postgres(c) => c.is_alive(),
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => c.is_alive(),
        }
    }

    /// Hands the rows of a query to `each`, one after another, with the names of their columns: nothing is held that it does not
    /// hold. For whole tables; the statement is not kept.
    ///
    /// # Errors
    /// The store's, or what `each` returns, after which no further row is read.
    pub(crate) fn stream(&mut self, sql: &str, each: &mut EachRow<'_>) -> Result<(), crate::Error> {
        on!(self, c => c.stream(sql, each))
    }

    /// Puts rows into a table, as [`Link::stream`] gave them on either store.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn insert(
        &mut self,
        table: &str,
        columns: &[String],
        rows: &[Row],
    ) -> Result<(), StoreError> {
        let list = columns.join(", ");
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
        let sql = format!("insert into {table} ({list}) values ({})", marks.join(", "));
        on!(self, c => c.insert(&sql, rows))
    }

    /// Runs a query and returns its rows. Queued statements run first.
    ///
    /// # Errors
    /// The store's, of this or of a queued statement.
    pub fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        on!(self, c => c.query(sql, params))
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub fn query_opt(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// Runs a statement now and says how many rows it touched. Queued statements run first.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<u64, StoreError> {
        on!(self, c => c.execute(sql, params))
    }

    /// Runs a statement whose result nobody needs: at once on SQLite, with the next flush (and
    /// in the same round trip as its neighbours) on PostgreSQL. An error may come that late.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn queue(
        &mut self,
        sql: &'static str,
        params: Vec<Value>,
    ) -> Result<(), StoreError> {
        match &mut self.0 {
            Inner::Sqlite(c) => c.execute(sql, &params).map(drop),
            Inner::Postgres(c) => {
                c.queue(sql, params);
                Ok(())
            }
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => {
                c.queue(sql, params);
                Ok(())
            }
        }
    }

    /// Runs SQL text of several statements without parameters.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        on!(self, c => c.batch(sql))
    }

    /// Lets go of what rows held before they were overwritten; `false` where that has to be tried again.
    /// PostgreSQL keeps it until its own vacuum, and in its own log: there is nothing to do here.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn let_go(&mut self) -> Result<bool, StoreError> {
        match &mut self.0 {
            Inner::Sqlite(c) => c.empty_log(),
            Inner::Postgres(_) => Ok(true),
            #[cfg(feature = "simulation")]
            Inner::Simulated(_) => Ok(true),
        }
    }

    /// Begins a transaction that will write; on SQLite it takes the write lock at once, since a
    /// deferred transaction that reads before it writes fails under concurrency.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        match &mut self.0 {
            Inner::Sqlite(c) => c.execute("begin immediate", &[]).map(drop),
            Inner::Postgres(c) => {
                c.clear();
                c.queue("begin", Vec::new());
                Ok(())
            }
            #[cfg(feature = "simulation")]
            // The head's lock, which PostgreSQL gives with the first statement.
            Inner::Simulated(c) => {
                c.clear();
                c.queue("begin immediate", Vec::new());
                Ok(())
            }
        }
    }

    /// Begins a transaction that reads one snapshot.
    ///
    /// # Errors
    /// As [`Link::query`].
    pub(crate) fn begin_read(&mut self) -> Result<(), StoreError> {
        match &mut self.0 {
            Inner::Sqlite(c) => c.execute("begin", &[]).map(drop),
            Inner::Postgres(c) => {
                c.clear();
                c.queue(
                    "begin isolation level repeatable read read only",
                    Vec::new(),
                );
                Ok(())
            }
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => {
                c.clear();
                c.queue("begin", Vec::new());
                Ok(())
            }
        }
    }

    /// Commits; when this returns, what was written is durable.
    ///
    /// # Errors
    /// As [`Link::query`]; after an error it is not known whether the commit happened.
    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.execute("commit", &[]).map(drop)
    }

    /// Gives up the transaction; `false` where the store did not say that it did: the connection may still be in it, or be gone.
    pub(crate) fn rollback(&mut self) -> bool {
        if self.is_closed() {
            return false;
        }
        let outcome = match &mut self.0 {
            Inner::Sqlite(c) => c.execute("rollback", &[]).map(drop),
            Inner::Postgres(c) => {
                c.clear();
                c.execute("rollback", &[]).map(drop)
            }
            #[cfg(feature = "simulation")]
            Inner::Simulated(c) => {
                c.clear();
                c.execute("rollback", &[]).map(drop)
            }
        };
        if let Err(e) = &outcome {
            tracing::debug!(error = %e, "rollback");
        }
        outcome.is_ok()
    }
}
