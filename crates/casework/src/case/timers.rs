//! What is due: the process's own timers, reminders, deadlines and what the law makes of them.

use bpmn::{Command, JobKey, TimerKey};
use dmn::feel;
use pack::Overdue;

use super::{TimerKind, information, notify, open, settle, stop};
use crate::record::mend::Cause;
use crate::record::{Fact, Tx, present};
use crate::store::{Link, Row, StoreError};
use crate::{Actor, CaseId, Clock, Error};

/// A timer that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Of which case.
    pub case: CaseId,
    /// Of which kind.
    pub kind: TimerKind,
    /// The engine's timer, or the task's job.
    pub key: u64,
    /// Which of the reminders.
    pub n: u32,
}

/// The timers that are due, the oldest first.
///
/// # Errors
/// The store's.
pub fn due(link: &mut Link, clock: &Clock, most: u32) -> Result<Vec<Due>, StoreError> {
    let now = present(link, clock)?;
    let rows = link.query(
        "select case_id, kind, ref, n from timers where due_at <= $1 order by due_at limit $2",
        &[now.into(), most.into()],
    )?;
    let one = |row: &Row| {
        let kind: String = row.get(1)?;
        let kind = TimerKind::parse(&kind).ok_or(StoreError::Column {
            index: 1,
            wanted: "kind of timer",
        })?;
        Ok(Due {
            case: row.get(0)?,
            kind,
            key: row.get(2)?,
            n: row.get(3)?,
        })
    };
    rows.iter().map(one).collect()
}

/// Fires a timer, once: who comes second finds it gone.
pub(super) fn fire(
    tx: &mut Tx<'_>,
    id: CaseId,
    kind: TimerKind,
    key: u64,
    n: u32,
) -> Result<(), Error> {
    if !tx.case(id)?.inside.timers.contains(&(kind, key, n)) {
        return Err(Error::Conflict("the timer fired already"));
    }
    match kind {
        TimerKind::Engine => engine(tx, id, key),
        TimerKind::Remind => remind(tx, id, key, n),
        TimerKind::Overdue => overdue(tx, id, key),
        TimerKind::Information => information::lapse(tx, id, key),
    }
}

/// The process's own timer. A process that refuses to go on after it stops there.
pub(super) fn engine(tx: &mut Tx<'_>, id: CaseId, key: u64) -> Result<(), Error> {
    let found = tx.case(id)?.inside.state.timers().find(|t| t.key.0 == key);
    let element = found
        .map(|t| t.element.to_string())
        .ok_or(Error::NotFound)?;
    let timer = TimerKey(key);
    let events = match settle::step(tx, id, &Command::Fire { timer }) {
        Ok(events) => events,
        Err(Error::Engine(refusal)) => {
            let cause = Some(Cause::Timer(key));
            return stop::raise(tx, id, cause, &element, &refusal.to_string());
        }
        Err(e) => return Err(e),
    };
    tx.append_to(
        Actor::System,
        id,
        Fact::TimerFired {
            timer: key,
            element,
            events,
        },
    )?;
    settle::settle(tx, id)
}

fn remind(tx: &mut Tx<'_>, id: CaseId, job: u64, n: u32) -> Result<(), Error> {
    let task = tx
        .case(id)?
        .inside
        .open
        .get(&job)
        .cloned()
        .ok_or(Error::NotFound)?;
    let element = task.element.clone();
    tx.append_to(Actor::System, id, Fact::TaskReminded { job, element, n })?;
    match task.assignee {
        Some(person) => notify::person(tx, id, person, "reminder", &task.element),
        None => Ok(()),
    }
}

fn overdue(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(), Error> {
    let task = tx
        .case(id)?
        .inside
        .open
        .get(&job)
        .cloned()
        .ok_or(Error::NotFound)?;
    let pack = open::pack_of(tx, id)?;
    let element = task.element.clone();
    tx.append_to(
        Actor::System,
        id,
        Fact::TaskOverdue {
            job,
            element: element.clone(),
        },
    )?;
    match pack.tasks.get(&element).and_then(|t| t.overdue.as_ref()) {
        Some(Overdue::Escalate) => notify::supervisors(tx, id, "overdue", &element),
        Some(Overdue::Tacit { .. }) => lapse(tx, id, job),
        None => Ok(()),
    }
}

/// The legal time of a task passed: what the law makes of that is done. Nothing where the task is no longer open.
pub(super) fn lapse(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(), Error> {
    let pack = open::pack_of(tx, id)?;
    let Some(element) = tx
        .case(id)?
        .inside
        .open
        .get(&job)
        .map(|t| t.element.clone())
    else {
        return Ok(());
    };
    let rule = pack.tasks.get(&element).and_then(|t| t.overdue.as_ref());
    let Some(Overdue::Tacit { approval, set, .. }) = rule else {
        return Ok(());
    };
    let cause = Some(Cause::Lapse(job));
    let environment = open::environment(&pack, tx.now());
    let scope = tx.case(id)?.inside.state.job_variables(JobKey(job));
    let mut vars = feel::Context::default();
    for (name, expression) in set {
        match expression.evaluate(&scope, &environment) {
            Ok(value) => vars.insert(name.as_str(), value),
            Err(e) => return stop::raise(tx, id, cause, &element, &e.to_string()),
        }
    }
    let command = Command::Complete {
        job: JobKey(job),
        vars,
    };
    let events = match settle::step(tx, id, &command) {
        Ok(events) => events,
        Err(Error::Engine(refusal)) => {
            return stop::raise(tx, id, cause, &element, &refusal.to_string());
        }
        Err(e) => return Err(e),
    };
    let outcome = if *approval {
        "tacit-approval"
    } else {
        "tacit-refusal"
    };
    let fact = Fact::TaskLapsed {
        job,
        element: element.clone(),
        outcome: outcome.to_owned(),
        events,
    };
    tx.append_to(Actor::System, id, fact)?;
    notify::supervisors(tx, id, "lapsed", &element)?;
    settle::settle(tx, id)
}
