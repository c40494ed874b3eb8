//! Cases: running instances of a pack's process, with their tasks, clocks, messages and documents.

mod access;
mod act;
mod assured;
mod call;
mod complete;
pub mod correct;
mod documents;
pub(crate) mod eligible;
mod erase;
mod external;
mod hand;
pub mod hold;
pub mod information;
pub mod mend;
mod messages;
mod notify;
pub mod number;
pub(crate) mod open;
mod prepare;
pub mod read;
mod row;
mod service;
mod settle;
pub mod sign;
mod stop;
mod timers;

pub use access::{Seat, seat, seat_of};
pub use act::{Action, act};
pub use call::Answer;
pub use documents::{LARGEST, NewDocument, bytes as document_bytes};
pub use eligible::subject_tag;
pub(crate) use erase::erase;
pub use erase::erase_case;
pub(crate) use external::case_of as external_case;
pub use external::{
    Fetch, Fetched, Given, LONGEST_LOCK, MOST_FETCHED, Step, available, fetch, fit, full, given,
};
pub(crate) use hand::{after_migration, reminders};
pub use information::Waiting;
pub use messages::LONGEST as LONGEST_MESSAGE;
pub use open::{Application, Opened, current, deployed, environment, of_person, open};
pub use prepare::prepare;
pub use stop::Stop;
pub use timers::{Due, due};

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CaseId, CaseNumber, PersonId};

/// A case as its row holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its ordinal within the log.
    pub id: CaseId,
    /// What people call it.
    pub number: CaseNumber,
    /// Id of the pack.
    pub pack: String,
    /// The version of the pack that it runs on, by hash.
    pub pack_hash: [u8; 32],
    /// Whose case it is.
    pub agency: String,
    /// Who asked.
    pub applicant: Option<PersonId>,
    /// Where it stands.
    pub status: Status,
    /// How it ended, in the pack's words.
    pub outcome: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When the time promised runs out; none while paused or when none is promised.
    pub due_at: Option<Timestamp>,
    /// Since when the clock stands still.
    pub paused_at: Option<Timestamp>,
    /// How much working time is left, in µs, while the clock stands still.
    pub paused_left: Option<i64>,
    /// Working days from opening to closing.
    pub worked_days: Option<u32>,
    /// Those of them in which it was waited for the applicant; none where time never stood still.
    pub waited_days: Option<u32>,
    /// How many entries it has.
    pub entries: u64,
    /// What only those may read who have the case's key.
    pub inside: Inside,
    /// The last entry's salt: the seed of the sealed column's nonce.
    pub(crate) salt: [u8; 32],
    /// Differs from its row.
    pub(crate) dirty: bool,
    /// Has no row yet.
    pub(crate) fresh: bool,
}

/// The sealed part of a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inside {
    /// The process instance.
    pub state: bpmn::State,
    /// SHA-256 over what the applicant sent.
    pub content: String,
    /// Tasks that wait for somebody, by job.
    pub open: BTreeMap<u64, OpenTask>,
    /// Rows of `timers`: kind, reference, number.
    pub timers: BTreeSet<(TimerKind, u64, u32)>,
    /// How many times each element was handed out.
    pub visits: BTreeMap<String, u32>,
    /// Messages so far.
    pub messages: u32,
    /// Jobs that wait for another system's answer or for a worker. Left out while empty: rows written before there were
    /// such jobs stay what they are.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub outside: BTreeSet<u64>,
    /// Working time that the case's clock has stood still so far, in µs; left out while it never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_us: Option<i64>,
}

/// A task that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTask {
    /// BPMN element id.
    pub element: String,
    /// Role in the pack; `applicant` is the applicant's own.
    pub role: String,
    /// Who has it; nobody while nobody is eligible.
    pub assignee: Option<PersonId>,
    /// How many times it was drawn anew.
    pub redraw: u32,
    /// Which visit to the element.
    pub visit: u32,
    /// When it has to be done; none while its time stands still.
    pub due: Option<Timestamp>,
    /// How often the applicant was asked for something.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub asked: u32,
    /// The question that is open: the task's time stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
}

/// Rows written before anything could be asked stay what they are.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// What a row of `timers` is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimerKind {
    /// A BPMN timer event.
    Engine,
    /// A reminder before a task's deadline.
    Remind,
    /// A task's deadline.
    Overdue,
    /// The end of the waiting for what the applicant was asked.
    Information,
}

impl TimerKind {
    /// The column's text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Remind => "remind",
            Self::Overdue => "overdue",
            Self::Information => "information",
        }
    }

    /// Reads the column's text.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Engine, Self::Remind, Self::Overdue, Self::Information]
            .into_iter()
            .find(|k| k.as_str() == text)
    }
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// With the office.
    Open,
    /// The clock stands still: the applicant has to do something.
    Paused,
    /// Stopped by an incident that an operator has to mend.
    Incident,
    /// Ended.
    Closed,
    /// Ended, and its key destroyed.
    Erased,
}

impl Status {
    const ALL: [Self; 5] = [
        Self::Open,
        Self::Paused,
        Self::Incident,
        Self::Closed,
        Self::Erased,
    ];

    /// The column's text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Incident => "incident",
            Self::Closed => "closed",
            Self::Erased => "erased",
        }
    }

    /// Reads the column's text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}
