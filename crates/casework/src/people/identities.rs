//! Identities at providers: one leads to one account, and is linked by a sign-in or by the account's owner.

use jiff::Timestamp;

use super::{NewPerson, by_email, email_tag, person, register, session_opened};
use crate::oidc;
use crate::record::fact::{LinkedIdentity, PersonClass, Profile, UnlinkedIdentity};
use crate::record::{Fact, Tx};
use crate::store::{Link, Row};
use crate::{Actor, Error, Parts, PersonId};

/// By what a session was opened, in its entry.
const BY: &str = "identity-provider";

/// An identity that leads to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Its keyed hash.
    pub tag: [u8; 32],
    /// The provider.
    pub issuer: String,
    /// Since when.
    pub since: Timestamp,
}

/// What came of a sign-in by a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// This person is signed in.
    As(PersonId),
    /// The verified address is an official's: they link the identity themselves, signed in another way.
    Official,
    /// The account with the verified address has another identity of this provider: two people are never mixed.
    Taken,
}

/// Which identity it is, without saying whose: a keyed hash of issuer and subject.
#[must_use]
pub fn tag(parts: &Parts, issuer: &str, subject: &str) -> [u8; 32] {
    let parts_of = [issuer.as_bytes(), subject.as_bytes()];
    parts.keys.mac("identity at a provider", &parts_of)
}

/// Signs in by an identity. One that is not known yet is linked to the account that has its verified address, where there is
/// one, and else to a new account: each is an entry.
///
/// # Errors
/// The store's.
pub fn enter(tx: &mut Tx<'_>, identity: &oidc::Identity, language: &str) -> Result<Entered, Error> {
    let parts = tx.parts();
    let tag = tag(parts, &identity.issuer, &identity.subject);
    let id = match of(tx.link(), &tag)? {
        Some(id) => id,
        None => match first(tx, identity, &tag, language)? {
            Entered::As(id) => id,
            other => return Ok(other),
        },
    };
    session_opened(tx, id, BY)?;
    noted(tx, identity, id)?;
    Ok(Entered::As(id))
}

/// Who signs in by an identity for the first time.
fn first(
    tx: &mut Tx<'_>,
    identity: &oidc::Identity,
    tag: &[u8; 32],
    language: &str,
) -> Result<Entered, Error> {
    let parts = tx.parts();
    let known = match &identity.email {
        Some(email) => by_email(tx.link(), parts, email)?,
        None => None,
    };
    let id = match known {
        Some(id) => {
            if person(tx.link(), parts, id)?.class == PersonClass::Official {
                return Ok(Entered::Official);
            }
            if has_one_of(tx.link(), id, &identity.issuer)? {
                return Ok(Entered::Taken);
            }
            id
        }
        None => {
            let profile = Profile {
                hijri: None,
                name: identity.name.clone().unwrap_or_default(),
                email: identity.email.clone().unwrap_or_default(),
                language: language.to_owned(),
            };
            let new = NewPerson {
                class: PersonClass::Citizen,
                agency: None,
                profile,
            };
            register(tx, Actor::System, &new)?
        }
    };
    append_link(tx, Actor::Person(id), id, identity, tag)?;
    Ok(Entered::As(id))
}

/// Links an identity to the account of who is signed in. One that is theirs already changes nothing.
///
/// # Errors
/// [`Error::Conflict`] when it is another's, or when they have another one of this provider.
pub fn link(tx: &mut Tx<'_>, person: PersonId, identity: &oidc::Identity) -> Result<(), Error> {
    let tag = tag(tx.parts(), &identity.issuer, &identity.subject);
    match of(tx.link(), &tag)? {
        Some(owner) if owner == person => return noted(tx, identity, person),
        Some(_) => return Err(Error::Conflict("the identity leads to another account")),
        None => {}
    }
    if has_one_of(tx.link(), person, &identity.issuer)? {
        return Err(Error::Conflict(
            "the account has another identity of this provider",
        ));
    }
    append_link(tx, Actor::Person(person), person, identity, &tag)?;
    noted(tx, identity, person)
}

/// Whether an identity is this person's: for who is signed in and proves again who they are.
///
/// # Errors
/// The store's.
pub fn confirm(
    tx: &mut Tx<'_>,
    person: PersonId,
    identity: &oidc::Identity,
) -> Result<bool, Error> {
    let tag = tag(tx.parts(), &identity.issuer, &identity.subject);
    let theirs = of(tx.link(), &tag)? == Some(person);
    if theirs {
        session_opened(tx, person, BY)?;
        noted(tx, identity, person)?;
    }
    Ok(theirs)
}

/// Takes an identity from its owner's account.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs; [`Error::Conflict`] when nothing else would lead to the account.
pub fn unlink(tx: &mut Tx<'_>, person: PersonId, tag: &[u8; 32]) -> Result<u64, Error> {
    if of(tx.link(), tag)? != Some(person) {
        return Err(Error::NotFound);
    }
    if email_tag(tx.link(), person)?.is_none() {
        let sql = "select (select count(*) from passkeys where person = $1) + \
                   (select count(*) from identities where person = $1)";
        let ways: i64 = tx.query(sql, &[person.into()])?[0].get(0)?;
        if ways < 2 {
            return Err(Error::Conflict("nothing else leads to the account"));
        }
    }
    let tag = hex::encode(tag);
    tx.append(
        Actor::Person(person),
        Fact::IdentityUnlinked(UnlinkedIdentity { person, tag }),
    )
}

/// The identities of a person.
///
/// # Errors
/// The store's.
pub fn linked(link: &mut Link, person: PersonId) -> Result<Vec<Linked>, Error> {
    let sql =
        "select tag, issuer, linked_at from identities where person = $1 order by linked_at, tag";
    let one = |row: &Row| {
        Ok(Linked {
            tag: row.get(0)?,
            issuer: row.get(1)?,
            since: row.get(2)?,
        })
    };
    link.query(sql, &[person.into()])?.iter().map(one).collect()
}

/// Who signs in by an identity.
///
/// # Errors
/// The store's.
pub fn of(link: &mut Link, tag: &[u8; 32]) -> Result<Option<PersonId>, Error> {
    let sql = "select person from identities where tag = $1";
    let row = link.query_opt(sql, &[(*tag).into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?)
}

/// Whose session a session at a provider is (`sid`).
///
/// # Errors
/// The store's.
pub fn of_session(
    link: &mut Link,
    parts: &Parts,
    issuer: &str,
    session: &str,
) -> Result<Option<PersonId>, Error> {
    let sql = "select person from provider_sessions where tag = $1";
    let row = link.query_opt(sql, &[session_tag(parts, issuer, session).into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?)
}

/// Which session at a provider it is, as it is kept: a keyed hash.
#[must_use]
pub fn session_tag(parts: &Parts, issuer: &str, session: &str) -> [u8; 32] {
    let parts_of = [issuer.as_bytes(), session.as_bytes()];
    parts.keys.mac("session at a provider", &parts_of)
}

/// How long the name of a session at a provider is kept, in µs: longer than a session of ours lives.
const KEPT: i64 = 24 * 3600 * 1_000_000;

fn noted(tx: &mut Tx<'_>, identity: &oidc::Identity, person: PersonId) -> Result<(), Error> {
    let Some(session) = &identity.session else {
        return Ok(());
    };
    let tag = session_tag(tx.parts(), &identity.issuer, session);
    let until = tx.now().as_microsecond() + KEPT;
    let sql = "insert into provider_sessions (tag, person, expires_at) values ($1, $2, $3) \
               on conflict (tag) do update set person = excluded.person, expires_at = excluded.expires_at";
    Ok(tx.side_table(sql, vec![tag.into(), person.into(), until.into()])?)
}

fn has_one_of(link: &mut Link, person: PersonId, issuer: &str) -> Result<bool, Error> {
    let sql = "select 1 from identities where person = $1 and issuer = $2";
    Ok(link
        .query_opt(sql, &[person.into(), issuer.into()])?
        .is_some())
}

fn append_link(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    identity: &oidc::Identity,
    tag: &[u8; 32],
) -> Result<u64, Error> {
    let linked = LinkedIdentity {
        person,
        issuer: identity.issuer.clone(),
        tag: hex::encode(tag),
    };
    tx.append(actor, Fact::IdentityLinked(linked))
}
