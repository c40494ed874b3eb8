//! What stops a case: written down where it arises, looked at after each step, tried again.

use bpmn::{Command, Event, OwnerKey, Refusal};
use jiff::Timestamp;

use super::{Case, Status, notify, open, settle, timers};
use crate::record::mend::Cause;
use crate::record::{Fact, Tx, open_entry};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts};

/// Incidents of a case at once at most; the engine's others are raised when these are mended. A thousand runs of one task that
/// fail alike are mended alike.
const MOST: usize = 20;

/// An incident that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The entry that raised it.
    pub seq: u64,
    /// The element of the process; empty where it is none in particular.
    pub element: String,
    /// Why, as the engine says it.
    pub message: String,
    /// What is stuck; none where nothing in particular is, and for incidents of the first release.
    pub cause: Option<Cause>,
    /// Since when.
    pub since: Timestamp,
}

impl Stop {
    /// The token or scope that is stuck.
    pub fn owner(&self, case: &Case) -> Option<OwnerKey> {
        let state = &case.inside.state;
        match self.cause? {
            Cause::Engine(key) => state
                .incidents()
                .find(|i| i.key.0 == key)
                .map(bpmn::Incident::owner),
            Cause::Job(key) | Cause::Lapse(key) => {
                state.jobs().find(|j| j.key.0 == key).map(bpmn::Job::owner)
            }
            Cause::Timer(_) => None,
        }
    }

    /// The process has left the place, by a timer or message that gave it up.
    fn gone(&self, case: &Case) -> bool {
        match self.cause {
            Some(Cause::Timer(key)) => !case.inside.state.timers().any(|t| t.key.0 == key),
            Some(_) => self.owner(case).is_none(),
            None => false,
        }
    }
}

/// The incidents of a case that are not over, the oldest first.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub(super) fn stops(link: &mut Link, parts: &Parts, id: CaseId) -> Result<Vec<Stop>, Error> {
    let sql = "select seq, raised_at from incidents where case_id = $1 and ended_at is null \
               order by seq";
    let mut all = Vec::new();
    for row in link.query(sql, &[id.into()])? {
        let (seq, since) = (row.get(0)?, row.get(1)?);
        let entry = open_entry(link, parts, seq)?.entry;
        if let Fact::IncidentRaised {
            element,
            message,
            cause,
        } = entry.fact
        {
            all.push(Stop {
                seq,
                element,
                message,
                cause,
                since,
            });
        }
    }
    Ok(all)
}

/// Stops the case until somebody has mended what is wrong; those who watch over it are told.
///
/// # Errors
/// [`Error::Conflict`] where this stopped it already.
pub(super) fn raise(
    tx: &mut Tx<'_>,
    id: CaseId,
    cause: Option<Cause>,
    element: &str,
    message: &str,
) -> Result<(), Error> {
    if cause.is_some() && tx.case(id)?.status == Status::Incident {
        let parts = tx.parts();
        if stops(tx.link(), parts, id)?
            .iter()
            .any(|s| s.cause == cause)
        {
            return Err(Error::Conflict("this has stopped the case already"));
        }
    }
    let now = tx.now();
    // Who tries in vain sees it; the others knew. And one notice tells of all that stopped at once.
    let known = "select 1 from incidents where case_id = $1 and (ended_at = $2 or raised_at = $3)";
    let known = tx.query_opt(known, &[id.into(), now.into(), now.into()])?;
    let fact = Fact::IncidentRaised {
        element: element.to_owned(),
        message: message.to_owned(),
        cause,
    };
    tx.append_to(Actor::System, id, fact)?;
    match known {
        Some(_) => Ok(()),
        None => notify::supervisors(tx, id, "stopped", element),
    }
}

/// Raises what is newly stuck in the engine. True when all that had stopped the case is gone, so that it goes on.
pub(super) fn look(tx: &mut Tx<'_>, id: CaseId) -> Result<bool, Error> {
    let case = tx.case(id)?;
    let stopped = case.status == Status::Incident;
    let stuck: Vec<_> = (case.inside.state.incidents())
        .map(|i| {
            (
                Cause::Engine(i.key.0),
                i.element.to_string(),
                i.message.clone(),
            )
        })
        .take(MOST)
        .collect();
    if !stopped && stuck.is_empty() {
        return Ok(false);
    }
    let parts = tx.parts();
    let known = stops(tx.link(), parts, id)?;
    let new = |cause: &Cause| known.iter().all(|s| s.cause != Some(*cause));
    let room = MOST.saturating_sub(known.len());
    for (cause, element, message) in stuck.iter().filter(|(cause, ..)| new(cause)).take(room) {
        raise(tx, id, Some(*cause), element, message)?;
    }
    let case = tx.case(id)?;
    let gone = stuck.is_empty() && known.iter().all(|s| s.gone(case));
    let Some(first) = known.first().filter(|_| gone) else {
        return Ok(false);
    };
    let element = first.element.clone();
    tx.append_to(Actor::System, id, Fact::IncidentPassed { element })?;
    Ok(true)
}

/// The events of a mend, and of another try of all that is stuck in the engine.
pub(super) fn tried(
    tx: &mut Tx<'_>,
    id: CaseId,
    mend: Option<Command>,
) -> Result<Vec<Event>, Error> {
    let pack = open::pack_of(tx, id)?;
    let environment = open::environment(&pack, tx.now());
    let state = &tx.case(id)?.inside.state;
    let again = state
        .incidents()
        .map(|i| Command::Retry { incident: i.key });
    let commands: Vec<Command> = match mend {
        // Where a token is taken elsewhere, the others are where they were.
        Some(moved @ Command::Move { .. }) => vec![moved],
        other => other.into_iter().chain(again).collect(),
    };
    let (mut state, mut all) = (state.clone(), Vec::new());
    for command in commands {
        match bpmn::run(&pack.process, state.clone(), &command, &environment) {
            Ok((next, events)) => {
                state = next;
                all.extend(events);
            }
            // What was done before it took it away.
            Err(Refusal::NoIncident(_)) => {}
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(all)
}

/// The case goes on after a mend: what the engine does not try itself is tried again.
pub(super) fn go_on(tx: &mut Tx<'_>, id: CaseId, stops: &[Stop]) -> Result<(), Error> {
    for stop in stops {
        match stop.cause {
            Some(Cause::Lapse(job)) => timers::lapse(tx, id, job)?,
            Some(Cause::Timer(key))
                if tx.case(id)?.inside.state.timers().any(|t| t.key.0 == key) =>
            {
                timers::engine(tx, id, key)?;
            }
            _ => {}
        }
    }
    settle::settle(tx, id)
}
