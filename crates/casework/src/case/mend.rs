//! Mending a case that stopped. Trying again is one person's; setting a variable or moving a token is proposed by one and done
//! when a second confirms it. `docs/decisions/0012` says who they are, and what no two people can do.

use std::collections::BTreeSet;

use bpmn::Command;
use dmn::feel;
use jiff::Timestamp;
use pack::Pack;
use sha2::{Digest, Sha256};

use super::stop::{self, Stop};
use super::{Case, Seat, Status, eligible, hand, notify, open, read};
use crate::people::has_role;
use crate::people::mandates::of_their_side;
use crate::record::mend::{Cause, Change, Mend};
use crate::record::{Fact, RecordError, Tx, open_entry, open_row};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// Variables that one proposal sets at most.
const VARIABLES: usize = 20;
/// How long a variable's name may be, in characters.
pub const LONGEST_NAME: usize = 100;
/// How long an expression for a value, and the value in its stored form, may be, in bytes.
pub const LONGEST_VALUE: usize = 16_384;
/// Proposals of a case that wait at once at most.
const WAITING: i64 = 10;

/// What somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Names, each with a FEEL expression for its value: what is valid JSON is one.
    Set(Vec<(String, String)>),
    /// The element that the token goes to.
    Move(String),
}

/// A proposal, bound to what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The entry that raised the incident.
    pub incident: u64,
    /// The process as it was read: see [`stand`].
    pub stand: String,
    /// What is to be done.
    pub mend: Wanted,
    /// Why.
    pub reason: String,
}

/// Names the process as it is now: SHA-256 over its state, hexadecimal. Whoever proposes says which state they read.
#[must_use]
pub fn stand(case: &Case) -> String {
    let state = serde_json::to_vec(&case.inside.state).unwrap_or_default();
    hex::encode(Sha256::digest(&state))
}

/// Why a supervisor may not mend the case: a text key; `None` when they may.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub fn barred(
    link: &mut Link,
    parts: &Parts,
    (case, pack): (&Case, &Pack),
    person: PersonId,
    now: Timestamp,
) -> Result<Option<&'static str>, Error> {
    if case.applicant == Some(person) {
        return Ok(Some("applicant"));
    }
    if let Some(principal) = case.applicant
        && of_their_side(link, principal, case.opened_at)?.contains(&person)
    {
        return Ok(Some("representative"));
    }
    // Whoever had a task of the case, though it was drawn anew for another since.
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = 'task.assigned' order by seq";
    for row in link.query(sql, &[case.id.into()])? {
        if let Fact::TaskAssigned { assignee, .. } = open_row(link, parts, &row)?.entry.fact
            && assignee == person
        {
            return Ok(Some("drawn"));
        }
    }
    let subjects = eligible::subjects(link, parts, (case, pack), now)?;
    let sql = "select 1 from interests where person = $1 and subject in ($2, $3)";
    let params = [person.into(), subjects[0].into(), subjects[1].into()];
    Ok(link.query_opt(sql, &params)?.map(|_| "interest"))
}

/// The elements to which the token that an incident holds can be moved: where the engine accepts it, and no task of a person is
/// left out. None where no token is stuck, or it waits for a person.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub fn targets(
    link: &mut Link,
    parts: &Parts,
    (case, pack): (&Case, &Pack),
    stop: &Stop,
) -> Result<Vec<String>, Error> {
    let state = &case.inside.state;
    let token = match stop.cause {
        Some(Cause::Engine(_) | Cause::Job(_)) => stop.owner(case),
        _ => None,
    };
    let at = token.and_then(|token| state.tokens().find(|(key, _)| *key == token));
    let Some((token, from)) = at else {
        return Ok(Vec::new());
    };
    let done = read::course(link, parts, case.id)?.done;
    let fair = pack
        .process
        .without_leaving_out(from, |id| done.contains(id));
    let accepted = pack.process.targets(state, token).into_iter();
    Ok(accepted
        .filter(|node| fair.contains(node.id))
        .map(|node| node.id.to_owned())
        .collect())
}

/// The variables that can be set: what the stuck token sees, without what a person filled in.
#[must_use]
pub fn settable(case: &Case, pack: &Pack, stop: &Stop) -> Vec<(String, feel::Value)> {
    let visible = case.inside.state.variables_of(stop.owner(case));
    let free = visible.iter().filter(|(name, _)| !of_a_person(pack, name));
    free.map(|(name, value)| (name.to_owned(), value.clone()))
        .collect()
}

/// What a form was filled in with is its writer's word, kept under the form's name.
fn of_a_person(pack: &Pack, name: &str) -> bool {
    pack.forms.contains_key(name)
}

/// Tries again. Whoever runs the machine may, too.
pub(super) fn retry(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    reason: &str,
) -> Result<(), Error> {
    if *seat != Seat::Operator {
        mender(tx, actor, id, seat)?;
    }
    let reason = hand::given(reason)?;
    let stops = stopped(tx, id)?;
    let incident = tx.case(id)?.inside.state.incidents().next();
    let incident = incident.map_or(0, |i| i.key.0);
    let events = stop::tried(tx, id, None)?;
    let fact = Fact::IncidentRetried {
        incident,
        element: stops.first().map(|s| s.element.clone()).unwrap_or_default(),
        reason,
        events,
    };
    tx.append_to(actor, id, fact)?;
    stop::go_on(tx, id, &stops)
}

/// Writes down what somebody proposes, and tells those who may confirm it.
pub(super) fn propose(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    proposed: &Proposed,
) -> Result<(), Error> {
    let person = mender(tx, actor, id, seat)?;
    let reason = hand::given(&proposed.reason)?;
    let stops = stopped(tx, id)?;
    let stop = stops.iter().find(|s| s.seq == proposed.incident);
    let stop = stop.ok_or(Error::Conflict("this incident is over"))?;
    let now = stand(tx.case(id)?);
    if now != proposed.stand {
        return Err(Error::Conflict("the case has moved on since it was read"));
    }
    let sql = "select count(*) from mends where case_id = $1 and state = 'waiting'";
    let waiting: i64 = tx.query(sql, &[id.into()])?[0].get(0)?;
    if waiting >= WAITING {
        return Err(Error::Conflict("too many proposals wait already"));
    }
    let mend = match &proposed.mend {
        Wanted::Set(values) => Mend::Set(changes(tx, id, stop, values)?),
        Wanted::Move(to) => moved(tx, id, stop, to)?,
    };
    let fact = Fact::MendProposed {
        incident: stop.seq,
        element: stop.element.clone(),
        stand: now,
        mend,
        reason,
    };
    tx.append_to(actor, id, fact)?;
    notify::other_supervisors(tx, id, "mend", &stop.element, person)
}

/// The second person agrees: it is done, and the case goes on.
pub(super) fn confirm(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    proposal: u64,
) -> Result<(), Error> {
    let person = mender(tx, actor, id, seat)?;
    let found = waiting(tx, id, proposal)?;
    if found.by == person {
        return Err(Error::Forbidden("who proposed it cannot confirm it"));
    }
    if !watches(tx, id, found.by)? {
        return Err(Error::Conflict("who proposed it is no supervisor any more"));
    }
    let stops = stopped(tx, id)?;
    let stop = stops.iter().find(|s| s.seq == found.incident);
    let stop = stop.ok_or(Error::Conflict("this incident is over"))?;
    let case = tx.case(id)?;
    if stand(case) != found.stand {
        return Err(Error::Conflict(
            "the case has moved on since it was proposed",
        ));
    }
    let owner = stop.owner(case);
    let command = match (&found.mend, owner) {
        (Mend::Set(changes), owner) => {
            let one = |c: &Change| (c.name.clone(), c.new.clone());
            let vars = changes.iter().map(one).collect();
            Command::SetVariables { owner, vars }
        }
        (Mend::Move { to, .. }, Some(token)) => Command::Move {
            token,
            to: to.to_string(),
        },
        (Mend::Move { .. }, None) => return Err(Error::Conflict("no token is stuck any more")),
    };
    let events = stop::tried(tx, id, Some(command))?;
    let fact = Fact::MendConfirmed {
        proposal,
        incident: found.incident,
        element: stop.element.clone(),
        mend: found.mend,
        reason: found.reason,
        events,
    };
    tx.append_to(actor, id, fact)?;
    stop::go_on(tx, id, &stops)
}

/// The second person does not agree, and says why.
pub(super) fn refuse(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    (proposal, reason): (u64, &str),
) -> Result<(), Error> {
    let person = mender(tx, actor, id, seat)?;
    let found = waiting(tx, id, proposal)?;
    if found.by == person {
        return Err(Error::Forbidden("who proposed it withdraws it"));
    }
    let reason = hand::given(reason)?;
    let element = found.element;
    let fact = Fact::MendRefused {
        proposal,
        element,
        reason,
    };
    tx.append_to(actor, id, fact).map(drop)
}

/// Who proposed it takes it back.
pub(super) fn withdraw(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    proposal: u64,
) -> Result<(), Error> {
    let found = waiting(tx, id, proposal)?;
    if actor != Actor::Person(found.by) {
        return Err(Error::Forbidden("only who proposed it may withdraw it"));
    }
    let element = found.element;
    let fact = Fact::MendWithdrawn { proposal, element };
    tx.append_to(actor, id, fact).map(drop)
}

/// Somebody who may mend the case.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but supervisors of the agency who have no part in the case.
fn mender(tx: &mut Tx<'_>, actor: Actor, id: CaseId, seat: &Seat) -> Result<PersonId, Error> {
    let (Seat::Supervisor(_), Some(person)) = (seat, actor.person()) else {
        return Err(Error::Forbidden("only a supervisor of the agency may"));
    };
    let (pack, now) = (open::pack_of(tx, id)?, tx.now());
    let (link, parts, case) = tx.reading(id)?;
    match barred(link, parts, (case, &pack), person, now)? {
        None => Ok(person),
        Some("interest") => Err(Error::Forbidden("who declared an interest in it may not")),
        Some(_) => Err(Error::Forbidden(
            "who has a part in the case may not mend it",
        )),
    }
}

/// Whether a person is a supervisor of the case's agency now.
fn watches(tx: &mut Tx<'_>, id: CaseId, person: PersonId) -> Result<bool, Error> {
    let pack = open::pack_of(tx, id)?;
    for (role, _) in pack.roles.iter().filter(|(_, r)| r.supervisor) {
        if has_role(tx.link(), person, &pack.agency, role)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The incidents of a case, of which it must have one.
fn stopped(tx: &mut Tx<'_>, id: CaseId) -> Result<Vec<Stop>, Error> {
    if tx.case(id)?.status != Status::Incident {
        return Err(Error::Conflict("the case is not stopped"));
    }
    let parts = tx.parts();
    stop::stops(tx.link(), parts, id)
}

/// A proposal that waits for a second person.
struct Waiting {
    by: PersonId,
    incident: u64,
    element: String,
    stand: String,
    mend: Mend,
    reason: String,
}

fn waiting(tx: &mut Tx<'_>, id: CaseId, proposal: u64) -> Result<Waiting, Error> {
    let sql = "select state from mends where case_id = $1 and seq = $2";
    let row = tx.query_opt(sql, &[id.into(), proposal.into()])?;
    let state: String = row.ok_or(Error::NotFound)?.get(0)?;
    if state != "waiting" {
        return Err(Error::Conflict("the proposal waits no more"));
    }
    let parts = tx.parts();
    let entry = open_entry(tx.link(), parts, proposal)?.entry;
    match (entry.fact, entry.actor.person()) {
        (
            Fact::MendProposed {
                incident,
                element,
                stand,
                mend,
                reason,
            },
            Some(by),
        ) => Ok(Waiting {
            by,
            incident,
            element,
            stand,
            mend,
            reason,
        }),
        _ => Err(RecordError::Missing(proposal).into()),
    }
}

/// The new values, computed now: what the second person reads is what is written.
fn changes(
    tx: &mut Tx<'_>,
    id: CaseId,
    stop: &Stop,
    wanted: &[(String, String)],
) -> Result<Vec<Change>, Error> {
    let pack = open::pack_of(tx, id)?;
    let environment = open::environment(&pack, tx.now());
    let case = tx.case(id)?;
    let visible = case.inside.state.variables_of(stop.owner(case));
    let mut known = feel::Names::new();
    visible.iter().for_each(|(name, _)| known.insert(name));
    let wrong = |field, reason| Err(Error::Field { field, reason });
    if wanted.is_empty() {
        return wrong("name", "required");
    }
    if wanted.len() > VARIABLES {
        return wrong("name", "too_many");
    }
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    for (name, source) in wanted {
        let name = name.trim();
        let old = visible.get(name).cloned();
        if let Some(reason) = no_name(name, old.is_some()) {
            return wrong("name", reason);
        }
        if of_a_person(&pack, name) {
            return wrong("name", "of_a_person");
        }
        if !seen.insert(name) {
            return wrong("name", "twice");
        }
        let new = match value(source, &known, &visible, &environment) {
            Ok(new) => new,
            Err(reason) => return wrong("value", reason),
        };
        if old.as_ref() == Some(&new) {
            return wrong("value", "same");
        }
        let name = name.to_owned();
        all.push(Change { name, old, new });
    }
    Ok(all)
}

fn no_name(name: &str, known: bool) -> Option<&'static str> {
    let letter = |c: char| c.is_alphabetic() || c == '_';
    let plain = name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_numeric());
    match name.chars().count() {
        0 => Some("required"),
        n if n > LONGEST_NAME => Some("too_long"),
        _ if !known && !plain => Some("name"),
        _ => None,
    }
}

fn value(
    source: &str,
    known: &feel::Names,
    visible: &feel::Context,
    environment: &feel::Environment,
) -> Result<feel::Value, &'static str> {
    let source = source.trim();
    if source.is_empty() {
        return Err("required");
    }
    if source.len() > LONGEST_VALUE {
        return Err("too_long");
    }
    let expression = feel::Expression::parse(source, known).map_err(|_| "feel")?;
    let value = expression
        .evaluate(visible, environment)
        .map_err(|_| "limit")?;
    // What FEEL cannot compute is null; only who writes null means it.
    if value.is_null() && source != "null" {
        return Err("no_value");
    }
    let stored = serde_json::to_value(&value).map_err(|_| "no_value")?;
    if serde_json::from_value::<feel::Value>(stored.clone())
        .ok()
        .as_ref()
        != Some(&value)
    {
        return Err("no_value");
    }
    if stored.to_string().len() > LONGEST_VALUE {
        return Err("too_long");
    }
    Ok(value)
}

fn moved(tx: &mut Tx<'_>, id: CaseId, stop: &Stop, to: &str) -> Result<Mend, Error> {
    let pack = open::pack_of(tx, id)?;
    let (link, parts, case) = tx.reading(id)?;
    let allowed = targets(link, parts, (case, &pack), stop)?;
    let wrong = |reason| Error::Field {
        field: "to",
        reason,
    };
    if to.is_empty() {
        return Err(wrong("required"));
    }
    if !allowed.iter().any(|id| id == to) {
        return Err(wrong("not_there"));
    }
    let owner = stop.owner(case);
    let from = case
        .inside
        .state
        .tokens()
        .find(|(key, _)| Some(*key) == owner);
    let from = from.map(|(_, at)| at).unwrap_or_default();
    Ok(Mend::Move {
        from: from.into(),
        to: to.into(),
    })
}
