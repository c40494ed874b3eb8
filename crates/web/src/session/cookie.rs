//! How a session gets from a request and into its response.

use super::{Carrier, Session, SessionData, SessionError, SessionStore, State, TokenHash};
use crate::cookies;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, Mutex};

/// An unused session ends after this time (OWASP ASVS 5.0, 7.3.1: by risk; a form may take an evening).
pub(crate) const IDLE: SignedDuration = SignedDuration::from_hours(4);
/// Every session ends after this time.
pub(crate) const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// `seen` is written no more often than this.
const SEEN_STEP: SignedDuration = SignedDuration::from_mins(5);
/// 32 bytes in base64url without padding.
const TOKEN_CHARS: usize = 43;

fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn hash(token: &str) -> TokenHash {
    TokenHash(Sha256::digest(token.as_bytes()).into())
}

/// The token in the request; `Authorization` beats the cookie.
fn shown(headers: &HeaderMap, secure: bool) -> Option<(String, Carrier)> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(|token| (token.trim(), Carrier::Bearer));
    let (token, carrier) =
        bearer.or_else(|| cookies::read(headers, name(secure)).map(|t| (t, Carrier::Cookie)))?;
    (token.len() == TOKEN_CHARS).then(|| (token.to_owned(), carrier))
}

/// The session of a request: the stored one, or an empty one that nobody has heard of yet.
pub(crate) async fn begin(
    headers: &HeaderMap,
    store: &dyn SessionStore,
    secure: bool,
    now: Timestamp,
    entropy: &(dyn Fn(&mut [u8]) + Send + Sync),
) -> Result<Session, SessionError> {
    let random = || {
        let mut bytes = [0; 32];
        entropy(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    };
    let mut state = State {
        data: SessionData {
            csrf: random(),
            created: now,
            seen: now,
            ..SessionData::default()
        },
        carrier: Carrier::None,
        shown: None,
        dirty: false,
        renew: false,
        ended: false,
        now,
        spare_token: random(),
        spare_csrf: random(),
    };
    if let Some((token, carrier)) = shown(headers, secure) {
        let token = hash(&token);
        match store.load(token).await? {
            Some(data) if alive(&data, now) => {
                state.dirty = now.duration_since(data.seen) >= SEEN_STEP;
                state.data = SessionData {
                    seen: if state.dirty { now } else { data.seen },
                    ..data
                };
                state.carrier = carrier;
                state.shown = Some(token);
            }
            Some(_) => store.remove(token).await?,
            None => {}
        }
    }
    Ok(Session(Arc::new(Mutex::new(state))))
}

fn alive(data: &SessionData, now: Timestamp) -> bool {
    now.duration_since(data.seen) < IDLE && now.duration_since(data.created) < LIFETIME
}

/// Writes what changed, and the cookie where the token is new.
pub(crate) async fn finish(
    session: &Session,
    store: &dyn SessionStore,
    secure: bool,
    response: &mut HeaderMap,
) -> Result<(), SessionError> {
    let (data, shown, dirty, renew, ended, spare) = {
        let s = session.state();
        (
            s.data.clone(),
            s.shown,
            s.dirty,
            s.renew,
            s.ended,
            s.spare_token.clone(),
        )
    };
    let mut set = |value: &str, age: i64| {
        let cookie = cookies::write(name(secure), value, age, secure, true);
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.append(header::SET_COOKIE, value);
        }
    };
    if ended {
        if let Some(token) = shown {
            store.remove(token).await?;
        }
        if data.flash.is_some() {
            store.save(hash(&spare), data).await?;
            set(&spare, LIFETIME.as_secs());
        } else {
            set("", 0);
        }
    } else if renew || (dirty && shown.is_none()) {
        store.save(hash(&spare), data).await?;
        if let Some(token) = shown {
            store.remove(token).await?;
        }
        set(&spare, LIFETIME.as_secs());
    } else if let (true, Some(token)) = (dirty, shown) {
        store.save(token, data).await?;
    }
    Ok(())
}
