//! What an entry says that happened in a process.

use bpmn::Event;

use super::{Fact, JobCompleted};

impl Fact {
    /// What the engine did by this entry; nothing where it is not of a running process.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        match self {
            Self::CaseOpened { events, .. }
            | Self::TaskCompleted { events, .. }
            | Self::TaskLapsed { events, .. }
            | Self::RuleDecided { events, .. }
            | Self::ServiceDone { events, .. }
            | Self::TimerFired { events, .. }
            | Self::MessageCorrelated { events, .. }
            | Self::IncidentRetried { events, .. }
            | Self::MendConfirmed { events, .. }
            | Self::CallAnswered { events, .. }
            | Self::JobCompleted(JobCompleted { events, .. })
            | Self::CaseMigrated { events, .. } => events,
            _ => &[],
        }
    }
}
