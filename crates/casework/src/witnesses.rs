//! Witnesses: institutions of others that cosign the log's checkpoints (c2sp.org/tlog-witness), under
//! a policy that says how many must have done so (c2sp.org/tlog-policy).
//!
//! A round takes the newest checkpoint, asks each witness, and publishes the checkpoint with what
//! cosignatures came. Entries are never held up by it: the log grows meanwhile, and where witnesses
//! fail the checkpoint is published with too few, which everybody can see and this house says aloud.

mod ask;
mod kept;
mod round;

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tlog::{Policy, Verifier};

pub use ask::{AskError, ask};
pub use kept::published;
pub(crate) use kept::{met, proving};
pub use round::{round, run};

use crate::store::Link;
use crate::{Casework, Error, Parts};

/// Between two rounds: bounds what is asked of witnesses, and how old a receipt must be to carry
/// cosignatures.
pub const EVERY: Duration = Duration::from_secs(2);
/// How long a witness may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// A policy that is not met for longer is told aloud: shorter, and each restart of a witness would be.
pub const LOUD: SignedDuration = SignedDuration::from_mins(10);
/// The newest checkpoint is cosigned again after this, though nothing was added: so that witnesses
/// say that there is still nothing else.
pub const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// The longest wait before a witness that failed is asked again.
const LONGEST_WAIT: i64 = 60;

/// How it stands with the witnesses.
#[derive(Clone, Debug)]
pub struct Status {
    /// The policy.
    pub policy: Arc<Policy>,
    /// Each witness of the policy, in its order.
    pub witnesses: Vec<WitnessStatus>,
    /// Entries in the log.
    pub size: u64,
    /// The newest checkpoint that fulfils the policy: its entries, and when.
    pub met: Option<(u64, Timestamp)>,
    /// Since when the policy is not met, where it is not.
    pub unmet_since: Option<Timestamp>,
}

/// How it stands with one witness.
#[derive(Clone, Debug)]
pub struct WitnessStatus {
    /// Its name in the policy.
    pub name: String,
    /// Its key.
    pub key: Verifier,
    /// Entries that it has cosigned; 0 before the first time.
    pub size: u64,
    /// When it last cosigned, by its own clock.
    pub signed_at: Option<Timestamp>,
    /// Why it has not, when it was last asked.
    pub error: Option<String>,
}

impl Status {
    /// How many witnesses have cosigned the newest checkpoint that fulfils the policy, or a later one.
    #[must_use]
    pub fn cosigners(&self) -> usize {
        let size = self.met.map_or(1, |(size, _)| size);
        let up_to = |w: &&WitnessStatus| w.signed_at.is_some() && w.size >= size;
        self.witnesses.iter().filter(up_to).count()
    }

    /// Entries that no sufficient set of witnesses has cosigned yet.
    #[must_use]
    pub fn lag(&self) -> u64 {
        self.size
            .saturating_sub(self.met.map_or(0, |(size, _)| size))
    }

    /// Since when the policy is not met, where that is long enough to be told aloud.
    #[must_use]
    pub fn loud(&self, now: Timestamp) -> Option<Timestamp> {
        self.unmet_since
            .filter(|since| now.duration_since(*since) > LOUD)
    }

    /// The status in a line, for `/readyz` and the terminal.
    ///
    /// # Errors
    /// The line, when the policy has not been met for long.
    pub fn line(&self, now: Timestamp) -> Result<String, String> {
        let (all, least) = (self.witnesses.len(), self.policy.quorum().least());
        let up_to = match self.met {
            Some((size, at)) => format!(
                "{} of {all} cosigned up to {size} entries at {at}",
                self.cosigners()
            ),
            None => format!("no {least} of {all} have cosigned yet"),
        };
        match self.loud(now) {
            Some(since) => Err(format!("policy not met since {since}: {up_to}")),
            None => Ok(up_to),
        }
    }
}

/// Begins to publish by rounds; to be called before anybody is served, so that what is published
/// before the first round is not longer than what comes of it.
///
/// # Errors
/// The store's.
pub async fn begin(casework: &Casework) -> Result<(), Error> {
    casework.write(kept::begin).await
}

/// How it stands with the witnesses of the house's policy; nothing without one.
///
/// # Errors
/// The store's.
pub fn status(link: &mut Link, parts: &Parts) -> Result<Option<Status>, Error> {
    let Some(policy) = &parts.policy else {
        return Ok(None);
    };
    Ok(Some(kept::status(link, policy)?))
}
