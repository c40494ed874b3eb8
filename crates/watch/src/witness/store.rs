//! What a witness has seen, in files: one cosigned checkpoint a log, replaced in one step, synced
//! before anybody is answered, and held by one process.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::json;
use sha2::{Digest as _, Sha256};
use tlog::add_checkpoint::AddCheckpoint;
use witness::{Fork, Granted, Refusal, Seen, Witness};

/// Proofs of forks kept of one log: one is enough for a court, and an attacker fills no disk.
const FORKS: usize = 8;

/// The files of a witness.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    witness: Witness,
    state: Mutex<State>,
    /// Held while the process lives.
    _lock: File,
}

#[derive(Debug, Default)]
struct State {
    logs: BTreeMap<String, LogState>,
    /// The latest time at which anything was cosigned.
    last: u64,
}

/// What is known of one log.
#[derive(Clone, Debug, Default)]
pub struct LogState {
    /// The checkpoint that was last cosigned.
    pub seen: Option<Seen>,
    /// Proofs, as files, that the log has shown two histories.
    pub forks: Vec<PathBuf>,
    /// Refusals since the start, by [`Refusal::kind`].
    pub refused: BTreeMap<&'static str, u64>,
}

/// Why a witness cannot go on from what it has kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder cannot be used.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
    /// Another process has it.
    #[error(
        "{path}: another witness runs on this folder; a second could sign what the first would refuse"
    )]
    Locked {
        /// The lock.
        path: String,
    },
    /// What was seen of a log cannot be read.
    #[error(
        "{path}: {cause}. A witness that does not know what it has signed must not go on: restore the newest copy, or retire this witness's keys"
    )]
    Damaged {
        /// The file.
        path: String,
        /// Why.
        cause: witness::SeenError,
    },
}

/// Why a request gets no cosignature.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The witness refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What it has seen cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The name of a log's files: SHA-256 of its origin, in hexadecimal.
#[must_use]
pub fn log_id(origin: &str) -> String {
    hex::encode(Sha256::digest(origin))
}

/// Reads what a witness has seen, without being it: for a look beside the running one.
///
/// # Errors
/// [`StoreError::File`] and [`StoreError::Damaged`].
pub fn read_all(dir: &Path, witness: &Witness) -> Result<BTreeMap<String, LogState>, StoreError> {
    let read = |origin: &str| Ok((origin.to_owned(), read_log(dir, witness, origin)?));
    witness.origins().map(read).collect()
}

fn read_log(dir: &Path, witness: &Witness, origin: &str) -> Result<LogState, StoreError> {
    let path = checkpoint_path(dir, origin);
    let seen = match std::fs::read(&path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => None,
        Err(cause) => return Err(at(&path, cause)),
        Ok(bytes) => {
            let seen = Seen::decode(&bytes, origin, witness.keys());
            Some(seen.map_err(|cause| StoreError::Damaged {
                path: path.display().to_string(),
                cause,
            })?)
        }
    };
    let forks = (1..=FORKS).map(|n| fork_path(dir, origin, n));
    Ok(LogState {
        seen,
        forks: forks.filter(|path| path.exists()).collect(),
        refused: BTreeMap::new(),
    })
}

impl Store {
    /// Opens a witness's folder, making it where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(dir: &Path, witness: Witness) -> Result<Self, StoreError> {
        for folder in ["logs", "forks"] {
            let folder = dir.join(folder);
            std::fs::create_dir_all(&folder).map_err(|e| at(&folder, e))?;
        }
        let path = dir.join("lock");
        let lock = File::create(&path).map_err(|e| at(&path, e))?;
        lock.try_lock().map_err(|error| match error {
            std::fs::TryLockError::WouldBlock => StoreError::Locked {
                path: path.display().to_string(),
            },
            std::fs::TryLockError::Error(e) => at(&path, e),
        })?;
        let logs = read_all(dir, &witness)?;
        let last = logs
            .values()
            .filter_map(|log| Some(log.seen.as_ref()?.time));
        let last = last.max().unwrap_or(0);
        Ok(Self {
            dir: dir.to_owned(),
            witness,
            state: Mutex::new(State { logs, last }),
            _lock: lock,
        })
    }

    /// The witness whose files these are.
    #[must_use]
    pub fn witness(&self) -> &Witness {
        &self.witness
    }

    /// What is known of each log, by origin.
    #[must_use]
    pub fn logs(&self) -> BTreeMap<String, LogState> {
        self.state().logs.clone()
    }

    /// Answers a request at `now` (seconds since 1970). When this gives cosignatures, what they are
    /// on is on the disk. One request is answered after another. Blocks.
    ///
    /// # Errors
    /// [`AnswerError`]; a proof of a fork has been kept then.
    pub fn answer(&self, request: &AddCheckpoint, now: u64) -> Result<Granted, AnswerError> {
        let origin = self.witness.origin_of(request)?;
        let mut state = self.state();
        let last = state.last;
        let log = state.logs.entry(origin.clone()).or_default();
        let granted = match self.witness.answer(log.seen.as_ref(), last, request, now) {
            Ok(granted) => granted,
            Err(refusal) => {
                *log.refused.entry(refusal.kind()).or_default() += 1;
                if let Refusal::Fork(fork) = &refusal {
                    self.keep_fork(log, fork)?;
                }
                return Err(refusal.into());
            }
        };
        let path = checkpoint_path(&self.dir, &origin);
        replace(&path, granted.seen.encode().as_bytes())?;
        log.seen = Some(granted.seen.clone());
        state.last = last.max(now);
        Ok(granted)
    }

    fn keep_fork(&self, log: &mut LogState, fork: &Fork) -> Result<(), StoreError> {
        let n = log.forks.len() + 1;
        if n > FORKS {
            return Ok(());
        }
        let path = fork_path(&self.dir, &fork.origin, n);
        let file = json!({
            "origin": fork.origin,
            "size": fork.size,
            "held": fork.held.to_string(),
            "shown": fork.shown.to_string(),
        });
        replace(&path, format!("{file:#}\n").as_bytes())?;
        log.forks.push(path);
        Ok(())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn checkpoint_path(dir: &Path, origin: &str) -> PathBuf {
    dir.join("logs")
        .join(format!("{}.checkpoint", log_id(origin)))
}

fn fork_path(dir: &Path, origin: &str, n: usize) -> PathBuf {
    dir.join("forks")
        .join(format!("{}-{n}.json", log_id(origin)))
}

/// Replaces a file so that after a crash the old or the new one is there, whole: the new one is
/// synced, takes the old one's name, and the folder is synced.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let next = path.with_extension("next");
    let fail = |e| at(path, e);
    let mut file = File::create(&next).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.sync_all().map_err(fail)?;
    std::fs::rename(&next, path).map_err(fail)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(fail)
}

fn at(path: &Path, cause: std::io::Error) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        cause,
    }
}
