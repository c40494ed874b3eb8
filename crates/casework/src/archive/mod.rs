//! Archives: what is sealed of closed cases, in files outside the database. Rows stay as they are, without what was sealed in them:
//! leaves, tiles, lists and figures need none of it.
//!
//! Invariant: a row is emptied only after the entry that names the file, and that only after the file is durable under its hash.

mod file;
mod folder;
mod moving;
mod which;

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use folder::{reachable, takes_files};
pub(crate) use moving::some;
pub use moving::{Moved, Step, archive, waiting};
pub use which::Which;

use crate::store::{Link, StoreError};
use crate::{CaseId, Error};
use file::Archive;

/// Files that are kept open, each with its index.
const OPEN: usize = 16;

/// What is wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file cannot be read or written.
    #[error("archive {}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It is no archive, or not a whole one.
    #[error("archive {}: {why}", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// It is another file than the record names.
    #[error("archive {}: its hash is {is}, the record names another file", path.display())]
    Other {
        /// Which.
        path: PathBuf,
        /// SHA-256, hexadecimal.
        is: String,
    },
    /// It does not have what should be in it.
    #[error("archive {name} has no {what}")]
    Lacks {
        /// Which.
        name: String,
        /// Of what.
        what: String,
    },
    /// No archive has the case, though its rows are empty.
    #[error("what was sealed of case {0} is gone, and no archive has the case")]
    Nowhere(CaseId),
    /// A running program does not know archives.
    #[error("{0} runs and does not know archives: upgrade every node first")]
    OldNode(String),
}

/// The archives of a house.
#[derive(Clone, Debug)]
pub struct Archives {
    dir: PathBuf,
    open: Arc<Mutex<HashMap<[u8; 32], Arc<Archive>>>>,
}

/// Name of the file of that hash.
#[must_use]
pub fn file_name(sha256: &[u8; 32]) -> String {
    format!("{}.archive", hex::encode(sha256))
}

impl Archives {
    /// Those in a folder, which need not be there.
    pub fn new(dir: PathBuf) -> Self {
        let open = Arc::default();
        Self { dir, open }
    }

    /// The same with nothing remembered.
    pub(crate) fn fresh(&self) -> Self {
        Self::new(self.dir.clone())
    }

    fn path(&self, sha256: &[u8; 32]) -> PathBuf {
        self.dir.join(file_name(sha256))
    }

    /// What was sealed of an entry whose row is empty.
    pub(crate) fn entry(&self, link: &mut Link, case: CaseId, seq: u64) -> Result<Vec<u8>, Error> {
        let archive = self.of(link, case)?.ok_or(ArchiveError::Nowhere(case))?;
        Ok(archive.entry(case, seq)?)
    }

    /// What was sealed of a document that has no row; none where no archive has it.
    pub(crate) fn document(
        &self,
        link: &mut Link,
        case: CaseId,
        hash: [u8; 32],
    ) -> Result<Option<Vec<u8>>, Error> {
        match self.of(link, case)? {
            Some(archive) => Ok(archive.document(case, hash)?),
            None => Ok(None),
        }
    }

    fn of(&self, link: &mut Link, case: CaseId) -> Result<Option<Arc<Archive>>, Error> {
        let sql = "select a.sha256 from archived c join archives a on a.n = c.archive \
                   where c.case_id = $1";
        match link.query_opt(sql, &[case.into()])? {
            Some(row) => Ok(Some(self.opened(&row.get(0)?)?)),
            None => Ok(None),
        }
    }

    fn opened(&self, sha256: &[u8; 32]) -> Result<Arc<Archive>, ArchiveError> {
        let kept = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(archive) = kept().get(sha256) {
            return Ok(Arc::clone(archive));
        }
        let archive = Archive::open(&self.path(sha256), &file_name(sha256))?;
        let archive = Arc::new(archive);
        let mut kept = kept();
        if kept.len() >= OPEN {
            kept.clear();
        }
        kept.insert(*sha256, Arc::clone(&archive));
        Ok(archive)
    }

    /// Reads a whole file and holds it against its name; gives its entries, documents and bytes.
    ///
    /// # Errors
    /// [`ArchiveError`]: it is missing, another, or none.
    pub(crate) fn check(&self, sha256: &[u8; 32]) -> Result<(u64, u64, u64), ArchiveError> {
        let path = self.path(sha256);
        let (is, bytes) = file::hash(&path)?;
        if is != *sha256 {
            let is = hex::encode(is);
            return Err(ArchiveError::Other { path, is });
        }
        let archive = self.opened(sha256)?;
        let counts = (archive.entries.len(), archive.documents.len());
        Ok((counts.0 as u64, counts.1 as u64, bytes))
    }
}

/// Writes a file durably: beside its place first, then under its name, so that a name means a whole file.
///
/// # Errors
/// The file system's.
pub fn write_durably(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    lay(path, bytes)?;
    name(path)
}

/// Whether the file of that hash lies there already.
#[must_use]
pub fn is_there(path: &Path, sha256: &[u8; 32]) -> bool {
    file::hash(path).is_ok_and(|(is, _)| is == *sha256)
}

/// Writes it beside its place.
fn lay(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path.with_extension("part"))?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives it its name, which is durable with its folder.
fn name(path: &Path) -> std::io::Result<()> {
    std::fs::rename(path.with_extension("part"), path)?;
    match path.parent() {
        Some(dir) => std::fs::File::open(dir)?.sync_all(),
        None => Ok(()),
    }
}

/// The migration that made the tables.
const MIGRATION: i64 = 11;

/// Where anything is archived, programs that do not know archives cannot read everything: they are refused.
///
/// # Errors
/// The store's.
pub(crate) fn need(link: &mut Link) -> Result<(), StoreError> {
    let sql = "update migrations set needs = $1 \
               where n = $1 and exists (select 1 from archives)";
    link.execute(sql, &[MIGRATION.into()]).map(drop)
}

/// The files that the record names: SHA-256 of each, in the order of their entries.
///
/// # Errors
/// The store's.
pub fn files(link: &mut Link) -> Result<Vec<[u8; 32]>, Error> {
    let rows = link.query("select sha256 from archives order by n", &[])?;
    Ok(rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?)
}
