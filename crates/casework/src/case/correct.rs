//! Correcting a slip: within the law's time, in fields that the pack names, as a new entry beside the old one.
//!
//! Variables of the process do not follow: rules, notices and papers have read them, and what the process did stays what it did.

use dmn::feel;
use jiff::Timestamp;
use pack::{Pack, Slip};
use serde_json::{Map, Value as Json};

use super::{Case, hand, notify, open};
use crate::people::has_role;
use crate::record::fact::TaskCorrected;
use crate::record::{Fact, Tx, open_row};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// Corrections of one task at most.
const MOST: u32 = 5;
/// The longest corrected text, in characters, where its form names no limit.
const LONGEST: usize = 5000;

/// A task that its official may still correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctable {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// The entry that completed it.
    pub completed: u64,
    /// Until when.
    pub until: Timestamp,
    /// The fields that may be corrected, with what stands there now.
    pub fields: Vec<(String, String)>,
}

/// A correction, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its entry.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// What was corrected.
    pub what: TaskCorrected,
}

/// Who did the task corrects a field of it.
pub(super) fn correct(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    (field, new, reason): (&str, &str, &str),
) -> Result<(), Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only who did the task may"))?;
    let pack = open::pack_of(tx, id)?;
    let now = tx.now();
    let (link, parts, case) = tx.reading(id)?;
    let found = correctable(link, parts, (case, &pack), person, now)?;
    let task = found.into_iter().find(|c| c.job == job);
    let task = task.ok_or(Error::Conflict(
        "nothing of this task can be corrected, or not any more",
    ))?;
    let rule = rule(&pack, &task.element).ok_or(Error::NotFound)?;
    let old = task.fields.iter().find(|(name, _)| name == field);
    let (field, old) = old.cloned().ok_or(Error::Forbidden(
        "the law does not allow that this field is corrected",
    ))?;
    let new = new.trim().to_owned();
    let element = &task.element;
    fits(
        &pack,
        written(case, &pack, element),
        element,
        &field,
        (&old, &new),
    )?;
    let fact = TaskCorrected {
        job,
        element: task.element.clone(),
        completed: task.completed,
        field,
        old,
        new,
        reason: hand::given(reason)?,
        law: rule.law.clone(),
    };
    tx.append_to(actor, id, Fact::TaskCorrected(fact))?;
    match tx.case(id)?.applicant {
        Some(applicant) => notify::person(tx, id, applicant, "corrected", &task.element),
        None => Ok(()),
    }
}

/// What is corrected still is what the form asks for: a reason is not corrected into a full stop.
fn fits(
    pack: &Pack,
    written: Option<Json>,
    element: &str,
    field: &str,
    (old, new): (&str, &str),
) -> Result<(), Error> {
    let form = pack.tasks.get(element).and_then(|t| t.form.as_ref());
    let form = form.and_then(|form| pack.forms.get(form));
    let mut data = match written {
        Some(Json::Object(data)) => data,
        _ => Map::new(),
    };
    data.insert(field.to_owned(), new.into());
    let wrong = form.and_then(|form| form.check_field(field, &data));
    let reason = match wrong.as_ref().map(|e| e.code.as_ref()) {
        _ if new.is_empty() => "required",
        Some("too_long") => "too_long",
        None if new.chars().count() > LONGEST => "too_long",
        Some(_) => "does_not_fit",
        None if old == new => "unchanged",
        None => return Ok(()),
    };
    Err(Error::Field {
        field: "value",
        reason,
    })
}

/// What the process holds of the form of a task.
fn written(case: &Case, pack: &Pack, element: &str) -> Option<Json> {
    let form = pack.tasks.get(element)?.form.as_ref()?;
    let data = case.inside.state.variables().get(form.as_str())?;
    Some(data.to_json())
}

fn rule<'p>(pack: &'p Pack, element: &str) -> Option<&'p Slip> {
    pack.tasks.get(element)?.slip.as_ref()
}

/// Until when and in which element the actor may correct the task, from the rows; asked by the command and by the fold.
pub(crate) fn allowed(
    link: &mut Link,
    id: CaseId,
    pack: &Pack,
    (person, job): (PersonId, u64),
    now: Timestamp,
) -> Result<Option<(String, u32, Timestamp)>, Error> {
    let sql = "select element, role, visit, done_at, coalesce(corrected, 0) from tasks \
               where case_id = $1 and job = $2 and state = 'done' and done_by = $3";
    let by = Actor::Person(person).to_string();
    let Some(row) = link.query_opt(sql, &[id.into(), job.into(), by.into()])? else {
        return Ok(None);
    };
    let (element, role): (String, String) = (row.get(0)?, row.get(1)?);
    let (visit, done_at): (u32, Timestamp) = (row.get(2)?, row.get(3)?);
    let corrected: u32 = row.get(4)?;
    let Some(rule) = rule(pack, &element) else {
        return Ok(None);
    };
    // Who acts for the applicant by now changes nothing as an official.
    let sql = "select 1 from cases c join mandates m on m.principal = c.applicant \
               where c.id = $1 and m.representative = $2 and m.state = 'active' and m.until_at > $3";
    let params = [id.into(), person.into(), now.into()];
    if link.query_opt(sql, &params)?.is_some() {
        return Ok(None);
    }
    let until = pack.calendar.deadline(done_at, rule.days);
    if now >= until || corrected >= MOST || !has_role(link, person, &pack.agency, &role)? {
        return Ok(None);
    }
    Ok(Some((element, visit, until)))
}

/// The tasks of the case that a person did and may still correct.
///
/// # Errors
/// The store's, or that an entry cannot be opened.
pub fn correctable(
    link: &mut Link,
    parts: &Parts,
    (case, pack): (&Case, &Pack),
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<Correctable>, Error> {
    let mut all = Vec::new();
    if pack.tasks.values().all(|t| t.slip.is_none()) {
        return Ok(all);
    }
    let sql = "select job from tasks where case_id = $1 and state = 'done' and done_by = $2 \
               order by job";
    let by = Actor::Person(person).to_string();
    for row in link.query(sql, &[case.id.into(), by.into()])? {
        let job: u64 = row.get(0)?;
        let found = allowed(link, case.id, pack, (person, job), now)?;
        let Some((element, visit, until)) = found else {
            continue;
        };
        // What the process asked again was answered anew: the earlier answer is no more what holds.
        if case.inside.visits.get(&element) != Some(&visit) {
            continue;
        }
        let Some(completed) = completed(link, parts, case.id, job)? else {
            continue;
        };
        let fields = fields(link, parts, (case, pack), (&element, job))?;
        all.push(Correctable {
            job,
            element,
            completed,
            until,
            fields,
        });
    }
    Ok(all)
}

fn completed(link: &mut Link, parts: &Parts, id: CaseId, job: u64) -> Result<Option<u64>, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = 'task.completed' order by seq desc";
    for row in link.query(sql, &[id.into()])? {
        let entry = open_row(link, parts, &row)?.entry;
        if matches!(entry.fact, Fact::TaskCompleted { job: done, .. } if done == job) {
            return Ok(Some(entry.seq));
        }
    }
    Ok(None)
}

/// What stands in the fields: the last correction, else what the process holds.
fn fields(
    link: &mut Link,
    parts: &Parts,
    (case, pack): (&Case, &Pack),
    (element, job): (&str, u64),
) -> Result<Vec<(String, String)>, Error> {
    let form = pack.tasks.get(element).and_then(|t| t.form.as_ref());
    let data = form.and_then(|form| case.inside.state.variables().get(form.as_str()));
    let Some(feel::Value::Context(data)) = data else {
        return Ok(Vec::new());
    };
    let corrected = corrections(link, parts, case.id)?;
    let names = rule(pack, element).map_or(&[][..], |rule| &rule.fields);
    let one = |name: &String| {
        let last = corrected
            .iter()
            .rev()
            .find(|c| c.what.job == job && c.what.field == *name);
        let written = match data.get(name) {
            Some(feel::Value::String(text)) => Some(text.to_string()),
            _ => None,
        };
        let now = last.map(|c| c.what.new.clone()).or(written)?;
        Some((name.clone(), now))
    };
    Ok(names.iter().filter_map(one).collect())
}

/// The corrections in a case, the oldest first.
///
/// # Errors
/// The store's, or that an entry cannot be opened.
pub fn corrections(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Vec<Correction>, Error> {
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = 'task.corrected' order by seq";
    let mut all = Vec::new();
    for row in link.query(sql, &[id.into()])? {
        let entry = open_row(link, parts, &row)?.entry;
        if let Fact::TaskCorrected(what) = entry.fact {
            all.push(Correction {
                seq: entry.seq,
                at: entry.time,
                what,
            });
        }
    }
    Ok(all)
}
