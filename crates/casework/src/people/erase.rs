//! Erasing a person: the key goes, the record stays.

use crate::case::hold;
use crate::record::{Fact, KeyId, Tx};
use crate::{Actor, Error, PersonId};

/// Destroys a person's key. Their cases have keys of their own: see [`crate::case::erase_case`].
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::Conflict`] while they hold tasks, or a case that they asked for is held.
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
    hold::free_of(tx.link(), person)?;
    let seq = tx.append(
        actor,
        Fact::PersonErased {
            person,
            reason: reason.to_owned(),
        },
    )?;
    tx.destroy_key(KeyId::Person(person))?;
    forget_drafts(tx, person)?;
    // Whoever is signed in as them no longer is.
    for sql in [
        "delete from sessions where person = $1",
        "delete from known_browsers where person = $1",
    ] {
        tx.side_table(sql, vec![person.into()])?;
    }
    Ok(seq)
}

/// What was not sent yet goes too: what they wrote, and what others wrote for them. It lies under the house's key, not theirs.
fn forget_drafts(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
    let owner = || format!("person:{person}").into_bytes().into();
    for sql in [
        "delete from draft_upload_parts where upload in (select id from draft_uploads \
         where owner = $1 or draft in (select draft from draft_principals where principal = $2))",
        "delete from draft_uploads \
         where owner = $1 or draft in (select draft from draft_principals where principal = $2)",
        "delete from draft_files where draft in (select id from drafts where owner = $1) \
         or draft in (select draft from draft_principals where principal = $2)",
        "delete from drafts \
         where owner = $1 or id in (select draft from draft_principals where principal = $2)",
    ] {
        tx.side_table(sql, vec![owner(), person.into()])?;
    }
    let sql = "delete from draft_principals where draft not in (select id from drafts)";
    Ok(tx.side_table(sql, Vec::new())?)
}
