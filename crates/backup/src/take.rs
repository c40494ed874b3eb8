//! A backup taken while the house runs.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::snapshot::{self, Extent};
use casework::{Error as HouseError, Settings};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::manifest::{Manifest, Summary, piece_name};
use crate::pieces::Cutter;
use crate::{Depot, Error, Recipients, archives};

/// Largest key file.
const KEY_FILE: u64 = 64 * 1024;

/// What a backup came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Entries in it.
    pub entries: u64,
    /// Pieces in it.
    pub pieces: u64,
    /// Those that were not there already.
    pub written: u64,
    /// Bytes of these, encrypted.
    pub bytes: u64,
    /// Pieces and manifests deleted, for nothing refers to them any more.
    pub deleted: u64,
}

/// Takes a backup: writes what is new, then the manifest; keeps so many manifests and deletes the rest, with what only they refer to,
/// and with all earlier pieces of the table `keys`.
///
/// # Errors
/// The place's, the house's, a key file's. What was written until then stays and is used by the next.
pub fn take(
    settings: &Settings,
    depot: &Depot,
    recipients: &Recipients,
    now: Timestamp,
    keep: usize,
) -> Result<Taken, Error> {
    let naming = snapshot::naming_key(settings)?;
    let mut there = depot.list("rows")?;
    there.extend(depot.list("keys")?);
    there.extend(depot.list("archives")?);
    let mut taken = Taken {
        entries: 0,
        pieces: 0,
        written: 0,
        bytes: 0,
        deleted: 0,
    };
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // The house's error has no room for the place's: it is kept beside.
    let mut stopped = None;
    let mut cutter = Cutter::new(|table, piece: &[u8]| {
        let name = piece_name(&keyed(&naming, piece), table);
        taken.pieces += 1;
        if !there.contains(&name) {
            let put = recipients.encrypt(&name, piece).and_then(|sealed| {
                taken.bytes += sealed.len() as u64;
                depot.put(&name, sealed)
            });
            if let Err(e) = put {
                stopped = Some(e);
                return Err(HouseError::Conflict(
                    "the backup's place does not take more",
                ));
            }
            taken.written += 1;
            there.insert(name.clone());
        }
        tables.entry(table.to_owned()).or_default().push(name);
        Ok(())
    });
    let standing = snapshot::take(settings, Extent::Lasting, &mut cutter);
    drop(cutter);
    if let Some(e) = stopped {
        return Err(e);
    }
    let standing = standing?;
    taken.entries = standing.size;
    let archives = archives::put(
        settings,
        (depot, recipients),
        &naming,
        &mut there,
        &mut taken,
    )?;
    let manifest = Manifest {
        archives,
        format: 1,
        taken_at: now,
        log: standing,
        tables,
        keys: key_files(settings)?,
    };
    let summary = Summary {
        size: manifest.log.size,
        taken_at: now.as_second(),
    };
    let text = serde_json::to_vec(&manifest).expect("a manifest is plain data");
    let name = summary.name();
    depot.put(&name, recipients.encrypt(&name, &text)?)?;
    taken.deleted = prune(depot, &manifest, &there, keep)?;
    Ok(taken)
}

pub(crate) fn keyed(key: &[u8; 32], piece: &[u8]) -> [u8; 32] {
    // The key in front and a hash of fixed length behind it: no other piece continues this one.
    let inner = Sha256::digest(piece);
    let outer = Sha256::new().chain_update(key).chain_update(inner);
    outer.finalize().into()
}

fn key_files(settings: &Settings) -> Result<BTreeMap<String, String>, Error> {
    let dir = settings.keys_dir();
    let failed = |path: &std::path::Path, cause| Error::File {
        path: path.display().to_string(),
        cause,
    };
    let mut keys = BTreeMap::new();
    for entry in std::fs::read_dir(&dir).map_err(|e| failed(&dir, e))? {
        let path = entry.map_err(|e| failed(&dir, e))?.path();
        let meta = std::fs::metadata(&path).map_err(|e| failed(&path, e))?;
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
            continue;
        };
        if meta.is_file() && meta.len() <= KEY_FILE {
            let bytes = std::fs::read(&path).map_err(|e| failed(&path, e))?;
            keys.insert(name.to_owned(), STANDARD.encode(bytes));
        }
    }
    Ok(keys)
}

/// Deletes what no manifest that is kept refers to. Which pieces earlier manifests have is not known here, for they are encrypted: with
/// more than one kept, only pieces of keys are deleted, whose newest are enough for any of them.
fn prune(
    depot: &Depot,
    newest: &Manifest,
    there: &BTreeSet<String>,
    keep: usize,
) -> Result<u64, Error> {
    let pieces = newest.tables.values().flatten();
    let used: BTreeSet<&String> = pieces.chain(newest.archives.values()).collect();
    let mut deleted = 0;
    let mut manifests: Vec<Summary> = depot
        .list("manifests")?
        .iter()
        .filter_map(|name| Summary::parse(name))
        .collect();
    manifests.sort();
    let old = manifests.len().saturating_sub(keep.max(1));
    for summary in &manifests[..old] {
        depot.delete(&summary.name())?;
        deleted += 1;
    }
    let alone = manifests.len() - old == 1;
    for name in there {
        if !used.contains(name) && (alone || name.starts_with("keys/")) {
            depot.delete(name)?;
            deleted += 1;
        }
    }
    Ok(deleted)
}
