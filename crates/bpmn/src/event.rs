use std::sync::Arc;

use dmn::feel::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::state::{JobKind, Outcome};

/// What happened in a process. Events fold to the [`State`](crate::State); their names and fields are short because every one is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// A scope opened: an instance (without `by`), or what the token `by` started.
    Open {
        /// Its key.
        s: u64,
        /// The process or sub-process.
        e: Arc<str>,
        /// The token of the sub-process or call activity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<u64>,
        /// It has variables of its own that nobody above sees (a called process).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
        /// First variables.
        #[serde(default, skip_serializing_if = "Context::is_empty")]
        v: Context,
    },
    /// An instance that was triggered, not started by command: its outcome is not the case's.
    Older {
        /// Its scope.
        s: u64,
    },
    /// A scope closed with everything in it.
    Close {
        /// Its key.
        s: u64,
        /// How an instance ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        o: Option<Outcome>,
    },
    /// A token came to an element.
    Enter {
        /// Its key.
        t: u64,
        /// In which scope.
        s: u64,
        /// To which element.
        e: Arc<str>,
        /// By which sequence flow.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        f: Option<Arc<str>>,
    },
    /// A token is gone, with its jobs, timers and subscriptions.
    Leave {
        /// Its key.
        t: u64,
    },
    /// An element completed.
    Done {
        /// Which.
        e: Arc<str>,
    },
    /// There is a job to do.
    Job {
        /// Its key.
        j: u64,
        /// The token that waits for it.
        t: u64,
        /// What kind of job.
        k: JobKind,
    },
    /// A job is done or void.
    JobGone {
        /// Its key.
        j: u64,
    },
    /// A timer runs.
    Timer {
        /// Its key.
        i: u64,
        /// The token it belongs to.
        t: u64,
        /// The event it is of.
        e: Arc<str>,
        /// When it is due.
        d: Timestamp,
        /// How often it will still fire after that; nothing for a timer that fires once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
    },
    /// A timer fired or is void.
    TimerGone {
        /// Its key.
        i: u64,
    },
    /// A token waits for a message or signal.
    Wait {
        /// Key of the subscription.
        w: u64,
        /// The token it belongs to.
        t: u64,
        /// The event it is of.
        e: Arc<str>,
        /// The message or signal.
        n: Arc<str>,
        /// It is a signal.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        sig: bool,
    },
    /// Variables were written in a scope.
    Set {
        /// Which scope.
        s: u64,
        /// The new values.
        v: Context,
    },
    /// A token is stuck.
    Incident {
        /// Key of the incident.
        i: u64,
        /// The token.
        t: u64,
        /// Why, as a sentence.
        m: String,
    },
    /// An incident is over.
    Resolved {
        /// Its key.
        i: u64,
    },
}
