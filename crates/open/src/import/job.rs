//! Jobs: what is to be imported, by whom, how far it is.

use casework::record::Tx;
use casework::record::fact::ImportedFile;
use casework::store::{Link, Row, Value};
use casework::{Actor, Error};
use redflags::input::Problem;
use sha2::{Digest as _, Sha256};

use crate::store::put_blob;

/// A publisher's identifier and name, in characters.
const ID: std::ops::RangeInclusive<usize> = 2..=60;
const NAME: std::ops::RangeInclusive<usize> = 2..=200;
/// Most files of one import.
const MOST_FILES: usize = 1_000;

/// A file to import.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// As its sender calls it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// An import that somebody asks for.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Whose data: small letters, digits, `-`.
    pub publisher: String,
    /// What people call the publisher.
    pub name: String,
    /// The files.
    pub files: Vec<ImportedFile>,
    /// Settings of the indicators that differ from the defaults (TOML).
    pub overrides: String,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for those before it.
    Queued,
    /// It is being done.
    Running,
    /// It ended as an entry.
    Done,
    /// All of it had been imported before: nothing changed.
    Unchanged,
    /// It could not be done; nothing changed.
    Failed,
}

impl State {
    const ALL: [State; 5] = [
        State::Queued,
        State::Running,
        State::Done,
        State::Unchanged,
        State::Failed,
    ];

    /// The column's text, and the end of the text's key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Running => "running",
            State::Done => "done",
            State::Unchanged => "unchanged",
            State::Failed => "failed",
        }
    }

    /// Whether there is nothing more to come.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, State::Queued | State::Running)
    }
}

/// An import, waiting, under way or over.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number; the rows that it makes have it.
    pub n: i64,
    /// Whose data.
    pub publisher: String,
    /// What people call the publisher.
    pub name: String,
    /// Who asked.
    pub actor: Actor,
    /// Where it stands.
    pub state: State,
    /// So much of `total` is done.
    pub done: u64,
    /// The whole.
    pub total: u64,
    /// Its files.
    pub files: Vec<ImportedFile>,
    /// Hash of the settings' text.
    pub overrides: [u8; 32],
    /// Why it failed, in the engine's words.
    pub note: String,
    /// Pieces that could not be read.
    pub problems: u64,
    /// When it was asked for.
    pub created_at: jiff::Timestamp,
}

impl Job {
    pub(super) fn read(row: &Row) -> Result<Job, Error> {
        let (actor, state, files): (String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(7)?);
        Ok(Job {
            n: row.get(0)?,
            publisher: row.get(1)?,
            name: row.get(2)?,
            actor: actor.parse().unwrap_or(Actor::System),
            state: State::ALL
                .into_iter()
                .find(|s| s.as_str() == state)
                .unwrap_or(State::Failed),
            done: row.get(5)?,
            total: row.get(6)?,
            files: serde_json::from_str(&files).unwrap_or_default(),
            overrides: row.get(8)?,
            note: row.get(9)?,
            problems: row.get(10)?,
            created_at: row.get(11)?,
        })
    }
}

/// Keeps a file's bytes; the answer names them.
///
/// # Errors
/// The store's.
pub fn keep(tx: &mut Tx<'_>, file: &NewFile) -> Result<ImportedFile, Error> {
    let hash: [u8; 32] = Sha256::digest(&file.bytes).into();
    put_blob(tx, hash, &file.bytes)?;
    Ok(ImportedFile {
        name: crate::release::clean(&file.name),
        hash: hex::encode(hash),
        size: file.bytes.len() as u64,
    })
}

/// Adds a job for files that were kept.
///
/// # Errors
/// [`Error::Field`] for a publisher without a usable identifier or name, or without files.
pub fn add(tx: &mut Tx<'_>, actor: Actor, new: &NewJob) -> Result<i64, Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !ID.contains(&new.publisher.len()) || !new.publisher.chars().all(plain) {
        return Err(wrong("publisher"));
    }
    if !NAME.contains(&new.name.trim().chars().count()) {
        return Err(wrong("name"));
    }
    if new.files.is_empty() || new.files.len() > MOST_FILES {
        return Err(wrong("files"));
    }
    let overrides: [u8; 32] = Sha256::digest(new.overrides.as_bytes()).into();
    put_blob(tx, overrides, new.overrides.as_bytes())?;
    let sql = "select (select coalesce(max(n), 0) from import_jobs), \
               (select coalesce(max(n), 0) from imports)";
    let row = &tx.query(sql, &[])?[0];
    let n = 1 + row.get::<i64>(0)?.max(row.get::<i64>(1)?);
    let files = serde_json::to_string(&new.files).unwrap_or_default();
    let now = tx.now();
    tx.side_table(
        "insert into import_jobs (n, publisher, name, actor, state, done, total, files, overrides, \
         note, problems, created_at, updated_at) \
         values ($1, $2, $3, $4, 'queued', 0, 1000, $5, $6, '', 0, $7, $8)",
        vec![
            n.into(),
            (&new.publisher).into(),
            crate::release::clean(&new.name).into(),
            actor.to_string().into(),
            files.into(),
            overrides.into(),
            now.into(),
            now.into(),
        ],
    )?;
    Ok(n)
}

fn wrong(field: &'static str) -> Error {
    Error::Field {
        field,
        reason: "import",
    }
}

/// The newest jobs before a number.
///
/// # Errors
/// The store's.
pub fn jobs(link: &mut Link, before: Option<i64>, most: u32) -> Result<Vec<Job>, Error> {
    let sql = "select n, publisher, name, actor, state, done, total, files, overrides, note, \
               problems, created_at from import_jobs where n < $1 order by n desc limit $2";
    let rows = link.query(sql, &[before.unwrap_or(i64::MAX).into(), most.into()])?;
    rows.iter().map(Job::read).collect()
}

/// What an import could not read: the first of it.
///
/// # Errors
/// The store's.
pub fn problems(
    link: &mut Link,
    import: i64,
    after: i64,
    most: u32,
) -> Result<Vec<(i64, Problem)>, Error> {
    let sql = "select n, file, line, byte, reason from import_problems where import = $1 and n > $2 \
               order by n limit $3";
    let params: [Value; 3] = [import.into(), after.into(), most.into()];
    let one = |r: &Row| {
        let problem = Problem {
            source: r.get(1)?,
            line: r.get(2)?,
            byte: r.get(3)?,
            reason: r.get(4)?,
        };
        Ok((r.get(0)?, problem))
    };
    link.query(sql, &params)?.iter().map(one).collect()
}
