//! Cases that stopped: what for, what could be done about it, what was proposed.

use bpmn::NodeKind;
use dmn::feel;
use jiff::Timestamp;

use super::lists::number_of;
use super::whole::Whole;
use crate::case::mend::{settable, stand, targets};
use crate::case::stop::{Stop, stops};
use crate::case::{Case, Status};
use crate::record::mend::{Cause, Mend};
use crate::record::{Fact, open_entry};
use crate::store::{Link, StoreError};
use crate::{Actor, CaseId, CaseNumber, Error, Parts, PersonId};

/// Proposals of a case that are shown at most, the newest first.
const PROPOSALS: u32 = 50;

/// A case that stopped, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedLine {
    /// Its id.
    pub id: CaseId,
    /// What people call it.
    pub number: CaseNumber,
    /// The pack's version, by hash.
    pub pack_hash: [u8; 32],
    /// Since when.
    pub since: Timestamp,
    /// Proposals that wait for a second person.
    pub waiting: u32,
}

/// What is wrong with a case, and what can be done.
#[derive(Clone, Debug)]
pub struct Stopped {
    /// Names the process as it was read.
    pub stand: String,
    /// What stopped it, the oldest first; nothing when it runs.
    pub incidents: Vec<Incident>,
    /// What was proposed, the newest first.
    pub proposals: Vec<Proposal>,
}

/// An incident with what can be done about it.
#[derive(Clone, Debug)]
pub struct Incident {
    /// What stopped.
    pub stop: Stop,
    /// Why, in a word.
    pub why: Why,
    /// The variables that can be set, with their values.
    pub variables: Vec<(String, feel::Value)>,
    /// The elements that the token can be moved to.
    pub targets: Vec<String>,
}

/// Why a case stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No condition holds, and there is no default.
    NoWay,
    /// A condition, time or list of the process cannot be computed.
    Expression,
    /// Rules could not decide.
    Rule,
    /// What the system does could not be done.
    Service,
    /// A task of a person cannot be handed out.
    Task,
    /// What the law makes of a time that passed cannot be computed.
    Lapse,
    /// The process goes on without end after a time.
    Timer,
    /// More automatic tasks than a case may run without waiting.
    Endless,
    /// An incident of which no more is known.
    Other,
}

impl Why {
    /// The word, for keys of texts and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoWay => "no-way",
            Self::Expression => "expression",
            Self::Rule => "rule",
            Self::Service => "service",
            Self::Task => "task",
            Self::Lapse => "lapse",
            Self::Timer => "timer",
            Self::Endless => "endless",
            Self::Other => "other",
        }
    }
}

/// A mend that somebody proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The entry that proposed it.
    pub seq: u64,
    /// The entry that raised the incident.
    pub incident: u64,
    /// Where the case stopped.
    pub element: String,
    /// Who proposed it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub mend: Mend,
    /// Why.
    pub reason: String,
    /// `waiting`, `confirmed`, `refused`, `withdrawn`, or `void`: the case had gone on.
    pub state: String,
    /// Since when it waits no more.
    pub decided_at: Option<Timestamp>,
}

/// The stopped cases of an agency after case `after`, the oldest first.
///
/// # Errors
/// The store's.
pub fn stopped_cases(
    link: &mut Link,
    agency: &str,
    after: Option<CaseId>,
    most: u32,
) -> Result<Vec<StoppedLine>, Error> {
    let sql = "select c.id, c.number, c.pack_hash, \
         (select min(i.raised_at) from incidents i where i.case_id = c.id and i.ended_at is null), \
         (select count(*) from mends m where m.case_id = c.id and m.state = 'waiting') \
         from cases c where c.agency = $1 and c.status = 'incident' and c.id > $2 \
         order by c.id limit $3";
    let params = [
        agency.into(),
        after.unwrap_or(CaseId(0)).into(),
        most.into(),
    ];
    let one = |row: &crate::store::Row| {
        let number: String = row.get(1)?;
        Ok(StoppedLine {
            id: row.get(0)?,
            number: number_of(&number, 1)?,
            pack_hash: row.get(2)?,
            since: row.get(3)?,
            waiting: row.get(4)?,
        })
    };
    let rows = link.query(sql, &params)?;
    Ok(rows.iter().map(one).collect::<Result<_, StoreError>>()?)
}

/// What stopped a case, and what can be done about it.
///
/// # Errors
/// When an entry cannot be opened; the store's.
pub fn stopped(link: &mut Link, parts: &Parts, whole: &Whole) -> Result<Stopped, Error> {
    let (case, pack) = (&whole.case, &whole.pack);
    let mut incidents = Vec::new();
    if case.status == Status::Incident {
        for stop in stops(link, parts, case.id)? {
            incidents.push(Incident {
                why: why(whole, &stop),
                variables: settable(case, pack, &stop),
                targets: targets(link, parts, (case, pack), &stop)?,
                stop,
            });
        }
    }
    Ok(Stopped {
        stand: stand(case),
        incidents,
        proposals: proposals(link, parts, case)?,
    })
}

fn why(whole: &Whole, stop: &Stop) -> Why {
    let state = &whole.case.inside.state;
    match stop.cause {
        Some(Cause::Engine(key)) => match state.incidents().find(|i| i.key.0 == key) {
            Some(found) if found.no_way() => Why::NoWay,
            _ => Why::Expression,
        },
        Some(Cause::Job(_)) => match whole.pack.process.node(&stop.element).map(|n| n.kind) {
            Some(NodeKind::Task(bpmn::JobKind::BusinessRule)) => Why::Rule,
            Some(NodeKind::Task(bpmn::JobKind::User | bpmn::JobKind::Manual)) => Why::Task,
            _ => Why::Service,
        },
        Some(Cause::Lapse(_)) => Why::Lapse,
        Some(Cause::Timer(_)) => Why::Timer,
        None if stop.element.is_empty() => Why::Endless,
        None => Why::Other,
    }
}

fn proposals(link: &mut Link, parts: &Parts, case: &Case) -> Result<Vec<Proposal>, Error> {
    let sql = "select seq, state, decided_at from mends where case_id = $1 \
               order by seq desc limit $2";
    let mut all = Vec::new();
    for row in link.query(sql, &[case.id.into(), PROPOSALS.into()])? {
        let entry = open_entry(link, parts, row.get(0)?)?.entry;
        let (Actor::Person(by), at) = (entry.actor, entry.time) else {
            continue;
        };
        if let Fact::MendProposed {
            incident,
            element,
            mend,
            reason,
            ..
        } = entry.fact
        {
            all.push(Proposal {
                seq: entry.seq,
                incident,
                element,
                by,
                at,
                mend,
                reason,
                state: row.get(1)?,
                decided_at: row.get(2)?,
            });
        }
    }
    Ok(all)
}
