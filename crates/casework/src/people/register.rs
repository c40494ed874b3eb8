//! Registering people.

use crate::record::fact::{PersonClass, Profile};
use crate::record::{Fact, Tx};
use crate::{Actor, Error, PersonId};

/// The longest name, in characters, and the longest address (RFC 5321, 4.5.3.1.3).
const NAME: usize = 200;
const ADDRESS: usize = 254;

/// Somebody who is not known yet.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Citizen or official.
    pub class: PersonClass,
    /// Of which agency, for officials.
    pub agency: Option<String>,
    /// Name, address, language.
    pub profile: Profile,
}

/// Registers a person.
///
/// # Errors
/// [`Error::Conflict`] when the address is taken, [`Error::Field`] when it is none.
pub fn register(tx: &mut Tx<'_>, actor: Actor, new: &NewPerson) -> Result<PersonId, Error> {
    if new.profile.name.chars().count() > NAME {
        return Err(Error::Field {
            field: "name",
            reason: "too_long",
        });
    }
    let email = new.profile.email.trim();
    if !email.is_empty() {
        check_address(email)?;
        let parts = tx.parts();
        if super::by_email(tx.link(), parts, email)?.is_some() {
            return Err(Error::Conflict("somebody else has this e-mail address"));
        }
    }
    let sql = "select coalesce(max(id), 0) + 1 from people";
    let person = PersonId(tx.query(sql, &[])?[0].get(0)?);
    let tag = (!email.is_empty()).then(|| hex::encode(tx.parts().keys.email_tag(email)));
    let fact = Fact::PersonRegistered {
        person,
        class: new.class,
        agency: new.agency.clone(),
        email_tag: tag,
        profile: Profile {
            email: email.to_owned(),
            ..new.profile.clone()
        },
    };
    tx.append(actor, fact)?;
    Ok(person)
}

/// Only what no address can do without; whether it is one, the code that it receives will tell.
pub(crate) fn check_address(email: &str) -> Result<(), Error> {
    let bad = Err(Error::Field {
        field: "email",
        reason: "email",
    });
    let Some((local, domain)) = email.rsplit_once('@') else {
        return bad;
    };
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>(),;:\\\"[]".contains(c);
    if email.len() > ADDRESS
        || local.is_empty()
        || domain.is_empty()
        || domain.starts_with('.')
        || domain.ends_with('.')
        || !email.chars().all(plain)
    {
        return bad;
    }
    Ok(())
}
