//! Sign-in by an identity provider: the relying party of OpenID Connect Core 1.0, by the authorization code flow with PKCE.
//!
//! [`Provider::begin`] says where the browser goes, [`Provider::finish`] makes of what it brings back an [`Identity`] or a
//! [`Fault`]. What was begun is a value ([`Pending`]) that the caller keeps where only this browser reaches it. Everything here
//! blocks on the network, within bounds; only the origins that the operator named are called. What an identity is to this
//! house is not decided here: see [`crate::people::identities`].

mod ask;
mod claims;
mod discovery;
mod flow;
mod jws;
mod keys;
mod settings;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use claims::LoggedOut;
pub use flow::{Pending, Returned, Wish};
pub use jws::BadToken;
pub use settings::BadProvider;

use ask::Wire;
use discovery::Metadata;
use keys::Key;
use settings::Settings;

/// How far the provider's clock may be from ours (RFC 7519, 4.1.4: "usually no more than a few minutes").
pub const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// How long metadata and keys are used before they are asked for again: so long, a key that the provider withdrew still counts.
const KNOWN: SignedDuration = SignedDuration::from_mins(15);
/// The soonest that keys are asked for again because a token names one that is not known: tokens are anybody's to send.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);
/// After a failure, callers hear of it at once for so long: longer than one may take, so that those who waited meanwhile do
/// not each wait again, and a provider that hangs does not hold a thread a visitor.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// A level of assurance of eIDAS (Regulation (EU) 910/2014, article 8); a higher one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// What a provider's `acr` is when nobody mapped it.
    Low,
    /// Two factors.
    Substantial,
    /// Two factors, one in hardware, of a person who was checked.
    High,
}

/// Why somebody could not be signed in by a provider.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It did not answer, or with a fault of its own.
    #[error("the provider does not answer: {0}")]
    Unreachable(String),
    /// What it says of itself does not fit what the operator said of it, or is none of OpenID Connect Discovery 1.0.
    #[error("the provider's metadata: {0}")]
    Metadata(String),
    /// The person, or the provider, said no (RFC 6749, 4.1.2.1: `access_denied`).
    #[error("the person did not agree")]
    Denied,
    /// It does not reach the level that was asked for.
    #[error("the provider proved less than was asked for")]
    TooLow,
    /// The answer belongs to nothing that this browser began, or it came too late.
    #[error("the answer belongs to no sign-in that is going on")]
    Stale,
    /// The answer comes from another provider than was asked (RFC 9207).
    #[error("the answer is another provider's")]
    OtherIssuer,
    /// The provider refused, with this code.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// A token that does not hold.
    #[error("the token does not hold: {0}")]
    Token(#[from] BadToken),
}

/// Who somebody is, as their provider proved it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person's name there, which never changes and never is another's (OpenID Connect Core, 2: `sub`).
    pub subject: String,
    /// How surely it was proved.
    pub level: Level,
    /// When the person proved it to the provider (`auth_time`).
    pub at: Timestamp,
    /// The session at the provider (`sid`), by which it may tell us that it ended.
    pub session: Option<String>,
    /// An address that the provider verified; only where the operator lets addresses count.
    pub email: Option<String>,
    /// What the person is called; only where the operator asked for it.
    pub name: Option<String>,
}

impl std::fmt::Debug for Identity {
    /// Nothing of the person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity")
            .field("issuer", &self.issuer)
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

/// A provider that people may sign in by. Cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    settings: Settings,
    wire: Wire,
    known: Mutex<Known>,
}

/// What was asked of the provider, and when.
#[derive(Default)]
struct Known {
    metadata: Option<(Arc<Metadata>, Timestamp)>,
    keys: Option<(Arc<Vec<Key>>, Timestamp)>,
    /// When keys were last asked for because one was missing.
    missed: Option<Timestamp>,
    failed: Option<(Fault, Timestamp)>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider")
            .field("id", &self.0.settings.id)
            .field("issuer", &self.0.settings.issuer)
            .finish_non_exhaustive()
    }
}

impl Provider {
    /// Its name in addresses: small letters, digits, hyphens.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.settings.id
    }

    /// Its issuer identifier.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.0.settings.issuer
    }

    /// What people call it, in a language.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        let names = &self.0.settings.names;
        names.get(language).map_or(self.id(), String::as_str)
    }

    /// Whether a verified address leads to the account that has it.
    #[must_use]
    pub fn links_by_email(&self) -> bool {
        self.0.settings.email_links
    }

    /// The highest level that it can prove, as the operator mapped it.
    #[must_use]
    pub fn highest(&self) -> Level {
        let levels = self.0.settings.levels.values().copied();
        levels.max().unwrap_or(Level::Low)
    }

    /// The level that an `acr` stands for. What nobody mapped is low.
    #[must_use]
    pub fn level(&self, acr: Option<&str>) -> Level {
        let known = acr.and_then(|acr| self.0.settings.levels.get(acr));
        known.copied().unwrap_or(Level::Low)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it says of itself: from memory while that is new. Blocks.
    fn metadata(&self, now: Timestamp) -> Result<Arc<Metadata>, Fault> {
        let mut known = self.known();
        if let Some((metadata, at)) = &known.metadata
            && is_new(*at, now, KNOWN)
        {
            return Ok(Arc::clone(metadata));
        }
        if let Some((fault, at)) = &known.failed
            && is_new(*at, now, PAUSE)
        {
            return Err(fault.clone());
        }
        match discovery::discover(&self.0.wire, &self.0.settings) {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                known.metadata = Some((Arc::clone(&metadata), now));
                known.failed = None;
                Ok(metadata)
            }
            Err(fault) => {
                known.failed = Some((fault.clone(), now));
                Err(fault)
            }
        }
    }

    /// The provider's keys: asked for again when they are old, or when a token names one that is not there. Blocks.
    fn keys(
        &self,
        metadata: &Metadata,
        missing: bool,
        now: Timestamp,
    ) -> Result<Arc<Vec<Key>>, Fault> {
        let mut known = self.known();
        if let Some((keys, at)) = &known.keys {
            let enough = if missing {
                known.missed.is_some_and(|at| is_new(at, now, AGAIN))
            } else {
                is_new(*at, now, KNOWN)
            };
            if enough {
                return Ok(Arc::clone(keys));
            }
        }
        if missing {
            known.missed = Some(now);
        }
        let keys = Arc::new(keys::fetch(&self.0.wire, &metadata.jwks_uri)?);
        known.keys = Some((Arc::clone(&keys), now));
        Ok(keys)
    }

    /// The claims of a token that one of the provider's keys signed, after a second look for a key that is not known. Blocks.
    fn open(&self, metadata: &Metadata, token: &str, now: Timestamp) -> Result<jws::Opened, Fault> {
        let allowed = &self.0.settings.algorithms;
        let keys = self.keys(metadata, false, now)?;
        match jws::open(token, &keys, allowed) {
            Err(BadToken::UnknownKey) => {
                let keys = self.keys(metadata, true, now)?;
                Ok(jws::open(token, &keys, allowed)?)
            }
            opened => Ok(opened?),
        }
    }
}

fn is_new(at: Timestamp, now: Timestamp, within: SignedDuration) -> bool {
    let age = now.duration_since(at);
    age >= SignedDuration::ZERO && age < within
}
