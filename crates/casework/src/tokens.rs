//! Tokens by which a program acts for a person within scopes, until they end. Only a token's hash is kept; what no scope of
//! it names is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::record::fact::MadeToken;
use crate::record::{Fact, KeyError, KeyId, RecordError, Tx};
use crate::store::Link;
use crate::{Actor, Error, Parts, PersonId};

/// Tokens of a person that work at the same time, at most.
const MOST: usize = 20;
/// Characters of a name at most.
const NAME: usize = 60;
/// Days that a token may work at most.
pub const LONGEST: u32 = 366;

/// A token as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: i64,
    /// As its owner calls it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// When it was withdrawn.
    pub revoked: Option<Timestamp>,
}

impl Token {
    /// Whether it works at a time.
    #[must_use]
    pub fn works(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && now < self.expires
    }
}

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What to call it.
    pub name: String,
    /// What it may do; names that the pages know.
    pub scopes: Vec<String>,
    /// How many days it works.
    pub days: u32,
}

/// Makes a token and gives it: the only time that it can be seen. It is 43 characters of base64url, as a session's.
///
/// # Errors
/// [`Error::Field`] for a name, scopes or days that are none; [`Error::Conflict`] past twenty tokens.
pub fn make(tx: &mut Tx<'_>, person: PersonId, new: &NewToken) -> Result<String, Error> {
    let wrong = |field, reason| Err(Error::Field { field, reason });
    let name = new.name.trim();
    if name.is_empty() {
        return wrong("name", "required");
    }
    if name.chars().count() > NAME || name.chars().any(char::is_control) {
        return wrong("name", "too_long");
    }
    let named =
        |s: &String| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b == b':');
    if new.scopes.is_empty() || !new.scopes.iter().all(named) {
        return wrong("scopes", "required");
    }
    if !(1..=LONGEST).contains(&new.days) {
        return wrong("days", "out_of_bounds");
    }
    let (parts, now) = (tx.parts(), tx.now());
    let all = tokens(tx.link(), parts, person)?;
    if all.iter().filter(|t| t.works(now)).count() >= MOST {
        return Err(Error::Conflict("twenty tokens are the most"));
    }
    let last: i64 = tx.query("select coalesce(max(id), 0) from api_tokens", &[])?[0].get(0)?;
    let token = URL_SAFE_NO_PAD.encode(parts.entropy.bytes::<32>());
    let mut scopes = new.scopes.clone();
    scopes.sort();
    scopes.dedup();
    let fact = Fact::TokenMade(MadeToken {
        token: last + 1,
        person,
        name: name.to_owned(),
        scopes,
        expires: now + SignedDuration::from_hours(24) * i32::try_from(new.days).unwrap_or(1),
        hash: hex::encode(Sha256::digest(&token)),
    });
    tx.append(Actor::Person(person), fact)?;
    Ok(token)
}

/// Withdraws a token of a person's own.
///
/// # Errors
/// [`Error::NotFound`] where they have none of that id; [`Error::Conflict`] where it is withdrawn already.
pub fn revoke(tx: &mut Tx<'_>, person: PersonId, token: i64) -> Result<u64, Error> {
    let sql = "select revoked_at from api_tokens where id = $1 and person = $2";
    let row = tx.query_opt(sql, &[token.into(), person.into()])?;
    let revoked: Option<i64> = row.ok_or(Error::NotFound)?.get(0)?;
    if revoked.is_some() {
        return Err(Error::Conflict("the token was withdrawn already"));
    }
    let fact = Fact::TokenRevoked { token, person };
    tx.append(Actor::Person(person), fact)
}

/// A person's tokens, the newest first.
///
/// # Errors
/// The store's.
pub fn tokens(link: &mut Link, parts: &Parts, person: PersonId) -> Result<Vec<Token>, Error> {
    let key = parts.keys.get(link, KeyId::Person(person))?;
    let sql = "select id, made_at, expires_at, revoked_at, sealed from api_tokens \
               where person = $1 order by id desc";
    let one = |row: &crate::store::Row| {
        let plain = key.open("token", &row.get::<Vec<u8>>(4)?)?;
        let made: MadeToken = serde_json::from_slice(&plain).map_err(RecordError::body)?;
        Ok(Token {
            id: row.get(0)?,
            name: made.name,
            scopes: made.scopes,
            made: row.get(1)?,
            expires: row.get(2)?,
            revoked: row.get(3)?,
        })
    };
    link.query(sql, &[person.into()])?.iter().map(one).collect()
}

/// For whom a token acts, and within which scopes; none for one that is none, has ended or was withdrawn, or whose person
/// was erased. What counts is sealed under the person's key: whoever has only the database's password can make no token.
///
/// # Errors
/// The store's.
pub fn authenticate(
    link: &mut Link,
    parts: &Parts,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<(PersonId, Vec<String>)>, Error> {
    // Found by its hash: whoever can make a hash that is there has the token of 256 bits.
    let sql = "select person, sealed from api_tokens where token_hash = $1 and revoked_at is null";
    let Some(row) = link.query_opt(sql, &[(*hash).into()])? else {
        return Ok(None);
    };
    let person: PersonId = row.get(0)?;
    let key = match parts.keys.get(link, KeyId::Person(person)) {
        Ok(key) => key,
        Err(KeyError::Destroyed(_)) => return Ok(None),
        Err(e) => return Err(e.into()),
    };
    let Ok(plain) = key.open("token", &row.get::<Vec<u8>>(1)?) else {
        tracing::warn!("a token's row is not authentic: somebody else wrote it");
        return Ok(None);
    };
    let made: MadeToken = serde_json::from_slice(&plain).map_err(RecordError::body)?;
    let holds = made.hash == hex::encode(hash) && made.person == person && now < made.expires;
    Ok(holds.then_some((person, made.scopes)))
}
