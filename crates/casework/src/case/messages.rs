//! What applicant and office write to each other, inside the case.

use super::access::Seat;
use super::{notify, open};
use crate::record::fact::{SentMessage, Side, UsedReply};
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// The longest message, in characters.
pub const LONGEST: usize = 5000;
/// The most messages in a case: past it, the office is telephoned.
const MOST: u32 = 1000;

/// Writes a message.
pub(super) fn say(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &Seat,
    text: &str,
    reply: Option<&UsedReply>,
) -> Result<(), Error> {
    let side = match seat {
        Seat::Applicant | Seat::Representative(_) => Side::Applicant,
        Seat::Official(_) => Side::Office,
        _ => {
            return Err(Error::Forbidden(
                "only the applicant and the officials of the case may",
            ));
        }
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Field {
            field: "text",
            reason: "required",
        });
    }
    if text.chars().count() > LONGEST {
        return Err(Error::Field {
            field: "text",
            reason: "too_long",
        });
    }
    let case = tx.case(id)?;
    let n = case.inside.messages + 1;
    if n > MOST {
        return Err(Error::Conflict(
            "the case has as many messages as it can hold",
        ));
    }
    let applicant = case.applicant;
    let holders: Vec<_> = case
        .inside
        .open
        .values()
        .filter_map(|t| t.assignee)
        .collect();
    if let Some(reply) = reply {
        let pack = open::pack_of(tx, id)?;
        if side != Side::Office || !pack.replies.contains(&reply.template) {
            return Err(Error::NotFound);
        }
    }
    tx.append_to(
        actor,
        id,
        Fact::MessageSent(SentMessage {
            n,
            side,
            text: text.to_owned(),
            reply: reply.cloned(),
        }),
    )?;
    let readers = match side {
        Side::Office => applicant.into_iter().collect(),
        Side::Applicant => holders
            .into_iter()
            .filter(|p| Some(*p) != applicant)
            .collect::<Vec<_>>(),
    };
    readers
        .into_iter()
        .try_for_each(|person| notify::person(tx, id, person, "message", ""))
}
