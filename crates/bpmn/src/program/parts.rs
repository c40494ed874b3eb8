//! What a file is compiled to.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use dmn::feel::Expression;

use crate::Finding;
use crate::state::JobKind;

#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) nodes: Vec<Node>,
    pub(crate) flows: Vec<FlowPart>,
    pub(crate) containers: Vec<Container>,
    /// Containers of executable processes, in the order of the file.
    pub(crate) processes: Vec<usize>,
    pub(crate) by_id: HashMap<Arc<str>, usize>,
    pub(crate) flow_by_id: HashMap<Arc<str>, usize>,
    pub(crate) findings: Vec<Finding>,
}

/// A process or sub-process: what its tokens move in.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) id: Arc<str>,
    pub(crate) nodes: Vec<usize>,
    /// The sub-process's node; none for a process.
    pub(crate) node: Option<usize>,
    /// Where it starts when it is started without an event.
    pub(crate) first: Vec<usize>,
    /// The start events of its event sub-processes.
    pub(crate) event_starts: Vec<usize>,
    pub(crate) correlations: Vec<Correlation>,
}

/// A correlation subscription of a process: which messages are for this instance.
#[derive(Debug)]
pub(crate) struct Correlation {
    /// What the key's properties are in the instance.
    pub(crate) bound: Vec<Expression>,
    /// What they are in each message.
    pub(crate) read: HashMap<Arc<str>, Vec<Expression>>,
}

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: Arc<str>,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) container: usize,
    pub(crate) incoming: Vec<usize>,
    pub(crate) outgoing: Vec<usize>,
    pub(crate) default: Option<usize>,
    /// Boundary events on this activity that wait for something.
    pub(crate) boundaries: Vec<usize>,
    /// What compensates this activity.
    pub(crate) handler: Option<usize>,
    pub(crate) for_compensation: bool,
    pub(crate) start_quantity: u32,
    pub(crate) completion_quantity: u32,
    pub(crate) runs: Option<RunRule>,
    pub(crate) inputs: Vec<Mapping>,
    pub(crate) outputs: Vec<Mapping>,
    /// The names of data outputs: variables of the activity's own.
    pub(crate) output_names: Vec<Arc<str>>,
    pub(crate) line: u32,
    /// For joins: by incoming flow, from which nodes a token can come by it.
    pub(crate) reach: OnceLock<Vec<Vec<bool>>>,
}

/// How often an activity runs each time a token comes.
#[derive(Debug)]
pub(crate) enum RunRule {
    /// Once, with data of its own.
    Once,
    /// As long as a condition holds.
    Standard {
        before: bool,
        condition: Option<Expression>,
        maximum: Option<Expression>,
    },
    /// For each item, or so many times.
    Multi(Box<MultiRule>),
}

#[derive(Debug)]
pub(crate) struct MultiRule {
    pub(crate) sequential: bool,
    pub(crate) cardinality: Option<Expression>,
    pub(crate) collection: Option<Expression>,
    pub(crate) item: Option<Arc<str>>,
    pub(crate) completion: Option<Expression>,
    /// The variable of each run that makes up the result, and the variable that the list of results goes to.
    pub(crate) result: Option<(Arc<str>, Arc<str>)>,
    pub(crate) behaviour: Behaviour,
}

/// What the runs of a multi-instance activity tell its boundary events.
#[derive(Debug)]
pub(crate) enum Behaviour {
    /// Nothing: it completes when all have.
    All,
    /// Each completion throws.
    None(Throw),
    /// The first completion throws.
    One(Throw),
    /// Each completion throws what its conditions say.
    Complex(Vec<(Expression, Throw)>),
}

/// A value for a variable.
#[derive(Debug)]
pub(crate) struct Mapping {
    pub(crate) target: Arc<str>,
    pub(crate) value: Expression,
}

#[derive(Debug)]
pub(crate) struct FlowPart {
    pub(crate) id: Arc<str>,
    pub(crate) source: usize,
    pub(crate) target: usize,
    pub(crate) condition: Option<Expression>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// A start event; in an event sub-process it may leave the rest running.
    Start {
        on: Catching,
        interrupting: bool,
    },
    End(Vec<Throw>),
    /// Work for somebody or something outside; what it tells when done (send tasks).
    Task(JobKind, Option<Arc<str>>),
    /// A task without a type: passes at once.
    Abstract,
    Script(Expression),
    Receive {
        message: Arc<str>,
        starts: bool,
    },
    Exclusive,
    Parallel,
    Inclusive,
    Complex(Option<Expression>),
    EventBased {
        starts: bool,
        parallel: bool,
    },
    Catch(Catching),
    Throw(Vec<Throw>),
    Boundary {
        attached: usize,
        interrupting: bool,
        on: Catching,
    },
    SubProcess {
        container: usize,
        form: Form,
    },
    /// Not in any flow: started by its own event.
    EventSubProcess(usize),
    Call(Called),
}

/// What a sub-process is besides a sub-process.
#[derive(Debug)]
pub(crate) enum Form {
    Plain,
    Transaction,
    AdHoc {
        sequential: bool,
        completion: Option<Expression>,
        cancels: bool,
    },
}

#[derive(Debug)]
pub(crate) enum Called {
    Process(usize),
    /// A global task: a job, a script, or (without a type) nothing.
    Job(Arc<str>, JobKind),
    Script(Arc<str>, Expression),
    Nothing(Arc<str>),
}

/// What a catching event waits for: one of the triggers, or all of them.
#[derive(Debug, Default)]
pub(crate) struct Catching {
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) all: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Timer(TimerRule),
    Message(Arc<str>),
    Signal(Arc<str>),
    Condition(Expression),
    /// An error with that code, or any.
    Error(Option<Arc<str>>),
    Escalation(Option<Arc<str>>),
    /// The other half of a link.
    Link(Arc<str>),
    Compensation,
    Cancel,
}

#[derive(Clone, Debug)]
pub(crate) enum TimerRule {
    Date(When),
    Duration(When),
    Cycle(When),
}

/// A time written as ISO 8601, or computed.
#[derive(Clone, Debug)]
pub(crate) enum When {
    Text(Arc<str>),
    Feel(Expression),
}

/// What a throwing event does.
#[derive(Clone, Debug)]
pub(crate) enum Throw {
    Message(Arc<str>),
    Signal(Arc<str>),
    Error(Arc<str>),
    Escalation(Arc<str>),
    Link(Arc<str>),
    /// Everything completed in the scope, or that activity only; whether the event waits until all of it is undone.
    Compensate(Option<Arc<str>>, bool),
    Cancel,
    Terminate,
}

impl Kind {
    pub(crate) fn is_activity(&self) -> bool {
        matches!(
            self,
            Kind::Task(..)
                | Kind::Abstract
                | Kind::Script(_)
                | Kind::Receive { .. }
                | Kind::SubProcess { .. }
                | Kind::Call(_)
        )
    }

    /// What it waits for, where it waits for events.
    pub(crate) fn catching(&self) -> Option<&Catching> {
        match self {
            Kind::Start { on, .. } | Kind::Catch(on) | Kind::Boundary { on, .. } => Some(on),
            _ => None,
        }
    }

    pub(crate) fn throws(&self) -> &[Throw] {
        match self {
            Kind::End(throws) | Kind::Throw(throws) => throws,
            _ => &[],
        }
    }

    /// It starts to undo and goes on at once (`waitForCompletion="false"`).
    pub(crate) fn undoes_beside(&self) -> bool {
        self.throws()
            .iter()
            .any(|t| matches!(t, Throw::Compensate(_, false)))
    }

    /// Others hear of it when a token comes here.
    pub(crate) fn tells(&self) -> bool {
        self.throws()
            .iter()
            .any(|t| matches!(t, Throw::Message(_) | Throw::Signal(_)))
    }

    /// A start event without a trigger.
    pub(crate) fn plain_start(&self) -> bool {
        matches!(self, Kind::Start { on, .. } if on.triggers.is_empty())
    }

    /// A message that starts an instance, without being a start event.
    pub(crate) fn starts_by_message(&self) -> bool {
        matches!(
            self,
            Kind::Receive { starts: true, .. } | Kind::EventBased { starts: true, .. }
        )
    }
}

impl Catching {
    pub(crate) fn any(&self, wanted: impl Fn(&Trigger) -> bool) -> bool {
        self.triggers.iter().any(wanted)
    }

    pub(crate) fn link(&self) -> Option<&Arc<str>> {
        self.triggers.iter().find_map(|t| match t {
            Trigger::Link(name) => Some(name),
            _ => None,
        })
    }
}
