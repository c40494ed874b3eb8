//! The fold over moves between versions: proposals, what a second person said of them, and the case that moves.

use bpmn::Event;

use super::{Fold, bytes32};
use crate::case::TimerKind;
use crate::migration::{MovedTask, OrderState};
use crate::record::fact::MigrationDecided;
use crate::record::{Entry, Fact, RecordError};
use crate::store::Row;
use crate::{CaseId, Error, people};

/// What an entry claims that does not fit the rows.
fn impossible(why: &str) -> Error {
    RecordError::Body(why.to_owned()).into()
}

impl Fold<'_> {
    pub(super) fn proposed(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::MigrationProposed(crate::record::fact::MigrationProposed {
            pack,
            agency,
            from,
            to,
            ..
        }) = &entry.fact
        else {
            return Ok(());
        };
        let params = vec![
            entry.seq.into(),
            pack.into(),
            agency.into(),
            bytes32(from)?.into(),
            bytes32(to)?.into(),
            OrderState::Proposed.as_str().into(),
            entry.time.into(),
        ];
        Ok(self.queue(
            "insert into migration_orders (seq, pack, agency, from_hash, to_hash, state, proposed_at) \
             values ($1, $2, $3, $4, $5, $6, $7)",
            params,
        )?)
    }

    /// Who decides must watch over the agency, and only an open proposal can be decided.
    pub(super) fn decided(&mut self, entry: &Entry) -> Result<(), Error> {
        let Fact::MigrationDecided(decided) = &entry.fact else {
            return Ok(());
        };
        let MigrationDecided {
            order, confirmed, ..
        } = decided;
        let found = self.order(*order)?;
        let (agency, state): (String, String) = (found.get(0)?, found.get(3)?);
        if state != OrderState::Proposed.as_str() {
            return Err(impossible("the proposal was decided already"));
        }
        let person = entry.actor.person();
        let person = person.ok_or_else(|| impossible("nobody confirmed the proposal"))?;
        if !people::supervised(self.link, self.parts, person)?.contains(&agency) {
            return Err(impossible(
                "who decided the proposal is no supervisor of the agency",
            ));
        }
        let state = if *confirmed {
            OrderState::Confirmed
        } else {
            OrderState::Refused
        };
        let params = vec![
            (*order).into(),
            state.as_str().into(),
            entry.time.into(),
            person.into(),
        ];
        Ok(self.queue(
            "update migration_orders set state = $2, decided_at = $3, decided_by = $4 where seq = $1",
            params,
        )?)
    }

    /// Agency, versions and state of a proposal.
    fn order(&mut self, seq: u64) -> Result<Row, Error> {
        let sql = "select agency, from_hash, to_hash, state from migration_orders where seq = $1";
        let row = self.link.query_opt(sql, &[seq.into()])?;
        row.ok_or_else(|| impossible("there is no such proposal"))
    }

    /// The case runs on another version from now on.
    pub(super) fn migrated(&mut self, entry: &Entry) -> Result<(), Error> {
        let (
            Fact::CaseMigrated {
                order,
                from,
                to,
                tasks,
                events,
                ..
            },
            Some(id),
        ) = (&entry.fact, entry.case_id())
        else {
            return Ok(());
        };
        let (from, to) = (bytes32(from)?, bytes32(to)?);
        let found = self.order(*order)?;
        let meant: ([u8; 32], [u8; 32], String) = (found.get(1)?, found.get(2)?, found.get(3)?);
        if meant != (from, to, OrderState::Confirmed.as_str().to_owned()) {
            return Err(impossible("nobody confirmed that cases move so"));
        }
        if self.case(id)?.pack_hash != from {
            return Err(impossible("the case runs on another version"));
        }
        self.roles(id, &to, tasks, events)?;
        let case = self.case(id)?;
        case.pack_hash = to;
        for event in events {
            if let Event::Renamed { f, e } = event
                && let Some(visits) = case.inside.visits.remove(&**f)
            {
                *case.inside.visits.entry(e.to_string()).or_default() += visits;
            }
        }
        self.events(entry, id, events)?;
        tasks
            .iter()
            .try_for_each(|task| self.moved_task(entry, id, task))
    }

    /// Who keeps a task keeps it in the same role, which is the one that the new version gives to it.
    fn roles(
        &mut self,
        id: CaseId,
        to: &[u8; 32],
        tasks: &[MovedTask],
        events: &[Event],
    ) -> Result<(), Error> {
        let pack = self.parts.packs.get(self.link, to)?;
        let case = self.case(id)?;
        for (job, open) in &case.inside.open {
            let element = renamed(events, &open.element);
            let moved = tasks.iter().find(|task| task.job == *job);
            let again = moved.is_some_and(|task| task.again);
            let role = moved.map_or(open.role.as_str(), |task| task.role.as_str());
            let now = moved.map_or(element.as_str(), |task| task.element.as_str());
            let right = pack.tasks.get(now).is_some_and(|task| task.role == role);
            if now != element || !right || again == (open.role == role) {
                return Err(impossible(
                    "a task changes hands, or does not, other than the versions say",
                ));
            }
        }
        Ok(())
    }

    fn moved_task(&mut self, entry: &Entry, id: CaseId, task: &MovedTask) -> Result<(), Error> {
        let Some(mut open) = self.case(id)?.inside.open.get(&task.job).cloned() else {
            return Err(impossible("a task that is not open changes"));
        };
        let (job, again) = (task.job, task.again);
        let late = task.due.is_some_and(|due| due <= entry.time);
        let still_late = task.due == open.due || late;
        let set = task.due != open.due;
        open.element.clone_from(&task.element);
        open.role.clone_from(&task.role);
        open.due = task.due;
        if again {
            // Timers are set when it is given again.
            self.close(id, job)?;
            open.assignee = None;
        } else {
            if set {
                self.unset(id, TimerKind::Overdue, job, 0)?;
            }
            if let Some(due) = task.due.filter(|_| set) {
                self.set(id, TimerKind::Overdue, job, 0, due)?;
            }
            self.reminders(id, task)?;
        }
        let params = vec![
            id.into(),
            job.into(),
            open.element.as_str().into(),
            open.role.as_str().into(),
            open.assignee.into(),
            open.due.into(),
            still_late.into(),
        ];
        self.queue(
            "update tasks set element = $3, role = $4, assignee = $5, due_at = $6, \
             overdue = overdue and $7 where case_id = $1 and job = $2",
            params,
        )?;
        self.case(id)?.inside.open.insert(job, open);
        Ok(())
    }

    fn reminders(&mut self, id: CaseId, task: &MovedTask) -> Result<(), Error> {
        let Some(remind) = &task.remind else {
            return Ok(());
        };
        let set: Vec<u32> = self
            .case(id)?
            .inside
            .timers
            .iter()
            .filter(|(kind, key, _)| *kind == TimerKind::Remind && *key == task.job)
            .map(|(_, _, n)| *n)
            .collect();
        for n in set {
            self.unset(id, TimerKind::Remind, task.job, n)?;
        }
        for (n, at) in (0..).zip(remind) {
            self.set(id, TimerKind::Remind, task.job, n, *at)?;
        }
        Ok(())
    }
}

/// What an element is called after the events.
fn renamed(events: &[Event], element: &str) -> String {
    events
        .iter()
        .fold(element.to_owned(), |id, event| match event {
            Event::Renamed { f, e } if **f == *id => e.to_string(),
            _ => id,
        })
}
