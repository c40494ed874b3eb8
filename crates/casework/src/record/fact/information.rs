//! What entries say of questions to the applicant, while which the time of a task stands still.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An official asks the applicant for something; the task's time stands still from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationAsked {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// What is asked, in the official's words.
    pub text: String,
    /// The documents that are wanted, as the official names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// Until when the office waits for the answer.
    pub until: Timestamp,
    /// The law under which time stands still.
    pub law: String,
    /// Working time that was left for the task, in µs; none where the task has no deadline.
    pub left_us: Option<i64>,
}

/// The applicant answered; the task's time runs on for what was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationGiven {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// The entry that asked.
    pub question: u64,
    /// The answer, in the applicant's words; may be empty where documents came along.
    pub text: String,
    /// SHA-256 of the documents that came along, hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// When the task has to be done now.
    pub due: Option<Timestamp>,
    /// When its holder is reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Timestamp>,
}

/// No answer came in time; the task goes on without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationLapsed {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// The entry that asked.
    pub question: u64,
    /// When the task has to be done now.
    pub due: Option<Timestamp>,
    /// When its holder is reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Timestamp>,
}

/// Who has the task takes the question back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationWithdrawn {
    /// Which task.
    pub job: u64,
    /// Its BPMN element.
    pub element: String,
    /// The entry that asked.
    pub question: u64,
    /// In the official's words.
    pub reason: String,
    /// When the task has to be done now.
    pub due: Option<Timestamp>,
    /// When its holder is reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind: Vec<Timestamp>,
}
