//! Assignment: the engine draws who acts; nobody picks, takes or swaps.

use bpmn::JobKey;
use draw::{Draw, Input};
use jiff::Timestamp;
use pack::{Pack, Task};

use super::eligible::{Question, eligible};
use super::{OpenTask, notify, open, settle, stop};
use crate::people::has_role;
use crate::record::mend::Cause;
use crate::record::{Fact, RecordError, Tx};
use crate::{Actor, CaseId, Error, PersonId};

/// How long a reason may be, in characters.
const REASON: usize = 2000;
const NO_TASK: &str = "the pack says nothing about this task";

/// Hands a new user task out.
pub(super) fn hand(tx: &mut Tx<'_>, id: CaseId, job: JobKey, pack: &Pack) -> Result<(), Error> {
    let state = &tx.case(id)?.inside.state;
    let found = state
        .jobs()
        .find(|j| j.key == job)
        .map(|j| (j.element.to_string(), j.visit));
    let Some((element, visit)) = found else {
        return Ok(());
    };
    let cause = Some(Cause::Job(job.0));
    let Some(task) = pack.tasks.get(&element) else {
        return stop::raise(tx, id, cause, &element, NO_TASK);
    };
    let due = task
        .deadline
        .map(|days| pack.calendar.deadline(tx.now(), days));
    let given = OpenTask {
        element,
        role: task.role.clone(),
        assignee: None,
        redraw: 0,
        visit,
        due,
        asked: 0,
        waiting: None,
    };
    if task.role != pack::APPLICANT {
        return draw(tx, id, job.0, given, pack, true);
    }
    let Some(applicant) = tx.case(id)?.applicant else {
        let why = "the case has no applicant";
        return stop::raise(tx, id, cause, &given.element, why);
    };
    let remind = reminders(tx.now(), &given, task, pack);
    append(tx, id, job.0, given, applicant, remind, None)
}

/// The one who was drawn gives the task back.
pub(super) fn decline(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    reason: &str,
) -> Result<(), Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only who has the task may"))?;
    let task = held(tx, id, job, person)?;
    if task.role == pack::APPLICANT {
        return Err(Error::Forbidden(
            "the applicant's task cannot be given to another",
        ));
    }
    let reason = given(reason)?;
    let (element, reason) = (task.element.clone(), reason);
    tx.append_to(
        actor,
        id,
        Fact::TaskDeclined {
            job,
            element,
            person,
            reason,
        },
    )?;
    let pack = open::pack_of(tx, id)?;
    draw(
        tx,
        id,
        job,
        OpenTask {
            redraw: task.redraw + 1,
            ..task
        },
        &pack,
        true,
    )
}

/// A reason as it is kept.
pub(super) fn given(reason: &str) -> Result<String, Error> {
    let reason = reason.trim();
    let wrong = match reason.chars().count() {
        0 => "required",
        n if n > REASON => "too_long",
        _ => return Ok(reason.to_owned()),
    };
    Err(Error::Field {
        field: "reason",
        reason: wrong,
    })
}

/// Draws again where the holder is away or has lost the role, or nobody holds the task. Without a candidate nothing is
/// written: the task stays where it is.
pub(super) fn redraw(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(), Error> {
    let task = tx
        .case(id)?
        .inside
        .open
        .get(&job)
        .cloned()
        .ok_or(Error::NotFound)?;
    // The applicant's own task is theirs wherever they are.
    if task.role == pack::APPLICANT {
        return Err(Error::Conflict("the task is the applicant's"));
    }
    let pack = open::pack_of(tx, id)?;
    if let Some(person) = task.assignee
        && !absent(tx, person)?
        && may(tx, id, &task, person)?
    {
        return Err(Error::Conflict("the task's holder is present"));
    }
    let was_held = task.assignee.is_some();
    draw(
        tx,
        id,
        job,
        OpenTask {
            redraw: task.redraw + 1,
            ..task
        },
        &pack,
        was_held,
    )
}

/// The open task, which `person` must have, with the role in which it was drawn: who was dismissed
/// decides nothing in the second until it is drawn anew.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs or not open.
pub(super) fn held(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    person: PersonId,
) -> Result<OpenTask, Error> {
    let task = tx.case(id)?.inside.open.get(&job);
    let task = task.filter(|t| t.assignee == Some(person)).cloned();
    let task = task.ok_or(Error::NotFound)?;
    if may(tx, id, &task, person)? {
        Ok(task)
    } else {
        Err(Error::NotFound)
    }
}

/// After a case moved to another version: tasks that were taken from who had them are given, and the case goes on.
pub(crate) fn after_migration(
    tx: &mut Tx<'_>,
    id: CaseId,
    taken: Vec<(u64, OpenTask)>,
    pack: &Pack,
) -> Result<(), Error> {
    for (job, given) in taken {
        let applicant = tx.case(id)?.applicant;
        match applicant.filter(|_| given.role == pack::APPLICANT) {
            None => draw(tx, id, job, given, pack, true)?,
            Some(applicant) => {
                let task = pack.tasks.get(&given.element);
                let remind = task.map_or_else(Vec::new, |t| reminders(tx.now(), &given, t, pack));
                append(tx, id, job, given, applicant, remind, None)?;
            }
        }
    }
    if let Some(applicant) = tx.case(id)?.applicant {
        notify::person(tx, id, applicant, "migrated", "")?;
    }
    settle::settle(tx, id)
}

/// Whether the person may do such a task now: the applicant, or who has its role at the agency.
fn may(tx: &mut Tx<'_>, id: CaseId, task: &OpenTask, person: PersonId) -> Result<bool, Error> {
    if task.role == pack::APPLICANT {
        return Ok(true);
    }
    let agency = tx.case(id)?.agency.clone();
    has_role(tx.link(), person, &agency, &task.role)
}

/// The draw itself. `tell`: write an entry also when nobody can be drawn.
fn draw(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    given: OpenTask,
    pack: &Pack,
    tell: bool,
) -> Result<(), Error> {
    let Some(task) = pack.tasks.get(&given.element) else {
        return stop::raise(tx, id, Some(Cause::Job(job)), &given.element, NO_TASK);
    };
    let (candidates, excluded) = {
        let now = tx.now();
        let (link, parts, case) = tx.reading(id)?;
        let question = Question {
            case,
            job,
            task,
            pack,
            now,
        };
        eligible(link, parts, &question)?
    };
    if candidates.is_empty() {
        return if tell {
            wait(tx, id, job, given, excluded)
        } else {
            Ok(())
        };
    }
    let content = tx.case(id)?.inside.content.clone();
    let mut digest = [0; 32];
    hex::decode_to_slice(&content, &mut digest).map_err(RecordError::body)?;
    let input = Input {
        log: tx.identity().origin.clone(),
        content: digest,
        element: given.element.clone(),
        visit: given.visit,
        redraw: given.redraw,
    };
    let proof = tx.parts().proofs.take(&tx.identity().draw, &input);
    let key = tx.identity().draw.public_key();
    let draw =
        Draw::from_proof(key, proof, input, candidates, excluded).map_err(RecordError::body)?;
    let person = person_id(&draw.chosen)?;
    let remind = reminders(tx.now(), &given, task, pack);
    append(tx, id, job, given, person, remind, Some(draw))
}

fn append(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    given: OpenTask,
    assignee: PersonId,
    remind: Vec<Timestamp>,
    draw: Option<Draw>,
) -> Result<(), Error> {
    let OpenTask {
        element,
        role,
        redraw,
        visit,
        due,
        ..
    } = given;
    let told = element.clone();
    let fact = Fact::TaskAssigned {
        job,
        element,
        role,
        visit,
        redraw,
        assignee,
        due,
        remind,
        draw,
    };
    tx.append_to(Actor::System, id, fact)?;
    notify::person(tx, id, assignee, "assigned", &told)
}

/// Nobody is eligible: the task waits, and those who watch are told.
fn wait(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    given: OpenTask,
    excluded: Vec<(String, String)>,
) -> Result<(), Error> {
    let OpenTask {
        element,
        role,
        redraw,
        visit,
        due,
        ..
    } = given;
    let told = element.clone();
    let fact = Fact::TaskWaiting {
        job,
        element,
        role,
        visit,
        redraw,
        due,
        excluded,
    };
    tx.append_to(Actor::System, id, fact)?;
    notify::supervisors(tx, id, "waiting", &told)
}

fn absent(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, Error> {
    let now = tx.now();
    let sql = "select 1 from absences where person = $1 and from_at <= $2 and until_at > $3";
    Ok(tx
        .query_opt(sql, &[person.into(), now.into(), now.into()])?
        .is_some())
}

/// When to remind: so many working days before the deadline, those that are still to come.
pub(crate) fn reminders(
    now: Timestamp,
    given: &OpenTask,
    task: &Task,
    pack: &Pack,
) -> Vec<Timestamp> {
    let Some(due) = given.due else {
        return Vec::new();
    };
    let at = task
        .remind
        .iter()
        .map(|days| pack.calendar.before(due, *days));
    at.filter(|at| *at > now).collect()
}

fn person_id(name: &str) -> Result<PersonId, Error> {
    let actor: Actor = name.parse().map_err(RecordError::body)?;
    actor.person().ok_or(Error::NotFound)
}
