//! Erasing a case: its key goes, its leaves stay, and every proof still holds.

use crate::record::{Fact, KeyId, Tx};
use crate::{Actor, CaseId, Error};

/// Destroys the key of a closed case and deletes its documents.
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::Conflict`] while the case is open or held, and once it
/// is erased.
pub fn erase_case(tx: &mut Tx<'_>, actor: Actor, id: CaseId, reason: &str) -> Result<u64, Error> {
    if actor != Actor::Operator {
        return Err(Error::Forbidden("only an operator may"));
    }
    erase(tx, actor, id, reason)
}

/// As [`erase_case`], for whoever the caller knows that may.
pub(crate) fn erase(tx: &mut Tx<'_>, actor: Actor, id: CaseId, reason: &str) -> Result<u64, Error> {
    match tx.case(id)?.status {
        super::Status::Closed => {}
        super::Status::Erased => return Err(Error::Conflict("the case is erased already")),
        _ => return Err(Error::Conflict("only a closed case can be erased")),
    }
    super::hold::free(tx.link(), id)?;
    let seq = tx.append(
        actor,
        Fact::CaseErased {
            case: id,
            reason: reason.to_owned(),
        },
    )?;
    tx.destroy_key(KeyId::Case(id))?;
    tx.link().queue(
        "delete from document_bytes where case_id = $1",
        vec![id.into()],
    )?;
    Ok(seq)
}
