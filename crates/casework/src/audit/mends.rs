//! Mends: that a second person agreed to what the first proposed, for the case as it was, each with the right to.

use std::collections::HashMap;

use super::{Finding, Report};
use crate::case::{Case, Seat, mend, seat_of};
use crate::record::mend::Mend;
use crate::record::{Entry, Fact};
use crate::store::Link;
use crate::{Actor, CaseId, Error, Parts};

/// What was proposed and not confirmed yet, by entry.
#[derive(Default)]
pub(super) struct Proposals(HashMap<u64, Proposed>);

struct Proposed {
    case: CaseId,
    by: Actor,
    stand: String,
    mend: Mend,
}

impl Proposals {
    /// Asked of the rows and of the case as they were before the entry.
    pub(super) fn agreed(
        &mut self,
        entry: &Entry,
        case: &Case,
        (scratch, parts): (&mut Link, &Parts),
        report: &mut Report,
    ) -> Result<(), Error> {
        let why = match &entry.fact {
            Fact::MendProposed {
                stand, mend: what, ..
            } => {
                let proposed = Proposed {
                    case: case.id,
                    by: entry.actor,
                    stand: stand.clone(),
                    mend: what.clone(),
                };
                self.0.insert(entry.seq, proposed);
                let stands = (*stand == mend::stand(case)).then_some(());
                match stands {
                    None => Some("it is for another state of the case"),
                    Some(()) => no_right(entry, case, scratch, parts)?,
                }
            }
            Fact::MendConfirmed {
                proposal,
                mend: what,
                ..
            } => match self.0.remove(proposal) {
                Some(proposed) => disagrees(entry, &proposed, what, case)
                    .map_or_else(|| no_right(entry, case, scratch, parts), |w| Ok(Some(w)))?,
                None => Some("nobody proposed it, or it was confirmed before"),
            },
            Fact::MendRefused { proposal, .. } | Fact::MendWithdrawn { proposal, .. } => {
                let gone = self.0.remove(proposal);
                gone.is_none().then_some("nobody proposed it")
            }
            _ => None,
        };
        if let Some(why) = why {
            report.found(Finding::FalseMend {
                entry: entry.seq,
                why: why.to_owned(),
            });
        }
        Ok(())
    }
}

/// What is wrong with a confirmation, of what the proposal says.
fn disagrees(entry: &Entry, proposed: &Proposed, what: &Mend, case: &Case) -> Option<&'static str> {
    let wrong = [
        (proposed.case != case.id, "it was proposed for another case"),
        (proposed.by == entry.actor, "who proposed it confirmed it"),
        (proposed.mend != *what, "something else was proposed"),
        (
            proposed.stand != mend::stand(case),
            "the case had moved on since it was proposed",
        ),
    ];
    wrong
        .into_iter()
        .find(|(holds, _)| *holds)
        .map(|(_, why)| why)
}

/// Why somebody may not mend the case. Whoever gave a task back has no row of it; `declined` has.
fn no_right(
    entry: &Entry,
    case: &Case,
    scratch: &mut Link,
    parts: &Parts,
) -> Result<Option<&'static str>, Error> {
    let actor = entry.actor;
    let Some(person) = actor.person() else {
        return Ok(Some("nobody who is a person did it"));
    };
    let pack = parts.packs.get(scratch, &case.pack_hash)?;
    match seat_of(scratch, actor, case.id, (case.applicant, &pack), entry.time) {
        Ok(Seat::Supervisor(_)) => {}
        Ok(_) => return Ok(Some("who did it has a part in the case")),
        Err(Error::NotFound) => return Ok(Some("who did it is no supervisor of the agency")),
        Err(e) => return Err(e),
    }
    let sql = "select 1 from declined where case_id = $1 and person = $2";
    let drawn = scratch.query_opt(sql, &[case.id.into(), person.into()])?;
    Ok(drawn.map(|_| "who did it was drawn for the case"))
}
