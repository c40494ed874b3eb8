//! Sessions in the core's store: not state, so no entries; each is found by the hash of its token.
//!
//! No entry tells of a row, so the audit cannot judge it. Instead each row is authenticated under a key
//! that is not in the database: whoever has only the database's password cannot make one or change
//! whose it is, and with it act as an official.

mod provider;

pub(crate) use provider::end_opened_by;

use std::future::Future;
use std::pin::Pin;

use casework::record::{DataKey, KeyRing, Tx};
use casework::store::{Link, Value};
use casework::{Casework, Error, Parts, PersonId, people, tokens};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use web::Assurance;
use web::held::HeldName;
use web::session::{SessionData, SessionError, SessionStore, TokenHash};

/// How long an unused row is kept, in µs: longer than any session lives, so that the sweep never
/// ends one early.
const KEPT: i64 = 24 * 3600 * 1_000_000;

/// What forms that wait are sealed for.
const HELD: &str = "held form";
/// Where a session says by which passkey it was opened or confirmed, in hexadecimal.
pub(crate) const PASSKEY: &str = "services-passkey";
/// How long a browser is remembered in which nobody signs in, in µs: as long as its cookie.
const BROWSERS_KEPT: i64 = 400 * 24 * 3600 * 1_000_000;

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
                let Some(mut data) = opened(&parts.keys, &token, &row.get::<String>(0)?) else {
                    tracing::warn!("a session's row is not authentic: somebody else wrote it");
                    return Ok(None);
                };
                let Some(person) = data.person.map(PersonId) else {
                    return Ok(Some(data));
                };
                // Who was erased, here or by another process, is signed in no longer.
                if people::is_erased(link, person)? {
                    return Ok(None);
                }
                data.reach = reach(link, person)?;
                Ok(Some(data))
            });
            found.await.map_err(failed)
        })
    }

    fn save(&self, token: TokenHash, data: SessionData) -> Answer<'_, ()> {
        Box::pin(async move {
            let Some(row) = self.row(token, &data)? else {
                return Ok(());
            };
            let written = self.0.write(move |tx| {
                let sql = "insert into sessions (token_hash, person, data, created_at, seen_at, \
                           expires_at) values ($1, $2, $3, $4, $5, $6)";
                Ok(tx.side_table(sql, row.clone())?)
            });
            written.await.map_err(failed)
        })
    }

    fn update(&self, token: TokenHash, to: TokenHash, data: SessionData) -> Answer<'_, bool> {
        Box::pin(async move {
            let Some(mut row) = self.row(to, &data)? else {
                return Ok(true);
            };
            row.push(token.0.into());
            let written = self.0.write(move |tx| {
                let sql = "select 1 from sessions where token_hash = $1";
                if tx.query_opt(sql, &[token.0.into()])?.is_none() {
                    return Ok(false);
                }
                let sql = "update sessions set token_hash = $1, person = $2, data = $3, \
                           created_at = $4, seen_at = $5, expires_at = $6 where token_hash = $7";
                tx.side_table(sql, row.clone())?;
                Ok(true)
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

    fn hold(&self, name: HeldName, form: Vec<u8>, until: Timestamp) -> Answer<'_, ()> {
        Box::pin(async move {
            let place = name.place().0;
            let sealed = DataKey::new(name.key()).seal(&place, HELD, &form);
            let written = self.0.write(move |tx| {
                let sql = "insert into held_forms (place, sealed, expires_at) values ($1, $2, $3)";
                let params = vec![place.into(), sealed.clone().into(), until.into()];
                Ok(tx.side_table(sql, params)?)
            });
            written.await.map_err(failed)
        })
    }

    fn held(&self, name: HeldName) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let found = self.0.read(move |link, parts| {
                let now = parts.clock.now();
                let sql = "select sealed from held_forms where place = $1 and expires_at > $2";
                let row = link.query_opt(sql, &[name.place().0.into(), now.into()])?;
                let Some(row) = row else { return Ok(None) };
                // What somebody else wrote there opens under no name.
                let sealed: Vec<u8> = row.get(0)?;
                Ok(DataKey::new(name.key()).open(HELD, &sealed).ok())
            });
            found.await.map_err(failed)
        })
    }

    fn unhold(&self, place: TokenHash) -> Answer<'_, bool> {
        Box::pin(async move {
            let taken = self.0.write(move |tx| {
                let (sql, now) = (
                    "select 1 from held_forms where place = $1 and expires_at > $2",
                    tx.now(),
                );
                let there = tx.query_opt(sql, &[place.0.into(), now.into()])?.is_some();
                let sql = "delete from held_forms where place = $1";
                tx.side_table(sql, vec![place.0.into()])?;
                Ok(there)
            });
            taken.await.map_err(failed)
        })
    }
}

impl StoredSessions {
    /// A session's row; none for a program's: made anew from its token each time, since kept it would outlive it.
    fn row(
        &self,
        token: TokenHash,
        data: &SessionData,
    ) -> Result<Option<Vec<Value>>, SessionError> {
        if data.scopes.is_some() {
            return Ok(None);
        }
        let text = serde_json::to_string(data).map_err(failed)?;
        let text = format!("{}{text}", mac(&self.0.parts.keys, &token, &text));
        let (created, seen) = (data.created.as_microsecond(), data.seen.as_microsecond());
        Ok(Some(vec![
            token.0.into(),
            data.person.into(),
            text.into(),
            created.into(),
            seen.into(),
            (seen + KEPT).into(),
        ]))
    }
}

/// The highest level that a person can prove here: with a passkey where they have one.
pub(crate) fn reach(link: &mut Link, person: PersonId) -> Result<Assurance, Error> {
    let sql = "select 1 from passkeys where person = $1 limit 1";
    let has = link.query_opt(sql, &[person.into()])?.is_some();
    Ok(if has {
        Assurance::Substantial
    } else {
        Assurance::Low
    })
}

/// A session as its person sees it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// By what it is named in addresses: a hash of its token's hash, so that nobody learns that either.
    pub(crate) id: String,
    token: TokenHash,
    pub(crate) data: SessionData,
}

impl Seen {
    /// Whether a passkey of this id opened or confirmed it.
    pub(crate) fn is_by_passkey(&self, id: &str) -> bool {
        self.data.values.get(PASSKEY).is_some_and(|own| own == id)
    }
}

/// The name of a session in addresses.
pub(crate) fn name(token: &TokenHash) -> String {
    let hash = Sha256::new().chain_update("session").chain_update(token.0);
    hex::encode(&hash.finalize()[..8])
}

/// The live sessions of a person, the last used first.
pub(crate) fn sessions_of(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
) -> Result<Vec<Seen>, Error> {
    let now = parts.clock.now();
    let sql = "select token_hash, data from sessions where person = $1 \
               order by seen_at desc, created_at desc limit 200";
    let mut all = Vec::new();
    for row in link.query(sql, &[person.into()])? {
        let token = TokenHash(row.get(0)?);
        let data = opened(&parts.keys, &token, &row.get::<String>(1)?);
        let own = |d: &SessionData| d.person == Some(person.0) && d.is_alive(now);
        all.extend(data.filter(own).map(|data| Seen {
            id: name(&token),
            token,
            data,
        }));
    }
    Ok(all)
}

/// Ends those sessions of a person of which `which` says so; how many.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    person: PersonId,
    which: impl Fn(&Seen) -> bool,
) -> Result<usize, Error> {
    let parts = tx.parts();
    let all = sessions_of(tx.link(), parts, person)?;
    let ended: Vec<_> = all.iter().filter(|s| which(s)).collect();
    for session in &ended {
        let sql = "delete from sessions where token_hash = $1";
        tx.side_table(sql, vec![session.token.0.into()])?;
    }
    Ok(ended.len())
}

/// Ends all sessions of a person but one; how many. Rows that cannot be read end, too.
pub(crate) fn end_others(
    tx: &mut Tx<'_>,
    person: PersonId,
    own: Option<TokenHash>,
) -> Result<usize, Error> {
    let own = own.map_or([0; 32], |token| token.0);
    let many = end(tx, person, |s| s.token.0 != own)?;
    let sql = "delete from sessions where person = $1 and token_hash <> $2";
    tx.side_table(sql, vec![person.into(), own.into()])?;
    Ok(many)
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
            "delete from provider_sessions where expires_at < $1",
            "delete from held_forms where expires_at < $1",
        ] {
            tx.side_table(sql, vec![now.into()])?;
        }
        let old = now - BROWSERS_KEPT;
        let sql = "delete from known_browsers where seen_at < $1";
        tx.side_table(sql, vec![old.into()])?;
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
