//! What the claims of a token must say (OpenID Connect Core 1.0, 3.1.3.7; Back-Channel Logout 1.0, 2.6).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value as Json};

use super::jws::{BadToken, Opened};
use super::{Level, SKEW};

/// How old an ID token may be when it comes: it was made for this very request.
const AGE: SignedDuration = SignedDuration::from_mins(10);
/// The longest `sub` (Core, 2), `sid` and `jti`, in bytes.
const LONGEST: usize = 255;
/// The event of a logout token (Back-Channel Logout, 2.4).
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What an ID token is held against.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    /// The person must have proved who they are since then.
    pub(super) since: Timestamp,
    pub(super) now: Timestamp,
}

/// What an ID token says.
pub(super) struct Said {
    pub(super) subject: String,
    pub(super) acr: Option<String>,
    pub(super) at: Timestamp,
    pub(super) session: Option<String>,
    pub(super) claims: Map<String, Json>,
}

/// That a session at the provider ended.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggedOut {
    /// Whose, by `sub`.
    pub subject: Option<String>,
    /// Which, by `sid`; without it, all of the person's.
    pub session: Option<String>,
    /// The token's own name.
    pub id: String,
}

impl std::fmt::Debug for LoggedOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoggedOut").finish_non_exhaustive()
    }
}

/// Holds an ID token against what was asked.
pub(super) fn id_token(token: Opened, expected: &Expected<'_>) -> Result<Said, BadToken> {
    let Opened { kind, claims } = token;
    // A logout token is signed by the same key, and is no proof of who somebody is (RFC 8725, 3.11).
    if kind.is_some_and(|kind| kind != "jwt") {
        return Err(BadToken::Claim("typ"));
    }
    common(&claims, expected.issuer, expected.client, expected.now, AGE)?;
    if claims.contains_key("events") {
        return Err(BadToken::Claim("events"));
    }
    if claims.get("nonce").and_then(Json::as_str) != Some(expected.nonce) {
        return Err(BadToken::Claim("nonce"));
    }
    let at = time(&claims, "auth_time").ok_or(BadToken::Claim("auth_time"))?;
    if at > expected.now + SKEW || at < expected.since - SKEW {
        return Err(BadToken::Claim("auth_time"));
    }
    Ok(Said {
        subject: text(&claims, "sub")?.ok_or(BadToken::Claim("sub"))?,
        acr: text(&claims, "acr")?,
        // A proof from the future would count for nothing.
        at: at.min(expected.now),
        session: text(&claims, "sid")?,
        claims,
    })
}

/// Holds a logout token against what one must be.
pub(super) fn logout_token(
    token: Opened,
    issuer: &str,
    client: &str,
    now: Timestamp,
) -> Result<LoggedOut, BadToken> {
    let Opened { kind, claims } = token;
    if kind.is_some_and(|kind| kind != "logout+jwt" && kind != "jwt") {
        return Err(BadToken::Claim("typ"));
    }
    common(&claims, issuer, client, now, AGE)?;
    let event = claims.get("events").and_then(|e| e.get(LOGOUT));
    if !event.is_some_and(Json::is_object) {
        return Err(BadToken::Claim("events"));
    }
    // An ID token ends nothing.
    if claims.contains_key("nonce") {
        return Err(BadToken::Claim("nonce"));
    }
    let (subject, session) = (text(&claims, "sub")?, text(&claims, "sid")?);
    if subject.is_none() && session.is_none() {
        return Err(BadToken::Claim("sub"));
    }
    let id = text(&claims, "jti")?.ok_or(BadToken::Claim("jti"))?;
    Ok(LoggedOut {
        subject,
        session,
        id,
    })
}

/// Who made it, for whom, and when.
fn common(
    claims: &Map<String, Json>,
    issuer: &str,
    client: &str,
    now: Timestamp,
    age: SignedDuration,
) -> Result<(), BadToken> {
    if claims.get("iss").and_then(Json::as_str) != Some(issuer) {
        return Err(BadToken::Claim("iss"));
    }
    // For us and for nobody else: another audience could have it too, and show it here (Core, 3.1.3.7, 3).
    let ours = match claims.get("aud") {
        Some(Json::String(one)) => one == client,
        Some(Json::Array(all)) => all.len() == 1 && all[0] == client,
        _ => false,
    };
    if !ours {
        return Err(BadToken::Claim("aud"));
    }
    if claims.get("azp").is_some_and(|azp| azp != client) {
        return Err(BadToken::Claim("azp"));
    }
    let expires = time(claims, "exp").ok_or(BadToken::Claim("exp"))?;
    if now >= expires + SKEW {
        return Err(BadToken::Claim("exp"));
    }
    let issued = time(claims, "iat").ok_or(BadToken::Claim("iat"))?;
    if issued > now + SKEW || issued < now - age - SKEW {
        return Err(BadToken::Claim("iat"));
    }
    if claims.contains_key("nbf") && time(claims, "nbf").is_none_or(|from| from > now + SKEW) {
        return Err(BadToken::Claim("nbf"));
    }
    Ok(())
}

/// A text that is there, bounded.
fn text(claims: &Map<String, Json>, name: &'static str) -> Result<Option<String>, BadToken> {
    match claims.get(name) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) if !text.is_empty() && text.len() <= LONGEST => {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(BadToken::Claim(name)),
    }
}

/// A NumericDate (RFC 7519, 2): seconds, perhaps with a fraction. Bounded, so that adding to it cannot overflow.
fn time(claims: &Map<String, Json>, name: &str) -> Option<Timestamp> {
    let value = claims.get(name)?;
    let seconds = value
        .as_i64()
        .or_else(|| value.as_f64().map(|s| s as i64))?;
    // To the year 9000.
    (0..=221_845_392_000).contains(&seconds).then_some(())?;
    Timestamp::from_second(seconds).ok()
}

/// The level that was asked for, held against the one that was proved.
pub(super) fn reaches(wanted: Option<Level>, proved: Level) -> bool {
    wanted.is_none_or(|wanted| proved >= wanted)
}
