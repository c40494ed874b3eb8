//! What entries say of work outside: calls to other systems, and the programs that do jobs.

use bpmn::Event;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::WorkerId;

/// A call that led to no answer that can be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallFailed {
    /// The engine's job.
    pub job: u64,
    /// The task.
    pub element: String,
    /// What went wrong.
    pub error: String,
    /// The answer's status, where there was an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again; never without.
    pub next: Option<Timestamp>,
}

/// A job that a worker did, or ended in a BPMN error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobCompleted {
    /// The entry that queued it.
    pub id: u64,
    /// The engine's job.
    pub job: u64,
    /// The task.
    pub element: String,
    /// The BPMN error's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What followed.
    pub events: Vec<Event>,
}

/// A program outside that was given a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerAdded {
    /// Its id.
    pub worker: WorkerId,
    /// What it is called.
    pub name: String,
    /// The kinds of work that it may fetch.
    pub topics: Vec<String>,
    /// The most jobs that it holds at once.
    pub most: u32,
    /// SHA-256 of its token.
    pub token: String,
}
