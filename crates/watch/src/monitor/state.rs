//! What a monitor remembers of a log: the last checkpoint that held, the tree's right edge at the
//! last full tile before it, and the roots of all full tiles, 32 bytes for 256 entries. One file,
//! replaced in one step.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tlog::{Checkpoint, Frontier, Hash, Note, Receipt};

/// What is remembered.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The last checkpoint that held.
    pub(super) checkpoint: Option<(Note, Checkpoint)>,
    /// The tree up to the last full tile.
    pub(super) frontier: Frontier,
    /// Roots of full tiles of level 0.
    pub(super) roots: Vec<Hash>,
    /// Time of the last leaf before the frontier, in microseconds since 1970.
    pub(super) time_us: i64,
    /// When the log was last looked at.
    pub(super) looked: Option<Timestamp>,
    /// Receipts with which the log's older keys vouch for newer ones.
    pub(super) rotations: Vec<Receipt>,
}

/// Why it cannot be read or kept.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct StateError {
    /// The file.
    pub path: String,
    /// Why, and what to do.
    pub why: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    checkpoint: Option<String>,
    frontier: String,
    roots: String,
    time_us: i64,
    looked: Option<Timestamp>,
    #[serde(default)]
    rotations: Vec<String>,
}

impl State {
    /// Entries that were seen and held.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.checkpoint.as_ref().map_or(0, |(_, c)| c.size)
    }

    /// The last checkpoint that held, with its signatures.
    #[must_use]
    pub fn checkpoint(&self) -> Option<&Note> {
        self.checkpoint.as_ref().map(|(note, _)| note)
    }

    pub(super) fn advance(&mut self, note: Note, checkpoint: &Checkpoint, now: Timestamp) {
        self.checkpoint = Some((note, checkpoint.clone()));
        self.looked = Some(now);
    }

    /// Reads a file; with none, nothing was seen yet.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn load(path: &Path) -> Result<Self, StateError> {
        let fail = |why: String| StateError {
            path: path.display().to_string(),
            why,
        };
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(fail(e.to_string())),
        };
        let damaged = |e: &dyn std::fmt::Display| {
            fail(format!(
                "damaged: {e}; move it away and the log is read from its beginning"
            ))
        };
        let kept: Kept = serde_json::from_slice(&bytes).map_err(|e| damaged(&e))?;
        kept.read().map_err(|why| damaged(&why))
    }

    /// Keeps it in a file.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn save(&self, path: &Path) -> Result<(), StateError> {
        let roots: Vec<u8> = self.roots.iter().flat_map(|hash| hash.0).collect();
        let kept = Kept {
            checkpoint: self.checkpoint().map(ToString::to_string),
            frontier: STANDARD.encode(self.frontier.to_bytes()),
            roots: STANDARD.encode(roots),
            time_us: self.time_us,
            looked: self.looked,
            rotations: self.rotations.iter().map(text).collect(),
        };
        let bytes = serde_json::to_vec(&kept).expect("strings and numbers are always JSON");
        replace(path, &bytes).map_err(|e| StateError {
            path: path.display().to_string(),
            why: e.to_string(),
        })
    }
}

impl Kept {
    fn read(self) -> Result<State, String> {
        let words = |e: &dyn std::fmt::Display| e.to_string();
        let checkpoint = match self.checkpoint {
            None => None,
            Some(text) => {
                let note = Note::parse(text.as_bytes()).map_err(|e| words(&e))?;
                let checkpoint = Checkpoint::parse(note.text()).map_err(|e| words(&e))?;
                Some((note, checkpoint))
            }
        };
        let read = |text: &String| Receipt::decode(text.as_bytes()).map_err(|e| words(&e));
        let rotations = self.rotations.iter().map(read).collect::<Result<_, _>>()?;
        let frontier = STANDARD.decode(self.frontier).map_err(|e| words(&e))?;
        let frontier = Frontier::from_bytes(&frontier).map_err(|e| words(&e))?;
        let roots = STANDARD.decode(self.roots).map_err(|e| words(&e))?;
        let roots: Vec<Hash> = roots
            .chunks_exact(32)
            .map(|c| Hash(c.try_into().expect("32 bytes each")))
            .collect();
        let size = checkpoint
            .as_ref()
            .map_or(0, |(_, c): &(_, Checkpoint)| c.size);
        if frontier.size() != size - size % 256 || roots.len() as u64 != size / 256 {
            return Err("its parts are not of one size".into());
        }
        Ok(State {
            checkpoint,
            frontier,
            roots,
            time_us: self.time_us,
            looked: self.looked,
            rotations,
        })
    }
}

fn text(receipt: &Receipt) -> String {
    String::from_utf8_lossy(&receipt.encode()).into_owned()
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let next: PathBuf = path.with_extension("next");
    let mut file = File::create(&next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&next, path)
}
