//! Assignment: the engine draws who acts; nobody picks, takes or swaps.

use bpmn::JobKey;
use draw::{Candidate, Draw, Input};
use jiff::Timestamp;
use pack::{Pack, Task};
use sha2::{Digest, Sha256};

use super::{OpenTask, notify, open, settle};
use crate::people::has_role;
use crate::record::{Fact, RecordError, Tx};
use crate::{Actor, CaseId, Error, PersonId};

/// How long a reason may be, in characters.
const REASON: usize = 2000;

/// Why somebody who has the role was not drawn; these texts are in the entry.
mod excluded {
    pub(super) const ABSENT: &str = "absent";
    pub(super) const APPLICANT: &str = "applicant";
    pub(super) const CONFLICT: &str = "conflict";
    pub(super) const ACTED: &str = "acted";
    pub(super) const DECLINED: &str = "declined";
    pub(super) const OVERLOAD: &str = "overload";
}

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
    let Some(task) = pack.tasks.get(&element) else {
        return settle::incident(tx, id, &element, "the pack says nothing about this task");
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
    };
    if task.role != pack::APPLICANT {
        return draw(tx, id, job.0, given, pack, true);
    }
    let Some(applicant) = tx.case(id)?.applicant else {
        return settle::incident(tx, id, &given.element, "the case has no applicant");
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
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON {
        let reason = if reason.is_empty() {
            "required"
        } else {
            "too_long"
        };
        return Err(Error::Field {
            field: "reason",
            reason,
        });
    }
    let (element, reason) = (task.element.clone(), reason.to_owned());
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
    if let Some(person) = task.assignee
        && !absent(tx, person)?
        && may(tx, id, &task, person)?
    {
        return Err(Error::Conflict("the task's holder is present"));
    }
    let pack = open::pack_of(tx, id)?;
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
        return settle::incident(
            tx,
            id,
            &given.element,
            "the pack says nothing about this task",
        );
    };
    let (candidates, excluded) = eligible(tx, id, job, task, pack)?;
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

type Eligible = (Vec<Candidate>, Vec<(String, String)>);

/// Everybody of the role and agency: who is in the draw, with their load, and who is not, and why.
fn eligible(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    task: &Task,
    pack: &Pack,
) -> Result<Eligible, Error> {
    let now = tx.now();
    let subjects = subjects(tx, id, pack)?;
    let applicant = tx.case(id)?.applicant;
    let acted = if task.separate {
        acted(tx, id)?
    } else {
        Vec::new()
    };
    let overload = pack.roles.get(&task.role).and_then(|r| r.overload);
    let rows = tx.query(
        "select r.person, p.open_tasks, \
         exists (select 1 from absences a where a.person = r.person \
         and a.from_at <= $1 and a.until_at > $2), \
         exists (select 1 from interests i where i.person = r.person and i.subject in ($3, $4)), \
         exists (select 1 from declined d where d.person = r.person \
         and d.case_id = $5 and d.job = $6) \
         from roles r join people p on p.id = r.person \
         where r.agency = $7 and r.role = $8",
        &[
            now.into(),
            now.into(),
            subjects[0].into(),
            subjects[1].into(),
            id.into(),
            job.into(),
            pack.agency.as_str().into(),
            task.role.as_str().into(),
        ],
    )?;
    let (mut candidates, mut out) = (Vec::new(), Vec::new());
    for row in rows {
        let (person, load): (PersonId, u32) = (row.get(0)?, row.get(1)?);
        let name = Actor::Person(person).to_string();
        let reason = [
            (row.get(2)?, excluded::ABSENT),
            (applicant == Some(person), excluded::APPLICANT),
            (row.get(3)?, excluded::CONFLICT),
            (acted.contains(&name), excluded::ACTED),
            (row.get(4)?, excluded::DECLINED),
            (
                overload.is_some_and(|most| load >= most),
                excluded::OVERLOAD,
            ),
        ];
        match reason.iter().find(|(holds, _)| *holds) {
            Some((_, reason)) => out.push((name, (*reason).to_owned())),
            None => candidates.push(Candidate { id: name, load }),
        }
    }
    candidates.sort_by(|a, b| a.id.cmp(&b.id));
    out.sort();
    Ok((candidates, out))
}

/// Who did a task of this case already.
fn acted(tx: &mut Tx<'_>, id: CaseId) -> Result<Vec<String>, Error> {
    let sql = "select distinct done_by from tasks where case_id = $1 and done_by is not null";
    let rows = tx.query(sql, &[id.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}

/// What declared interests are compared with: the pack's subject, and the applicant's address.
fn subjects(tx: &mut Tx<'_>, id: CaseId, pack: &Pack) -> Result<[[u8; 32]; 2], Error> {
    let environment = open::environment(pack, tx.now());
    let parts = tx.parts();
    let case = tx.case(id)?;
    let vars = case.inside.state.variables();
    let subject = pack
        .subject
        .as_ref()
        .and_then(|e| e.evaluate(vars, &environment).ok());
    let applicant = case.applicant;
    let subject = subject.map_or([0; 32], |v| subject_tag(parts, &super::service::plain(&v)));
    let address = match applicant {
        Some(person) => crate::people::email_tag(tx.link(), person)?.unwrap_or([0; 32]),
        None => [0; 32],
    };
    Ok([subject, address])
}

/// A keyed hash of a register number or address, by which interests are compared without being told.
pub fn subject_tag(parts: &crate::Parts, subject: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(parts.keys.derive("interest"));
    hash.update(subject.trim().to_lowercase().as_bytes());
    hash.finalize().into()
}

fn absent(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, Error> {
    let now = tx.now();
    let sql = "select 1 from absences where person = $1 and from_at <= $2 and until_at > $3";
    Ok(tx
        .query_opt(sql, &[person.into(), now.into(), now.into()])?
        .is_some())
}

/// When to remind: so many working days before the deadline, those that are still to come.
fn reminders(now: Timestamp, given: &OpenTask, task: &Task, pack: &Pack) -> Vec<Timestamp> {
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
