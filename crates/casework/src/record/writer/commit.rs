//! What others learn of a commit: how long it took, and what it published.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// What a commit took, for who measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Commands in it.
    pub commands: usize,
    /// From its beginning until it was durable, or had failed.
    pub took: Duration,
    /// Whether the store took it.
    pub held: bool,
    /// Of each command in it, from when it was handed to the writer until it was durable: with its wait in the queue. Empty where the
    /// store did not take it.
    pub answered: Vec<Duration>,
}

/// Who is told of each commit; on the writer's thread, so it must be quick.
#[derive(Clone)]
pub struct CommitWatch(pub Arc<dyn Fn(Commit) + Send + Sync>);

impl std::fmt::Debug for CommitWatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CommitWatch")
    }
}

/// What the last commit published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Entries in the log.
    pub size: u64,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// The verifier keys that sign the log.
    pub keys: Vec<String>,
}

/// Never an older one than was published already.
pub(super) fn publish(published: &watch::Sender<Published>, newer: Published) {
    published.send_if_modified(|held| {
        let grown = newer.size > held.size;
        if grown {
            *held = newer;
        }
        grown
    });
}
