//! The national house: each agency's checkpoint is fetched, checked against the one before, and entered.

use std::time::Duration;

use tlog::checkpoint::CheckpointError;
use tlog::tree::{TreeError, prove_consistency, root};
use tlog::verify::{ProofError, verify_consistency};
use tlog::{Checkpoint, Hash, Malformed, Note, Verifiers};

use super::fetch::{self, FetchError};
use super::{Standing, standing};
use crate::http::Http;
use crate::record::{Fact, ReceivedCheckpoint, RefusedCheckpoint, Tx};
use crate::{Actor, Casework, Error, claims};

/// What a claim is called.
const CLAIM: &str = "follow";

/// An agency's log that is followed.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Its name.
    pub origin: String,
    /// Its keys: of several while it changes them.
    pub keys: Verifiers,
    /// The address before `/checkpoint`, without a slash at the end.
    pub url: String,
}

/// What a look at a log came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing new, or another node looks.
    Same,
    /// It grew: the entry.
    Received(u64),
    /// It contradicts itself: the entry with the evidence.
    Refused(u64),
}

/// Why nothing can be said of a log. Nothing is entered: it may be the network's fault.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// It cannot be read.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What came is no note.
    #[error(transparent)]
    Note(#[from] Malformed),
    /// What came is not signed by the log.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// What came is another log's.
    #[error("the checkpoint is of the log `{0}`")]
    OtherLog(String),
    /// Its tiles do not lead to the root that it has signed.
    #[error("its tiles do not give the root that it has signed: {0}")]
    Tiles(#[source] ProofError),
    /// Its tiles cannot be read.
    #[error(transparent)]
    Tree(#[from] Box<TreeError<FetchError>>),
    /// The house's own.
    #[error(transparent)]
    House(#[from] Error),
}

/// Looks at all logs every `every` until the process ends, each by whichever node comes first.
pub async fn run(casework: Casework, logs: Vec<Followed>, every: Duration) {
    let http = Http::new(super::PATIENCE);
    loop {
        for log in &logs {
            match turn(&casework, &http, log, every).await {
                Ok(Seen::Refused(entry)) => {
                    tracing::error!(log = log.origin, entry, "this log contradicts itself");
                }
                Ok(_) => {}
                Err(error) => tracing::error!(log = log.origin, %error, "followed log"),
            }
        }
        tokio::time::sleep(every).await;
    }
}

/// As [`look`], unless another node did within `every`.
///
/// # Errors
/// As [`look`]; the turn is then anybody's.
pub async fn turn(
    casework: &Casework,
    http: &Http,
    log: &Followed,
    every: Duration,
) -> Result<Seen, FollowError> {
    // A second less, so that this node's next turn finds its own claim run out.
    let seconds = i64::try_from(every.as_secs().saturating_sub(1)).unwrap_or(i64::MAX / 2_000_000);
    let mine = claims::take(casework, CLAIM, log.origin.clone(), seconds, |_| Ok(true));
    if !mine.await? {
        return Ok(Seen::Same);
    }
    let outcome = look(casework, http, log).await;
    if outcome.is_err() {
        let origin = log.origin.clone();
        casework
            .write(move |tx| claims::release(tx, CLAIM, &origin))
            .await?;
    }
    outcome
}

/// Fetches the log's checkpoint and enters it where it is new: as received when it goes on from the last one, else
/// as refused, once for each reason until the next is received.
///
/// # Errors
/// [`FollowError`].
pub async fn look(casework: &Casework, http: &Http, log: &Followed) -> Result<Seen, FollowError> {
    let origin = log.origin.clone();
    let held = casework.read(move |link, _| Ok(standing(link, &origin)?));
    let held = held.await?;
    let (http, log, before) = (http.clone(), log.clone(), held.clone());
    let judged = tokio::task::spawn_blocking(move || judge(&http, &log, before.as_ref())).await;
    let judged = judged.map_err(|_| FollowError::House(Error::Panicked))?;
    match judged? {
        Some(fact) => Ok(enter(casework, held, fact).await?),
        None => Ok(Seen::Same),
    }
}

/// Appends the fact, unless another node has entered something of this log meanwhile.
async fn enter(casework: &Casework, held: Option<Standing>, fact: Fact) -> Result<Seen, Error> {
    let write = move |tx: &mut Tx<'_>| {
        let origin = match &fact {
            Fact::CheckpointReceived(received) => &received.origin,
            Fact::CheckpointRefused(refused) => &refused.origin,
            _ => return Ok(Seen::Same),
        };
        if standing(tx.link(), origin)? != held {
            return Ok(Seen::Same);
        }
        let entry = tx.append(Actor::System, fact.clone())?;
        Ok(match &fact {
            Fact::CheckpointRefused(_) => Seen::Refused(entry),
            _ => Seen::Received(entry),
        })
    };
    casework.write(write).await
}

/// What is to be entered of the checkpoint that the log shows now.
fn judge(
    http: &Http,
    log: &Followed,
    held: Option<&Standing>,
) -> Result<Option<Fact>, FollowError> {
    let note = Note::parse(&fetch::checkpoint(http, &log.url)?)?;
    let (shown, _) = Checkpoint::open(&note, &log.keys)?;
    if shown.origin != log.origin {
        return Err(FollowError::OtherLog(shown.origin));
    }
    let note = own(&note, &log.keys)?;
    let Some(held) = held else {
        return Ok((shown.size > 0).then(|| received(&shown, &note)));
    };
    let last = Checkpoint::parse(Note::parse(held.checkpoint.as_bytes())?.text())?;
    if last.size == shown.size && last.root == shown.root {
        return Ok(None);
    }
    if shown.size < last.size {
        return Ok(refused(held, super::ROLLED_BACK, &shown, &note, None));
    }
    let mut tiles = |id| fetch::hashes(http, &log.url, id);
    let proof = prove_consistency(last.size, shown.size, &mut tiles).map_err(Box::new)?;
    if verify_consistency(last.size, &last.root, shown.size, &shown.root, &proof).is_ok() {
        return Ok(Some(received(&shown, &note)));
    }
    // Signed evidence, not a tile that was damaged on the way: what the log shows must lead from another root to the
    // one that it has signed.
    let other = if last.size == shown.size {
        shown.root
    } else {
        root(last.size, &mut tiles).map_err(Box::new)?
    };
    verify_consistency(last.size, &other, shown.size, &shown.root, &proof)
        .map_err(FollowError::Tiles)?;
    Ok(refused(held, "forked", &shown, &note, Some((other, proof))))
}

/// The note with the log's own signatures only: witnesses' are the agency's matter.
fn own(note: &Note, keys: &Verifiers) -> Result<Note, Malformed> {
    let mut own = Note::new(note.text())?;
    for signature in note.signatures() {
        if keys.find(&signature.name, signature.id).next().is_some() {
            own.push(signature.clone());
        }
    }
    Ok(own)
}

fn received(shown: &Checkpoint, note: &Note) -> Fact {
    Fact::CheckpointReceived(ReceivedCheckpoint {
        origin: shown.origin.clone(),
        size: shown.size,
        checkpoint: note.to_string(),
    })
}

/// Nothing where the same was refused since the last was received: a log that stays wrong is told of once.
fn refused(
    held: &Standing,
    reason: &str,
    shown: &Checkpoint,
    note: &Note,
    fork: Option<(Hash, Vec<Hash>)>,
) -> Option<Fact> {
    let told = held.refused.as_ref();
    if told.is_some_and(|told| told.reason == reason && told.entry > held.entry) {
        return None;
    }
    let (root, proof) = fork.map_or_else(Default::default, |(root, proof)| {
        let hashes = proof.iter().map(|hash| hex::encode(hash.0));
        (hex::encode(root.0), hashes.collect())
    });
    Some(Fact::CheckpointRefused(RefusedCheckpoint {
        origin: shown.origin.clone(),
        size: shown.size,
        reason: reason.to_owned(),
        checkpoint: note.to_string(),
        received: held.entry,
        root,
        proof,
    }))
}
