//! How surely it must be known who does a task: the pack says it, whoever calls says what was proved.

use super::open;
use crate::record::Tx;
use crate::{CaseId, Error};

/// Refuses a task whose pack asks for more than was proved of who does it.
pub(super) fn enough(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(), Error> {
    let open = &tx.case(id)?.inside.open;
    let Some(element) = open.get(&job).map(|task| task.element.clone()) else {
        return Ok(());
    };
    let pack = open::pack_of(tx, id)?;
    let wanted = pack.tasks.get(&element).and_then(|task| task.assurance);
    match wanted {
        Some(wanted) if tx.assured() < Some(wanted) => Err(Error::Assurance(wanted)),
        _ => Ok(()),
    }
}
