//! Entries opened: for those who may read them.

use tlog::{Hash, Leaf};

use super::{DataKey, Entry, KeyId, LOG_ID, RecordError};
use crate::store::{Link, Row};
use crate::{CaseId, Error, Parts, PersonId};

/// An entry's row, opened with its key.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The published leaf.
    pub leaf: Leaf,
    /// Canonical JSON.
    pub body: Vec<u8>,
    /// The commitment's salt.
    pub salt: [u8; 32],
    /// The body read.
    pub entry: Entry,
}

/// Columns that [`open_row`] needs, in its order.
pub const ENTRY_COLUMNS: &str = "seq, time, key_id, sealed, commitment";

/// Opens one entry.
///
/// # Errors
/// [`RecordError::Missing`], or that its key is gone.
pub fn open_entry(link: &mut Link, parts: &Parts, seq: u64) -> Result<Opened, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where log = $1 and seq = $2";
    let row = link.query_opt(sql, &[LOG_ID.into(), seq.into()])?;
    open_row(link, parts, &row.ok_or(RecordError::Missing(seq))?)
}

/// Opens a row of [`ENTRY_COLUMNS`]. Whether body and commitment fit is the audit's to check.
///
/// # Errors
/// When the key is gone or the row was changed.
pub fn open_row(link: &mut Link, parts: &Parts, row: &Row) -> Result<Opened, Error> {
    let name: String = row.get(2)?;
    let id = key_id(&name)?;
    let key = parts.keys.get(link, id)?;
    let sealed = sealed(link, parts, row, id)?;
    open_with(&key, &parts.identity.origin, row, &sealed)
}

/// What is sealed of a row: in it, or in the archive of its case.
pub(crate) fn sealed(
    link: &mut Link,
    parts: &Parts,
    row: &Row,
    key: KeyId,
) -> Result<Vec<u8>, Error> {
    let here: Vec<u8> = row.get(3)?;
    match key {
        KeyId::Case(case) if here.is_empty() => parts.archives.entry(link, case, row.get(0)?),
        _ => Ok(here),
    }
}

/// As [`open_row`], with the key and what is sealed at hand: for many at once, beside the connection.
pub(crate) fn open_with(
    key: &DataKey,
    origin: &str,
    row: &Row,
    sealed: &[u8],
) -> Result<Opened, Error> {
    let (seq, time_us): (u64, i64) = (row.get(0)?, row.get(1)?);
    let commitment = Hash(row.get(4)?);
    let plain = key.open("entry", sealed)?;
    let (salt, body) = plain
        .split_first_chunk::<32>()
        .ok_or_else(|| RecordError::Body(format!("entry {seq} is too short")))?;
    let entry = Entry::from_body(seq, *salt, body)?;
    let leaf = Leaf::new(origin, seq, time_us, commitment);
    Ok(Opened {
        leaf,
        body: body.to_vec(),
        salt: *salt,
        entry,
    })
}

/// The key that a row names.
///
/// # Errors
/// [`RecordError::Body`] when it names none.
pub fn key_id(name: &str) -> Result<KeyId, RecordError> {
    let id = |text: &str| text.parse::<i64>().map_err(RecordError::body);
    match name.split_once(':') {
        None if name == "log" => Ok(KeyId::Log),
        Some(("case", n)) => Ok(KeyId::Case(CaseId(id(n)?))),
        Some(("person", n)) => Ok(KeyId::Person(PersonId(id(n)?))),
        _ => Err(RecordError::Body(format!("{name:?} names no key"))),
    }
}
