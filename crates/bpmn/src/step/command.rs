//! What each command sets going.

use dmn::feel::Context;

use super::Run;
use crate::program::Kind;
use crate::state::Outcome;
use crate::{Command, Event, Refusal};

impl Run<'_> {
    pub(super) fn command(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Start { process, vars } => self.start(process.as_deref(), vars),
            Command::Complete { job, vars } => {
                let token = self.job(job.0)?;
                let (scope, at) = self.whereabouts(token);
                self.write(scope, vars);
                self.emit(Event::JobGone { j: job.0 });
                self.job_done(token, at);
                Ok(())
            }
            Command::Error { job, code } => {
                let token = self.job(job.0)?;
                self.throw_error_from(token, code);
                Ok(())
            }
            Command::Escalate { job, code } => {
                let token = self.job(job.0)?;
                self.escalate_from(token, code);
                Ok(())
            }
            Command::Message { name, key, vars } => self.message(name, key.as_deref(), vars),
            Command::Signal { name, vars } => self.signal(name, vars),
            Command::Fire { timer } => self.fire(timer.0),
            Command::Retry { incident } => self.retry(incident.0),
            Command::SetVariables { owner, vars } => self.set_variables(*owner, vars),
            Command::Move { token, to } => self.move_token(token.0, to),
            Command::Terminate => {
                let active = self
                    .state
                    .roots
                    .iter()
                    .filter(|(_, o)| *o == Outcome::Active);
                for root in active.map(|(s, _)| *s).collect::<Vec<_>>() {
                    self.emit(Event::Close {
                        s: root,
                        o: Some(Outcome::Terminated),
                    });
                }
                Ok(())
            }
        }
    }

    fn job(&self, job: u64) -> Result<u64, Refusal> {
        self.state
            .jobs
            .get(job)
            .map(|j| j.token)
            .ok_or(Refusal::NoJob(job))
    }

    /// A task's job is done: whoever waits for what a send task says hears it.
    fn job_done(&mut self, token: u64, at: usize) {
        let scope = self.state.scope_of(token);
        self.complete(token, at);
        if let (Kind::Task(_, Some(message)), Some(scope)) = (&self.parts.nodes[at].kind, scope) {
            self.tell_message(message, scope, None);
        }
    }

    fn start(&mut self, process: Option<&str>, vars: &Context) -> Result<(), Refusal> {
        let at = match process {
            Some(id) => self
                .parts
                .processes
                .iter()
                .copied()
                .find(|p| *self.parts.containers[*p].id == *id),
            None if self.parts.processes.len() == 1 => Some(self.parts.processes[0]),
            None => None,
        };
        let at = at.ok_or_else(|| Refusal::NoProcess(process.unwrap_or_default().to_owned()))?;
        let container = &self.parts.containers[at];
        if container.first.is_empty() {
            return Err(Refusal::NoStart(container.id.clone()));
        }
        let scope = self.open_root(at, vars.clone());
        self.open_container(scope, at);
        Ok(())
    }

    pub(super) fn open_root(&mut self, container: usize, vars: Context) -> u64 {
        let s = self.key();
        let e = self.parts.containers[container].id.clone();
        self.emit(Event::Open {
            s,
            e,
            by: None,
            own: true,
            back: false,
            v: vars,
        });
        s
    }
}
