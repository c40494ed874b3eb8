//! What a move changes, and why it may be impossible.

use std::fmt;

use jiff::Timestamp;

/// Something that changes, or cannot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The element, by its id in the old version (of what the new version adds: in the new one).
    pub element: String,
    /// What happens to it.
    pub what: What,
}

impl Change {
    pub(super) fn new(element: &str, what: What) -> Change {
        Change {
            element: element.to_owned(),
            what,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.element, self.what)
    }
}

/// What happens to an element. Expressions and ids are as the model has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It has another id.
    Becomes {
        /// The new one.
        id: String,
    },
    /// It has another name.
    Called {
        /// The new one.
        name: String,
    },
    /// An event is waited for from the move on.
    Awaited {
        /// The event.
        event: String,
        /// For what.
        on: String,
    },
    /// An event is waited for no more.
    AwaitedNoMore {
        /// The event.
        event: String,
        /// For what it was.
        on: String,
    },
    /// An event waits for something else from the move on.
    AwaitedElse {
        /// The event.
        event: String,
        /// For what it was.
        before: String,
        /// For what it is.
        now: String,
    },
    /// A timer has another rule; the one that runs keeps its time.
    TimerKept {
        /// The event.
        event: String,
        /// The old rule.
        before: String,
        /// The new rule.
        now: String,
        /// When it is due.
        due: Timestamp,
    },
    /// A timer is counted anew from the move on, as the mapping says.
    TimerAgain {
        /// The event.
        event: String,
        /// The new rule.
        now: String,
        /// When it was due.
        due: Timestamp,
    },
    /// An event interrupts what it is attached to, or no longer does.
    Interrupts {
        /// The event.
        event: String,
        /// It does now.
        now: bool,
    },
    /// It will be repeated in another way when it is entered again.
    RepeatedLater,
    /// It runs repeatedly by another rule: the runs that were planned stay, what is decided from now on is decided by the new one.
    RepeatedElse {
        /// The old rule.
        before: String,
        /// The new rule.
        now: String,
        /// Runs done.
        done: u32,
        /// Runs planned, where that is known.
        planned: Option<u32>,
    },
    /// Other data go into what it calls, or come out.
    Exchanges,
    /// A sub-process is of another form.
    OtherForm {
        /// As it was.
        before: String,
        /// As it is.
        now: String,
    },
    /// What was done is undone by something else, if it has to be.
    UndoneBy {
        /// What undid it.
        before: String,
        /// What undoes it.
        now: String,
    },
    /// Whether the case can end was not seen: there are more situations than are looked at.
    Unexplored,

    /// The mapping names it, and the old version has no such element, flow or process.
    UnknownBefore,
    /// The mapping names it, and the new version has no such element, flow or process.
    UnknownNow,
    /// The new version has no executable process of that id.
    NoProcess {
        /// The id.
        id: String,
    },
    /// The new version has no such element.
    NoElement {
        /// The id.
        id: String,
    },
    /// It is of another sort.
    OtherKind {
        /// Its id in the new version.
        id: String,
        /// What it was.
        before: String,
        /// What it is.
        now: String,
    },
    /// It is in another process or sub-process.
    OtherPlace {
        /// Its id in the new version.
        id: String,
    },
    /// It calls another process, and the one it called runs.
    OtherCall {
        /// The one that runs.
        before: String,
        /// The one that would be called.
        now: String,
    },
    /// It runs repeatedly, and would not, or in another order.
    RepeatedWhileRunning,
    /// A token waits there that came by a flow which the new version does not have.
    NoFlow {
        /// The flow.
        flow: String,
    },
    /// It was done, can be undone, and could not be any more.
    NotUndone {
        /// What undid it.
        before: String,
    },
    /// It is undoing, and would undo something else.
    UndoesElse,
    /// The case would wait there for ever.
    Stuck,
    /// Two tokens would come there: what follows would be done twice.
    Doubled,
    /// From there the case could never end.
    Endless,
}

impl What {
    /// A name for it, for programs: lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            What::Becomes { .. } => "becomes",
            What::Called { .. } => "called",
            What::Awaited { .. } => "awaited",
            What::AwaitedNoMore { .. } => "awaited-no-more",
            What::AwaitedElse { .. } => "awaited-else",
            What::TimerKept { .. } => "timer-kept",
            What::TimerAgain { .. } => "timer-again",
            What::Interrupts { now: true, .. } => "interrupts",
            What::Interrupts { now: false, .. } => "interrupts-no-more",
            What::RepeatedLater => "repeated-later",
            What::RepeatedElse { .. } => "repeated-else",
            What::Exchanges => "exchanges",
            What::OtherForm { .. } => "other-sub-process",
            What::UndoneBy { .. } => "undone-by",
            What::Unexplored => "unexplored",
            What::UnknownBefore => "unknown-before",
            What::UnknownNow => "unknown-now",
            What::NoProcess { .. } => "no-process",
            What::NoElement { .. } => "no-element",
            What::OtherKind { .. } => "other-kind",
            What::OtherPlace { .. } => "other-place",
            What::OtherCall { .. } => "other-call",
            What::RepeatedWhileRunning => "repeated-while-running",
            What::NoFlow { .. } => "no-flow",
            What::NotUndone { .. } => "not-undone",
            What::UndoesElse => "undoes-else",
            What::Stuck => "stuck",
            What::Doubled => "doubled",
            What::Endless => "endless",
        }
    }

    /// What it says besides, by name; times as RFC 3339.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            What::Becomes { id }
            | What::NoProcess { id }
            | What::NoElement { id }
            | What::OtherPlace { id } => vec![("id", id.clone())],
            What::Called { name } => vec![("name", name.clone())],
            What::Awaited { event, on } | What::AwaitedNoMore { event, on } => {
                vec![("event", event.clone()), ("on", on.clone())]
            }
            What::AwaitedElse { event, before, now } => vec![
                ("event", event.clone()),
                ("before", before.clone()),
                ("now", now.clone()),
            ],
            What::TimerKept {
                event,
                before,
                now,
                due,
            } => vec![
                ("event", event.clone()),
                ("before", before.clone()),
                ("now", now.clone()),
                ("due", due.to_string()),
            ],
            What::TimerAgain { event, now, due } => vec![
                ("event", event.clone()),
                ("now", now.clone()),
                ("due", due.to_string()),
            ],
            What::Interrupts { event, .. } => vec![("event", event.clone())],
            What::RepeatedElse {
                before,
                now,
                done,
                planned,
            } => vec![
                ("before", before.clone()),
                ("now", now.clone()),
                ("done", done.to_string()),
                (
                    "planned",
                    planned.map_or_else(|| "?".to_owned(), |n| n.to_string()),
                ),
            ],
            What::OtherForm { before, now }
            | What::UndoneBy { before, now }
            | What::OtherCall { before, now } => {
                vec![("before", before.clone()), ("now", now.clone())]
            }
            What::OtherKind { id, before, now } => vec![
                ("id", id.clone()),
                ("before", before.clone()),
                ("now", now.clone()),
            ],
            What::NoFlow { flow } => vec![("flow", flow.clone())],
            What::NotUndone { before } => vec![("before", before.clone())],
            What::RepeatedLater
            | What::Exchanges
            | What::Unexplored
            | What::UnknownBefore
            | What::UnknownNow
            | What::RepeatedWhileRunning
            | What::UndoesElse
            | What::Stuck
            | What::Doubled
            | What::Endless => Vec::new(),
        }
    }

    fn sentence(&self) -> &'static str {
        sentence(self.code()).unwrap_or_default()
    }
}

/// The sentence of a code, in English; `{name}` stands for an argument.
#[must_use]
pub fn sentence(code: &str) -> Option<&'static str> {
    SENTENCES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, sentence)| *sentence)
}

/// Every code, for whoever words them in other languages.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|(code, _)| *code)
}

/// What each code says, in English; `{name}` stands for an argument.
const SENTENCES: &[(&str, &str)] = &[
    ("becomes", "becomes `{id}`"),
    ("called", "is called `{name}` now"),
    ("awaited", "`{event}` is waited for from now on: {on}"),
    ("awaited-no-more", "`{event}` is waited for no more: {on}"),
    (
        "awaited-else",
        "`{event}` waits for {now} from now on, and no more for {before}",
    ),
    (
        "timer-kept",
        "`{event}` is {now} and was {before}: the timer that runs keeps its time, {due}",
    ),
    (
        "timer-again",
        "`{event}` is counted anew: {now}, from now on; it was due {due}",
    ),
    ("interrupts", "`{event}` interrupts it from now on"),
    (
        "interrupts-no-more",
        "`{event}` leaves it running from now on",
    ),
    (
        "repeated-later",
        "will be repeated in another way when it is entered again",
    ),
    (
        "repeated-else",
        "is repeated {now} and was {before}: {done} of {planned} runs are done, and those that were planned stay",
    ),
    ("exchanges", "exchanges other data with what it calls"),
    ("other-sub-process", "is {now} and was {before}"),
    ("undone-by", "would be undone by {now} and not by {before}"),
    (
        "unexplored",
        "has more ways to go on than are looked at: whether each ends is not known",
    ),
    (
        "unknown-before",
        "is in the mapping, and not in the old version",
    ),
    (
        "unknown-now",
        "is in the mapping, and not in the new version",
    ),
    (
        "no-process",
        "the new version has no executable process `{id}`",
    ),
    (
        "no-element",
        "the new version has no element `{id}`: say in the mapping where the case goes on",
    ),
    (
        "other-kind",
        "`{id}` is {now} in the new version and was {before}",
    ),
    (
        "other-place",
        "`{id}` is in another process or sub-process of the new version",
    ),
    (
        "other-call",
        "called `{before}`, which runs, and calls `{now}` in the new version",
    ),
    (
        "repeated-while-running",
        "is repeated in another way in the new version while it runs",
    ),
    (
        "no-flow",
        "a token waits there that came by `{flow}`, which the new version does not have",
    ),
    (
        "not-undone",
        "was done and could be undone by {before}, and could not in the new version",
    ),
    (
        "undoes-else",
        "is undoing what was done, and would undo something else",
    ),
    (
        "stuck",
        "the case would wait there for ever: for tokens that never come",
    ),
    (
        "doubled",
        "two tokens could come there, and what follows would be done twice",
    ),
    ("endless", "from there the case could never end"),
];

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&filled(self.sentence(), &self.arguments()))
    }
}

/// `{name}` replaced by what it stands for, once: what was put in is not looked at again.
#[must_use]
pub fn filled(sentence: &str, arguments: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = arguments.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out + rest
}
