//! Holds: which cases may not be erased. An entry that erases a held case, or by which who held it lets it go, does not fit.

use super::Fold;
use crate::case::hold::is_applicant_held;
use crate::record::{Entry, HeldCase, RecordError, ReleasedCase};
use crate::{CaseId, Error, PersonId};

impl Fold<'_> {
    pub(super) fn held(&mut self, entry: &Entry, id: CaseId, _: &HeldCase) -> Result<(), Error> {
        self.not_held(entry, id)?;
        let params = vec![
            entry.seq.into(),
            id.into(),
            entry.actor.to_string().into(),
            entry.time.into(),
        ];
        let sql = "insert into holds (seq, case_id, held_by, held_at) values ($1, $2, $3, $4)";
        Ok(self.queue(sql, params)?)
    }

    pub(super) fn released(
        &mut self,
        entry: &Entry,
        id: CaseId,
        released: &ReleasedCase,
    ) -> Result<(), Error> {
        let by = entry.actor.to_string();
        let params = [
            released.hold.into(),
            id.into(),
            entry.seq.into(),
            by.into(),
            entry.time.into(),
        ];
        let sql = "update holds set released = $3, released_by = $4, released_at = $5 \
                   where seq = $1 and case_id = $2 and released is null and held_by <> $4";
        match self.link.execute(sql, &params)? {
            1 => Ok(()),
            _ => {
                let why = format!("entry {} releases what it cannot", entry.seq);
                Err(RecordError::body(why).into())
            }
        }
    }

    /// # Errors
    /// That a case is held that the person asked for.
    pub(super) fn no_case_held(&mut self, entry: &Entry, person: PersonId) -> Result<(), Error> {
        match is_applicant_held(self.link, person)? {
            false => Ok(()),
            true => {
                let why = format!(
                    "entry {} erases who asked for a case that is held",
                    entry.seq
                );
                Err(RecordError::body(why).into())
            }
        }
    }

    /// # Errors
    /// That the case is held.
    pub(super) fn not_held(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        let sql = "select 1 from holds where case_id = $1 and released is null";
        match self.link.query_opt(sql, &[id.into()])? {
            None => Ok(()),
            Some(_) => {
                let why = format!("entry {} is for a case that is held", entry.seq);
                Err(RecordError::body(why).into())
            }
        }
    }
}
