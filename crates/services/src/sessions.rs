//! Sessions in the core's store: not state, so no entries; each is found by the hash of its token.
//!
//! No entry tells of a row, so the audit cannot judge it. Instead each row is authenticated under a key
//! that is not in the database: whoever has only the database's password cannot make one or change
//! whose it is, and with it act as an official.

use std::future::Future;
use std::pin::Pin;

use casework::record::KeyRing;
use casework::store::Link;
use casework::{Casework, Error, Parts, PersonId, people, tokens};
use subtle::ConstantTimeEq as _;
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
            let found = self.0.read(move |link, parts| {
                let sql = "select data from sessions where token_hash = $1";
                let Some(row) = link.query_opt(sql, &[token.0.into()])? else {
                    return of_token(link, parts, &token);
                };
                let Some(data) = opened(&parts.keys, &token, &row.get::<String>(0)?) else {
                    tracing::warn!("a session's row is not authentic: somebody else wrote it");
                    return Ok(None);
                };
                // Who was erased, here or by another process, is signed in no longer.
                let erased = match data.person {
                    Some(person) => people::is_erased(link, PersonId(person))?,
                    None => false,
                };
                Ok((!erased).then_some(data))
            });
            found.await.map_err(failed)
        })
    }

    fn save(&self, token: TokenHash, data: SessionData) -> Answer<'_, ()> {
        Box::pin(async move {
            // A token's session is made anew from its row each time: kept, it would outlive it.
            if data.scopes.is_some() {
                return Ok(());
            }
            let text = serde_json::to_string(&data).map_err(failed)?;
            let text = format!("{}{text}", mac(&self.0.parts.keys, &token, &text));
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
                Ok(tx.side_table(sql, params)?)
            });
            written.await.map_err(failed)
        })
    }

    fn remove(&self, token: TokenHash) -> Answer<'_, ()> {
        Box::pin(async move {
            let removed = self.0.write(move |tx| {
                let sql = "delete from sessions where token_hash = $1";
                Ok(tx.side_table(sql, vec![token.0.into()])?)
            });
            removed.await.map_err(failed)
        })
    }
}

/// What a program with a token is: its person, within its scopes, with the roles that they hold now.
fn of_token(
    link: &mut Link,
    parts: &Parts,
    token: &TokenHash,
) -> Result<Option<SessionData>, Error> {
    let now = parts.clock.now();
    let Some((person, scopes)) = tokens::authenticate(link, parts, &token.0, now)? else {
        return Ok(None);
    };
    let known = crate::sign_in::known(link, parts, person)?;
    Ok(Some(SessionData {
        person: Some(person.0),
        name: Some(known.name),
        hijri: known.hijri,
        roles: known.roles,
        scopes: Some(scopes),
        created: now,
        seen: now,
        ..SessionData::default()
    }))
}

/// Deletes what nobody can use any more: sessions, codes, challenges, keys of repeated requests,
/// files that never came whole.
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
            tx.side_table(sql, vec![now.into()])?;
        }
        // A row counts the codes of its day: see `phone_codes`.
        let yesterday = now - 48 * 3600 * 1_000_000;
        let sql = "delete from phone_codes where expires_at < $1";
        tx.side_table(sql, vec![yesterday.into()])?;
        let old = now - crate::apply::UPLOADS_KEPT;
        for sql in [
            "delete from draft_upload_parts where upload in \
             (select id from draft_uploads where created_at < $1)",
            "delete from draft_uploads where created_at < $1",
        ] {
            tx.side_table(sql, vec![old.into()])?;
        }
        let old = now - casework::idempotency::KEPT;
        let sql = "delete from idempotency where created_at < $1";
        Ok(tx.side_table(sql, vec![old.into()])?)
    };
    casework.write(sweep).await
}

/// Over the token's hash and all of the data: person, roles, and the times that end it.
fn mac(keys: &KeyRing, token: &TokenHash, text: &str) -> String {
    hex::encode(keys.mac("session", &[&token.0, text.as_bytes()]))
}

/// The data of a row that this house wrote: 64 digits, then JSON.
fn opened(keys: &KeyRing, token: &TokenHash, row: &str) -> Option<SessionData> {
    let (tag, text) = row.split_at_checked(64)?;
    let right = mac(keys, token, text);
    if !bool::from(tag.as_bytes().ct_eq(right.as_bytes())) {
        return None;
    }
    serde_json::from_str(text).ok()
}

fn failed(e: impl std::error::Error + Send + Sync + 'static) -> SessionError {
    SessionError(Box::new(e))
}
