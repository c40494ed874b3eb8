//! Holding a case: while somebody needs it as evidence nothing of it is erased, whatever the retention rules say. One supervisor,
//! or whoever runs the machine, holds; only another supervisor lets go, so that nobody alone can have a case erased that was held.

use jiff::Timestamp;

use super::{Seat, Status, hand, mend, open};
use crate::record::{Fact, HeldCase, RecordError, ReleasedCase, Tx, open_entry};
use crate::store::{Link, StoreError};
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// The migration that made the table: programs that do not know it would erase what is held.
const MIGRATION: i64 = 12;
/// What whoever wants to erase a held case is told.
pub const HELD: &str = "the case is held: a supervisor of its agency who did not hold it can release it, on the case's page";

/// A hold that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The entry that laid it.
    pub seq: u64,
    /// Who did.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// Holds a case.
pub(super) fn hold(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    reason: &str,
) -> Result<(), Error> {
    if !matches!(seat, Seat::Supervisor(_) | Seat::Operator) {
        return Err(Error::Forbidden("only a supervisor of the agency may"));
    }
    let reason = hand::given(reason)?;
    if tx.case(id)?.status == Status::Erased {
        return Err(Error::Conflict("the case is erased already"));
    }
    if is_held(tx.link(), id)? {
        return Err(Error::Conflict("the case is held already"));
    }
    known(tx)?;
    tx.append_to(actor, id, Fact::CaseHeld(HeldCase { reason }))?;
    Ok(())
}

/// Lets go of it.
pub(super) fn release(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    reason: &str,
) -> Result<(), Error> {
    let (Seat::Supervisor(_), Some(person)) = (seat, actor.person()) else {
        return Err(Error::Forbidden("only a supervisor of the agency may"));
    };
    let reason = hand::given(reason)?;
    let (pack, now) = (open::pack_of(tx, id)?, tx.now());
    let (link, parts, case) = tx.reading(id)?;
    if mend::barred(link, parts, (case, &pack), person, now)?.is_some() {
        return Err(Error::Forbidden(
            "who has a part in the case may not release it",
        ));
    }
    let held = of(link, parts, id)?.ok_or(Error::Conflict("the case is not held"))?;
    if held.by == actor {
        return Err(Error::Forbidden("who held the case may not release it"));
    }
    let hold = held.seq;
    tx.append_to(actor, id, Fact::CaseReleased(ReleasedCase { hold, reason }))?;
    Ok(())
}

/// The hold that lies on a case.
///
/// # Errors
/// The store's, or that its entry cannot be opened.
pub fn of(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Option<Hold>, Error> {
    let sql = "select seq from holds where case_id = $1 and released is null";
    let Some(row) = link.query_opt(sql, &[id.into()])? else {
        return Ok(None);
    };
    let seq: u64 = row.get(0)?;
    let entry = open_entry(link, parts, seq)?.entry;
    let Fact::CaseHeld(HeldCase { reason }) = entry.fact else {
        let why = format!("entry {seq} holds no case");
        return Err(RecordError::body(why).into());
    };
    Ok(Some(Hold {
        seq,
        by: entry.actor,
        at: entry.time,
        reason,
    }))
}

/// # Errors
/// [`Error::Conflict`] where the case is held.
pub(super) fn free(link: &mut Link, id: CaseId) -> Result<(), Error> {
    match is_held(link, id)? {
        true => Err(Error::Conflict(HELD)),
        false => Ok(()),
    }
}

/// # Errors
/// [`Error::Conflict`] where a case that somebody asked for is held: who asked is a part of the evidence.
pub(crate) fn free_of(link: &mut Link, applicant: PersonId) -> Result<(), Error> {
    match is_applicant_held(link, applicant)? {
        true => Err(Error::Conflict(HELD)),
        false => Ok(()),
    }
}

/// Whether a case that a person asked for is held.
pub(crate) fn is_applicant_held(link: &mut Link, person: PersonId) -> Result<bool, StoreError> {
    let sql = "select 1 from holds h join cases c on c.id = h.case_id \
               where h.released is null and c.applicant = $1 limit 1";
    Ok(link.query_opt(sql, &[person.into()])?.is_some())
}

pub(crate) fn is_held(link: &mut Link, id: CaseId) -> Result<bool, StoreError> {
    let sql = "select 1 from holds where case_id = $1 and released is null";
    Ok(link.query_opt(sql, &[id.into()])?.is_some())
}

/// Every running program knows holds, and those that start later have to.
fn known(tx: &mut Tx<'_>) -> Result<(), Error> {
    let alive = tx.now().as_microsecond() - crate::nodes::ALIVE;
    let sql = "select 1 from nodes where knows < $1 and seen_at > $2 limit 1";
    let old = tx.query_opt(sql, &[MIGRATION.into(), alive.into()])?;
    if old.is_some() {
        return Err(Error::Conflict(
            "a program runs that does not know holds: upgrade every node first",
        ));
    }
    let sql = "update migrations set needs = $1 where n = $1";
    tx.link().execute(sql, &[MIGRATION.into()])?;
    Ok(())
}
