//! The timeline: each line is an entry, and each entry has its proof.

use jiff::Timestamp;

use crate::record::{Fact, Opened, open_row};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// A line of the timeline.
#[derive(Clone, Debug)]
pub struct Line {
    /// Index of the entry.
    pub seq: u64,
    /// When.
    pub time: Timestamp,
    /// Who; pages show officials by role.
    pub actor: Actor,
    /// For whom, where somebody acts by another's mandate.
    pub behalf: Option<PersonId>,
    /// What.
    pub fact: Fact,
}

impl From<Opened> for Line {
    fn from(opened: Opened) -> Self {
        let entry = opened.entry;
        Self {
            seq: entry.seq,
            time: entry.time,
            actor: entry.actor,
            behalf: entry.behalf,
            fact: entry.fact,
        }
    }
}

/// The lines of a case before entry `before` (`None`: the newest), newest first, at most `most`.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub fn timeline(
    link: &mut Link,
    parts: &Parts,
    id: CaseId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Line>, Error> {
    let rows = link.query(
        "select seq, time, key_id, sealed, commitment from entries \
         where case_id = $1 and seq < $2 order by seq desc limit $3",
        &[
            id.into(),
            before.unwrap_or(i64::MAX as u64).into(),
            most.into(),
        ],
    )?;
    rows.iter()
        .map(|row| open_row(link, parts, row).map(Line::from))
        .collect()
}

/// One line, by its entry.
///
/// # Errors
/// [`crate::record::RecordError::Missing`], or that it cannot be opened.
pub fn line(link: &mut Link, parts: &Parts, seq: u64) -> Result<(Line, Option<CaseId>), Error> {
    let opened = crate::record::open_entry(link, parts, seq)?;
    let case = opened.entry.case_id();
    Ok((opened.into(), case))
}
