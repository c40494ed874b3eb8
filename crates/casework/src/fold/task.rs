//! The fold over a case's tasks and clocks: who has what, until when, and how loaded they are.

use jiff::Timestamp;

use super::Fold;
use crate::case::{OpenTask, TimerKind};
use crate::record::{Entry, Fact};
use crate::{CaseId, Error, PersonId};

impl Fold<'_> {
    /// A task was given to somebody, or found nobody.
    pub(super) fn handed(&mut self, entry: &Entry) -> Result<(), Error> {
        let Some(id) = entry.case_id() else {
            return Ok(());
        };
        let (job, task, remind) = match &entry.fact {
            Fact::TaskAssigned {
                job,
                element,
                role,
                visit,
                redraw,
                assignee,
                due,
                remind,
                ..
            } => (
                *job,
                open(element, role, Some(*assignee), *redraw, *visit, *due),
                &remind[..],
            ),
            Fact::TaskWaiting {
                job,
                element,
                role,
                visit,
                redraw,
                due,
                ..
            } => (
                *job,
                open(element, role, None, *redraw, *visit, *due),
                &[][..],
            ),
            _ => return Ok(()),
        };
        // Who has the task next has it as it is: a question that is open stays open.
        let before = self.case(id)?.inside.open.get(&job);
        let (asked, waiting) = before.map_or((0, None), |t| (t.asked, t.waiting.clone()));
        let task = OpenTask {
            asked,
            waiting,
            ..task
        };
        self.close(id, job)?;
        self.load_changes(task.assignee, &task.role, 1)?;
        if let Some(waiting) = &task.waiting {
            self.set(id, TimerKind::Information, job, 0, waiting.until)?;
        }
        if let Some(due) = task.due {
            self.set(id, TimerKind::Overdue, job, 0, due)?;
        }
        for (n, at) in (0..).zip(remind) {
            self.set(id, TimerKind::Remind, job, n, *at)?;
        }
        let params = vec![
            id.into(),
            job.into(),
            task.element.as_str().into(),
            task.role.as_str().into(),
            task.visit.into(),
            task.redraw.into(),
            task.assignee.into(),
            "open".into(),
            entry.time.into(),
            task.due.into(),
            false.into(),
        ];
        self.queue(
            "insert into tasks (case_id, job, element, role, visit, redraw, assignee, state, \
             opened_at, due_at, departed, overdue) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) \
             on conflict (case_id, job) do update set assignee = excluded.assignee, \
             redraw = excluded.redraw, due_at = excluded.due_at",
            params,
        )?;
        let inside = &mut self.case(id)?.inside;
        inside.visits.insert(task.element.clone(), task.visit);
        inside.open.insert(job, task);
        Ok(())
    }

    pub(super) fn done(
        &mut self,
        entry: &Entry,
        job: u64,
        state: &str,
        departed: bool,
    ) -> Result<(), Error> {
        let Some(id) = entry.case_id() else {
            return Ok(());
        };
        self.close(id, job)?;
        let params = vec![
            id.into(),
            job.into(),
            state.into(),
            entry.time.into(),
            entry.actor.to_string().into(),
            departed.into(),
        ];
        Ok(self.queue(
            "update tasks set state = $3, done_at = $4, done_by = $5, departed = $6 \
             where case_id = $1 and job = $2",
            params,
        )?)
    }

    /// Takes an open task off its holder's load, and its reminders and deadline off the clock.
    pub(super) fn close(&mut self, id: CaseId, job: u64) -> Result<(), Error> {
        if let Some(task) = self.case(id)?.inside.open.remove(&job) {
            self.load_changes(task.assignee, &task.role, -1)?;
        }
        self.unset_all(id, job)
    }

    /// Takes a task's reminders and deadline, or the end of its waiting, off the clock.
    pub(super) fn unset_all(&mut self, id: CaseId, job: u64) -> Result<(), Error> {
        let case = self.case(id)?;
        let timers: Vec<_> = case
            .inside
            .timers
            .iter()
            .filter(|(kind, key, _)| *kind != TimerKind::Engine && *key == job)
            .copied()
            .collect();
        timers
            .into_iter()
            .try_for_each(|(kind, key, n)| self.unset(id, kind, key, n))
    }

    fn load_changes(&mut self, person: Option<PersonId>, role: &str, by: i64) -> Result<(), Error> {
        let Some(person) = person.filter(|_| role != pack::APPLICANT) else {
            return Ok(());
        };
        let params = vec![person.into(), by.into()];
        Ok(self.queue(
            "update people set open_tasks = open_tasks + $2 where id = $1",
            params,
        )?)
    }

    pub(super) fn set(
        &mut self,
        id: CaseId,
        kind: TimerKind,
        key: u64,
        n: u32,
        due: Timestamp,
    ) -> Result<(), Error> {
        self.case(id)?.inside.timers.insert((kind, key, n));
        let params = vec![
            id.into(),
            kind.as_str().into(),
            key.into(),
            n.into(),
            due.into(),
        ];
        Ok(self.queue(
            "insert into timers (case_id, kind, ref, n, due_at) values ($1, $2, $3, $4, $5)",
            params,
        )?)
    }

    pub(super) fn unset(
        &mut self,
        id: CaseId,
        kind: TimerKind,
        key: u64,
        n: u32,
    ) -> Result<(), Error> {
        self.case(id)?.inside.timers.remove(&(kind, key, n));
        let params = vec![id.into(), kind.as_str().into(), key.into(), n.into()];
        Ok(self.queue(
            "delete from timers where case_id = $1 and kind = $2 and ref = $3 and n = $4",
            params,
        )?)
    }

    pub(super) fn engine_timers(&mut self, id: CaseId) -> Result<(), Error> {
        let case = self.case(id)?;
        let now: Vec<(u64, Timestamp)> = case
            .inside
            .state
            .timers()
            .map(|t| (t.key.0, t.due))
            .collect();
        let had: Vec<u64> = case
            .inside
            .timers
            .iter()
            .filter(|(kind, ..)| *kind == TimerKind::Engine)
            .map(|(_, key, _)| *key)
            .collect();
        for key in had.iter().filter(|key| !now.iter().any(|(k, _)| k == *key)) {
            self.unset(id, TimerKind::Engine, *key, 0)?;
        }
        for (key, due) in now.into_iter().filter(|(key, _)| !had.contains(key)) {
            self.set(id, TimerKind::Engine, key, 0, due)?;
        }
        Ok(())
    }
}

fn open(
    element: &str,
    role: &str,
    assignee: Option<PersonId>,
    redraw: u32,
    visit: u32,
    due: Option<Timestamp>,
) -> OpenTask {
    let (element, role) = (element.to_owned(), role.to_owned());
    OpenTask {
        element,
        role,
        assignee,
        redraw,
        visit,
        due,
        asked: 0,
        waiting: None,
    }
}
