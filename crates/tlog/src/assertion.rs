//! A decision signed by passkey: a W3C Web Authentication assertion over the hash of what is decided
//! (`docs/record-format.md`, "A decision's signature").
//!
//! 1. The challenge in the client's data is the hash of the [`Statement`].
//! 2. The client's data are of an assertion, made on a page of the statement's site.
//! 3. The authenticator's data are of that site, and say that the person was present and verified.
//! 4. The signature over both is the key's.
//!
//! Whose the key is, no signature says: an earlier entry does, [`Passkey`].

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::canonical;

mod key;

pub use key::{Passkey, PublicKey};

/// What is hashed before the statement, so that no other use of the key can mean a decision.
pub const PREFIX: &[u8] = b"diwan-decision/v1\n";
/// Longest part of an assertion, in bytes as text.
pub const MAX_PART: usize = 16 * 1024;
/// How long after it was put to the official a decision may be entered, in µs.
pub const MAX_AGE_US: i64 = 10 * 60 * 1_000_000;
/// Bits of the authenticator's flags: the person was present, and was verified (by PIN or body).
const PRESENT_AND_VERIFIED: u8 = 0x01 | 0x04;
/// Hash of the site, flags, counter: the least that an authenticator's data have, in bytes.
const AUTHENTICATOR_DATA: usize = 37;

/// What an official decides, as it is signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Origin of the log in which the decision is entered.
    pub log: String,
    /// Number of the case.
    pub case: String,
    /// The task, by the engine's job.
    pub job: u64,
    /// The task's element in the process.
    pub element: String,
    /// The task's form; none where there is nothing to fill.
    pub form: Option<String>,
    /// The agency for which the person decides.
    pub agency: String,
    /// The person's position there: the role that the task is for.
    pub role: String,
    /// Hash of the pack that the case runs on, in hexadecimal.
    pub pack: String,
    /// Who decides: the number of the person.
    pub person: i64,
    /// When it was put to the official to be signed, in µs since 1970 UTC.
    pub time_us: i64,
    /// The site for which the passkey was made (the relying party's id): a host.
    pub site: String,
    /// The form's data as the process goes on with it: hidden answers dropped, computed ones computed.
    pub data: Value,
}

impl Statement {
    /// What the authenticator is asked to sign: SHA-256 of the prefix and the canonical JSON.
    ///
    /// # Errors
    /// [`AssertionError::Statement`] when it is past the limits of canonical JSON.
    pub fn challenge(&self) -> Result<[u8; 32], AssertionError> {
        let json = serde_json::to_value(self).map_err(|_| AssertionError::Statement)?;
        let text = canonical::to_vec(&json).map_err(|_| AssertionError::Statement)?;
        let hash = Sha256::new().chain_update(PREFIX).chain_update(text);
        Ok(hash.finalize().into())
    }

    /// Whether a decision that is entered at `time_us` may have been signed for this statement.
    ///
    /// # Errors
    /// [`AssertionError::Stale`].
    pub fn timely(&self, time_us: i64) -> Result<(), AssertionError> {
        let age = time_us.saturating_sub(self.time_us);
        let timely = (0..=MAX_AGE_US).contains(&age);
        timely.then_some(()).ok_or(AssertionError::Stale)
    }
}

/// A statement with the assertion over it, as an entry of a decision holds it in `data.signature`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// What was signed.
    pub statement: Statement,
    /// Id of the passkey, in hexadecimal.
    pub credential: String,
    /// The entry by which the person added that passkey.
    pub key_entry: u64,
    /// The passkey's public key.
    pub key: PublicKey,
    /// The authenticator's data, in base64url without padding, as the other two.
    pub authenticator_data: String,
    /// The client's data: JSON that the browser made.
    pub client_data: String,
    /// The signature, in the form that the algorithm has in Web Authentication.
    pub signature: String,
}

/// Why an assertion does not show that the person decided so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssertionError {
    /// What is decided cannot be written as canonical JSON.
    #[error("what is decided is past the limits of canonical JSON")]
    Statement,
    /// A part is not of its form.
    #[error("the signature's {0} is malformed")]
    Malformed(&'static str),
    /// The browser was not asked for a signature.
    #[error("the browser's data are not of an assertion, or of a page within another site's")]
    Kind,
    /// Something else was signed.
    #[error("what was signed is not this decision")]
    Challenge,
    /// It was signed for another site.
    #[error("it was signed for another site than {0}")]
    Site(String),
    /// The authenticator does not say that the person was there, and was verified.
    #[error("the authenticator did not verify the person")]
    Unverified,
    /// The key did not sign this.
    #[error("the signature is not the key's")]
    Signature,
    /// The decision was entered before it was put to the official, or too long after.
    #[error("it was signed at another time than the decision was entered")]
    Stale,
    /// The statement is of another entry than the one that holds it.
    #[error("the entry's {0} is not the one that was signed")]
    OtherEntry(&'static str),
    /// The entry that is said to have added the key adds another.
    #[error("entry {0} does not give this key to this person")]
    OtherKey(u64),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

impl Signed {
    /// The signature in an entry's body; `None` where there is none.
    ///
    /// # Errors
    /// [`AssertionError::Malformed`] where there is something else in its place.
    pub fn of_body(body: &Value) -> Result<Option<Self>, AssertionError> {
        let part = body
            .pointer("/data/signature")
            .filter(|_| body["kind"] == "task.completed");
        let read = |part: &Value| Self::deserialize(part);
        let signed = part.map(read).transpose();
        signed.map_err(|_| AssertionError::Malformed("place in the body"))
    }

    /// Checks the assertion: that the holder of [`Signed::key`] signed the statement, verified by the
    /// authenticator, on the statement's site. The counter is not looked at: it tells copies of a key
    /// apart, and only who keeps the last one can.
    ///
    /// # Errors
    /// [`AssertionError`]: the first link that does not hold.
    pub fn verify(&self) -> Result<(), AssertionError> {
        let client = bytes("client data", &self.client_data)?;
        let authenticator = bytes("authenticator data", &self.authenticator_data)?;
        let signature = bytes("signature", &self.signature)?;
        self.of_the_client(&client)?;
        self.of_the_authenticator(&authenticator)?;
        let message = [authenticator.as_slice(), &Sha256::digest(&client)].concat();
        self.key.verify(&message, &signature)
    }

    /// Checks that `body`, which holds it and was entered at `time_us` (µs since 1970 UTC, the leaf's), is the entry of the
    /// decision that was signed.
    ///
    /// # Errors
    /// [`AssertionError::OtherEntry`], [`AssertionError::Stale`], and those of [`Signed::verify`].
    pub fn verify_in(&self, body: &Value, time_us: i64) -> Result<(), AssertionError> {
        let Statement {
            log,
            case,
            job,
            element,
            role,
            person,
            ..
        } = &self.statement;
        let same = [
            ("log", body["log"] == log.as_str()),
            ("case", body["case"] == case.as_str()),
            ("actor", body["actor"] == format!("person:{person}")),
            ("task", body["data"]["job"] == *job),
            ("task", body["data"]["element"] == element.as_str()),
            ("role", body["data"]["role"] == role.as_str()),
        ];
        if let Some((what, _)) = same.into_iter().find(|(_, same)| !same) {
            return Err(AssertionError::OtherEntry(what));
        }
        self.statement.timely(time_us)?;
        self.verify()
    }

    /// Checks that the passkey is the one that the entry at [`Signed::key_entry`] added to the person.
    ///
    /// # Errors
    /// [`AssertionError::OtherKey`] when it is another's, or another.
    pub fn verify_key(&self, added: &Passkey) -> Result<(), AssertionError> {
        let same = added.person == self.statement.person
            && added.id == self.credential
            && added.log == self.statement.log
            && added.key == self.key;
        let other = AssertionError::OtherKey(self.key_entry);
        if same { Ok(()) } else { Err(other) }
    }

    fn of_the_client(&self, client: &[u8]) -> Result<(), AssertionError> {
        let client: ClientData =
            serde_json::from_slice(client).map_err(|_| AssertionError::Malformed("client data"))?;
        if client.kind != "webauthn.get" || client.cross_origin {
            return Err(AssertionError::Kind);
        }
        if bytes("challenge", &client.challenge)? != self.statement.challenge()? {
            return Err(AssertionError::Challenge);
        }
        let site = self.statement.site.as_str();
        let within = |host: &str| {
            let above = host.strip_suffix(site);
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        };
        if site.is_empty() || !host(&client.origin).is_some_and(within) {
            return Err(AssertionError::Site(site.to_owned()));
        }
        Ok(())
    }

    fn of_the_authenticator(&self, data: &[u8]) -> Result<(), AssertionError> {
        let (site, rest) = data
            .split_at_checked(32)
            .filter(|_| data.len() >= AUTHENTICATOR_DATA)
            .ok_or(AssertionError::Malformed("authenticator data"))?;
        if site != Sha256::digest(self.statement.site.as_bytes()).as_slice() {
            return Err(AssertionError::Site(self.statement.site.clone()));
        }
        let flags = rest.first().copied().unwrap_or_default();
        if flags & PRESENT_AND_VERIFIED != PRESENT_AND_VERIFIED {
            return Err(AssertionError::Unverified);
        }
        Ok(())
    }
}

/// The host of an origin: https, or http where the browser itself is the site.
fn host(origin: &str) -> Option<&str> {
    let rest = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://").filter(|r| is_local(r)))?;
    rest.split(':').next()
}

fn is_local(rest: &str) -> bool {
    rest.split(':')
        .next()
        .is_some_and(|host| host == "localhost" || host.ends_with(".localhost"))
}

/// Bytes as assertions hold them: base64url without padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads them back.
///
/// # Errors
/// [`AssertionError::Malformed`].
pub fn decode(text: &str) -> Result<Vec<u8>, AssertionError> {
    bytes("base64url", text)
}

fn bytes(what: &'static str, text: &str) -> Result<Vec<u8>, AssertionError> {
    let fault = || AssertionError::Malformed(what);
    if text.len() > MAX_PART {
        return Err(fault());
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| fault())
}
