//! One client's command on its way through a batch.

use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tracing::Span;

use crate::record::Tx;
use crate::store::StoreError;
use crate::{Error, SPANS};

/// What became of a job within a batch.
pub(super) enum Ran {
    Done,
    Refused,
    Broken(StoreError),
}

/// Where a job is; each has a span in its command's.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    /// Runs in a batch of so many commands.
    Batch(usize),
    /// Is made durable.
    Commit,
}

pub(super) trait Job: Send {
    fn enters(&mut self, stage: Stage);
    /// Since it was handed over.
    fn age(&self) -> Duration;
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    fn fail(&mut self, error: Error);
    fn reply(self: Box<Self>);
}

pub(super) struct Command<F, T> {
    work: F,
    outcome: Option<Result<T, Error>>,
    reply: oneshot::Sender<Result<T, Error>>,
    since: Instant,
    /// Where it is; within `whole`, so it ends first.
    stage: Span,
    whole: Span,
}

impl<F, T> Command<F, T> {
    pub(super) fn new(work: F, reply: oneshot::Sender<Result<T, Error>>) -> Self {
        // The code that asks, never what it asks for.
        let code = std::any::type_name::<F>();
        let whole = tracing::info_span!(
            target: SPANS, "command", code.function.name = code, diwan.held = tracing::field::Empty
        );
        Self {
            work,
            outcome: None,
            reply,
            since: Instant::now(),
            stage: tracing::info_span!(target: SPANS, parent: &whole, "queue"),
            whole,
        }
    }
}

impl<F, T> Job for Command<F, T>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send,
    T: Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        match (self.work)(tx) {
            Ok(value) => {
                self.outcome = Some(Ok(value));
                Ran::Done
            }
            Err(e) => match e.into_store() {
                Ok(store) => Ran::Broken(store),
                Err(e) => {
                    self.outcome = Some(Err(e));
                    Ran::Refused
                }
            },
        }
    }

    fn enters(&mut self, stage: Stage) {
        let whole = &self.whole;
        if whole.is_disabled() {
            // Whoever asked is not traced; without this the stages would be spans of their own.
            self.stage = Span::none();
            return;
        }
        self.stage = match stage {
            Stage::Batch(commands) => {
                tracing::info_span!(target: SPANS, parent: whole, "batch", diwan.commands = commands)
            }
            Stage::Commit => tracing::info_span!(target: SPANS, parent: whole, "commit"),
        };
    }

    fn age(&self) -> Duration {
        self.since.elapsed()
    }

    fn fail(&mut self, error: Error) {
        self.outcome = Some(Err(error));
    }

    fn reply(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            self.whole.record("diwan.held", outcome.is_ok());
            // A client that went away does not need its answer; the command holds all the same.
            let _ = self.reply.send(outcome);
        }
    }
}
