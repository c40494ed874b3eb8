use std::sync::Arc;

use dmn::feel::Context;

use crate::state::{IncidentKey, JobKey, OwnerKey, TimerKey};

/// What is asked of a process.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Starts an instance of a process, or of the only one.
    Start {
        /// The id of the process.
        process: Option<String>,
        /// Its first variables.
        vars: Context,
    },
    /// A job is done.
    Complete {
        /// Which.
        job: JobKey,
        /// What came out: written to the nearest scope that has the name, else to the process.
        vars: Context,
    },
    /// A job ended in an error.
    Error {
        /// Which.
        job: JobKey,
        /// The error's code.
        code: String,
    },
    /// A job asks for attention, and goes on.
    Escalate {
        /// Which.
        job: JobKey,
        /// The escalation's code.
        code: String,
    },
    /// A message arrives.
    Message {
        /// Its name.
        name: String,
        /// Its correlation key: who waits with a key has only the message with that key.
        key: Option<String>,
        /// What it says.
        vars: Context,
    },
    /// A signal is broadcast.
    Signal {
        /// Its name.
        name: String,
        /// What it says.
        vars: Context,
    },
    /// A timer is due.
    Fire {
        /// Which.
        timer: TimerKey,
    },
    /// What stopped is tried again.
    Retry {
        /// Which incident.
        incident: IncidentKey,
    },
    /// An operator mends variables: each where its owner sees it, a new one in the process.
    SetVariables {
        /// The token or scope that sees them; the process without.
        owner: Option<OwnerKey>,
        /// The new values.
        vars: Context,
    },
    /// An operator moves a token, with what it started being given up.
    Move {
        /// Which.
        token: OwnerKey,
        /// One of the elements that [`Program::targets`](crate::Program::targets) names.
        to: String,
    },
    /// Everything ends.
    Terminate,
}

/// Why a command is not carried out; the state stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No executable process of that id, or several and none named.
    #[error("there is no process `{0}` to start")]
    NoProcess(String),
    /// The process has no start event without a trigger.
    #[error("the process `{0}` cannot be started without a message or timer")]
    NoStart(Arc<str>),
    /// No such job.
    #[error("there is no job {0}")]
    NoJob(u64),
    /// No such timer.
    #[error("there is no timer {0}")]
    NoTimer(u64),
    /// No such incident.
    #[error("there is no incident {0}")]
    NoIncident(u64),
    /// No such token or scope.
    #[error("there is no token {0}")]
    NoOwner(u64),
    /// An element at which a token cannot be put, or of another process or sub-process.
    #[error(
        "token {0} cannot be moved to `{1}`: that must be an element of the same process or sub-process, in the same branch, that waits for no other token"
    )]
    NoMove(u64, String),
    /// Nothing waits for that message or signal.
    #[error("nothing waits for `{0}`")]
    NothingWaits(String),
    /// One command moved more tokens than allowed: a loop that never waits.
    #[error("the process moved {0} tokens without waiting: a loop without end")]
    Endless(usize),
    /// More tokens at once than allowed.
    #[error("the process holds more than {0} tokens at once")]
    TooManyTokens(usize),
}
