//! Erasing a person: the key goes, the record stays.

use crate::record::{Fact, KeyId, Tx};
use crate::{Actor, Error, PersonId};

/// Destroys a person's key. Their cases have keys of their own: see [`crate::case::erase_case`].
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::Conflict`] while they hold tasks.
pub fn erase_person(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    reason: &str,
) -> Result<u64, Error> {
    if actor != Actor::Operator {
        return Err(Error::Forbidden("only an operator may"));
    }
    let sql = "select open_tasks from people where id = $1";
    let row = tx
        .query_opt(sql, &[person.into()])?
        .ok_or(Error::NotFound)?;
    if row.get::<i64>(0)? > 0 {
        return Err(Error::Conflict("the person holds open tasks"));
    }
    let seq = tx.append(
        actor,
        Fact::PersonErased {
            person,
            reason: reason.to_owned(),
        },
    )?;
    tx.destroy_key(KeyId::Person(person))?;
    // Whoever is signed in as them no longer is.
    for sql in [
        "delete from sessions where person = $1",
        "delete from known_browsers where person = $1",
    ] {
        tx.side_table(sql, vec![person.into()])?;
    }
    Ok(seq)
}
