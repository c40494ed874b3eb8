//! PostgreSQL: one connection on a runtime of its own, with queued statements sent in one flight.

use std::collections::HashMap;
use std::error::Error as _;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{MaybeDone, maybe_done};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Client, NoTls, Statement};

use super::{EachRow, Row, StoreError, Value};

/// How long to wait for a server before saying that it cannot be reached.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a serving connection waits for one answer. The server gives up a little sooner, and says so; ours is for a
/// server that is gone without a word.
const ANSWER: Duration = Duration::from_secs(20);
/// What the server is told at the beginning: one shape of answer whatever its settings are.
const SETTINGS: &str = "set timezone to 'UTC'; set client_min_messages to warning";
/// And on a serving connection. A node that was cut off in a transaction holds the log's head: the server must let go of it,
/// else no other node writes.
const SERVING: &str = "\
     ; set statement_timeout to '15s'; set lock_timeout to '10s'; \
     set idle_in_transaction_session_timeout to '15s'; set tcp_keepalives_idle to 5; \
     set tcp_keepalives_interval to 2; set tcp_keepalives_count to 3; set tcp_user_timeout to '15s'";

pub(super) struct Connection {
    runtime: Own,
    client: Client,
    statements: HashMap<&'static str, Statement>,
    queued: Vec<(&'static str, Vec<Value>)>,
    /// How long one answer may take; `None`: as long as it takes.
    patience: Option<Duration>,
    /// No answer came in time: what the server does with this connection is not known.
    given_up: bool,
}

/// A connection's own runtime, which may be dropped anywhere, also on another runtime's thread.
struct Own(Option<tokio::runtime::Runtime>);

impl std::ops::Deref for Own {
    type Target = tokio::runtime::Runtime;
    fn deref(&self) -> &Self::Target {
        self.0
            .as_ref()
            .expect("the runtime is only taken when the connection is dropped")
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// The server's own words, with its hint, instead of the crate's "db error".
pub(super) fn describe(e: &tokio_postgres::Error) -> String {
    match (e.as_db_error(), e.source()) {
        (Some(db), _) => format!("{} ({})", db.message(), db.code().code()),
        (None, Some(cause)) => format!("{e}: {cause}"),
        (None, None) => e.to_string(),
    }
}

/// There is no TLS to PostgreSQL: who asks for it must not be connected in clear text.
fn no_tls(url: &str) -> Result<(), StoreError> {
    let mode = url.split(['?', '&', ' ']).find_map(|part| {
        let value = part.trim().strip_prefix("sslmode")?.trim_start();
        Some(value.strip_prefix('=')?.trim())
    });
    match mode {
        None | Some("disable") => Ok(()),
        Some(mode) => Err(StoreError::Address(format!(
            "sslmode={mode}: TLS to PostgreSQL is not supported; use a socket or a private network \
             with sslmode=disable, or a tunnel"
        ))),
    }
}

impl Connection {
    /// A connection for whole tables and migrations, which take as long as they take.
    pub(super) fn open(url: &str) -> Result<Self, StoreError> {
        Self::connect(url, None)
    }

    /// A connection for people who wait: each answer within a bound.
    pub(super) fn serving(url: &str) -> Result<Self, StoreError> {
        Self::connect(url, Some(ANSWER))
    }

    fn connect(url: &str, patience: Option<Duration>) -> Result<Self, StoreError> {
        no_tls(url)?;
        let settings = [SETTINGS, patience.map_or("", |_| SERVING)].concat();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| StoreError::Unavailable(e.to_string()))?;
        let client = runtime.block_on(async {
            let ready = async {
                let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
                tokio::spawn(async move {
                    if let Err(e) = connection.await {
                        tracing::warn!(error = %e, "PostgreSQL connection ended");
                    }
                });
                client.batch_execute(&settings).await?;
                Ok::<_, StoreError>(client)
            };
            let ready = tokio::time::timeout(CONNECT, ready).await;
            ready.map_err(|_| StoreError::Unavailable("no answer in 5 s".into()))?
        })?;
        Ok(Self {
            runtime: Own(Some(runtime)),
            client,
            statements: HashMap::new(),
            queued: Vec::new(),
            patience,
            given_up: false,
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.given_up || self.client.is_closed()
    }

    /// Whether the connection is still there. Nothing runs on its runtime while nobody asks: what the server has said
    /// meanwhile, such as that it ends, is heard here.
    pub(super) fn is_alive(&self) -> bool {
        self.runtime.block_on(async {
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        });
        !self.is_closed()
    }

    pub(super) fn give_up(&mut self) {
        self.given_up = true;
    }

    fn gave_up(&mut self) -> StoreError {
        self.given_up = true;
        self.queued.clear();
        StoreError::Unavailable(format!("no answer in {} s", ANSWER.as_secs()))
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
        self.prepare(Some(sql))?;
        let (client, statements) = (&self.client, &self.statements);
        let queued = std::mem::take(&mut self.queued);
        let rows = self.runtime.block_on(within(self.patience, async {
            let mut before = flight(client, statements, &queued);
            depart(&mut before).await;
            let params = refs(params);
            let rows = client.query(&statements[sql], &params).await;
            arrive(before).await?;
            rows
        }));
        let rows = rows.ok_or_else(|| self.gave_up())??;
        rows.iter().map(read).collect()
    }

    pub(super) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> Result<u64, StoreError> {
        self.prepare(Some(sql))?;
        let (client, statements) = (&self.client, &self.statements);
        let queued = std::mem::take(&mut self.queued);
        let touched = self.runtime.block_on(within(self.patience, async {
            let mut before = flight(client, statements, &queued);
            depart(&mut before).await;
            let touched = run(client, &statements[sql], params).await;
            arrive(before).await?;
            touched
        }));
        Ok(touched.ok_or_else(|| self.gave_up())??)
    }

    pub(super) fn stream(&mut self, sql: &str, each: &mut EachRow<'_>) -> Result<(), crate::Error> {
        // What is queued, such as the beginning of the transaction, comes first.
        self.query("select 1", &[])?;
        let client = &self.client;
        self.runtime.block_on(async {
            let statement = client.prepare(sql).await.map_err(StoreError::from)?;
            let columns = statement.columns().iter();
            let columns: Vec<String> = columns.map(|c| c.name().to_owned()).collect();
            let none = std::iter::empty::<&Value>();
            let rows = client.query_raw(&statement, none).await;
            let mut rows = std::pin::pin!(rows.map_err(StoreError::from)?);
            while let Some(row) = rows.next().await {
                each(&columns, read(&row.map_err(StoreError::from)?)?)?;
            }
            Ok(())
        })
    }

    pub(super) fn insert(&mut self, sql: &str, rows: &[Row]) -> Result<(), StoreError> {
        self.query("select 1", &[])?;
        let client = &self.client;
        Ok(self.runtime.block_on(async {
            let statement = client.prepare(sql).await?;
            let one = |row: &'_ Row| -> Pin<Box<dyn Future<Output = Answer> + '_>> {
                let (statement, values) = (statement.clone(), row.values().to_vec());
                Box::pin(async move { run(client, &statement, &values).await })
            };
            let mut all: Flight<'_> = rows.iter().map(|r| Box::pin(maybe_done(one(r)))).collect();
            depart(&mut all).await;
            arrive(all).await
        })?)
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.runtime.block_on(self.client.batch_execute(sql))?)
    }

    /// Prepares what is queued, and `next`, where it is new to this connection.
    fn prepare(&mut self, next: Option<&'static str>) -> Result<(), StoreError> {
        let wanted = self.queued.iter().map(|(sql, _)| *sql).chain(next);
        let new: Vec<_> = wanted
            .filter(|sql| !self.statements.contains_key(sql))
            .collect();
        for sql in new {
            let prepared = within(self.patience, self.client.prepare(sql));
            let statement = self.runtime.block_on(prepared);
            let statement = statement.ok_or_else(|| self.gave_up())??;
            self.statements.insert(sql, statement);
        }
        Ok(())
    }
}

/// What comes of it, or `None` when that takes too long.
async fn within<T>(patience: Option<Duration>, work: impl Future<Output = T>) -> Option<T> {
    match patience {
        Some(patience) => tokio::time::timeout(patience, work).await.ok(),
        None => Some(work.await),
    }
}

type Answer = Result<u64, tokio_postgres::Error>;
type Flight<'a> = Vec<Pin<Box<MaybeDone<Pin<Box<dyn Future<Output = Answer> + 'a>>>>>>;

fn flight<'a>(
    client: &'a Client,
    statements: &'a HashMap<&'static str, Statement>,
    queued: &'a [(&'static str, Vec<Value>)],
) -> Flight<'a> {
    let one = |(sql, params): &'a (&'static str, Vec<Value>)| {
        let future: Pin<Box<dyn Future<Output = Answer> + 'a>> =
            Box::pin(run(client, &statements[sql], params));
        Box::pin(maybe_done(future))
    };
    queued.iter().map(one).collect()
}

/// Polls each once, in order: that is when `tokio-postgres` sends it, so they leave in order and
/// nobody waits for an answer in between.
async fn depart(flight: &mut Flight<'_>) {
    poll_fn(|cx| {
        for future in flight.iter_mut() {
            let _ = future.as_mut().poll(cx);
        }
        Poll::Ready(())
    })
    .await;
}

/// The first error of all that departed: later ones only say that the transaction is aborted.
async fn arrive(flight: Flight<'_>) -> Result<(), tokio_postgres::Error> {
    let mut outcome = Ok(());
    for mut future in flight {
        future.as_mut().await;
        if let Some(answer) = future.as_mut().take_output() {
            outcome = outcome.and(answer.map(drop));
        }
    }
    outcome
}

async fn run(
    client: &Client,
    statement: &Statement,
    params: &[Value],
) -> Result<u64, tokio_postgres::Error> {
    client.execute(statement, &refs(params)).await
}

fn refs(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|p| p as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            // SQLite keeps truth as a number: a row that was read there is put in here.
            Self::Int(n @ (0 | 1)) if *ty == Type::BOOL => (*n == 1).to_sql_checked(ty, out),
            Self::Int(n) => n.to_sql_checked(ty, out),
            Self::Text(s) => s.to_sql_checked(ty, out),
            Self::Blob(b) => b.to_sql_checked(ty, out),
            Self::Bool(b) => b.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn read(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let value = |(i, column): (usize, &tokio_postgres::Column)| {
        Ok(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(i)?.into(),
            Type::INT4 => row.try_get::<_, Option<i32>>(i)?.map(i64::from).into(),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.into(),
            Type::BOOL => row.try_get::<_, Option<bool>>(i)?.into(),
            _ => row.try_get::<_, Option<String>>(i)?.into(),
        })
    };
    row.columns()
        .iter()
        .enumerate()
        .map(value)
        .collect::<Result<_, StoreError>>()
        .map(Row)
}

#[cfg(test)]
mod tests {
    use super::no_tls;

    #[test]
    fn who_asks_for_tls_is_not_connected_without() {
        for mode in ["prefer", "require", "verify-ca", "verify-full"] {
            for url in [
                format!("postgres://a@db.example/b?sslmode={mode}"),
                format!("postgres://a@db.example/b?connect_timeout=5&sslmode={mode}"),
                format!("host=db.example sslmode={mode} user=a"),
            ] {
                let refused = no_tls(&url).unwrap_err().to_string();
                assert!(refused.contains(mode), "{url}: {refused}");
            }
        }
        for url in [
            "postgres://a@db.example/b",
            "postgres://a@db.example/b?sslmode=disable",
        ] {
            assert!(no_tls(url).is_ok(), "{url}");
        }
    }
}
