//! One log an agency, one for the nation (`docs/decisions/0022`).
//!
//! - [`follow`]: a national house reads the agencies' checkpoints and enters them in its own log;
//! - [`join`]: an agency's house fetches the national log's receipt of them, for its own receipts.
//!
//! Both only ask; what each answers is its public record. *Invariant:* a checkpoint is entered as received only
//! when its log has signed it and has proven that it goes on from the one before.

mod fetch;
pub mod follow;
pub mod join;

use std::time::Duration;

use jiff::Timestamp;
use tlog::Receipt;

use crate::record::receipt;
use crate::store::{Link, Row, StoreError};
use crate::{Error, Parts};

pub use fetch::FetchError;
pub use follow::{FollowError, Followed, Seen};
pub use join::{JoinError, Nation, Place, place, through};

/// Between two looks, where nothing else is set.
pub const EVERY: Duration = Duration::from_secs(60);
/// How long an answer may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Why a checkpoint is refused that has fewer entries than the one before.
const ROLLED_BACK: &str = "rolled-back";

/// An agency's log, as the national log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The agency's log.
    pub origin: String,
    /// Entries of the last checkpoint that was received.
    pub size: u64,
    /// That checkpoint.
    pub checkpoint: String,
    /// The entry that holds it.
    pub entry: u64,
    /// When.
    pub received_at: Timestamp,
    /// The last refusal.
    pub refused: Option<Refused>,
}

impl Standing {
    /// The refusal that still says something of the log. A fork does for ever: two histories are signed. One that was rolled back
    /// has since proven that it goes on from what it had shown before (only then is a checkpoint received), past the refused point.
    #[must_use]
    pub fn contradicts(&self) -> Option<&Refused> {
        let refused = self.refused.as_ref()?;
        let mended = refused.reason == ROLLED_BACK && self.entry > refused.entry;
        (!mended).then_some(refused)
    }
}

/// A checkpoint that contradicts what was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The entry with the evidence.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Entries of the refused checkpoint.
    pub size: u64,
    /// `forked` or `rolled-back`.
    pub reason: String,
}

const COLUMNS: &str = "select origin, size, checkpoint, entry, received_at, refused, refused_at, \
                       refused_size, reason from followed_logs order by origin";
const ONE: &str = "select origin, size, checkpoint, entry, received_at, refused, refused_at, \
                   refused_size, reason from followed_logs where origin = $1";

/// The agencies' logs of which something was received, by name.
///
/// # Errors
/// The store's.
pub fn standings(link: &mut Link) -> Result<Vec<Standing>, StoreError> {
    link.query(COLUMNS, &[])?.iter().map(read).collect()
}

/// The agencies' logs that are to be followed and of which nothing was received yet, by name.
///
/// # Errors
/// The store's.
pub fn unreached(link: &mut Link, parts: &Parts) -> Result<Vec<String>, StoreError> {
    let known = standings(link)?;
    let mut all = parts.follows.clone();
    all.retain(|origin| known.iter().all(|log| log.origin != *origin));
    all.sort();
    Ok(all)
}

/// One agency's log.
///
/// # Errors
/// The store's.
pub fn standing(link: &mut Link, origin: &str) -> Result<Option<Standing>, StoreError> {
    let row = link.query_opt(ONE, &[origin.into()])?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Standing, StoreError> {
    let refused: Option<u64> = row.get(5)?;
    let refused = refused.map(|entry| -> Result<Refused, StoreError> {
        Ok(Refused {
            entry,
            at: row.get(6)?,
            size: row.get(7)?,
            reason: row.get(8)?,
        })
    });
    Ok(Standing {
        origin: row.get(0)?,
        size: row.get(1)?,
        checkpoint: row.get(2)?,
        entry: row.get(3)?,
        received_at: row.get(4)?,
        refused: refused.transpose()?,
    })
}

/// The receipt of the entry of the newest received checkpoint of a log, where it has at least `size` entries. It
/// concerns nobody: anybody may read it.
///
/// # Errors
/// [`Error::NotFound`] where no such checkpoint was received; the store's.
pub fn receipt_of(
    link: &mut Link,
    parts: &Parts,
    origin: &str,
    size: u64,
) -> Result<Receipt, Error> {
    let found = standing(link, origin)?.filter(|standing| standing.size >= size);
    receipt(link, parts, found.ok_or(Error::NotFound)?.entry)
}
