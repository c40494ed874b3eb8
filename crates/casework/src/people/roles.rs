//! Roles, absences and declared interests: what decides who is in a draw.

use jiff::Timestamp;

use crate::record::fact::DeclaredInterest;
use crate::record::{Fact, Tx};
use crate::store::Link;
use crate::{Actor, Error, Parts, PersonId};

/// A role of a person at an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Whose.
    pub person: PersonId,
    /// At which agency.
    pub agency: String,
    /// Which role, by its id in the packs.
    pub role: String,
}

/// Gives a role. Only an operator may.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else.
pub fn grant(tx: &mut Tx<'_>, actor: Actor, role: &Role) -> Result<u64, Error> {
    operator(actor)?;
    let Role {
        person,
        agency,
        role,
    } = role.clone();
    tx.append(
        actor,
        Fact::RoleGranted {
            person,
            agency,
            role,
        },
    )
}

/// Takes a role away; what its holder has open is drawn anew by the scheduler's next sweep.
///
/// # Errors
/// As [`grant`].
pub fn revoke(tx: &mut Tx<'_>, actor: Actor, role: &Role) -> Result<u64, Error> {
    operator(actor)?;
    let Role {
        person,
        agency,
        role,
    } = role.clone();
    tx.append(
        actor,
        Fact::RoleRevoked {
            person,
            agency,
            role,
        },
    )
}

/// The roles of a person.
///
/// # Errors
/// The store's.
pub fn roles(link: &mut Link, person: PersonId) -> Result<Vec<Role>, Error> {
    let sql = "select agency, role from roles where person = $1";
    let rows = link.query(sql, &[person.into()])?;
    let one = |r: &crate::store::Row| {
        Ok(Role {
            person,
            agency: r.get(0)?,
            role: r.get(1)?,
        })
    };
    rows.iter().map(one).collect()
}

/// The agencies that a person watches over: where a role of theirs is a supervisor's in one of the
/// agency's packs, whatever the pack calls it. Cases run on the versions that they began with, so all
/// versions count.
///
/// # Errors
/// The store's, or that a pack's files were changed.
pub fn supervised(link: &mut Link, parts: &Parts, person: PersonId) -> Result<Vec<String>, Error> {
    let mut agencies = Vec::new();
    for held in roles(link, person)? {
        let sql = "select hash from packs where agency = $1";
        for row in link.query(sql, &[held.agency.as_str().into()])? {
            let pack = parts.packs.get(link, &row.get(0)?)?;
            if pack.roles.get(&held.role).is_some_and(|r| r.supervisor) {
                agencies.push(held.agency.clone());
                break;
            }
        }
    }
    agencies.sort();
    agencies.dedup();
    Ok(agencies)
}

/// The supervisors of an agency, each once: who holds a role that is a supervisor's in one of its packs in force.
///
/// # Errors
/// As [`supervised`].
pub fn supervisors(link: &mut Link, parts: &Parts, agency: &str) -> Result<Vec<PersonId>, Error> {
    let mut all = Vec::new();
    let sql = "select hash from packs where agency = $1 and current = $2";
    for row in link.query(sql, &[agency.into(), true.into()])? {
        let pack = parts.packs.get(link, &row.get(0)?)?;
        for (role, _) in pack.roles.iter().filter(|(_, r)| r.supervisor) {
            all.extend(with_role(link, agency, role)?);
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// Whether a person has a role at an agency.
///
/// # Errors
/// The store's.
pub fn has_role(
    link: &mut Link,
    person: PersonId,
    agency: &str,
    role: &str,
) -> Result<bool, Error> {
    let sql = "select 1 from roles where agency = $1 and role = $2 and person = $3";
    let params = [agency.into(), role.into(), person.into()];
    Ok(link.query_opt(sql, &params)?.is_some())
}

/// Who has a role at an agency.
///
/// # Errors
/// The store's.
pub fn with_role(link: &mut Link, agency: &str, role: &str) -> Result<Vec<PersonId>, Error> {
    let sql = "select person from roles where agency = $1 and role = $2 order by person";
    let rows = link.query(sql, &[agency.into(), role.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}

/// An official will be away; what they have open is drawn anew when it begins.
///
/// # Errors
/// [`Error::Forbidden`] for somebody else's absence; [`Error::Field`] when it ends before it begins.
pub fn declare_absence(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    from: Timestamp,
    until: Timestamp,
) -> Result<u64, Error> {
    own(actor, person)?;
    if until <= from {
        return Err(Error::Field {
            field: "until",
            reason: "before_start",
        });
    }
    tx.append(
        actor,
        Fact::AbsenceDeclared {
            person,
            from,
            until,
        },
    )
}

/// An absence ends early or does not happen.
///
/// # Errors
/// As [`declare_absence`].
pub fn end_absence(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    from: Timestamp,
) -> Result<u64, Error> {
    own(actor, person)?;
    tx.append(actor, Fact::AbsenceEnded { person, from })
}

/// An official names a register number or address on whose cases they must not act.
///
/// # Errors
/// As [`declare_absence`]; [`Error::Field`] when nothing is named.
pub fn declare_interest(
    tx: &mut Tx<'_>,
    actor: Actor,
    person: PersonId,
    subject: &str,
    reason: &str,
) -> Result<u64, Error> {
    own(actor, person)?;
    if subject.trim().is_empty() {
        return Err(Error::Field {
            field: "subject",
            reason: "required",
        });
    }
    let parts = tx.parts();
    // An address is compared with applicants' addresses, anything else with the packs' subjects.
    let tag = if subject.contains('@') {
        parts.keys.email_tag(subject)
    } else {
        crate::case::subject_tag(parts, subject)
    };
    let (subject, reason) = (hex::encode(tag), reason.trim().to_owned());
    tx.append(
        actor,
        Fact::InterestDeclared(DeclaredInterest {
            person,
            subject,
            reason,
        }),
    )
}

fn operator(actor: Actor) -> Result<(), Error> {
    match actor {
        Actor::Operator => Ok(()),
        _ => Err(Error::Forbidden("only an operator may")),
    }
}

fn own(actor: Actor, person: PersonId) -> Result<(), Error> {
    match actor {
        Actor::Operator => Ok(()),
        Actor::Person(who) if who == person => Ok(()),
        _ => Err(Error::Forbidden("only the official or an operator may")),
    }
}
