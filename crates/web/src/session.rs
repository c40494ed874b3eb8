//! Sessions: a random token in a cookie, its hash in a store, a little data beside it.

use crate::assurance::{self, Assurance, Proof};
use crate::held::HeldName;
use crate::lang::Lang;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

mod cookie;
mod device;
mod memory;

pub use cookie::{IDLE, LIFETIME};
pub(crate) use cookie::{begin, finish};
pub use device::{Browser, Device, System};
pub use memory::MemorySessions;

/// SHA-256 of a session token: who reads the store cannot use what he finds there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenHash(pub [u8; 32]);

/// A language that the house no longer knows is none: a session outlives it.
fn offered<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Lang>, D::Error> {
    let tag = Option::<String>::deserialize(from)?;
    Ok(tag.and_then(|tag| Lang::from_tag(&tag)))
}

impl TokenHash {
    /// Of a token.
    #[must_use]
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }
}

/// What is kept for a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionData {
    /// The signed-in person's id in the domain that knows persons.
    pub person: Option<i64>,
    /// The name shown in the account menu.
    pub name: Option<String>,
    /// What a program with a token may do (see [`crate::ScopedRoute`]); a person at a browser has none of these bounds.
    #[serde(default)]
    pub scopes: Option<Vec<String>>,
    /// Roles that [`crate::Access::Role`] asks for.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The language chosen while signed in.
    #[serde(default, deserialize_with = "offered")]
    pub lang: Option<Lang>,
    /// Whether they want the Hijri day beside each Gregorian one; what the house does where they have not chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hijri: Option<bool>,
    /// The token that each form repeats.
    pub csrf: String,
    /// A message for the next page.
    pub flash: Option<Flash>,
    /// How and when the person proved who they are: the newest proof of each level, the lowest first. A session that was
    /// stored before proofs were kept has none.
    #[serde(default)]
    pub proofs: Vec<Proof>,
    /// The highest level that its person can prove here at all; the store says it each time the session is loaded.
    #[serde(skip)]
    pub reach: Assurance,
    /// What it was opened on.
    #[serde(default)]
    pub device: Device,
    /// When the session began: when its person signed in.
    pub created: Timestamp,
    /// When it was last used; written at most every five minutes.
    pub seen: Timestamp,
    /// Small values of domains, such as a step of sign-in; keys start with the domain's name.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

impl SessionData {
    /// Whether it has neither lain unused for [`IDLE`] nor lasted [`LIFETIME`].
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) < IDLE && now.duration_since(self.created) < LIFETIME
    }

    /// The highest level that its person proved, however long ago; low where nothing is known.
    #[must_use]
    pub fn assurance(&self) -> Assurance {
        self.proofs
            .last()
            .map_or(Assurance::Low, |proof| proof.level)
    }

    /// The highest level that its person proved within a time until now.
    #[must_use]
    pub fn proved_within(&self, now: Timestamp, within: SignedDuration) -> Option<Assurance> {
        let fresh = self.proofs.iter().filter(|p| p.is_fresh(now, within));
        fresh.map(|proof| proof.level).max()
    }

    /// When and how its person last proved who they are.
    #[must_use]
    pub fn last_proof(&self) -> Option<Proof> {
        self.proofs.iter().copied().max_by_key(|proof| proof.at)
    }
}

/// A message shown once, on the page that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// What kind of news it is.
    pub kind: FlashKind,
    /// The words, in the reader's language.
    pub text: String,
}

/// The kind of a [`Flash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlashKind {
    /// Something was done.
    Success,
    /// Something to know.
    Notice,
}

/// The store failed.
#[derive(Debug, thiserror::Error)]
#[error("session store: {0}")]
pub struct SessionError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where sessions are kept.
pub trait SessionStore: Send + Sync {
    /// The data of a session, if there is one.
    fn load(&self, token: TokenHash) -> BoxFuture<'_, Result<Option<SessionData>, SessionError>>;
    /// Writes a new session.
    fn save(&self, token: TokenHash, data: SessionData) -> BoxFuture<'_, Result<(), SessionError>>;
    /// Writes a session that is there, under its token or a new one. One that was ended meanwhile stays ended: false.
    fn update(
        &self,
        token: TokenHash,
        to: TokenHash,
        data: SessionData,
    ) -> BoxFuture<'_, Result<bool, SessionError>>;
    /// Ends a session; one that does not exist is no error.
    fn remove(&self, token: TokenHash) -> BoxFuture<'_, Result<(), SessionError>>;
    /// Keeps a form, sealed under its name's key, until a time (see [`crate::held`]).
    fn hold(
        &self,
        name: HeldName,
        form: Vec<u8>,
        until: Timestamp,
    ) -> BoxFuture<'_, Result<(), SessionError>>;
    /// The form of a name, if it is kept still.
    fn held(&self, name: HeldName) -> BoxFuture<'_, Result<Option<Vec<u8>>, SessionError>>;
    /// Lets a form go; true where it was there until now.
    fn unhold(&self, place: TokenHash) -> BoxFuture<'_, Result<bool, SessionError>>;
}

/// How the client showed its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// None was shown.
    None,
    /// By cookie: browsers send it by themselves, so forms need their token.
    Cookie,
    /// By `Authorization: Bearer`: no browser sends it by itself.
    Bearer,
}

/// The session of a request. Changes are written when the response leaves.
#[derive(Clone, Debug)]
pub struct Session(Arc<Mutex<State>>);

#[derive(Clone, Debug)]
struct State {
    data: SessionData,
    carrier: Carrier,
    /// The token that the client showed and the store knows.
    shown: Option<TokenHash>,
    /// Must be written.
    dirty: bool,
    /// Must get a new token.
    renew: Renew,
    /// What the request's browser is.
    device: Device,
    /// The token by which this browser is known again, where it showed one.
    browser: Option<TokenHash>,
    /// Whose session it was that is over.
    former: Option<i64>,
    /// Must be removed.
    ended: bool,
    /// When the request came.
    now: Timestamp,
    /// 256 random bits each, drawn when the request began.
    spare_token: String,
    spare_browser: String,
    spare_csrf: String,
}

/// Whether a session gets a new token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Renew {
    No,
    /// It goes on under another: whoever copied the old one has nothing.
    Rotate,
    /// It is another session: signing in or out ends the old one (session fixation).
    Begin,
}

impl State {
    fn renew(&mut self, how: Renew) {
        self.data.seen = self.now;
        self.dirty = true;
        self.renew = how;
        self.ended = false;
    }
}

impl Session {
    /// A session that nobody has and nothing is written for.
    pub(crate) fn empty(now: Timestamp) -> Self {
        let data = SessionData {
            created: now,
            seen: now,
            ..SessionData::default()
        };
        Self(Arc::new(Mutex::new(State {
            data,
            carrier: Carrier::None,
            shown: None,
            dirty: false,
            renew: Renew::No,
            device: Device::default(),
            browser: None,
            former: None,
            ended: false,
            now,
            spare_browser: String::new(),
            spare_token: String::new(),
            spare_csrf: String::new(),
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy of the data.
    #[must_use]
    pub fn data(&self) -> SessionData {
        self.state().data.clone()
    }

    /// The signed-in person.
    #[must_use]
    pub fn person(&self) -> Option<i64> {
        self.state().data.person
    }

    /// How the client showed the session.
    #[must_use]
    pub fn carrier(&self) -> Carrier {
        self.state().carrier
    }

    /// The hash of the token in use, to list and end sessions by.
    #[must_use]
    pub fn token_hash(&self) -> Option<TokenHash> {
        self.state().shown
    }

    /// The token for forms. Asking for it begins a session, if there is none: only pages with a
    /// form set a cookie.
    #[must_use]
    pub fn csrf_token(&self) -> String {
        let mut state = self.state();
        if state.shown.is_none() {
            state.dirty = true;
        }
        state.data.csrf.clone()
    }

    /// Changes the data.
    pub fn update(&self, change: impl FnOnce(&mut SessionData)) {
        let mut state = self.state();
        change(&mut state.data);
        state.dirty = true;
    }

    /// Shows a message on the next page.
    pub fn flash(&self, kind: FlashKind, text: impl Into<String>) {
        let flash = Flash {
            kind,
            text: text.into(),
        };
        self.update(|data| data.flash = Some(flash));
    }

    /// The message for this page; it is shown once.
    #[must_use]
    pub fn take_flash(&self) -> Option<Flash> {
        let mut state = self.state();
        let flash = state.data.flash.take();
        state.dirty |= flash.is_some();
        flash
    }

    /// Makes the session a person's, under a new token. The token for forms is new as well: whoever
    /// planted the session before knows the old one.
    pub fn sign_in(&self, person: i64, name: impl Into<String>, roles: Vec<String>, proof: Proof) {
        let mut state = self.state();
        state.data.person = Some(person);
        state.data.name = Some(name.into());
        state.data.roles = roles;
        state.data.proofs = vec![proof];
        state.data.created = state.now;
        state.data.device = state.device;
        state.data.csrf = state.spare_csrf.clone();
        state.renew(Renew::Begin);
    }

    /// Adds that its person proved again who they are, under a new token: whoever copied the old one gains nothing. The token
    /// for forms stays, so that those in other windows can be sent still.
    pub fn confirm(&self, proof: Proof) {
        let mut state = self.state();
        assurance::add(&mut state.data.proofs, proof);
        state.renew(Renew::Rotate);
    }

    /// By what this browser is known again when somebody signs in, and whether it was ever seen before: a random number in
    /// a cookie of its own.
    #[must_use]
    pub fn browser(&self) -> (TokenHash, bool) {
        let state = self.state();
        match state.browser {
            Some(known) => (known, true),
            None => (TokenHash::of(&state.spare_browser), false),
        }
    }

    /// What the request's browser is.
    #[must_use]
    pub fn device(&self) -> Device {
        self.state().device
    }

    /// Whose the session was that is over.
    pub(crate) fn former(&self) -> Option<i64> {
        self.state().former
    }

    /// Ends the session and clears the cookie. What is flashed after that is shown in a new session.
    pub fn sign_out(&self) {
        let mut state = self.state();
        state.data = SessionData {
            csrf: state.spare_csrf.clone(),
            created: state.data.seen,
            seen: state.data.seen,
            ..SessionData::default()
        };
        state.ended = true;
    }
}
