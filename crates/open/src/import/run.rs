//! Doing a job: files to temporary files, what follows from them to rows, an entry at the end.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use casework::record::fact::{DataImported, ImportedFile};
use casework::record::{Fact, Tx};
use casework::store::Link;
use casework::{Casework, Error};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;

use super::job::{Job, State};
use crate::Open;
use crate::derive::{
    Coverage, DeriveError, ENGINE, Flag, Input, Outcome, Process, Sink, derive, engine,
};
use crate::store;

/// Processes, and bytes of their releases, that are written in one command: a command delays others.
const BATCH: usize = 40;
const BATCH_BYTES: usize = 1 << 20;
/// The same of flags that are not about a process.
const FLAGS: usize = 500;
/// After so long without a sign of life a job is another node's to do, in µs.
const GIVEN_UP: i64 = 120_000_000;
/// How often a job gives a sign of life.
const BEAT: Duration = Duration::from_secs(20);

/// Does jobs as they come, until the process ends.
pub async fn run(open: Open) {
    loop {
        match work(&open).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "imports"),
        }
        // Another node may have taken a job and gone.
        let nap = tokio::time::sleep(Duration::from_secs(30));
        tokio::select! { () = open.woken() => {}, () = nap => {} }
    }
}

/// Does the next job; says whether there was one.
///
/// # Errors
/// The store's. What goes wrong within a job is written at the job.
pub async fn work(open: &Open) -> Result<bool, Error> {
    let casework = open.casework();
    let Some(job) = casework.write(claim).await? else {
        return Ok(false);
    };
    let n = job.n;
    let (house, handle) = (open.clone(), Handle::current());
    let alive = tokio::spawn(beat(casework.clone(), n));
    let doing = tokio::task::spawn_blocking(move || one(&house, &handle, job)).await;
    alive.abort();
    let outcome = doing.unwrap_or_else(|e| Err(std::io::Error::other(e).into()));
    if let Err(error) = outcome {
        tracing::error!(%error, import = n, "an import failed");
        let note = error.to_string();
        casework
            .write(move |tx| set(tx, n, State::Failed, &note, 0))
            .await?;
    }
    Ok(true)
}

/// Says again and again that a job is being done: reading a large file takes long.
async fn beat(casework: Casework, n: i64) {
    loop {
        tokio::time::sleep(BEAT).await;
        let said = casework.write(move |tx| {
            let now = tx.now();
            let sql = "update import_jobs set updated_at = $2 where n = $1";
            Ok(tx.side_table(sql, vec![n.into(), now.into()])?)
        });
        if let Err(error) = said.await {
            tracing::warn!(%error, import = n, "an import's sign of life");
        }
    }
}

/// Takes the oldest job that waits, or that its node has left.
fn claim(tx: &mut Tx<'_>) -> Result<Option<Job>, Error> {
    let now = tx.now();
    // One import of a publisher at a time: the next begins with what this one leaves.
    let sql = "select n, publisher, name, actor, state, done, total, files, overrides, note, \
               problems, created_at from import_jobs j where (state = 'queued' \
               and not exists (select 1 from import_jobs r where r.publisher = j.publisher \
               and r.state = 'running' and r.updated_at >= $1)) \
               or (state = 'running' and updated_at < $1) order by n limit 1";
    let left = now.as_microsecond() - GIVEN_UP;
    let Some(row) = tx.query_opt(sql, &[left.into()])? else {
        return Ok(None);
    };
    let job = Job::read(&row)?;
    set(tx, job.n, State::Running, "", 0)?;
    Ok(Some(job))
}

fn set(tx: &mut Tx<'_>, n: i64, state: State, note: &str, problems: u64) -> Result<(), Error> {
    let now = tx.now();
    Ok(tx.side_table(
        "update import_jobs set state = $2, note = $3, problems = $4, updated_at = $5 where n = $1",
        vec![
            n.into(),
            state.as_str().into(),
            note.chars().take(500).collect::<String>().into(),
            problems.into(),
            now.into(),
        ],
    )?)
}

fn one(open: &Open, handle: &Handle, mut job: Job) -> Result<(), DeriveError> {
    let (n, casework) = (job.n, open.casework());
    sweep(casework, handle, n)?;
    fetch_missing(open, handle, &mut job)?;
    let job = &job;
    let overrides = overrides(casework, handle, job.overrides)?;
    let engine = engine(&overrides)?;
    let (publisher, asked) = (job.publisher.clone(), job.files.clone());
    let known =
        handle.block_on(casework.read(move |link, _| Known::of(link, &publisher, &asked)))?;
    let settings = engine.settings.digest();
    if known.new.is_empty() && known.made_by == Some((settings.clone(), ENGINE.to_owned())) {
        return Ok(handle.block_on(casework.write(move |tx| set(tx, n, State::Unchanged, "", 0)))?);
    }
    let temp = tempfile::Builder::new()
        .prefix(".import")
        .tempdir_in(&casework.settings.data)?;
    let files = known.old.iter().chain(&known.new);
    let inputs = lay_out(casework, handle, files, temp.path())?;
    let mut writer = Writer {
        casework,
        handle,
        import: n,
        batch: Vec::new(),
        bytes: 0,
        flags: Vec::new(),
        coverage: Vec::new(),
    };
    let outcome = derive(&job.publisher, &inputs, &engine, temp.path(), &mut writer)?;
    writer.flush()?;
    name_problems(casework, handle, n, &outcome)?;
    let fact = entry(job, &known.new, settings, &outcome)?;
    let (actor, before, publisher) = (job.actor, known.current, job.publisher.clone());
    let problems = outcome.problems;
    handle.block_on(casework.write(move |tx| {
        if current(tx.link(), &publisher)? != before {
            return Err(Error::Conflict(
                "another import of this publisher came first",
            ));
        }
        tx.append(actor, fact.clone())?;
        set(tx, n, State::Done, "", problems)
    }))?;
    for old in known.imports {
        sweep(casework, handle, old)?;
    }
    Ok(())
}

/// Fetches what a job names by address, and keeps it: from then on it is a file like any other.
fn fetch_missing(open: &Open, handle: &Handle, job: &mut Job) -> Result<(), DeriveError> {
    if job.files.iter().all(|f| !f.hash.is_empty()) {
        return Ok(());
    }
    let temp = tempfile::NamedTempFile::new_in(&open.casework().settings.data)?;
    for file in job.files.iter_mut().filter(|f| f.hash.is_empty()) {
        open.hosts()
            .fetch(&file.name, temp.path())
            .map_err(std::io::Error::other)?;
        *file = keep_file(open.casework(), handle, temp.path(), &file.name)?;
    }
    let (n, files) = (job.n, serde_json::to_string(&job.files).unwrap_or_default());
    Ok(handle.block_on(open.casework().write(move |tx| {
        let sql = "update import_jobs set files = $2 where n = $1";
        Ok(tx.side_table(sql, vec![n.into(), files.as_str().into()])?)
    }))?)
}

/// Keeps a file's bytes, a piece a command.
///
/// # Errors
/// When the file cannot be read, or the store's.
pub fn keep_file(
    casework: &Casework,
    handle: &Handle,
    path: &Path,
    name: &str,
) -> Result<ImportedFile, DeriveError> {
    let (hash, size) = hash_of(path)?;
    let mut from = File::open(path)?;
    let mut n = 0_i64;
    loop {
        let mut piece = Vec::new();
        let read = (&mut from)
            .take(store::PIECE as u64)
            .read_to_end(&mut piece)?;
        if read == 0 && n > 0 {
            break;
        }
        handle.block_on(casework.write(move |tx| Ok(store::put_piece(tx, hash, n, &piece)?)))?;
        if read < store::PIECE {
            break;
        }
        n += 1;
    }
    Ok(ImportedFile {
        name: crate::release::clean(name),
        hash: hex::encode(hash),
        size,
    })
}

fn hash_of(path: &Path) -> std::io::Result<([u8; 32], u64)> {
    let (mut digest, mut size) = (Sha256::new(), 0);
    let mut from = File::open(path)?;
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            return Ok((digest.finalize().into(), size));
        }
        digest.update(&piece[..read]);
        size += read as u64;
    }
}

fn entry(
    job: &Job,
    files: &[ImportedFile],
    settings: String,
    outcome: &Outcome,
) -> Result<Fact, DeriveError> {
    Ok(Fact::DataImported(DataImported {
        number: u64::try_from(job.n).map_err(std::io::Error::other)?,
        publisher: job.publisher.clone(),
        name: job.name.clone(),
        files: files.to_vec(),
        settings,
        overrides: hex::encode(job.overrides),
        engine: ENGINE.to_owned(),
        processes: outcome.processes,
        flags: outcome.flags,
        problems: outcome.problems,
        results: hex::encode(outcome.results),
    }))
}

/// What is known of a publisher before an import.
struct Known {
    current: Option<i64>,
    imports: Vec<i64>,
    made_by: Option<(String, String)>,
    old: Vec<ImportedFile>,
    new: Vec<ImportedFile>,
}

impl Known {
    fn of(link: &mut Link, publisher: &str, asked: &[ImportedFile]) -> Result<Known, Error> {
        let current = current(link, publisher)?;
        let sql = "select n, settings, engine from imports where publisher = $1 order by n";
        let (mut imports, mut made_by) = (Vec::new(), None);
        for row in link.query(sql, &[publisher.into()])? {
            imports.push(row.get(0)?);
            made_by = Some((hex::encode(row.get::<[u8; 32]>(1)?), row.get(2)?));
        }
        let old = files_of(link, publisher, i64::MAX)?;
        let mut new: Vec<ImportedFile> = Vec::new();
        for file in asked {
            if old.iter().chain(&new).all(|f| f.hash != file.hash) {
                new.push(file.clone());
            }
        }
        Ok(Known {
            current,
            imports,
            made_by,
            old,
            new,
        })
    }
}

fn current(link: &mut Link, publisher: &str) -> Result<Option<i64>, Error> {
    let sql = "select import from publishers where id = $1";
    let row = link.query_opt(sql, &[publisher.into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?)
}

/// All files of a publisher up to an import, the first imported first.
///
/// # Errors
/// The store's.
pub(crate) fn files_of(
    link: &mut Link,
    publisher: &str,
    until: i64,
) -> Result<Vec<ImportedFile>, Error> {
    let sql = "select name, hash, size from import_files where publisher = $1 and import <= $2 \
               order by import, n";
    let one = |r: &casework::store::Row| {
        Ok(ImportedFile {
            name: r.get(0)?,
            hash: hex::encode(r.get::<[u8; 32]>(1)?),
            size: r.get(2)?,
        })
    };
    let rows = link.query(sql, &[publisher.into(), until.into()])?;
    rows.iter().map(one).collect()
}

fn overrides(casework: &Casework, handle: &Handle, hash: [u8; 32]) -> Result<String, DeriveError> {
    let piece =
        handle.block_on(casework.read(move |link, _| Ok(store::blob_piece(link, hash, 0)?)))?;
    Ok(String::from_utf8(piece.unwrap_or_default()).map_err(std::io::Error::other)?)
}

/// Writes kept files where the engine reads them, and holds them against their hashes.
fn lay_out<'f>(
    casework: &Casework,
    handle: &Handle,
    files: impl Iterator<Item = &'f ImportedFile>,
    dir: &Path,
) -> Result<Vec<Input>, DeriveError> {
    let mut inputs = Vec::new();
    for (n, file) in files.enumerate() {
        let path = dir.join(format!("input-{n}"));
        let piece = |hash, at| {
            handle.block_on(casework.read(move |link, _| Ok(store::blob_piece(link, hash, at)?)))
        };
        lay_one(file, &path, piece)?;
        inputs.push(Input {
            name: file.name.clone(),
            path,
        });
    }
    Ok(inputs)
}

/// Writes one file from its pieces.
pub(crate) fn lay_one(
    file: &ImportedFile,
    path: &Path,
    mut piece: impl FnMut([u8; 32], i64) -> Result<Option<Vec<u8>>, Error>,
) -> Result<(), DeriveError> {
    let mut hash = [0; 32];
    hex::decode_to_slice(&file.hash, &mut hash).map_err(std::io::Error::other)?;
    let mut out = File::create(path)?;
    let mut digest = Sha256::new();
    let mut at = 0;
    while let Some(bytes) = piece(hash, at)? {
        digest.update(&bytes);
        out.write_all(&bytes)?;
        at += 1;
    }
    if <[u8; 32]>::from(digest.finalize()) != hash {
        let message = format!(
            "the bytes of {} are not those that were imported",
            file.name
        );
        return Err(std::io::Error::other(message).into());
    }
    Ok(out.flush()?)
}

/// Deletes the rows of an import that is not the current one, a little at a time.
fn sweep(casework: &Casework, handle: &Handle, import: i64) -> Result<(), DeriveError> {
    while handle.block_on(casework.write(move |tx| store::sweep(tx, import, 200)))? {}
    Ok(())
}

fn name_problems(
    casework: &Casework,
    handle: &Handle,
    import: i64,
    outcome: &Outcome,
) -> Result<(), DeriveError> {
    let named = Arc::new(outcome.named.clone());
    Ok(handle.block_on(casework.write(move |tx| {
        let old = "delete from import_problems where import = $1";
        tx.side_table(old, vec![import.into()])?;
        for (n, p) in (1_i64..).zip(named.iter()) {
            tx.side_table(
                "insert into import_problems (import, n, file, line, byte, reason) \
                 values ($1, $2, $3, $4, $5, $6)",
                vec![
                    import.into(),
                    n.into(),
                    crate::release::clean(&p.source).into(),
                    p.line.into(),
                    p.byte.into(),
                    crate::release::clean(&p.reason).into(),
                ],
            )?;
        }
        Ok(())
    }))?)
}

/// Writes what follows, some processes a command.
struct Writer<'w> {
    casework: &'w Casework,
    handle: &'w Handle,
    import: i64,
    batch: Vec<Process>,
    bytes: usize,
    flags: Vec<Flag>,
    coverage: Vec<Coverage>,
}

impl Writer<'_> {
    fn flush(&mut self) -> Result<(), DeriveError> {
        let import = self.import;
        let all = Arc::new((
            std::mem::take(&mut self.batch),
            std::mem::take(&mut self.flags),
            std::mem::take(&mut self.coverage),
        ));
        self.bytes = 0;
        Ok(self.handle.block_on(self.casework.write(move |tx| {
            let (processes, flags, coverage) = &*all;
            for process in processes {
                store::put_process(tx, import, process)?;
            }
            for flag in flags {
                store::put_flag(tx, import, flag)?;
            }
            for one in coverage {
                store::put_coverage(tx, import, one)?;
            }
            Ok(())
        }))?)
    }
}

impl Sink for Writer<'_> {
    fn process(&mut self, process: Process) -> Result<(), DeriveError> {
        self.bytes += process.text.len();
        self.batch.push(process);
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn finding(&mut self, flag: Flag) -> Result<(), DeriveError> {
        self.flags.push(flag);
        if self.flags.len() >= FLAGS {
            self.flush()?;
        }
        Ok(())
    }

    fn coverage(&mut self, coverage: Coverage) -> Result<(), DeriveError> {
        self.coverage.push(coverage);
        Ok(())
    }

    fn progress(&mut self, done: u64) -> Result<(), DeriveError> {
        let import = self.import;
        Ok(self.handle.block_on(self.casework.write(move |tx| {
            let now = tx.now();
            Ok(tx.side_table(
                "update import_jobs set done = $2, updated_at = $3 where n = $1",
                vec![import.into(), done.into(), now.into()],
            )?)
        }))?)
    }
}
