//! Keys that another process destroyed, such as the command line beside a running server: the entry
//! of the erasure says so, and what was kept of the key in memory goes.

use super::{Fact, KeyId, LOG_ID, open_entry};
use crate::store::Link;
use crate::{Error, Parts};

/// Looks through the entries that came since the last look; of its own, the writer tells the ring.
/// Called at the beginning of each snapshot and batch: one row by its key where nothing came.
///
/// # Errors
/// The store's, or that an entry of an erasure was changed.
pub(crate) fn follow(link: &mut Link, parts: &Parts) -> Result<(), Error> {
    let row = link.query_opt("select size from log where id = $1", &[LOG_ID.into()])?;
    let size: u64 = row.map_or(Ok(0), |r| r.get(0))?;
    let seen = parts.keys.seen();
    if size <= seen {
        return Ok(());
    }
    let rows = link.query(
        "select seq from entries where log = $1 and seq >= $2 and seq < $3 \
         and kind in ('case.erased', 'person.erased')",
        &[LOG_ID.into(), seen.into(), size.into()],
    )?;
    for row in rows {
        match open_entry(link, parts, row.get(0)?)?.entry.fact {
            Fact::CaseErased { case, .. } => parts.keys.bury(KeyId::Case(case)),
            Fact::PersonErased { person, .. } => parts.keys.bury(KeyId::Person(person)),
            _ => {}
        }
    }
    parts.keys.saw(size);
    Ok(())
}
