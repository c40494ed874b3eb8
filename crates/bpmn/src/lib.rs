//! BPMN 2.0 processes as a pure function: `(definition, state, command, time) → events`.
//!
//! [`read`] takes the XML as any modeller writes it, [`Program::compile`] checks it (what the engine cannot run is an error with
//! element and line, never skipped), [`step`] answers a [`Command`] with the [`Event`]s that follow from it, and
//! [`State::apply`] folds them. The same inputs give the same events, so a state can always be computed again from the record.
//!
//! A state is a tree of scopes (instance, sub-process, called process) that hold variables and tokens. Tasks for somebody
//! or something outside are jobs: the caller completes them.

mod check;
mod command;
mod compile;
mod definitions;
pub mod diagram;
mod event;
mod finding;
pub mod migrate;
mod paths;
mod program;
mod reach;
pub mod script;
mod state;
mod step;
pub mod workload;

pub use command::{Command, Refusal};
pub use definitions::{Definitions, read};
pub use event::Event;
pub use finding::{Finding, Severity};
pub use program::{Flow, NodeInfo, NodeKind, Program};
pub use state::{
    Incident, IncidentKey, Job, JobKey, JobKind, Outcome, OwnerKey, State, Subscription, Timer,
    TimerKey,
};
pub use step::{run, step};
