//! Archives in a backup: each file whole, encrypted, once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use casework::archive::file_name;
use casework::{Settings, snapshot};
use sha2::{Digest as _, Sha256};

use crate::take::keyed;
use crate::{Depot, Error, Identities, Recipients, Taken};

/// Puts the archives that are not in the place yet. Files never change and are durable before a row is emptied for their sake: those
/// that the record names after the snapshot hold at least what rows of the snapshot need.
pub(crate) fn put(
    settings: &Settings,
    (depot, recipients): (&Depot, &Recipients),
    naming: &[u8; 32],
    there: &mut BTreeSet<String>,
    taken: &mut Taken,
) -> Result<BTreeMap<String, String>, Error> {
    let mut all = BTreeMap::new();
    for sha256 in snapshot::archives(settings)? {
        let hash = hex::encode(keyed(naming, &sha256));
        let name = format!("archives/{}/{}.age", &hash[..2], &hash[2..]);
        taken.pieces += 1;
        if there.insert(name.clone()) {
            let path = settings.archive_dir().join(file_name(&sha256));
            let failed = |cause| Error::File {
                path: path.display().to_string(),
                cause,
            };
            let bytes = std::fs::read(&path).map_err(failed)?;
            if Sha256::digest(&bytes).as_slice() != sha256 {
                let cause = "it is not the archive that the record names: `diwan audit` says more";
                return Err(failed(std::io::Error::other(cause)));
            }
            let sealed = recipients.encrypt(&name, &bytes)?;
            taken.bytes += sealed.len() as u64;
            taken.written += 1;
            depot.put(&name, sealed)?;
        }
        all.insert(hex::encode(sha256), name);
    }
    Ok(all)
}

/// Writes the archives of a backup under their names; each must have the hash that it is named by.
pub(crate) fn get(
    dir: &Path,
    (depot, identities): (&Depot, &Identities),
    archives: &BTreeMap<String, String>,
) -> Result<(), Error> {
    for (sha256, name) in archives {
        let bytes = identities.decrypt(name, &depot.get(name)?)?;
        let is: [u8; 32] = Sha256::digest(&bytes).into();
        if hex::encode(is) != *sha256 {
            let cause = format!("it is not the archive {sha256}");
            let name = name.clone();
            return Err(Error::Piece { name, cause });
        }
        let path = dir.join(file_name(&is));
        let failed = |cause| Error::File {
            path: path.display().to_string(),
            cause,
        };
        // Several houses may share the folder: the same name is the same file.
        if casework::archive::is_there(&path, &is) {
            continue;
        }
        casework::archive::write_durably(&path, &bytes).map_err(failed)?;
    }
    Ok(())
}
