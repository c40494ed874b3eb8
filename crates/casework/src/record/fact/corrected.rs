//! What an entry says of a corrected slip.

use serde::{Deserialize, Serialize};

/// Who did a task corrects an obvious slip in what they wrote. What was written stays; this stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskCorrected {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// The entry that completed it.
    pub completed: u64,
    /// The field of its form.
    pub field: String,
    /// What stood there.
    pub old: String,
    /// What was meant.
    pub new: String,
    /// In the official's words.
    pub reason: String,
    /// The law under which it is corrected.
    pub law: String,
}
