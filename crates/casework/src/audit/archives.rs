//! Archives: each that an entry names is there, is that very file, and holds as much as the entry says.

use super::{Finding, Report};
use crate::store::Link;
use crate::{Error, Parts};

pub(super) fn check(scratch: &mut Link, parts: &Parts, report: &mut Report) -> Result<(), Error> {
    let sql = "select n, sha256, entries, documents, bytes from archives order by n";
    for row in scratch.query(sql, &[])? {
        report.archives += 1;
        let sha256: [u8; 32] = row.get(1)?;
        let says: (u64, u64, u64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let why = match parts.archives.check(&sha256) {
            Ok(has) if has == says => continue,
            Ok(has) => format!("entries, documents, bytes are {has:?}, its entry says {says:?}"),
            Err(e) => e.to_string(),
        };
        let entry = row.get(0)?;
        report.found(Finding::ChangedArchive { entry, why });
    }
    Ok(())
}
