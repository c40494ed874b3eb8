//! The one door through which a case changes: permission, engine, entries, tasks, messages.

use bpmn::Command;
use serde_json::{Map, Value as Json};

use super::documents::NewDocument;
use super::mend::{self, Proposed};
use super::sign::Assertion;
use super::{
    TimerKind, access, assured, call, complete, correct, documents, external, hand, hold,
    information, messages, open, settle, timers,
};
use crate::record::fact::UsedReply;
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// What somebody, or the system, does to a case.
#[derive(Clone, Debug)]
pub enum Action {
    /// The one who has the task fills its form.
    Complete {
        /// Which task.
        job: u64,
        /// The form's data.
        data: Map<String, Json>,
        /// Files that the data names.
        documents: Vec<NewDocument>,
        /// Their signature, where the pack has the decision signed.
        signature: Option<Assertion>,
    },
    /// The one who has the task gives it back, and says why; somebody else is drawn.
    Decline {
        /// Which task.
        job: u64,
        /// In the official's words.
        reason: String,
    },
    /// The one who did the task corrects a slip in it.
    Correct {
        /// Which task.
        job: u64,
        /// The field of its form.
        field: String,
        /// What was meant.
        value: String,
        /// In the official's words.
        reason: String,
    },
    /// The one who has the task asks the applicant for something; its time stands still.
    Ask {
        /// For which task.
        job: u64,
        /// What is asked.
        text: String,
        /// The documents that are wanted.
        documents: Vec<String>,
    },
    /// The applicant answers; the task's time runs on.
    Inform {
        /// For which task.
        job: u64,
        /// The answer.
        text: String,
        /// Files that come along.
        documents: Vec<NewDocument>,
    },
    /// The one who has the task takes the question back.
    Unask {
        /// For which task.
        job: u64,
        /// In the official's words.
        reason: String,
    },
    /// A message from the applicant to the office or back.
    Say {
        /// Plain text.
        text: String,
    },
    /// A message from the office that was written from one of the pack's templates.
    Reply {
        /// Plain text.
        text: String,
        /// Which, and whether its text was changed.
        used: UsedReply,
    },
    /// A message that the process waits for, such as the applicant's withdrawal.
    Send {
        /// BPMN message name.
        message: String,
    },
    /// Adds a document outside a form.
    Attach {
        /// The file.
        document: NewDocument,
    },
    /// A timer is due.
    Fire {
        /// Which kind.
        kind: TimerKind,
        /// The engine's timer or the task's job.
        key: u64,
        /// Which of the reminders.
        n: u32,
    },
    /// Draws again for a task whose holder is away, or that nobody has.
    Redraw {
        /// Which task.
        job: u64,
    },
    /// A supervisor, or whoever runs the machine, has what stopped the case tried again.
    Retry {
        /// What was done about it.
        reason: String,
    },
    /// A supervisor proposes how to mend what stopped the case.
    Propose(Proposed),
    /// A second supervisor agrees, and it is done.
    Confirm {
        /// The entry that proposed it.
        proposal: u64,
    },
    /// A second supervisor does not agree.
    Refuse {
        /// The entry that proposed it.
        proposal: u64,
        /// Why not.
        reason: String,
    },
    /// Who proposed a mend takes it back.
    Withdraw {
        /// The entry that proposed it.
        proposal: u64,
    },
    /// Another system answered a call, or did not.
    Answer {
        /// Which call.
        job: u64,
        /// What came of it.
        answer: call::Answer,
    },
    /// What a worker does to a job that it holds.
    Work {
        /// The job's id: the entry that queued it.
        id: u64,
        /// What it does.
        step: external::Step,
    },
    /// A supervisor, or whoever runs the machine, holds the case: nothing of it is erased.
    Hold {
        /// Why.
        reason: String,
    },
    /// Another supervisor lets it go.
    Release {
        /// Why.
        reason: String,
    },
    /// Writes down that an official looks at the case.
    Read {
        /// The role in which.
        role: String,
    },
}

/// Does `action` to the case. Returns the index of the first entry that it appended.
///
/// # Errors
/// [`Error::NotFound`] where the actor may not even know of the case; [`Error::Forbidden`],
/// [`Error::Conflict`], [`Error::Invalid`] where the action does not fit; nothing has changed then.
pub fn act(tx: &mut Tx<'_>, actor: Actor, id: CaseId, action: &Action) -> Result<u64, Error> {
    let seat = access::seat(tx, actor, id)?;
    let principal = match seat {
        access::Seat::Representative(principal) => Some(principal),
        _ => None,
    };
    let before = tx.act_for(principal);
    let done = seated(tx, actor, id, (action, &seat));
    tx.act_for(before);
    done
}

fn seated(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    (action, seat): (&Action, &access::Seat),
) -> Result<u64, Error> {
    let first = tx.next();
    match action {
        Action::Complete {
            job,
            data,
            documents,
            signature,
        } => {
            assured::enough(tx, id, *job)?;
            complete::complete(tx, actor, id, *job, (data, documents), signature.as_ref())?;
        }
        Action::Decline { job, reason } => hand::decline(tx, actor, id, *job, reason)?,
        Action::Correct {
            job,
            field,
            value,
            reason,
        } => correct::correct(tx, actor, id, *job, (field, value, reason))?,
        Action::Ask {
            job,
            text,
            documents,
        } => information::ask(tx, actor, id, *job, (text, documents))?,
        Action::Inform {
            job,
            text,
            documents,
        } => information::give(tx, actor, id, seat, (*job, text, documents))?,
        Action::Unask { job, reason } => information::withdraw(tx, actor, id, *job, reason)?,
        Action::Say { text } => messages::say(tx, actor, id, seat, text, None)?,
        Action::Reply { text, used } => messages::say(tx, actor, id, seat, text, Some(used))?,
        Action::Send { message } => send(tx, actor, id, seat, message)?,
        Action::Attach { document } => {
            seat.must_be_part_of()?;
            documents::add(tx, actor, id, document)?;
        }
        Action::Fire { kind, key, n } => {
            seat.must_be_system()?;
            timers::fire(tx, id, *kind, *key, *n)?;
        }
        Action::Redraw { job } => {
            seat.must_be_system()?;
            hand::redraw(tx, id, *job)?;
        }
        Action::Retry { reason } => mend::retry(tx, actor, id, seat, reason)?,
        Action::Propose(proposed) => mend::propose(tx, actor, id, seat, proposed)?,
        Action::Confirm { proposal } => mend::confirm(tx, actor, id, seat, *proposal)?,
        Action::Refuse { proposal, reason } => {
            mend::refuse(tx, actor, id, seat, (*proposal, reason))?;
        }
        Action::Withdraw { proposal } => mend::withdraw(tx, actor, id, *proposal)?,
        Action::Answer { job, answer } => {
            seat.must_be_system()?;
            call::answered(tx, id, *job, answer)?;
        }
        Action::Work { id: work, step } => {
            let worker = seat.must_be_worker()?;
            external::act(tx, worker, id, *work, step)?;
        }
        Action::Hold { reason } => hold::hold(tx, actor, id, seat, reason)?,
        Action::Release { reason } => hold::release(tx, actor, id, seat, reason)?,
        Action::Read { role } => read(tx, actor, id, role)?,
    }
    Ok(first)
}

/// The applicant's message that the process waits for.
fn send(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    seat: &access::Seat,
    message: &str,
) -> Result<(), Error> {
    let pack = open::pack_of(tx, id)?;
    let rule = pack.messages.get(message).ok_or(Error::NotFound)?;
    if rule.by != pack::APPLICANT || !seat.is_applicants() {
        return Err(Error::Forbidden("this message is the applicant's"));
    }
    let command = Command::Message {
        name: message.to_owned(),
        key: None,
        vars: dmn::feel::Context::default(),
    };
    let events = settle::step(tx, id, &command)
        .map_err(|_| Error::Conflict("the case is past the point where this is possible"))?;
    if events.is_empty() {
        return Err(Error::Conflict(
            "the case is past the point where this is possible",
        ));
    }
    tx.append_to(
        actor,
        id,
        Fact::MessageCorrelated {
            name: message.to_owned(),
            events,
        },
    )?;
    settle::settle(tx, id)
}

/// An official's reading is an entry that the applicant sees; the pages that one official opens of
/// one case within a quarter of an hour are one reading.
fn read(tx: &mut Tx<'_>, actor: Actor, id: CaseId, role: &str) -> Result<(), Error> {
    let since = tx.now().as_microsecond() - 15 * 60 * 1_000_000;
    let already = tx.query_opt(
        "select seq from entries where case_id = $1 and kind = $2 and actor = $3 and time > $4",
        &[
            id.into(),
            "data.read".into(),
            actor.to_string().into(),
            since.into(),
        ],
    )?;
    if already.is_none() {
        let fact = Fact::DataRead {
            by_role: role.to_owned(),
            purpose: "case".into(),
        };
        tx.append_to(actor, id, fact)?;
    }
    Ok(())
}
