//! Who can be drawn for a task: a function of the rows and the moment, asked by the engine when it
//! draws and by the audit when it looks whether somebody was left out.

use draw::Candidate;
use jiff::Timestamp;
use pack::{Pack, Task};
use sha2::{Digest, Sha256};

use super::{Case, open};
use crate::people::mandates::of_their_side;
use crate::store::{Link, Row};
use crate::{Actor, CaseId, Error, Parts, PersonId};

/// Why somebody who has the role was not drawn; these texts are in the entry.
pub(crate) mod excluded {
    pub(crate) const ABSENT: &str = "absent";
    pub(crate) const APPLICANT: &str = "applicant";
    pub(crate) const REPRESENTATIVE: &str = "representative";
    pub(crate) const CONFLICT: &str = "conflict";
    pub(crate) const ACTED: &str = "acted";
    pub(crate) const DECLINED: &str = "declined";
    pub(crate) const OVERLOAD: &str = "overload";
}

/// The task that somebody is to be drawn for.
pub(crate) struct Question<'a> {
    pub(crate) case: &'a Case,
    pub(crate) job: u64,
    pub(crate) task: &'a Task,
    pub(crate) pack: &'a Pack,
    pub(crate) now: Timestamp,
}

/// Who is in the draw, with their load, and who is not, and why; each sorted by id.
pub(crate) type Eligible = (Vec<Candidate>, Vec<(String, String)>);

/// Everybody of the role and agency, as of the rows; whoever was erased is nobody any more.
///
/// # Errors
/// The store's.
pub(crate) fn eligible(
    link: &mut Link,
    parts: &Parts,
    question: &Question<'_>,
) -> Result<Eligible, Error> {
    let Question {
        case, task, pack, ..
    } = question;
    let subjects = subjects(link, parts, (case, pack), question.now)?;
    let acted = if task.separate {
        acted(link, case.id)?
    } else {
        Vec::new()
    };
    let overload = pack.roles.get(&task.role).and_then(|r| r.overload);
    let acting = match case.applicant {
        Some(principal) => of_their_side(link, principal, case.opened_at)?,
        None => Vec::new(),
    };
    let rows = of_the_role(link, question, subjects)?;
    let (mut candidates, mut out) = (Vec::new(), Vec::new());
    for row in rows {
        let (person, load): (PersonId, u32) = (row.get(0)?, row.get(1)?);
        let name = Actor::Person(person).to_string();
        let reason = [
            (row.get(2)?, excluded::ABSENT),
            (case.applicant == Some(person), excluded::APPLICANT),
            (acting.contains(&person), excluded::REPRESENTATIVE),
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

/// Everybody of the role: load, and whether they are absent, have an interest, gave the task back.
fn of_the_role(
    link: &mut Link,
    question: &Question<'_>,
    subjects: [[u8; 32]; 2],
) -> Result<Vec<Row>, Error> {
    let Question {
        case, task, pack, ..
    } = question;
    Ok(link.query(
        "select r.person, p.open_tasks, \
         exists (select 1 from absences a where a.person = r.person \
         and a.from_at <= $1 and a.until_at > $2), \
         exists (select 1 from interests i where i.person = r.person and i.subject in ($3, $4)), \
         exists (select 1 from declined d where d.person = r.person \
         and d.case_id = $5 and d.job = $6) \
         from roles r join people p on p.id = r.person \
         where r.agency = $7 and r.role = $8 and length(p.sealed) > 0",
        &[
            question.now.into(),
            question.now.into(),
            subjects[0].into(),
            subjects[1].into(),
            case.id.into(),
            question.job.into(),
            pack.agency.as_str().into(),
            task.role.as_str().into(),
        ],
    )?)
}

/// Who did a task of this case already.
fn acted(link: &mut Link, id: CaseId) -> Result<Vec<String>, Error> {
    let sql = "select distinct done_by from tasks where case_id = $1 and done_by is not null";
    let rows = link.query(sql, &[id.into()])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}

/// What declared interests are compared with: the pack's subject, and the applicant's address.
pub(super) fn subjects(
    link: &mut Link,
    parts: &Parts,
    (case, pack): (&Case, &Pack),
    now: Timestamp,
) -> Result<[[u8; 32]; 2], Error> {
    let environment = open::environment(pack, now);
    let subject = pack
        .subject
        .as_ref()
        .and_then(|e| e.evaluate(case.inside.state.variables(), &environment).ok());
    let subject = subject.map_or([0; 32], |v| subject_tag(parts, &super::service::plain(&v)));
    let address = match case.applicant {
        Some(person) => crate::people::email_tag(link, person)?.unwrap_or([0; 32]),
        None => [0; 32],
    };
    Ok([subject, address])
}

/// A keyed hash of a register number or address, by which interests are compared without being told.
pub fn subject_tag(parts: &Parts, subject: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(parts.keys.derive("interest"));
    hash.update(subject.trim().to_lowercase().as_bytes());
    hash.finalize().into()
}
