mod parts;

use std::collections::BTreeSet;
use std::sync::Arc;

use dmn::feel::Expression;

pub(crate) use parts::*;

use crate::compile::Which;
use crate::state::JobKind;
use crate::{Definitions, Finding, Severity};

/// Processes, checked and ready to run. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Program(pub(crate) Arc<Parts>);

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
    /// A complex gateway.
    ComplexGateway,
    /// An embedded sub-process, or a transaction.
    SubProcess,
    /// A sub-process whose activities are done in any order.
    AdHocSubProcess,
    /// A sub-process that its own event starts.
    EventSubProcess,
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
        let parts = crate::compile::compile(definitions, Which::Executable);
        if parts.findings.iter().any(|f| f.severity == Severity::Error) {
            Err(parts.findings)
        } else {
            Ok(Program(Arc::new(parts)))
        }
    }

    /// What of a file could not be executed, whether its processes are marked executable or not: each element with a reason.
    #[must_use]
    pub fn explain(definitions: &Definitions) -> Vec<Finding> {
        crate::compile::compile(definitions, Which::All).findings
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
            .flat_map(|node| node.kind.messages())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The signals that a process waits for and that nothing in the file throws, with the elements that wait.
    pub fn signals_from_outside(&self) -> impl Iterator<Item = (&str, NodeInfo<'_>)> {
        let parts = &*self.0;
        let thrown = self.thrown();
        let waits = parts.nodes.iter().enumerate().flat_map(|(at, node)| {
            let triggers = node.kind.catching().into_iter().flat_map(|on| &on.triggers);
            triggers.filter_map(move |t| {
                if let Trigger::Signal(name) = t {
                    Some((&**name, at))
                } else {
                    None
                }
            })
        });
        waits
            .filter(move |(name, _)| !thrown.contains(name))
            .map(|(name, at)| (name, parts.info(at)))
    }

    /// The messages and signals that the file's own elements send.
    #[must_use]
    pub fn thrown(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for node in &self.0.nodes {
            if let Kind::Task(_, Some(name)) = &node.kind {
                names.insert(&**name);
            }
            names.extend(node.kind.throws().iter().filter_map(|t| match t {
                Throw::Message(name) | Throw::Signal(name) => Some(&**name),
                _ => None,
            }));
        }
        names
    }
}

impl Parts {
    pub(crate) fn info(&self, at: usize) -> NodeInfo<'_> {
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
    fn messages(&self) -> Vec<&str> {
        if let Kind::Receive { message, .. } = self {
            return vec![message];
        }
        let triggers = self.catching().into_iter().flat_map(|on| &on.triggers);
        triggers
            .filter_map(|t| {
                if let Trigger::Message(name) = t {
                    Some(&**name)
                } else {
                    None
                }
            })
            .collect()
    }

    pub(crate) fn public(&self) -> NodeKind {
        match self {
            Kind::Start { .. } => NodeKind::StartEvent,
            Kind::End(_) => NodeKind::EndEvent,
            Kind::Task(kind, _) => NodeKind::Task(*kind),
            Kind::Abstract => NodeKind::AbstractTask,
            Kind::Script(_) => NodeKind::ScriptTask,
            Kind::Receive { .. } => NodeKind::ReceiveTask,
            Kind::Exclusive => NodeKind::ExclusiveGateway,
            Kind::Parallel => NodeKind::ParallelGateway,
            Kind::Inclusive => NodeKind::InclusiveGateway,
            Kind::Complex(_) => NodeKind::ComplexGateway,
            Kind::EventBased { .. } => NodeKind::EventBasedGateway,
            Kind::Catch(_) => NodeKind::CatchEvent,
            Kind::Throw(_) => NodeKind::ThrowEvent,
            Kind::Boundary { .. } => NodeKind::BoundaryEvent,
            Kind::SubProcess {
                form: Form::AdHoc { .. },
                ..
            } => NodeKind::AdHocSubProcess,
            Kind::SubProcess { .. } => NodeKind::SubProcess,
            Kind::EventSubProcess(_) => NodeKind::EventSubProcess,
            // A called global task is done as if it stood here.
            Kind::Call(Called::Job(_, kind)) => NodeKind::Task(*kind),
            Kind::Call(Called::Script(..)) => NodeKind::ScriptTask,
            Kind::Call(Called::Nothing(_)) => NodeKind::AbstractTask,
            Kind::Call(Called::Process(_)) => NodeKind::CallActivity,
        }
    }
}
