//! The house applies the rules by itself: one node at a time, a bounded number of cases a turn.

use std::time::Duration;

use jiff::Timestamp;

use super::{Leaving, kept, leaving};
use crate::archive::{self, Which};
use crate::case::{Status, erase};
use crate::record::Tx;
use crate::store::Link;
use crate::{Actor, CaseId, Casework, Error, Parts, claims};

/// Between two turns.
pub const EVERY: Duration = Duration::from_secs(600);
/// Cases erased in a turn at most, each in a command of its own; what is left comes with the next.
const CASES: usize = 500;
/// Files written in a turn at most: two thousand cases.
const FILES: u64 = 4;

/// What a turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Cases that were erased.
    pub erased: usize,
    /// Cases that moved to an archive.
    pub archived: u64,
}

/// Applies the rules every `every` until the process ends, by whichever node comes first.
pub async fn run(casework: Casework, every: Duration) {
    loop {
        match turn(&casework, every).await {
            Ok(Some(done)) if done != Done::default() => {
                tracing::info!(erased = done.erased, archived = done.archived, "retention");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "retention"),
        }
        tokio::time::sleep(every).await;
    }
}

/// As [`sweep`], unless another node did within `every`: then nothing.
///
/// # Errors
/// As [`sweep`]; the turn is then anybody's.
pub async fn turn(casework: &Casework, every: Duration) -> Result<Option<Done>, Error> {
    const TURN: (&str, &str) = ("retention", "rules");
    // A second less, so that this node's next turn finds its own claim run out.
    let seconds = i64::try_from(every.as_secs().saturating_sub(1)).unwrap_or(i64::MAX / 2_000_000);
    let mine = claims::take(casework, TURN.0, TURN.1.to_owned(), seconds, |_| Ok(true));
    if !mine.await? {
        return Ok(None);
    }
    let done = sweep(casework).await;
    if done.is_err() {
        let free = casework.write(|tx| claims::release(tx, TURN.0, TURN.1));
        free.await?;
    }
    done.map(Some)
}

/// Erases the cases whose time is over, then archives those that are old enough.
///
/// # Errors
/// The store's, or an archive's. A case that refuses is logged and does not hold up the others.
pub async fn sweep(casework: &Casework) -> Result<Done, Error> {
    let mut done = Done::default();
    for id in casework.read(due).await? {
        match casework.write(move |tx| one(tx, id)).await {
            Ok(true) => done.erased += 1,
            Ok(false) => {}
            Err(error) if matches!(error, Error::Store(_)) => return Err(error),
            Err(error) => tracing::error!(%error, case = %id, "a case is not erased"),
        }
    }
    if !casework.read(shared(casework)).await? {
        tracing::warn!(
            "nothing is archived by itself: several nodes run, and no common folder of archives is named"
        );
        return Ok(done);
    }
    let which = casework.read(Which::by_rules);
    let moved = archive::some(casework, which.await?, FILES, &mut |_| Ok(())).await;
    done.archived = match moved {
        Ok(moved) => moved.cases,
        // The operator's own run, or a hold that came between: the next turn finds what is left.
        Err(Error::Conflict(why)) => {
            tracing::info!(why, "archiving waits for the next turn");
            0
        }
        Err(error) => return Err(error),
    };
    Ok(done)
}

/// Whether every node can read what this one archives: an operator who runs several names the folder that they share.
fn shared(casework: &Casework) -> impl FnOnce(&mut Link, &Parts) -> Result<bool, Error> + use<> {
    let named = casework.settings.archive.is_some();
    move |link, parts| {
        let alive = parts.clock.now().as_microsecond() - crate::nodes::ALIVE;
        let sql = "select count(*) from nodes where seen_at > $1";
        let nodes: i64 = link.query(sql, &[alive.into()])?[0].get(0)?;
        Ok(named || nodes <= 1)
    }
}

/// The cases whose time is over and that nobody holds, of all agencies, those first that have waited longest.
fn due(link: &mut Link, parts: &Parts) -> Result<Vec<CaseId>, Error> {
    let now = parts.clock.now();
    let mut all: Vec<CaseId> = Vec::new();
    let rows = link.query("select distinct agency from packs order by agency", &[])?;
    for row in rows {
        let agency: String = row.get(0)?;
        all.extend(of_agency(link, parts, &agency, now)?);
    }
    all.truncate(CASES);
    Ok(all)
}

/// Pages until there are enough, for those that are held stay in the list.
fn of_agency(
    link: &mut Link,
    parts: &Parts,
    agency: &str,
    now: Timestamp,
) -> Result<Vec<CaseId>, Error> {
    let (mut all, mut after) = (Vec::new(), None);
    while all.len() < CASES {
        let page = leaving(link, parts, agency, now, (after, CASES))?;
        after = page.last().map(Leaving::place);
        all.extend(page.iter().filter(|l| !l.held).map(|l| l.id));
        if page.len() < CASES {
            break;
        }
    }
    Ok(all)
}

/// Erases a case, if it still is to be erased: since it was looked up it may have been held, or moved to a version that keeps it
/// longer.
fn one(tx: &mut Tx<'_>, id: CaseId) -> Result<bool, Error> {
    let case = tx.case(id)?;
    let (status, hash, closed_at) = (case.status, case.pack_hash, case.closed_at);
    let (Status::Closed, Some(closed_at)) = (status, closed_at) else {
        return Ok(false);
    };
    let parts = tx.parts();
    let pack = parts.packs.get(tx.link(), &hash)?;
    let over = kept(&pack, closed_at).filter(|kept| kept.until <= tx.now());
    let Some(over) = over else {
        return Ok(false);
    };
    if crate::case::hold::is_held(tx.link(), id)? {
        return Ok(false);
    }
    erase(tx, Actor::System, id, &over.basis)?;
    Ok(true)
}
