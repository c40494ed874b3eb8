//! People: who they are, which roles they hold, when they are away, how they sign in.

mod erase;
pub mod identities;
pub mod mandates;
mod passkeys;
mod register;
mod roles;
mod sign_in;
mod warned;

pub use erase::erase_person;
pub use passkeys::{Passkey, add_passkey, forget_passkeys, passkeys, remove_passkey};
pub(crate) use register::check_address;
pub use register::{NewPerson, register};
pub use roles::{
    Role, declare_absence, declare_interest, end_absence, grant, has_role, revoke, roles,
    supervised, supervisors, with_role,
};
pub use sign_in::{CodeRequest, confirm_code, request_code, session_opened, verify_code};
pub use warned::{Warning, warn};

use crate::record::fact::{PersonClass, Profile};
use crate::record::{KeyId, RecordError};
use crate::store::{Link, StoreError};
use crate::{Error, Parts, PersonId};

/// A person as pages need to know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Citizen or official.
    pub class: PersonClass,
    /// Of which agency, for officials.
    pub agency: Option<String>,
    /// Name, address, language.
    pub profile: Profile,
}

/// A person, with what is kept under their key.
///
/// # Errors
/// [`Error::NotFound`]; a destroyed key is [`Error::Key`].
pub fn person(link: &mut Link, parts: &Parts, id: PersonId) -> Result<Person, Error> {
    let sql = "select kind, agency, sealed from people where id = $1";
    let row = link.query_opt(sql, &[id.into()])?.ok_or(Error::NotFound)?;
    let kind: String = row.get(0)?;
    let class = [PersonClass::Citizen, PersonClass::Official]
        .into_iter()
        .find(|c| c.as_str() == kind)
        .ok_or(StoreError::Column {
            index: 0,
            wanted: "kind of person",
        })?;
    let sealed: Vec<u8> = row.get(2)?;
    let plain = parts
        .keys
        .get(link, KeyId::Person(id))?
        .open("profile", &sealed)?;
    let profile = serde_json::from_slice(&plain).map_err(RecordError::body)?;
    Ok(Person {
        id,
        class,
        agency: row.get(1)?,
        profile,
    })
}

/// Whether the person's key was destroyed, or there is no such person.
///
/// # Errors
/// The store's.
pub fn is_erased(link: &mut Link, id: PersonId) -> Result<bool, Error> {
    let name = KeyId::Person(id).to_string();
    let sql = "select 1 from keys where id = $1 and wrapped is not null";
    Ok(link.query_opt(sql, &[name.into()])?.is_none())
}

/// A person's profile; empty where it was erased.
///
/// # Errors
/// As [`person`].
pub fn profile(link: &mut Link, parts: &Parts, id: PersonId) -> Result<Profile, Error> {
    match person(link, parts, id) {
        Ok(person) => Ok(person.profile),
        Err(Error::Key(crate::record::KeyError::Destroyed(_))) => Ok(Profile::default()),
        Err(e) => Err(e),
    }
}

/// The keyed hash of a person's address, if they have one.
///
/// # Errors
/// The store's.
pub fn email_tag(link: &mut Link, id: PersonId) -> Result<Option<[u8; 32]>, Error> {
    let row = link.query_opt("select email_tag from people where id = $1", &[id.into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?.flatten())
}

/// Who has this address.
///
/// # Errors
/// The store's.
pub fn by_email(link: &mut Link, parts: &Parts, email: &str) -> Result<Option<PersonId>, Error> {
    let tag = parts.keys.email_tag(email);
    let row = link.query_opt("select id from people where email_tag = $1", &[tag.into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?)
}
