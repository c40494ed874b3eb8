//! Moving: a month's closed cases into a file, the file's name into the record, and only then out of the rows. Killed anywhere, the
//! next run finishes: what was not named yet is made again, what was named is emptied.

use std::path::Path;

use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};

use super::file::Making;
use super::{ArchiveError, Archives, MIGRATION, Which};
use crate::record::{ArchivedCases, Fact, LOG_ID};
use crate::store::Link;
use crate::{Actor, CaseId, Casework, Error, micros};

/// A file gets no more cases than these, for one entry lists them;
const CASES: u32 = 500;
/// and no further case once it has so many bytes.
const BYTES: usize = 32 * 1024 * 1024;
/// Documents of a case that would make it larger stay where they are: it is one piece of a backup.
const MOST_BYTES: usize = 128 * 1024 * 1024;
/// Rows emptied in one command, so that others wait for milliseconds only.
const ROWS: usize = 200;

/// What a run moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Files.
    pub archives: u64,
    /// Cases in them.
    pub cases: u64,
    /// Entries of these.
    pub entries: u64,
    /// Documents of these.
    pub documents: u64,
    /// Bytes of the files.
    pub bytes: u64,
    /// Files of earlier, interrupted runs whose rows were emptied now.
    pub finished: u64,
}

/// How far a run is; told before the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file is written, not yet under its name.
    Written,
    /// It is durable under its name, and read back.
    Named,
    /// The record names it.
    Recorded(ArchivedCases),
    /// Some of its rows are emptied.
    Emptied,
}

/// A file ready to be recorded, and the last archive that there was when it was made.
struct Ready {
    fact: ArchivedCases,
    bytes: Vec<u8>,
    after: i64,
    closed: i64,
}

/// Moves closed cases that nobody holds, month by month, beside a house that runs. `told` hears of each step; an error
/// of it ends the run there, as a kill would.
///
/// # Errors
/// The store's, a file's, or what `told` returns; [`Error::Conflict`] when another run archives at the same time. What is done until
/// then holds, and another run goes on from it.
pub async fn archive(
    casework: &Casework,
    which: impl Into<Which>,
    told: &mut (dyn FnMut(&Step) -> Result<(), Error> + Send),
) -> Result<Moved, Error> {
    some(casework, which.into(), u64::MAX, told).await
}

/// As [`archive`], so many files at most.
pub(crate) async fn some(
    casework: &Casework,
    which: Which,
    files: u64,
    told: &mut (dyn FnMut(&Step) -> Result<(), Error> + Send),
) -> Result<Moved, Error> {
    known(casework).await?;
    let mut moved = Moved::default();
    for n in pending(casework).await? {
        empty(casework, n, told).await?;
        moved.finished += 1;
    }
    let mut from = i64::MIN;
    while moved.archives < files {
        let Some(ready) = next(casework, from, which.clone()).await? else {
            break;
        };
        from = ready.closed;
        let fact = ready.fact.clone();
        write(&casework.settings.archive_dir(), &ready, told)?;
        let archives = casework.parts.archives.clone();
        check(archives, hash_of(&fact)?).await?;
        told(&Step::Named)?;
        let n = record(casework, &ready).await?;
        drop(ready);
        told(&Step::Recorded(fact.clone()))?;
        empty(casework, n, told).await?;
        moved.archives += 1;
        moved.cases += fact.cases.len() as u64;
        moved.entries += fact.entries;
        moved.documents += fact.documents;
        moved.bytes += fact.bytes;
    }
    Ok(moved)
}

/// The cases that a run would move, by the month (UTC) of their closing.
///
/// # Errors
/// The store's.
pub async fn waiting(
    casework: &Casework,
    which: impl Into<Which>,
) -> Result<Vec<(String, u64)>, Error> {
    let which = which.into();
    let read = casework.read(move |link, _| {
        let mut months: Vec<(String, u64)> = Vec::new();
        let (mut from, mut last) = (i64::MIN, -1);
        loop {
            let found = which.closed(link, (from, last), 10_000)?;
            let Some((id, at)) = found.last().copied() else {
                return Ok(months);
            };
            (from, last) = (at, id.0);
            for (_, at) in found {
                match months.last_mut().filter(|(month, _)| *month == period(at)) {
                    Some((_, n)) => *n += 1,
                    None => months.push((period(at), 1)),
                }
            }
        }
    });
    read.await
}

fn period(closed_at: i64) -> String {
    let at = TimeZone::UTC.to_datetime(micros(closed_at));
    format!("{:04}-{:02}", at.year(), at.month())
}

/// Every running node knows archives.
async fn known(casework: &Casework) -> Result<(), Error> {
    let alive = casework.parts.clock.now().as_microsecond() - crate::nodes::ALIVE;
    let read = casework.read(move |link, _| {
        let sql = "select version from nodes where knows < $1 and seen_at > $2 limit 1";
        match link.query_opt(sql, &[MIGRATION.into(), alive.into()])? {
            Some(row) => Err(ArchiveError::OldNode(row.get(0)?).into()),
            None => Ok(()),
        }
    });
    read.await
}

async fn pending(casework: &Casework) -> Result<Vec<u64>, Error> {
    let read = casework.read(|link, _| {
        let rows = link.query("select archive from archiving order by archive", &[])?;
        Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
    });
    read.await
}

/// The next file: as many cases of one month as it takes, from one snapshot.
async fn next(casework: &Casework, from: i64, which: Which) -> Result<Option<Ready>, Error> {
    let read = casework.read(move |link, _| {
        let found = which.closed(link, (from, -1), CASES)?;
        let Some(month) = found.first().map(|(_, at)| period(*at)) else {
            return Ok(None);
        };
        let (mut making, mut cases, mut last) = (Making::default(), Vec::new(), from);
        for (id, at) in found {
            if period(at) != month || making.len() >= BYTES {
                break;
            }
            put(link, id, &mut making)?;
            cases.push(id);
            last = at;
        }
        let row = link.query("select coalesce(max(n), -1) from archives", &[])?;
        let (entries, documents) = making.counts();
        let bytes = making.finish();
        Ok(Some(Ready {
            fact: ArchivedCases {
                period: month,
                sha256: hex::encode(Sha256::digest(&bytes)),
                cases,
                entries,
                documents,
                bytes: bytes.len() as u64,
            },
            bytes,
            after: row[0].get(0)?,
            closed: last,
        }))
    });
    read.await
}

/// Puts a case's entries and documents into the file.
fn put(link: &mut Link, id: CaseId, making: &mut Making) -> Result<(), Error> {
    let sql = "select seq, sealed from entries where case_id = $1 order by seq";
    for row in link.query(sql, &[id.into()])? {
        let sealed: Vec<u8> = row.get(1)?;
        if sealed.is_empty() {
            return Err(ArchiveError::Nowhere(id).into());
        }
        making.entry(row.get(0)?, id, &sealed);
    }
    let sql = "select hash from document_bytes where case_id = $1 order by hash";
    for row in link.query(sql, &[id.into()])? {
        let hash: [u8; 32] = row.get(0)?;
        let sql = "select sealed from document_bytes where case_id = $1 and hash = $2";
        let Some(row) = link.query_opt(sql, &[id.into(), hash.into()])? else {
            continue;
        };
        let sealed: Vec<u8> = row.get(0)?;
        if making.len() + sealed.len() <= MOST_BYTES {
            making.document(id, hash, &sealed);
        }
    }
    Ok(())
}

/// Writes the file durably, under its hash.
fn write(
    dir: &Path,
    ready: &Ready,
    told: &mut (dyn FnMut(&Step) -> Result<(), Error> + Send),
) -> Result<(), Error> {
    let path = dir.join(super::file_name(&hash_of(&ready.fact)?));
    let failed = |cause| ArchiveError::File {
        path: path.clone(),
        cause,
    };
    super::lay(&path, &ready.bytes).map_err(failed)?;
    told(&Step::Written)?;
    Ok(super::name(&path).map_err(failed)?)
}

fn hash_of(fact: &ArchivedCases) -> Result<[u8; 32], Error> {
    let mut hash = [0; 32];
    let decoded = hex::decode_to_slice(&fact.sha256, &mut hash);
    decoded.map_err(crate::record::RecordError::body)?;
    Ok(hash)
}

/// Reads the file back: nothing is emptied for the sake of one that is not what was written.
async fn check(archives: Archives, sha256: [u8; 32]) -> Result<(), Error> {
    let checked = tokio::task::spawn_blocking(move || archives.fresh().check(&sha256));
    match checked.await {
        Ok(checked) => Ok(checked.map(drop)?),
        Err(_) => Err(Error::Panicked),
    }
}

/// The entry, and that its rows are to be emptied.
async fn record(casework: &Casework, ready: &Ready) -> Result<u64, Error> {
    let (fact, after) = (ready.fact.clone(), ready.after);
    let write = casework.write(move |tx| {
        let last: i64 = tx.query("select coalesce(max(n), -1) from archives", &[])?[0].get(0)?;
        if last != after {
            return Err(Error::Conflict("another run archives at the same time"));
        }
        for row in tx.query("select case_id from holds where released is null", &[])? {
            if fact.cases.contains(&row.get(0)?) {
                return Err(Error::Conflict("a case was held meanwhile: run it again"));
            }
        }
        let seq = tx.append(Actor::Operator, Fact::CasesArchived(fact.clone()))?;
        super::need(tx.link())?;
        let sql = "insert into archiving (archive, since) values ($1, $2)";
        let since = tx.now().into();
        tx.side_table(sql, vec![seq.into(), since])?;
        Ok(seq)
    });
    write.await
}

/// Empties the rows of what lies in an archive, after the file was read whole.
async fn empty(
    casework: &Casework,
    n: u64,
    told: &mut (dyn FnMut(&Step) -> Result<(), Error> + Send),
) -> Result<(), Error> {
    let sha256: [u8; 32] = casework
        .read(move |link, _| {
            let sql = "select sha256 from archives where n = $1";
            let row = link.query_opt(sql, &[n.into()])?;
            Ok(row.ok_or(Error::NotFound)?.get(0)?)
        })
        .await?;
    let archives = casework.parts.archives.clone();
    check(archives.clone(), sha256).await?;
    let file = archives.opened(&sha256)?;
    for rows in file.entries.chunks(ROWS) {
        let seqs: Vec<u64> = rows.iter().map(|e| e.seq).collect();
        let write = casework.write(move |tx| {
            for seq in &seqs {
                let params = vec![Vec::<u8>::new().into(), LOG_ID.into(), (*seq).into()];
                let sql = "update entries set sealed = $1 where log = $2 and seq = $3";
                tx.link().queue(sql, params)?;
            }
            Ok(())
        });
        write.await?;
        told(&Step::Emptied)?;
    }
    for rows in file.documents.chunks(ROWS) {
        let names: Vec<_> = rows.iter().map(|d| (d.case, d.hash)).collect();
        let write = casework.write(move |tx| {
            for (case, hash) in &names {
                let sql = "delete from document_bytes where case_id = $1 and hash = $2";
                tx.side_table(sql, vec![(*case).into(), (*hash).into()])?;
            }
            Ok(())
        });
        write.await?;
        told(&Step::Emptied)?;
    }
    let done = casework.write(move |tx| {
        let sql = "delete from archiving where archive = $1";
        Ok(tx.side_table(sql, vec![n.into()])?)
    });
    done.await
}
