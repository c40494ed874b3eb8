//! The fold over corrected slips: how often a task was corrected, and that it might be.

use super::Fold;
use crate::case::correct::allowed;
use crate::record::fact::TaskCorrected;
use crate::record::{Entry, RecordError};
use crate::{CaseId, Error};

impl Fold<'_> {
    pub(super) fn corrected(
        &mut self,
        entry: &Entry,
        id: CaseId,
        what: &TaskCorrected,
    ) -> Result<(), Error> {
        let hash = self.case(id)?.pack_hash;
        let pack = self.parts.packs.get(self.link, &hash)?;
        let may = match entry.actor.person() {
            Some(person) => allowed(self.link, id, &pack, (person, what.job), entry.time)?,
            None => None,
        };
        let rule = pack.tasks.get(&what.element).and_then(|t| t.slip.as_ref());
        let right = may.is_some_and(|(element, ..)| element == what.element)
            && rule.is_some_and(|r| r.fields.contains(&what.field) && r.law == what.law);
        if !right {
            let why = "who corrected it might not, or not any more, or not this field";
            return Err(RecordError::Body(why.to_owned()).into());
        }
        let params = vec![id.into(), what.job.into()];
        let sql = "update tasks set corrected = coalesce(corrected, 0) + 1 \
                   where case_id = $1 and job = $2";
        Ok(self.queue(sql, params)?)
    }
}
