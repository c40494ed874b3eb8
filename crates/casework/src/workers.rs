//! Workers: programs outside that do jobs for cases. Each has a token, of which only the hash is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use crate::case::{Step, act, external_case};
use crate::record::{Fact, Tx};
use crate::store::{Link, Row};
use crate::{Actor, Error, WorkerId};

/// Jobs that a worker may hold at once where nobody says otherwise.
pub const MOST: u32 = 32;
/// Jobs that any worker may hold at once.
pub const MOST_ANY: u32 = 10_000;
/// Topics of one worker at most.
const TOPICS: usize = 32;
/// Characters of a name or a topic at most.
const LONGEST: usize = 60;

/// A worker that may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Its id.
    pub id: WorkerId,
    /// What its operator calls it.
    pub name: String,
    /// What it may fetch.
    pub topics: Vec<String>,
    /// How many jobs it may hold at once.
    pub most: u32,
    /// When it was added.
    pub added: Timestamp,
    /// When its token was withdrawn.
    pub revoked: Option<Timestamp>,
}

/// Adds a worker and gives its token: the only time that it can be seen.
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::Conflict`] when the name is taken; [`Error::Field`] for a
/// name or topic that is none.
pub fn add(
    tx: &mut Tx<'_>,
    actor: Actor,
    name: &str,
    topics: &[String],
    most: u32,
) -> Result<String, Error> {
    operator(actor)?;
    check("name", name)?;
    topics.iter().try_for_each(|t| check("topic", t))?;
    let wrong = |field| Error::Field {
        field,
        reason: "out_of_bounds",
    };
    if topics.is_empty() || topics.len() > TOPICS {
        return Err(wrong("topic"));
    }
    if !(1..=MOST_ANY).contains(&most) {
        return Err(wrong("most"));
    }
    if named(tx.link(), name)?.is_some() {
        return Err(Error::Conflict("there is or was a worker of that name"));
    }
    let last: i64 = tx.query("select coalesce(max(id), 0) from workers", &[])?[0].get(0)?;
    let worker = WorkerId(last + 1);
    let secret = URL_SAFE_NO_PAD.encode(tx.parts().entropy.bytes::<32>());
    let token = format!("w{worker}.{secret}");
    let mut topics = topics.to_vec();
    topics.sort();
    topics.dedup();
    let fact = Fact::WorkerAdded(crate::record::fact::WorkerAdded {
        worker,
        name: name.to_owned(),
        topics,
        most,
        token: hex::encode(Sha256::digest(&token)),
    });
    tx.append(actor, fact)?;
    Ok(token)
}

/// Withdraws a worker's token; what it holds is anybody's again.
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::NotFound`]; [`Error::Conflict`] when it is withdrawn already.
pub fn revoke(tx: &mut Tx<'_>, actor: Actor, name: &str) -> Result<u64, Error> {
    operator(actor)?;
    let worker = named(tx.link(), name)?.ok_or(Error::NotFound)?;
    if worker.revoked.is_some() {
        return Err(Error::Conflict("the worker was revoked already"));
    }
    tx.append(actor, Fact::WorkerRevoked { worker: worker.id })
}

/// All workers, the first added first.
///
/// # Errors
/// The store's.
pub fn all(link: &mut Link) -> Result<Vec<Worker>, Error> {
    let sql = "select id, name, topics, most, added_at, revoked_at from workers order by id";
    link.query(sql, &[])?.iter().map(worker).collect()
}

/// The worker whose token this is, compared in constant time; none for a token that is no worker's or was withdrawn.
///
/// # Errors
/// The store's.
pub fn authenticate(link: &mut Link, token: &str) -> Result<Option<Worker>, Error> {
    let id = token.strip_prefix('w').and_then(|t| t.split_once('.'));
    let Some(id) = id.and_then(|(id, _)| id.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let sql = "select id, name, topics, most, added_at, revoked_at, token_hash from workers where id = $1";
    let Some(row) = link.query_opt(sql, &[id.into()])? else {
        return Ok(None);
    };
    let kept: [u8; 32] = row.get(6)?;
    let shown: [u8; 32] = Sha256::digest(token).into();
    let found = worker(&row)?;
    Ok((bool::from(kept.ct_eq(&shown)) && found.revoked.is_none()).then_some(found))
}

/// Does a worker's step with a job that it holds. Returns the index of the first entry.
///
/// # Errors
/// [`Error::NotFound`] for a job of another's topic; [`Error::Conflict`] when the lock is no longer the worker's;
/// [`Error::Field`] for what does not fit.
pub fn step(tx: &mut Tx<'_>, worker: &Worker, id: u64, step: &Step) -> Result<u64, Error> {
    let case = external_case(tx, worker, id)?;
    let action = crate::case::Action::Work {
        id,
        step: step.clone(),
    };
    act(tx, Actor::Worker(worker.id), case, &action)
}

fn named(link: &mut Link, name: &str) -> Result<Option<Worker>, Error> {
    let sql = "select id, name, topics, most, added_at, revoked_at from workers where name = $1";
    let row = link.query_opt(sql, &[name.into()])?;
    row.as_ref().map(worker).transpose()
}

fn worker(row: &Row) -> Result<Worker, Error> {
    let topics: String = row.get(2)?;
    Ok(Worker {
        id: row.get(0)?,
        name: row.get(1)?,
        topics: topics.split(' ').map(str::to_owned).collect(),
        most: row.get(3)?,
        added: row.get(4)?,
        revoked: row.get(5)?,
    })
}

/// Small letters, digits and `-`, as topics are written in packs.
fn check(field: &'static str, text: &str) -> Result<(), Error> {
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= LONGEST
        && text.bytes().all(fine)
    {
        return Ok(());
    }
    Err(Error::Field {
        field,
        reason: "not_a_name",
    })
}

fn operator(actor: Actor) -> Result<(), Error> {
    match actor {
        Actor::Operator => Ok(()),
        _ => Err(Error::Forbidden("only an operator may")),
    }
}
