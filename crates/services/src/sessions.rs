//! Sessions in the core's store: not state, so no entries; each is found by the hash of its token.

use std::future::Future;
use std::pin::Pin;

use casework::{Casework, Error};
use web::session::{SessionData, SessionError, SessionStore, TokenHash};

/// How long an unused row is kept, in µs: longer than any session lives, so that the sweep never
/// ends one early.
const KEPT: i64 = 24 * 3600 * 1_000_000;

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SessionError>> + Send + 'a>>;

/// Sessions in the table `sessions`.
#[derive(Clone)]
pub struct StoredSessions(Casework);

impl StoredSessions {
    /// Sessions in the core's store.
    #[must_use]
    pub fn new(casework: Casework) -> Self {
        Self(casework)
    }
}

impl std::fmt::Debug for StoredSessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoredSessions")
    }
}

impl SessionStore for StoredSessions {
    fn load(&self, token: TokenHash) -> Answer<'_, Option<SessionData>> {
        Box::pin(async move {
            let text = self.0.read(move |link, _| {
                let sql = "select data from sessions where token_hash = $1";
                let row = link.query_opt(sql, &[token.0.into()])?;
                Ok(row.map(|r| r.get::<String>(0)).transpose()?)
            });
            match text.await.map_err(failed)? {
                Some(text) => serde_json::from_str(&text).map(Some).map_err(failed),
                None => Ok(None),
            }
        })
    }

    fn save(&self, token: TokenHash, data: SessionData) -> Answer<'_, ()> {
        Box::pin(async move {
            let text = serde_json::to_string(&data).map_err(failed)?;
            let (created, seen) = (data.created.as_microsecond(), data.seen.as_microsecond());
            let written = self.0.write(move |tx| {
                let sql = "insert into sessions (token_hash, person, data, created_at, seen_at, \
                           expires_at) values ($1, $2, $3, $4, $5, $6) on conflict (token_hash) do \
                           update set person = excluded.person, data = excluded.data, \
                           seen_at = excluded.seen_at, expires_at = excluded.expires_at";
                let params = vec![
                    token.0.into(),
                    data.person.into(),
                    text.as_str().into(),
                    created.into(),
                    seen.into(),
                    (seen + KEPT).into(),
                ];
                Ok(tx.link().queue(sql, params)?)
            });
            written.await.map_err(failed)
        })
    }

    fn remove(&self, token: TokenHash) -> Answer<'_, ()> {
        Box::pin(async move {
            let removed = self.0.write(move |tx| {
                let sql = "delete from sessions where token_hash = $1";
                Ok(tx.link().queue(sql, vec![token.0.into()])?)
            });
            removed.await.map_err(failed)
        })
    }
}

/// Deletes what nobody can use any more: sessions, codes, challenges, keys of repeated requests.
/// The binary calls it every few minutes.
///
/// # Errors
/// The store's.
pub async fn sweep_sessions(casework: &Casework) -> Result<(), Error> {
    let sweep = |tx: &mut casework::record::Tx<'_>| {
        let now = tx.now().as_microsecond();
        for sql in [
            "delete from sessions where expires_at < $1",
            "delete from sign_in_codes where expires_at < $1",
            "delete from challenges where expires_at < $1",
        ] {
            tx.link().queue(sql, vec![now.into()])?;
        }
        let old = now - crate::idempotency::KEPT;
        let sql = "delete from idempotency where created_at < $1";
        Ok(tx.link().queue(sql, vec![old.into()])?)
    };
    casework.write(sweep).await
}

fn failed(e: impl std::error::Error + Send + Sync + 'static) -> SessionError {
    SessionError(Box::new(e))
}
