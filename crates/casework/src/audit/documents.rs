//! Documents: the bytes of each that an entry names are there and hash to its name.

use std::collections::HashMap;

use super::{Finding, Report};
use crate::case::document_bytes;
use crate::record::KeyError;
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// Every document of the fold; those of erased cases are not in it.
pub(super) fn check(
    link: &mut Link,
    scratch: &mut Link,
    parts: &Parts,
    report: &mut Report,
) -> Result<(), Error> {
    let sql =
        "select d.case_id, d.hash, c.number from documents d join cases c on c.id = d.case_id";
    let mut named: HashMap<(CaseId, [u8; 32]), String> = HashMap::new();
    for row in scratch.query(sql, &[])? {
        named.insert((row.get(0)?, row.get(1)?), row.get(2)?);
    }
    let mut named: Vec<_> = named.into_iter().collect();
    named.sort();
    for ((case, hash), number) in named {
        report.documents += 1;
        if let Some(why) = wrong(link, parts, case, hash)? {
            report.found(Finding::ChangedDocument {
                case: number,
                hash: hex::encode(hash),
                why,
            });
        }
    }
    Ok(())
}

fn wrong(
    link: &mut Link,
    parts: &Parts,
    case: CaseId,
    hash: [u8; 32],
) -> Result<Option<String>, Error> {
    match document_bytes(link, parts, case, hash) {
        Ok(_) => Ok(None),
        Err(Error::NotFound) => Ok(Some("its bytes are gone".into())),
        Err(Error::Key(KeyError::Sealed { .. })) => {
            Ok(Some("its bytes are not those that the entry names".into()))
        }
        // A key that is gone is found by itself.
        Err(Error::Key(KeyError::Destroyed(_))) => Ok(None),
        Err(Error::Archive(e)) => Ok(Some(e.to_string())),
        Err(e) => Err(e),
    }
}
