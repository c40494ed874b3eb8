//! Sessions that an identity provider opened end when it says so.

use casework::record::Tx;
use casework::{Error, PersonId};
use web::session::TokenHash;

use super::opened;
use crate::sign_in::opened_by;

/// Ends a person's sessions that a provider opened: those of one session there, or all of them.
pub(crate) fn end_opened_by(
    tx: &mut Tx<'_>,
    person: PersonId,
    provider: &str,
    session: Option<&str>,
) -> Result<(), Error> {
    let parts = tx.parts();
    let sql = "select token_hash, data from sessions where person = $1";
    let mut ended = Vec::new();
    for row in tx.query(sql, &[person.into()])? {
        let hash: [u8; 32] = row.get(0)?;
        let data = opened(&parts.keys, &TokenHash(hash), &row.get::<String>(1)?);
        let by = data.and_then(|data| opened_by(&data.values));
        let theirs = by.is_some_and(|by| {
            by.provider == provider && (session.is_none() || by.session.as_deref() == session)
        });
        if theirs {
            ended.push(hash);
        }
    }
    for hash in ended {
        let sql = "delete from sessions where token_hash = $1";
        tx.side_table(sql, vec![hash.into()])?;
    }
    Ok(())
}
