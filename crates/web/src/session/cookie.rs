//! How a session gets from a request and into its response.

use super::{
    Carrier, Device, Renew, Session, SessionData, SessionError, SessionStore, State, TokenHash,
};
use crate::cookies;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};

/// An unused session ends after this time (OWASP ASVS 5.0, 7.3.1: by risk; a form may take an evening).
pub const IDLE: SignedDuration = SignedDuration::from_hours(4);
/// Every session ends after this time.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// How long a browser is known again: what browsers keep a cookie for at most (RFC 6265bis, 5.5).
const BROWSER: SignedDuration = SignedDuration::from_hours(400 * 24);
/// `seen` is written no more often than this.
const SEEN_STEP: SignedDuration = SignedDuration::from_mins(5);
/// 32 bytes in base64url without padding.
const TOKEN_CHARS: usize = 43;

fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn browser_name(secure: bool) -> &'static str {
    if secure { "__Host-browser" } else { "browser" }
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
        renew: Renew::No,
        device: device(headers),
        browser: known(headers, secure),
        former: None,
        ended: false,
        now,
        spare_browser: random(),
        spare_token: random(),
        spare_csrf: random(),
    };
    if let Some((token, carrier)) = shown(headers, secure) {
        let token = TokenHash::of(&token);
        match store.load(token).await? {
            Some(data) if data.is_alive(now) => {
                state.dirty = now.duration_since(data.seen) >= SEEN_STEP;
                state.data = SessionData {
                    seen: if state.dirty { now } else { data.seen },
                    ..data
                };
                state.carrier = carrier;
                state.shown = Some(token);
            }
            Some(data) => {
                state.former = data.person;
                store.remove(token).await?;
            }
            None => {}
        }
    }
    Ok(Session(Arc::new(Mutex::new(state))))
}

fn device(headers: &HeaderMap) -> Device {
    let sent = headers.get(header::USER_AGENT);
    Device::read(sent.and_then(|v| v.to_str().ok()).unwrap_or_default())
}

fn known(headers: &HeaderMap, secure: bool) -> Option<TokenHash> {
    let token = cookies::read(headers, browser_name(secure))?;
    (token.len() == TOKEN_CHARS).then(|| TokenHash::of(token))
}

/// Writes what changed, and the cookie where the token is new.
pub(crate) async fn finish(
    session: &Session,
    store: &dyn SessionStore,
    secure: bool,
    response: &mut HeaderMap,
) -> Result<(), SessionError> {
    let state = session.state().clone();
    let (data, shown, spare) = (state.data, state.shown, state.spare_token);
    let mut set = |name: &str, value: &str, age: i64| {
        let cookie = cookies::write(name, value, age, secure, true);
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.append(header::SET_COOKIE, value);
        }
    };
    let name = name(secure);
    if state.ended {
        if let Some(token) = shown {
            store.remove(token).await?;
        }
        if data.flash.is_some() {
            store.save(TokenHash::of(&spare), data).await?;
            set(name, &spare, LIFETIME.as_secs());
        } else {
            set(name, "", 0);
        }
        return Ok(());
    }
    match (state.renew, shown) {
        (Renew::Rotate, Some(token)) => {
            // Ended meanwhile by another request, it stays so, and the cookie leads nowhere.
            store.update(token, TokenHash::of(&spare), data).await?;
            set(name, &spare, LIFETIME.as_secs());
        }
        (Renew::Begin | Renew::Rotate, _) => {
            store.save(TokenHash::of(&spare), data).await?;
            if let Some(token) = shown {
                store.remove(token).await?;
            }
            set(name, &spare, LIFETIME.as_secs());
            if state.browser.is_none() {
                let browser = state.spare_browser.as_str();
                set(browser_name(secure), browser, BROWSER.as_secs());
            }
        }
        (Renew::No, Some(token)) if state.dirty => {
            store.update(token, token, data).await?;
        }
        (Renew::No, None) if state.dirty => {
            store.save(TokenHash::of(&spare), data).await?;
            set(name, &spare, LIFETIME.as_secs());
        }
        (Renew::No, _) => {}
    }
    Ok(())
}
