//! The code flow (OpenID Connect Core 1.0, 3.1), with PKCE (RFC 7636) and the issuer in the answer (RFC 9207).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::ask::{encoded, form};
use super::claims::{self, Expected, LoggedOut};
use super::discovery::Metadata;
use super::{Fault, Identity, Level, Provider};
use crate::Entropy;

/// How long a person may be at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(30);
/// How old a sign-in at the provider may be when it is used here: as long as a session of the house lives.
const OLDEST: SignedDuration = SignedDuration::from_hours(12);
/// The longest code, name and address that are looked at, in bytes.
const LONGEST: usize = 2048;
const LONGEST_NAME: usize = 200;

/// What is wanted of the provider.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// Where its answer goes: exactly the address that is registered with it.
    pub redirect: &'a str,
    /// At least this level.
    pub level: Option<Level>,
    /// The person proves it anew, however lately they did.
    pub fresh: bool,
    /// The reader's language, for the provider's pages.
    pub language: &'a str,
}

/// A sign-in that was begun: what the answer is held against. Secret, and used once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    state: String,
    nonce: String,
    verifier: String,
    redirect: String,
    level: Option<Level>,
    fresh: bool,
    at: Timestamp,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}

/// What the browser brings back; each is empty where it is missing.
#[derive(Clone, Copy, Default)]
pub struct Returned<'a> {
    /// `state`.
    pub state: &'a str,
    /// `code`.
    pub code: &'a str,
    /// `iss`.
    pub issuer: &'a str,
    /// `error`.
    pub error: &'a str,
}

impl Pending {
    /// Whether an answer's state is this one's.
    #[must_use]
    pub fn is_answered_by(&self, state: &str) -> bool {
        bool::from(self.state.as_bytes().ct_eq(state.as_bytes()))
    }
}

impl Provider {
    /// Begins a sign-in: what to keep, and where to send the browser. Blocks.
    ///
    /// # Errors
    /// [`Fault::Unreachable`] and [`Fault::Metadata`].
    pub fn begin(
        &self,
        wish: &Wish<'_>,
        entropy: &Entropy,
        now: Timestamp,
    ) -> Result<(Pending, String), Fault> {
        let metadata = self.metadata(now)?;
        let random = || URL_SAFE_NO_PAD.encode(entropy.bytes::<32>());
        let pending = Pending {
            state: random(),
            nonce: random(),
            verifier: random(),
            redirect: wish.redirect.to_owned(),
            level: wish.level,
            fresh: wish.fresh,
            at: now,
        };
        let url = self.authorization(&metadata, &pending, wish.language);
        Ok((pending, url))
    }

    fn authorization(&self, metadata: &Metadata, pending: &Pending, language: &str) -> String {
        let settings = &self.0.settings;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&pending.verifier));
        let scopes = settings.scopes.join(" ");
        let oldest = OLDEST.as_secs().to_string();
        let mut query = vec![
            ("response_type", "code"),
            ("client_id", settings.client_id.as_str()),
            ("redirect_uri", pending.redirect.as_str()),
            ("scope", scopes.as_str()),
            ("state", pending.state.as_str()),
            ("nonce", pending.nonce.as_str()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("ui_locales", language),
            // With it `auth_time` must come back (Core, 2): a proof without a time is none.
            ("max_age", if pending.fresh { "0" } else { &oldest }),
        ];
        if pending.fresh {
            query.push(("prompt", "login"));
        }
        // Asked for even where any level is enough: some providers say how they proved it only then.
        let values = self.values(pending.level.unwrap_or(Level::Low));
        if !values.is_empty() {
            query.push(("acr_values", &values));
        }
        let endpoint = &metadata.authorization_endpoint;
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        format!("{endpoint}{joint}{}", form(&query))
    }

    /// The `acr` values of a level and above, the lowest first: the least that is enough is preferred.
    fn values(&self, level: Level) -> String {
        let levels = &self.0.settings.levels;
        let mut enough: Vec<_> = levels.iter().filter(|(_, l)| **l >= level).collect();
        enough.sort_by_key(|(_, l)| **l);
        let names: Vec<&str> = enough.into_iter().map(|(acr, _)| acr.as_str()).collect();
        names.join(" ")
    }

    /// Makes of an answer who it is. `pending` must be taken from where it was kept before: an answer counts once. Blocks.
    ///
    /// # Errors
    /// A [`Fault`], whatever of the answer does not hold.
    pub fn finish(
        &self,
        pending: &Pending,
        answer: Returned<'_>,
        now: Timestamp,
    ) -> Result<Identity, Fault> {
        let age = now.duration_since(pending.at);
        if !pending.is_answered_by(answer.state) || age < SignedDuration::ZERO || age > PATIENCE {
            return Err(Fault::Stale);
        }
        let metadata = self.metadata(now)?;
        let silent = answer.issuer.is_empty();
        let must = metadata.authorization_response_iss_parameter_supported;
        if (silent && must) || (!silent && answer.issuer != self.issuer()) {
            return Err(Fault::OtherIssuer);
        }
        match answer.error {
            "" => {}
            "access_denied" => return Err(Fault::Denied),
            // OpenID Connect Core Unmet Authentication Requirements 1.0.
            "unmet_authentication_requirements" => return Err(Fault::TooLow),
            "temporarily_unavailable" | "server_error" => {
                return Err(Fault::Unreachable(answer.error.to_owned()));
            }
            code => return Err(Fault::Refused(clean(code))),
        }
        if answer.code.is_empty() || answer.code.len() > LONGEST {
            return Err(Fault::Refused("no code".to_owned()));
        }
        let tokens = self.exchange(&metadata, pending, answer.code)?;
        self.identity(&metadata, pending, &tokens, now)
    }

    /// The tokens for a code (RFC 6749, 4.1.3).
    fn exchange(
        &self,
        metadata: &Metadata,
        pending: &Pending,
        code: &str,
    ) -> Result<Map<String, Json>, Fault> {
        let settings = &self.0.settings;
        let (client, secret) = (&settings.client_id, &settings.secret.0);
        let mut sent = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", pending.redirect.as_str()),
            ("code_verifier", pending.verifier.as_str()),
        ];
        let basic = metadata.takes("client_secret_basic").then(|| {
            let pair = format!("{}:{}", encoded(client), encoded(secret));
            format!("Basic {}", STANDARD.encode(pair))
        });
        if basic.is_none() {
            sent.extend([
                ("client_id", client.as_str()),
                ("client_secret", secret.as_str()),
            ]);
        }
        let wire = &self.0.wire;
        let (status, body) = wire.post(&metadata.token_endpoint, basic.as_deref(), form(&sent))?;
        let answer: Map<String, Json> = serde_json::from_slice(&body)
            .map_err(|_| Fault::Refused(format!("tokens: status {status}, no JSON")))?;
        if status != 200 {
            let code = answer
                .get("error")
                .and_then(Json::as_str)
                .unwrap_or("no reason");
            return Err(Fault::Refused(format!("tokens: {}", clean(code))));
        }
        Ok(answer)
    }

    fn identity(
        &self,
        metadata: &Metadata,
        pending: &Pending,
        tokens: &Map<String, Json>,
        now: Timestamp,
    ) -> Result<Identity, Fault> {
        let token = tokens.get("id_token").and_then(Json::as_str);
        let token = token.ok_or_else(|| Fault::Refused("tokens: no ID token".to_owned()))?;
        let expected = Expected {
            issuer: self.issuer(),
            client: &self.0.settings.client_id,
            nonce: &pending.nonce,
            since: if pending.fresh {
                pending.at
            } else {
                now - OLDEST
            },
            now,
        };
        let said = claims::id_token(self.open(metadata, token, now)?, &expected)?;
        let level = self.level(said.acr.as_deref());
        if !claims::reaches(pending.level, level) {
            return Err(Fault::TooLow);
        }
        let more = self.more(metadata, tokens, &said.subject, said.claims);
        Ok(Identity {
            issuer: self.issuer().to_owned(),
            subject: said.subject,
            level,
            at: said.at,
            session: said.session,
            email: self.links_by_email().then(|| email(&more)).flatten(),
            name: more
                .get("name")
                .and_then(Json::as_str)
                .map(name)
                .filter(|n| !n.is_empty()),
        })
    }

    /// What the provider says beside the ID token, where it says address and name elsewhere (Core, 5.3). That this fails
    /// changes nothing of who it is.
    fn more(
        &self,
        metadata: &Metadata,
        tokens: &Map<String, Json>,
        subject: &str,
        mut said: Map<String, Json>,
    ) -> Map<String, Json> {
        let wanted = self
            .0
            .settings
            .scopes
            .iter()
            .any(|s| s == "email" || s == "profile");
        let token = tokens.get("access_token").and_then(Json::as_str);
        let (true, Some(url), Some(token)) = (wanted, &metadata.userinfo_endpoint, token) else {
            return said;
        };
        if said.contains_key("email") || !token.bytes().all(|b| b.is_ascii_graphic()) {
            return said;
        }
        let told = self
            .0
            .wire
            .get(url, Some(token))
            .ok()
            .filter(|(s, _)| *s == 200);
        let told =
            told.and_then(|(_, body)| serde_json::from_slice::<Map<String, Json>>(&body).ok());
        // Another's must not be taken for this person's (Core, 5.3.2).
        let told = told.filter(|told| told.get("sub").and_then(Json::as_str) == Some(subject));
        said.extend(told.unwrap_or_default());
        said
    }

    /// Where the browser ends its session at the provider, if that was offered (RP-Initiated Logout 1.0). From memory.
    #[must_use]
    pub fn logout(&self, back: &str, language: &str) -> Option<String> {
        // Not while somebody asks for it: this is called where nothing may wait.
        let known = self.0.known.try_lock().ok()?;
        let metadata = known.metadata.as_ref().map(|(m, _)| m.clone())?;
        let endpoint = metadata.end_session_endpoint.as_ref()?;
        let query = form(&[
            ("client_id", &self.0.settings.client_id),
            ("post_logout_redirect_uri", back),
            ("ui_locales", language),
        ]);
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        Some(format!("{endpoint}{joint}{query}"))
    }

    /// Reads a logout token (Back-Channel Logout 1.0). Whether it came before is the caller's question. Blocks.
    ///
    /// # Errors
    /// [`Fault::Token`] when it does not hold; [`Fault::Unreachable`] when the keys cannot be asked for.
    pub fn logged_out(&self, token: &str, now: Timestamp) -> Result<LoggedOut, Fault> {
        let metadata = self.metadata(now)?;
        let opened = self.open(&metadata, token, now)?;
        let client = &self.0.settings.client_id;
        Ok(claims::logout_token(opened, self.issuer(), client, now)?)
    }

    /// Whether its metadata and keys can be used, for the operator. Blocks.
    ///
    /// # Errors
    /// What cannot.
    pub fn look(&self, now: Timestamp) -> Result<String, Fault> {
        let metadata = self.metadata(now)?;
        let keys = self.keys(&metadata, true, now)?;
        let usable = |key: &&super::Key| self.0.settings.algorithms.iter().any(|a| key.is_for(*a));
        let count = keys.iter().filter(usable).count();
        if count == 0 {
            let why = "none of its keys is for an algorithm that is taken";
            return Err(Fault::Metadata(format!("{}: {why}", metadata.jwks_uri)));
        }
        let out = if metadata.end_session_endpoint.is_some() {
            "offered"
        } else {
            "not offered"
        };
        Ok(format!(
            "{} answers: {count} keys, signing out there {out}",
            self.issuer()
        ))
    }
}

/// An address that the provider verified.
fn email(claims: &Map<String, Json>) -> Option<String> {
    let verified = claims.get("email_verified").and_then(Json::as_bool) == Some(true);
    let email = claims.get("email").and_then(Json::as_str)?.trim();
    (verified && crate::people::check_address(email).is_ok()).then(|| email.to_owned())
}

fn name(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control()).take(LONGEST_NAME);
    kept.collect::<String>().trim().to_owned()
}

/// A code of an error, for the log: it comes from the address.
fn clean(code: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    code.chars().filter(plain).take(60).collect()
}
