//! The fold over questions to the applicant: a task's time stops and runs on.

use jiff::Timestamp;

use super::Fold;
use crate::case::{TimerKind, Waiting};
use crate::record::fact::InformationAsked;
use crate::record::{Entry, Fact};
use crate::{CaseId, Error};

impl Fold<'_> {
    pub(super) fn information(&mut self, entry: &Entry, id: CaseId) -> Result<(), Error> {
        match &entry.fact {
            Fact::InformationAsked(asked) => self.asked(entry, id, asked),
            Fact::InformationGiven(e) => self.runs_on(id, e.job, e.due, &e.remind),
            Fact::InformationLapsed(e) => self.runs_on(id, e.job, e.due, &e.remind),
            Fact::InformationWithdrawn(e) => self.runs_on(id, e.job, e.due, &e.remind),
            _ => Ok(()),
        }
    }

    /// Reminders and deadline come off the clock; the end of the waiting goes on it.
    fn asked(&mut self, entry: &Entry, id: CaseId, asked: &InformationAsked) -> Result<(), Error> {
        self.unset_all(id, asked.job)?;
        self.set(id, TimerKind::Information, asked.job, 0, asked.until)?;
        let open = self.case(id)?.inside.open.get_mut(&asked.job);
        let open = open.ok_or(Error::NotFound)?;
        open.due = None;
        open.asked += 1;
        open.waiting = Some(Waiting {
            question: entry.seq,
            asked_at: entry.time,
            until: asked.until,
            left_us: asked.left_us,
            text: asked.text.clone(),
            documents: asked.documents.clone(),
        });
        self.task_due(id, asked.job, None, Some(asked.until))
    }

    fn runs_on(
        &mut self,
        id: CaseId,
        job: u64,
        due: Option<Timestamp>,
        remind: &[Timestamp],
    ) -> Result<(), Error> {
        self.unset_all(id, job)?;
        if let Some(due) = due {
            self.set(id, TimerKind::Overdue, job, 0, due)?;
        }
        for (n, at) in (0..).zip(remind) {
            self.set(id, TimerKind::Remind, job, n, *at)?;
        }
        let open = self.case(id)?.inside.open.get_mut(&job);
        let open = open.ok_or(Error::NotFound)?;
        open.due = due;
        open.waiting = None;
        self.task_due(id, job, due, None)
    }

    fn task_due(
        &mut self,
        id: CaseId,
        job: u64,
        due: Option<Timestamp>,
        waits: Option<Timestamp>,
    ) -> Result<(), Error> {
        let params = vec![id.into(), job.into(), due.into(), waits.into()];
        let sql = "update tasks set due_at = $3, waits_until = $4 where case_id = $1 and job = $2";
        Ok(self.queue(sql, params)?)
    }
}
