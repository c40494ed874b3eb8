//! What a disk holds, and what a power cut leaves of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::seed::Seed;

/// The database, and what was written since it was last tidied up.
pub(crate) const DATABASE: &str = "diwan.db";
pub(crate) const LOG: &str = "diwan.db-wal";
/// A disk writes this much at once, or not.
const SECTOR: usize = 512;

/// Files by their path in the house's folder.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Disk(BTreeMap<String, Vec<u8>>);

impl Disk {
    /// Everything in a folder but what is in memory only.
    pub(crate) fn read(dir: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(dir, dir, &mut files);
        files.retain(|name, _| !name.ends_with("-shm"));
        Self(files)
    }

    /// Puts it into an empty folder.
    pub(crate) fn write(&self, dir: &Path) {
        for (name, bytes) in &self.0 {
            let path = dir.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
            // Key files that others may read are refused.
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            std::fs::set_permissions(&path, mode).unwrap();
        }
    }

    pub(crate) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.to_owned(), bytes);
    }

    fn of(&self, name: &str) -> &[u8] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// What the power going out while this became `later` may leave: of each sector of the log that was written, the old bytes, the
    /// new ones, zeros, or anything. `None` where the log was tidied up into the database between, or nothing was written.
    pub(crate) fn torn(&self, later: &Disk, seed: &mut Seed) -> Option<Disk> {
        let (before, after) = (self.of(LOG), later.of(LOG));
        if self.of(DATABASE) != later.of(DATABASE) || before == after {
            return None;
        }
        let shortest = before.len().min(after.len());
        let length = shortest + seed.below(after.len() - shortest + 1);
        let mut log = after[..length].to_vec();
        for (n, sector) in log.chunks_mut(SECTOR).enumerate() {
            let (fate, from) = (seed.below(6), n * SECTOR);
            for (byte, old) in sector.iter_mut().zip((from..).map(|at| before.get(at))) {
                // What is not written over stays as it was: SQLite builds on that (powersafe overwrite).
                match (fate, old) {
                    (_, Some(old)) if old == byte => {}
                    (0, Some(old)) => *byte = *old,
                    (1, _) => *byte = 0,
                    (2, _) => *byte = seed.byte(),
                    _ => {}
                }
            }
        }
        let mut disk = self.clone();
        disk.put(LOG, log);
        Some(disk)
    }
}

fn collect(root: &Path, dir: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}
