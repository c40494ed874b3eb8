//! One client's command on its way through a batch.

use tokio::sync::oneshot;

use crate::Error;
use crate::record::Tx;
use crate::store::StoreError;

/// What became of a job within a batch.
pub(super) enum Ran {
    Done,
    Refused,
    Broken(StoreError),
}

pub(super) trait Job: Send {
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    fn fail(&mut self, error: Error);
    fn reply(self: Box<Self>);
}

pub(super) struct Command<F, T> {
    work: F,
    outcome: Option<Result<T, Error>>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<F, T> Command<F, T> {
    pub(super) fn new(work: F, reply: oneshot::Sender<Result<T, Error>>) -> Self {
        Self {
            work,
            outcome: None,
            reply,
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

    fn fail(&mut self, error: Error) {
        self.outcome = Some(Err(error));
    }

    fn reply(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // A client that went away does not need its answer; the command holds all the same.
            let _ = self.reply.send(outcome);
        }
    }
}
