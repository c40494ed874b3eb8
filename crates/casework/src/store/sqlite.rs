//! SQLite: WAL and full sync, so that an acknowledged commit survives a power cut.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{OpenFlags, ToSql};

use super::{EachRow, Row, StoreError, Value};

/// Prepared statements kept per connection; more than the program has.
const STATEMENTS: usize = 256;
/// How long a writer of another process (a command-line tool) is waited for.
const BUSY: std::time::Duration = std::time::Duration::from_secs(10);
/// How long readers are waited for to empty the log. Once all of it is in the file new readers do not
/// need it; only snapshots that began before do.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(100);

pub(super) struct Connection {
    inner: rusqlite::Connection,
    /// Each statement with `?1` for `$1`: SQLite numbers the former as written, but the latter,
    /// which it takes for names, in the order of their first use.
    numbered: HashMap<&'static str, Box<str>>,
}

impl Connection {
    pub(super) fn open(path: &Path, read_only: bool) -> Result<Self, StoreError> {
        let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags |= if read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        };
        let c = rusqlite::Connection::open_with_flags(path, flags)?;
        if !read_only {
            c.pragma_update(None, "journal_mode", "wal")?;
            // NORMAL loses acknowledged commits at power loss.
            c.pragma_update(None, "synchronous", "full")?;
            // Fewer checkpoints of the log into the file: 16 MiB between them.
            c.pragma_update(None, "wal_autocheckpoint", 4000)?;
            // What a row no longer holds, such as a key that was destroyed, is overwritten in its page.
            c.pragma_update(None, "secure_delete", "fast")?;
        }
        // KiB a connection. Not mapped into memory: every reader would hold the whole file.
        c.pragma_update(None, "cache_size", if read_only { -8_000 } else { -32_000 })?;
        Self::ready(c)
    }

    pub(super) fn memory() -> Result<Self, StoreError> {
        Self::ready(rusqlite::Connection::open_in_memory()?)
    }

    pub(super) fn scratch() -> Result<Self, StoreError> {
        let c = rusqlite::Connection::open("")?;
        c.pragma_update(None, "journal_mode", "off")?;
        c.pragma_update(None, "synchronous", "off")?;
        c.pragma_update(None, "cache_size", -128_000)?;
        Self::ready(c)
    }

    /// What a simulation's server runs on: its crashes are connections that are lost, never a machine's, so nothing is synced; who
    /// finds another's transaction is told at once, since nobody else goes on meanwhile.
    #[cfg(feature = "simulation")]
    pub(super) fn simulated(path: &Path) -> Result<Self, StoreError> {
        let c = rusqlite::Connection::open(path)?;
        c.pragma_update(None, "journal_mode", "wal")?;
        c.pragma_update(None, "synchronous", "off")?;
        let ready = Self::ready(c)?;
        ready.inner.busy_timeout(std::time::Duration::ZERO)?;
        Ok(ready)
    }

    #[cfg(feature = "simulation")]
    pub(super) fn limit(&mut self, room: super::simulated::Room) -> Result<(), StoreError> {
        use super::simulated::Room;
        self.batch(match room {
            // SQLite's highest number of pages, and the lowest, which it raises to what there is.
            Room::Enough => "pragma query_only = off; pragma max_page_count = 4294967294",
            Room::None => "pragma query_only = off; pragma max_page_count = 1",
            Room::ReadOnly => "pragma query_only = on",
        })
    }

    fn ready(c: rusqlite::Connection) -> Result<Self, StoreError> {
        c.busy_timeout(BUSY)?;
        c.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            inner: c,
            numbered: HashMap::new(),
        })
    }

    pub(super) fn query(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        let sql = self
            .numbered
            .entry(sql)
            .or_insert_with(|| sql.replace('$', "?").into());
        let mut statement = self.inner.prepare_cached(sql)?;
        bind(&mut statement, params)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns)
                .map(|i| Ok(owned(row.get_ref(i)?)))
                .collect::<Result<_, StoreError>>();
            out.push(Row(values?));
        }
        Ok(out)
    }

    pub(super) fn stream(&mut self, sql: &str, each: &mut EachRow<'_>) -> Result<(), crate::Error> {
        let mut statement = self.inner.prepare(sql).map_err(StoreError::from)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let values = (0..columns.len()).map(|i| Ok(owned(row.get_ref(i)?)));
            let values = values.collect::<Result<_, StoreError>>()?;
            each(&columns, Row(values))?;
        }
        Ok(())
    }

    pub(super) fn insert(&mut self, sql: &str, rows: &[Row]) -> Result<(), StoreError> {
        let mut statement = self.inner.prepare_cached(&sql.replace('$', "?"))?;
        for row in rows {
            bind(&mut statement, row.values())?;
            statement.raw_execute()?;
        }
        Ok(())
    }

    pub(super) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<u64, StoreError> {
        let sql = self
            .numbered
            .entry(sql)
            .or_insert_with(|| sql.replace('$', "?").into());
        let mut statement = self.inner.prepare_cached(sql)?;
        bind(&mut statement, params)?;
        Ok(statement.raw_execute()? as u64)
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.inner.execute_batch(sql)?)
    }

    /// Empties the write-ahead log, which keeps pages as they were before; `false` while a reader
    /// needs it for longer than [`PATIENCE`].
    pub(super) fn empty_log(&mut self) -> Result<bool, StoreError> {
        self.inner.busy_timeout(PATIENCE)?;
        let busy = self
            .inner
            .query_row("pragma wal_checkpoint(truncate)", [], |row| {
                row.get::<_, i64>(0)
            });
        self.inner.busy_timeout(BUSY)?;
        Ok(busy? == 0)
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<(), StoreError> {
    for (i, value) in params.iter().enumerate() {
        statement.raw_bind_parameter(i + 1, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Text(s) => ValueRef::Text(s.as_bytes()),
            Self::Blob(b) => ValueRef::Blob(b),
            Self::Bool(b) => ValueRef::Integer(i64::from(*b)),
        }))
    }
}

fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        // No column is a float: a changed one shows as its text and fails the typed read.
        ValueRef::Real(x) => Value::Text(x.to_string()),
        ValueRef::Text(s) => Value::Text(String::from_utf8_lossy(s).into_owned()),
        ValueRef::Blob(b) => Value::Blob(b.to_vec()),
    }
}
