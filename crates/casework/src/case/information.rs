//! Asking the applicant for something that a task needs: only where the pack names the law, and while it is waited for the
//! task's time stands still.

use jiff::Timestamp;
use pack::{Information, Pack};
use serde::{Deserialize, Serialize};

use super::access::Seat;
use super::documents::{self, NewDocument};
use super::{OpenTask, hand, notify, open, settle};
use crate::record::fact::{
    InformationAsked, InformationGiven, InformationLapsed, InformationWithdrawn,
};
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// The longest question, in characters.
pub const LONGEST_QUESTION: usize = 2000;
/// The longest answer, in characters.
pub const LONGEST_ANSWER: usize = 5000;
/// Documents that a question may name, and that an answer may bring.
pub const MOST_DOCUMENTS: usize = 10;
/// The longest name of a wanted document, in characters.
const LONGEST_NAME: usize = 200;
/// The field of the documents that answer.
pub const FIELD: &str = "information";

/// A question that the applicant has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The entry that asked.
    pub question: u64,
    /// When.
    pub asked_at: Timestamp,
    /// Until when it is waited for the answer.
    pub until: Timestamp,
    /// Working time that the task has left, in µs.
    pub left_us: Option<i64>,
    /// What is asked.
    pub text: String,
    /// The documents that are wanted.
    pub documents: Vec<String>,
}

/// Who has the task asks.
pub(super) fn ask(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    (text, documents): (&str, &[String]),
) -> Result<(), Error> {
    let task = officials(tx, actor, id, job)?;
    let pack = open::pack_of(tx, id)?;
    let rule = allowed(&pack, &task).ok_or(Error::Forbidden(
        "the procedure does not allow a question in this task",
    ))?;
    let now = tx.now();
    may_ask(&task, rule, now)?;
    let (text, documents) = (worded(text, LONGEST_QUESTION)?, named(documents)?);
    let applicant = tx.case(id)?.applicant;
    let applicant = applicant.ok_or(Error::Conflict("the case has no applicant"))?;
    let fact = InformationAsked {
        job,
        element: task.element.clone(),
        text,
        documents,
        until: pack.calendar.deadline(now, rule.days),
        law: rule.law.clone(),
        left_us: task.due.map(|due| pack.calendar.left(now, due)),
    };
    tx.append_to(actor, id, Fact::InformationAsked(fact))?;
    notify::person(tx, id, applicant, "information-asked", &task.element)?;
    settle::settle(tx, id)
}

/// The applicant answers.
pub(super) fn give(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    (job, text, files): (u64, &str, &[NewDocument]),
) -> Result<(), Error> {
    if !seat.is_applicants() {
        return Err(Error::Forbidden("only who was asked may answer"));
    }
    let (task, waiting) = waited(tx, id, job)?;
    if files.len() > MOST_DOCUMENTS {
        return Err(wrong("documents", "too_many"));
    }
    let text = if text.trim().is_empty() && !files.is_empty() {
        String::new()
    } else {
        worded(text, LONGEST_ANSWER)?
    };
    for file in files {
        documents::add(tx, actor, id, file)?;
    }
    let pack = open::pack_of(tx, id)?;
    let (due, remind) = runs_on(&pack, &task, &waiting, tx.now());
    let fact = InformationGiven {
        job,
        element: task.element.clone(),
        question: waiting.question,
        text,
        documents: files.iter().map(|f| hex::encode(f.hash())).collect(),
        due,
        remind,
    };
    tx.append_to(actor, id, Fact::InformationGiven(fact))?;
    tell_holder(tx, id, &task, "information-given")?;
    settle::settle(tx, id)
}

/// Who has the task takes the question back.
pub(super) fn withdraw(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    reason: &str,
) -> Result<(), Error> {
    officials(tx, actor, id, job)?;
    let (task, waiting) = waited(tx, id, job)?;
    let reason = hand::given(reason)?;
    let pack = open::pack_of(tx, id)?;
    let (due, remind) = runs_on(&pack, &task, &waiting, tx.now());
    let fact = InformationWithdrawn {
        job,
        element: task.element.clone(),
        question: waiting.question,
        reason,
        due,
        remind,
    };
    tx.append_to(actor, id, Fact::InformationWithdrawn(fact))?;
    tell_applicant(tx, id, &task, "information-withdrawn")?;
    settle::settle(tx, id)
}

/// The days for the answer are over.
pub(super) fn lapse(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(), Error> {
    let (task, waiting) = waited(tx, id, job)?;
    let pack = open::pack_of(tx, id)?;
    let (due, remind) = runs_on(&pack, &task, &waiting, tx.now());
    let fact = InformationLapsed {
        job,
        element: task.element.clone(),
        question: waiting.question,
        due,
        remind,
    };
    tx.append_to(Actor::System, id, Fact::InformationLapsed(fact))?;
    tell_holder(tx, id, &task, "information-lapsed")?;
    tell_applicant(tx, id, &task, "information-lapsed")?;
    settle::settle(tx, id)
}

/// What the pack allows for the task, if anything.
#[must_use]
pub fn allowed<'p>(pack: &'p Pack, task: &OpenTask) -> Option<&'p Information> {
    pack.tasks.get(&task.element)?.information.as_ref()
}

/// How many questions are left for the task; none while one is open, or past its deadline.
#[must_use]
pub fn questions_left(pack: &Pack, task: &OpenTask, now: Timestamp) -> u32 {
    match allowed(pack, task) {
        Some(rule) if may_ask(task, rule, now).is_ok() => rule.most - task.asked,
        _ => 0,
    }
}

fn may_ask(task: &OpenTask, rule: &Information, now: Timestamp) -> Result<(), Error> {
    if task.waiting.is_some() {
        return Err(Error::Conflict("a question is open already"));
    }
    if task.asked >= rule.most {
        return Err(Error::Conflict(
            "the applicant was asked as often as the law allows",
        ));
    }
    // Time that has run out cannot be stopped.
    if task.due.is_some_and(|due| due <= now) {
        return Err(Error::Conflict("the time of the task is over"));
    }
    Ok(())
}

/// When a task is due whose time runs on for what was left, and when its holder is reminded.
pub(crate) fn runs_on(
    pack: &Pack,
    task: &OpenTask,
    waiting: &Waiting,
    now: Timestamp,
) -> (Option<Timestamp>, Vec<Timestamp>) {
    let due = waiting.left_us.map(|left| pack.calendar.resume(now, left));
    let given = OpenTask {
        due,
        ..task.clone()
    };
    let rule = pack.tasks.get(&task.element);
    let remind = rule.map_or_else(Vec::new, |rule| hand::reminders(now, &given, rule, pack));
    (due, remind)
}

/// The open task, which the actor has as an official.
fn officials(tx: &mut Tx<'_>, actor: Actor, id: CaseId, job: u64) -> Result<OpenTask, Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only who has the task may"))?;
    let task = hand::held(tx, id, job, person)?;
    if task.role == pack::APPLICANT {
        return Err(Error::Forbidden("the task is the applicant's own"));
    }
    Ok(task)
}

fn waited(tx: &mut Tx<'_>, id: CaseId, job: u64) -> Result<(OpenTask, Waiting), Error> {
    let task = tx.case(id)?.inside.open.get(&job).cloned();
    let task = task.ok_or(Error::NotFound)?;
    let waiting = task.waiting.clone();
    let waiting = waiting.ok_or(Error::Conflict("nothing is asked any more"))?;
    Ok((task, waiting))
}

fn worded(text: &str, longest: usize) -> Result<String, Error> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(wrong("text", "required")),
        n if n > longest => Err(wrong("text", "too_long")),
        _ => Ok(text.to_owned()),
    }
}

fn named(documents: &[String]) -> Result<Vec<String>, Error> {
    let named: Vec<String> = documents
        .iter()
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    if named.len() > MOST_DOCUMENTS {
        return Err(wrong("documents", "too_many"));
    }
    if named.iter().any(|n| n.chars().count() > LONGEST_NAME) {
        return Err(wrong("documents", "too_long"));
    }
    Ok(named)
}

fn wrong(field: &'static str, reason: &'static str) -> Error {
    Error::Field { field, reason }
}

fn tell_holder(tx: &mut Tx<'_>, id: CaseId, task: &OpenTask, key: &str) -> Result<(), Error> {
    match task.assignee {
        Some(person) => notify::person(tx, id, person, key, &task.element),
        None => Ok(()),
    }
}

fn tell_applicant(tx: &mut Tx<'_>, id: CaseId, task: &OpenTask, key: &str) -> Result<(), Error> {
    match tx.case(id)?.applicant {
        Some(person) => notify::person(tx, id, person, key, &task.element),
        None => Ok(()),
    }
}
