//! What follows a batch that failed, a connection made anew, and a key destroyed.

use super::{State, broken};
use crate::record::{Head, root};
use crate::store::StoreError;

/// Batches between two attempts to have the store let go of destroyed keys.
const LET_GO_EVERY: u32 = 16;

impl State {
    /// Whether the batch came through is not known, and another node may go on meanwhile. What was made in it must not outlive it
    /// here: neither the head, which could have the size of another's, nor keys, whose cases another node may open with its own.
    pub(super) fn forget(&mut self) {
        // No log in use is empty, so the next batch loads its head.
        self.head = Head::empty(Vec::new());
        self.made
            .drain(..)
            .for_each(|id| self.parts.keys.forget(id));
    }

    /// The database that we are connected to anew has all that was published here. One that was taken from an older copy or from
    /// a standby that lacked the last entries must not go on: receipts for them are out.
    pub(super) fn goes_on(&mut self) -> Result<(), StoreError> {
        let published = self.publish.borrow().clone();
        let head = Head::load(&mut self.link)?.unwrap_or_else(|| Head::empty(Vec::new()));
        let same = head.size() >= published.size
            && (published.size == 0
                || self.root_at(published.size)? == root_of(&published.checkpoint));
        if same {
            return Ok(());
        }
        tracing::error!(
            database = head.size(),
            published = published.size,
            "this database lacks entries that were published: nothing is written to it"
        );
        // It is asked again at each attempt, until it is the right one.
        self.link.give_up();
        Err(StoreError::Unavailable(format!(
            "the database holds {} entries and is not a continuation of the {} that were published",
            head.size(),
            published.size
        )))
    }

    fn root_at(&mut self, size: u64) -> Result<Option<String>, StoreError> {
        let root = root(&mut self.link, size).map_err(broken)?;
        Ok(Some(root.to_string()))
    }

    /// Tried after this batch and later ones until it is done; what was committed holds either way.
    pub(super) fn let_go(&mut self) {
        match self.residue {
            None => return,
            Some(0) => {}
            Some(wait) => {
                self.residue = Some(wait - 1);
                return;
            }
        }
        let outcome = self.link.let_go();
        if let Err(error) = &outcome {
            tracing::warn!(%error, "the store still holds a destroyed key");
        }
        // A snapshot that lasts, such as a backup's, must not cost each batch its wait.
        self.residue = (!outcome.unwrap_or(false)).then_some(LET_GO_EVERY);
    }
}

/// The root in a checkpoint: its third line (C2SP tlog-checkpoint).
fn root_of(checkpoint: &str) -> Option<String> {
    checkpoint.lines().nth(2).map(str::to_owned)
}
