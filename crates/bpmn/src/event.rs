use std::sync::Arc;

use dmn::feel::{Context, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::state::{JobKind, Outcome};

/// What happened in a process. Events fold to the [`State`](crate::State); their names and fields are short because every one is recorded.
///
/// Tokens, scopes and what they hold share one numbering; an *owner* is a token or a scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// A scope opened: an instance (without `by`), or what the token `by` started.
    Open {
        /// Its key.
        s: u64,
        /// The process, sub-process or repeated activity.
        e: Arc<str>,
        /// The token of the activity that it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<u64>,
        /// It has variables of its own that nobody above sees (a called process).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
        /// It was completed, and is opened again to compensate what was done in it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        back: bool,
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
    /// An interrupting event sub-process took over a scope: nothing else in it is waited for any more.
    Taken {
        /// The scope.
        s: u64,
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
        /// It waits there for other tokens, or for its turn.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        q: bool,
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
        /// Its owner.
        t: u64,
        /// The event it is of.
        e: Arc<str>,
        /// When it is due.
        d: Timestamp,
        /// How often it will still fire after that; nothing for a timer that fires once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
        /// Which of the event's triggers it is, from 0.
        #[serde(default, skip_serializing_if = "is_zero")]
        k: u32,
    },
    /// A timer fired or is void.
    TimerGone {
        /// Its key.
        i: u64,
    },
    /// An owner waits for a message or signal.
    Wait {
        /// Key of the subscription.
        w: u64,
        /// Its owner.
        t: u64,
        /// The event it is of.
        e: Arc<str>,
        /// The message or signal.
        n: Arc<str>,
        /// It is a signal.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        sig: bool,
        /// Only a message with that correlation key is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        c: Option<Arc<str>>,
    },
    /// A subscription is over while its owner stays.
    WaitGone {
        /// Its key.
        w: u64,
    },
    /// An owner waits for a condition to hold.
    Watch {
        /// Its key.
        c: u64,
        /// Its owner.
        t: u64,
        /// The event it is of.
        e: Arc<str>,
        /// Which of the event's triggers it is, from 0.
        #[serde(default, skip_serializing_if = "is_zero")]
        k: u32,
    },
    /// A watched condition holds, or holds no more.
    Held {
        /// Key of the watch.
        c: u64,
        /// It holds.
        h: bool,
    },
    /// A watch is over while its owner stays.
    WatchGone {
        /// Its key.
        c: u64,
    },
    /// An activity will run several times.
    Loop {
        /// Its token.
        t: u64,
        /// How often; nothing when a condition tells.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        n: Option<u32>,
        /// What each run is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        i: Option<Value>,
    },
    /// One more run of an activity is done.
    Turn {
        /// The activity's token.
        t: u64,
        /// What came out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        r: Option<Value>,
    },
    /// No further run of an activity begins.
    Enough {
        /// The activity's token.
        t: u64,
    },
    /// An activity completed that can be compensated.
    Undo {
        /// Key of the entry.
        u: u64,
        /// The scope it completed in.
        s: u64,
        /// Which.
        e: Arc<str>,
        /// The scope of the sub-process, about to close: its variables and its own entries are kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        f: Option<u64>,
    },
    /// An activity is being compensated.
    Undone {
        /// The scope it completed in.
        s: u64,
        /// Key of the entry.
        u: u64,
        /// The scope opened again, which has the sub-process's own entries.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        i: Option<u64>,
    },
    /// A complex gateway waits for the rest of its tokens; without flows, it starts afresh.
    Phase {
        /// The scope.
        s: u64,
        /// The gateway.
        e: Arc<str>,
        /// The flows of which it consumed a token.
        f: Vec<Arc<str>>,
    },
    /// The case moved to a version of its process in which an element or flow has another id.
    Renamed {
        /// Its id until now.
        f: Arc<str>,
        /// Its id from now on.
        e: Arc<str>,
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
        /// The element's work is done; what is stuck is the way on.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        on: bool,
    },
    /// An incident is over.
    Resolved {
        /// Its key.
        i: u64,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(n: &u32) -> bool {
    *n == 0
}
