use std::collections::HashMap;
use std::sync::Arc;

use dmn::feel::Expression;

use crate::state::JobKind;
use crate::{Definitions, Finding, Severity};

/// Processes, checked and ready to run. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Program(pub(crate) Arc<Parts>);

#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) nodes: Vec<Node>,
    pub(crate) flows: Vec<FlowPart>,
    pub(crate) containers: Vec<Container>,
    /// Containers of executable processes, in the order of the file.
    pub(crate) processes: Vec<usize>,
    pub(crate) by_id: HashMap<Arc<str>, usize>,
    pub(crate) findings: Vec<Finding>,
}

/// A process or sub-process: what its tokens move in.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) id: Arc<str>,
    pub(crate) nodes: Vec<usize>,
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
    /// Boundary events on this activity.
    pub(crate) boundaries: Vec<usize>,
    pub(crate) line: u32,
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
    Start(Option<Trigger>),
    End(Throw),
    /// Work for somebody or something outside; what it tells when done (send tasks).
    Task(JobKind, Option<Arc<str>>),
    /// A task without a type: passes at once.
    Abstract,
    Script(Expression),
    Receive(Arc<str>),
    Exclusive,
    Parallel,
    Inclusive,
    EventBased,
    Catch(Trigger),
    Throw(Throw),
    Boundary {
        attached: usize,
        interrupting: bool,
        trigger: Trigger,
    },
    SubProcess(usize),
    Call(Arc<str>),
}

/// What a catching event waits for.
#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Timer(TimerRule),
    Message(Arc<str>),
    Signal(Arc<str>),
    /// An error with that code, or any.
    Error(Option<Arc<str>>),
    Escalation(Option<Arc<str>>),
    /// The other half of a link.
    Link(Arc<str>),
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
    Nothing,
    Message(Arc<str>),
    Signal(Arc<str>),
    Error(Arc<str>),
    Escalation(Arc<str>),
    Link(Arc<str>),
    Terminate,
}

/// A node as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeInfo<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its name; may be empty.
    pub name: &'p str,
    /// What it is.
    pub kind: NodeKind,
    /// The id of the process or sub-process it is directly in.
    pub container: &'p str,
    /// Line of the file.
    pub line: u32,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A start event.
    StartEvent,
    /// An end event.
    EndEvent,
    /// An intermediate catch event.
    CatchEvent,
    /// An intermediate throw event.
    ThrowEvent,
    /// A boundary event.
    BoundaryEvent,
    /// A task for somebody or something outside.
    Task(JobKind),
    /// A task without a type.
    AbstractTask,
    /// A script task.
    ScriptTask,
    /// A receive task.
    ReceiveTask,
    /// An exclusive gateway.
    ExclusiveGateway,
    /// A parallel gateway.
    ParallelGateway,
    /// An inclusive gateway.
    InclusiveGateway,
    /// An event-based gateway.
    EventBasedGateway,
    /// An embedded sub-process.
    SubProcess,
    /// A call activity.
    CallActivity,
}

impl NodeKind {
    /// A token that comes here may wait: for a person, an event, or something outside.
    #[must_use]
    pub fn waits(self) -> bool {
        match self {
            NodeKind::Task(kind) => {
                matches!(kind, JobKind::User | JobKind::Manual | JobKind::Receive)
            }
            NodeKind::CatchEvent | NodeKind::ReceiveTask | NodeKind::EventBasedGateway => true,
            _ => false,
        }
    }
}

/// A sequence flow.
#[derive(Clone, Debug)]
pub struct Flow<'p> {
    /// Its id.
    pub id: &'p str,
    /// The node it leaves.
    pub source: &'p str,
    /// The node it enters.
    pub target: &'p str,
    /// When it is taken.
    pub condition: Option<&'p Expression>,
    /// It is its source's default.
    pub default: bool,
}

impl Program {
    /// Checks a file and makes its executable processes ready.
    ///
    /// # Errors
    /// All findings, when one of them is an error.
    pub fn compile(definitions: &Definitions) -> Result<Program, Vec<Finding>> {
        let parts = crate::compile::compile(definitions);
        if parts.findings.iter().any(|f| f.severity == Severity::Error) {
            Err(parts.findings)
        } else {
            Ok(Program(Arc::new(parts)))
        }
    }

    /// What someone should look at.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.0.findings
    }

    /// The ids of the executable processes, in the order of the file.
    pub fn processes(&self) -> impl Iterator<Item = &str> {
        self.0
            .processes
            .iter()
            .map(|at| &*self.0.containers[*at].id)
    }

    /// The node of that id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeInfo<'_>> {
        self.0.by_id.get(id).map(|at| self.0.info(*at))
    }

    /// All nodes, in the order of the file.
    pub fn nodes(&self) -> impl Iterator<Item = NodeInfo<'_>> {
        (0..self.0.nodes.len()).map(|at| self.0.info(at))
    }

    /// All sequence flows, in the order of the file.
    pub fn flows(&self) -> impl Iterator<Item = Flow<'_>> {
        let parts = &*self.0;
        parts.flows.iter().enumerate().map(|(at, flow)| Flow {
            id: &flow.id,
            source: &parts.nodes[flow.source].id,
            target: &parts.nodes[flow.target].id,
            condition: flow.condition.as_ref(),
            default: parts.nodes[flow.source].default == Some(at),
        })
    }

    /// The messages that a process waits for, each name once.
    #[must_use]
    pub fn messages(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .0
            .nodes
            .iter()
            .filter_map(|node| match &node.kind {
                Kind::Receive(name)
                | Kind::Start(Some(Trigger::Message(name)))
                | Kind::Catch(Trigger::Message(name))
                | Kind::Boundary {
                    trigger: Trigger::Message(name),
                    ..
                } => Some(&**name),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl Parts {
    fn info(&self, at: usize) -> NodeInfo<'_> {
        let node = &self.nodes[at];
        NodeInfo {
            id: &node.id,
            name: &node.name,
            kind: node.kind.public(),
            container: &self.containers[node.container].id,
            line: node.line,
        }
    }
}

impl Kind {
    pub(crate) fn public(&self) -> NodeKind {
        match self {
            Kind::Start(_) => NodeKind::StartEvent,
            Kind::End(_) => NodeKind::EndEvent,
            Kind::Task(kind, _) => NodeKind::Task(*kind),
            Kind::Abstract => NodeKind::AbstractTask,
            Kind::Script(_) => NodeKind::ScriptTask,
            Kind::Receive(_) => NodeKind::ReceiveTask,
            Kind::Exclusive => NodeKind::ExclusiveGateway,
            Kind::Parallel => NodeKind::ParallelGateway,
            Kind::Inclusive => NodeKind::InclusiveGateway,
            Kind::EventBased => NodeKind::EventBasedGateway,
            Kind::Catch(_) => NodeKind::CatchEvent,
            Kind::Throw(_) => NodeKind::ThrowEvent,
            Kind::Boundary { .. } => NodeKind::BoundaryEvent,
            Kind::SubProcess(_) => NodeKind::SubProcess,
            Kind::Call(_) => NodeKind::CallActivity,
        }
    }
}
