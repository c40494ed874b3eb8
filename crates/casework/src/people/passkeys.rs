//! Passkeys (W3C Web Authentication): the credential is in the record, its counter is not.

use jiff::Timestamp;

use crate::record::{Fact, Tx};
use crate::store::{Link, Row};
use crate::{Actor, Error, PersonId};

/// A person's passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Credential id.
    pub id: Vec<u8>,
    /// The credential as the verifying library writes it.
    pub credential: String,
    /// As its owner calls it.
    pub label: String,
    /// Since when.
    pub added_at: Timestamp,
}

/// Adds a passkey to its owner.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else.
pub fn add_passkey(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: &[u8],
    credential: &str,
    label: &str,
) -> Result<u64, Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only its owner may"))?;
    let (id, credential) = (hex::encode(id), credential.to_owned());
    tx.append(
        actor,
        Fact::PasskeyAdded {
            person,
            id,
            credential,
            label: label.to_owned(),
        },
    )
}

/// Removes a passkey of its owner.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs.
pub fn remove_passkey(tx: &mut Tx<'_>, actor: Actor, id: &[u8]) -> Result<u64, Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only its owner may"))?;
    let sql = "select 1 from passkeys where id = $1 and person = $2";
    tx.query_opt(sql, &[id.into(), person.into()])?
        .ok_or(Error::NotFound)?;
    tx.append(
        actor,
        Fact::PasskeyRemoved {
            person,
            id: hex::encode(id),
        },
    )
}

/// Removes all passkeys of somebody who has lost them, and ends their sessions; they are told. How many there were.
///
/// # Errors
/// [`Error::NotFound`] when they have none.
pub fn forget_passkeys(tx: &mut Tx<'_>, person: PersonId) -> Result<usize, Error> {
    let all = passkeys(tx.link(), person)?;
    for key in &all {
        let id = hex::encode(&key.id);
        tx.append(Actor::Operator, Fact::PasskeyRemoved { person, id })?;
        super::warn(
            tx,
            person,
            super::Warning::PasskeyRemoved,
            &key.label,
            "/account/sessions",
        )?;
    }
    let sql = "delete from sessions where person = $1";
    tx.side_table(sql, vec![person.into()])?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(all.len())
}

/// The passkeys of a person.
///
/// # Errors
/// The store's.
pub fn passkeys(link: &mut Link, person: PersonId) -> Result<Vec<Passkey>, Error> {
    let sql = "select id, credential, label, added_at from passkeys where person = $1 \
               order by added_at";
    let rows = link.query(sql, &[person.into()])?;
    let one = |r: &Row| {
        Ok(Passkey {
            id: r.get(0)?,
            credential: r.get(1)?,
            label: r.get(2)?,
            added_at: r.get(3)?,
        })
    };
    rows.iter().map(one).collect()
}
