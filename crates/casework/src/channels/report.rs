//! What a gateway reports of an SMS that it took: that it arrived, or never will.

use super::{append, give_up};
use crate::record::{Fact, KeyRing, Tx};
use crate::{CaseId, Error};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// It is on the mobile.
    Delivered,
    /// It never will be.
    Failed,
    /// It is on its way.
    Underway,
}

/// What the address of a notice's reports has in it, so that only who was given it can report: hexadecimal.
pub fn report_mac(keys: &KeyRing, notice: u64) -> String {
    hex::encode(&keys.mac("sms report", &[&notice.to_be_bytes()])[..16])
}

/// Takes a report. Nothing changes where one was taken before, or the notice was given up.
///
/// # Errors
/// [`Error::NotFound`] for what is no SMS of ours.
pub fn report(tx: &mut Tx<'_>, notice: u64, told: Reported, status: &str) -> Result<(), Error> {
    let row = tx.query_opt(
        "select case_id, state, delivered_at, attempts from notices \
         where seq = $1 and channel = 'sms'",
        &[notice.into()],
    )?;
    let row = row.ok_or(Error::NotFound)?;
    let (state, delivered): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
    if state == "failed" || delivered.is_some() {
        return Ok(());
    }
    match told {
        Reported::Underway => Ok(()),
        Reported::Delivered => {
            let case: Option<CaseId> = row.get(0)?;
            append(tx, case, Fact::NoticeDelivered { notice })
        }
        Reported::Failed => {
            let error = format!("the gateway reports that it was not delivered ({status})");
            give_up(tx, notice, error, row.get(3)?)
        }
    }
}
