//! Who sits where at a case. Default: nowhere, and then the case does not exist for them.

use jiff::Timestamp;
use pack::Pack;

use crate::people::has_role;
use crate::people::mandates::represents;
use crate::record::Tx;
use crate::store::Link;
use crate::{Actor, CaseId, Error, PersonId, WorkerId};

/// What somebody is to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Who asked.
    Applicant,
    /// Who acts for who asked, by their mandate.
    Representative(PersonId),
    /// An official of the agency who has or had one of its tasks; the role of the newest.
    Official(String),
    /// Somebody who watches over the agency's cases without deciding on them; their role in the pack.
    Supervisor(String),
    /// A program outside; which of the case's jobs it holds is the action's question.
    Worker(WorkerId),
    /// The engine, timers.
    System,
    /// Whoever runs the machine.
    Operator,
}

impl Seat {
    /// Whether what is the applicant's to do is theirs to do.
    #[must_use]
    pub fn is_applicants(&self) -> bool {
        matches!(self, Self::Applicant | Self::Representative(_))
    }

    /// # Errors
    /// [`Error::Forbidden`] for all but the applicant and the officials of the case.
    pub(super) fn must_be_part_of(&self) -> Result<(), Error> {
        match self {
            Self::Applicant | Self::Representative(_) | Self::Official(_) => Ok(()),
            _ => Err(Error::Forbidden(
                "only the applicant and the officials of the case may",
            )),
        }
    }

    /// # Errors
    /// [`Error::Forbidden`] for people.
    pub(super) fn must_be_system(&self) -> Result<(), Error> {
        match self {
            Self::System => Ok(()),
            _ => Err(Error::Forbidden("only the system may")),
        }
    }

    /// # Errors
    /// [`Error::Forbidden`] for all but workers.
    pub(super) fn must_be_worker(&self) -> Result<WorkerId, Error> {
        match self {
            Self::Worker(worker) => Ok(*worker),
            _ => Err(Error::Forbidden("only a worker may")),
        }
    }
}

/// The actor's seat at the case.
///
/// # Errors
/// [`Error::NotFound`] where there is none: that the case exists is not told.
pub fn seat(tx: &mut Tx<'_>, actor: Actor, id: CaseId) -> Result<Seat, Error> {
    if let Actor::Worker(worker) = actor {
        return Ok(Seat::Worker(worker));
    }
    let case = tx.case(id)?;
    let (applicant, agency) = (case.applicant, case.agency.clone());
    let open = actor.person().and_then(|p| {
        let task = case.inside.open.values().find(|t| t.assignee == Some(p))?;
        (task.role != pack::APPLICANT).then(|| (p, task.role.clone()))
    });
    if let Some((person, role)) = open
        && has_role(tx.link(), person, &agency, &role)?
    {
        return Ok(Seat::Official(role));
    }
    let pack = super::open::pack_of(tx, id)?;
    let now = tx.now();
    seat_of(tx.link(), actor, id, (applicant, &pack), now)
}

/// As [`seat`], from rows.
///
/// # Errors
/// As [`seat`].
pub fn seat_of(
    link: &mut Link,
    actor: Actor,
    id: CaseId,
    (applicant, pack): (Option<PersonId>, &Pack),
    now: Timestamp,
) -> Result<Seat, Error> {
    let person = match actor {
        // A worker does jobs; it reads no case.
        Actor::Worker(_) => return Err(Error::NotFound),
        Actor::System => return Ok(Seat::System),
        Actor::Operator => return Ok(Seat::Operator),
        Actor::Person(person) => person,
    };
    if applicant == Some(person) {
        return Ok(Seat::Applicant);
    }
    if let Some(principal) = applicant
        && represents(link, person, principal, &pack.id, now)?
    {
        return Ok(Seat::Representative(principal));
    }
    // Who has left the agency has left its cases.
    // What somebody did for the applicant, by a mandate that has ended, was no task of an official.
    let sql = "select role from tasks where case_id = $1 and (assignee = $2 or done_by = $3) \
               and exists (select 1 from roles r where r.person = $4 and r.agency = $5) \
               and role <> $6 order by opened_at desc limit 1";
    let params = [
        id.into(),
        person.into(),
        actor.to_string().into(),
        person.into(),
        pack.agency.as_str().into(),
        pack::APPLICANT.into(),
    ];
    if let Some(row) = link.query_opt(sql, &params)? {
        return Ok(Seat::Official(row.get(0)?));
    }
    let sql = "select role from roles where person = $1 and agency = $2";
    let held = link.query(sql, &[person.into(), pack.agency.as_str().into()])?;
    for row in held {
        let role: String = row.get(0)?;
        if pack.roles.get(&role).is_some_and(|r| r.supervisor) {
            return Ok(Seat::Supervisor(role));
        }
    }
    Err(Error::NotFound)
}
