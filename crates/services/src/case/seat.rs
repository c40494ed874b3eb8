//! Who may look at a case, and that it is written down when an official does or a stranger tries.

use casework::case::read::{self, Whole};
use casework::case::{Action, Seat, act};
use casework::record::{Fact, Tx};
use casework::{Actor, CaseNumber, Error, PersonId};
use web::{Problem, View};

use crate::office::Office;
use crate::refusal;

/// Refusals of one person at one case within this time, in µs, are one entry.
const SAME: i64 = 15 * 60 * 1_000_000;

/// The number in an address.
pub(crate) fn number(text: &str) -> Result<CaseNumber, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The case, for somebody with a seat at it. That an official reads it is an entry that the
/// applicant sees; so is the attempt of somebody without a seat, who is told that there is no case.
pub(crate) async fn whole(
    office: &Office,
    view: &View,
    person: PersonId,
    number: CaseNumber,
) -> Result<Whole, Problem> {
    let actor = Actor::Person(person);
    let found = office
        .casework()
        .read(move |link, parts| read::whole(link, parts, actor, number))
        .await;
    match found {
        Ok(whole) => {
            let role = match &whole.seat {
                Seat::Official(role) | Seat::Supervisor(role) => Some(role.clone()),
                Seat::Representative(_) => Some(crate::words::REPRESENTATIVE.to_owned()),
                Seat::Applicant | Seat::Worker(_) | Seat::System | Seat::Operator => None,
            };
            if let Some(role) = role {
                let id = whole.case.id;
                let read = Action::Read { role };
                office
                    .write(view, move |tx| act(tx, actor, id, &read))
                    .await?;
            }
            Ok(whole)
        }
        Err(Error::NotFound) => {
            // Past the limit nothing is told, so there is no attempt to write down either.
            office.missed(view, person)?;
            office
                .write(view, move |tx| refused(tx, person, number))
                .await?;
            Err(Problem::not_found())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

/// Writes down, in the case, that somebody asked for it who has no seat at it.
fn refused(tx: &mut Tx<'_>, person: PersonId, number: CaseNumber) -> Result<(), Error> {
    let (actor, id) = (Actor::Person(person), number.id());
    let sql = "select 1 from cases where id = $1 and number = $2 and status <> 'erased'";
    if tx
        .query_opt(sql, &[id.into(), number.to_string().into()])?
        .is_none()
    {
        return Ok(());
    }
    let since = tx.now().as_microsecond() - SAME;
    let sql = "select 1 from entries where case_id = $1 and kind = $2 and actor = $3 and time > $4";
    let params = [
        id.into(),
        "access.refused".into(),
        actor.to_string().into(),
        since.into(),
    ];
    if tx.query_opt(sql, &params)?.is_none() {
        tx.append_to(
            actor,
            id,
            Fact::AccessRefused {
                what: "case".into(),
            },
        )?;
    }
    Ok(())
}
