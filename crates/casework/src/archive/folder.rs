//! The folder of archives of a running house: whether this process can read and write there.

use std::io::ErrorKind;
use std::path::Path;

use super::{ArchiveError, file_name};
use crate::Casework;
use crate::Error;
use crate::store::Link;

/// Whether the folder is there, has the newest archive that the record names, and takes a file. A house without archives and
/// without a folder of its own choice has none to look at.
///
/// # Errors
/// [`ArchiveError`] where it is not so; the store's.
pub async fn reachable(casework: &Casework) -> Result<(), Error> {
    let (dir, named) = (
        casework.settings.archive_dir(),
        casework.settings.archive.is_some(),
    );
    let newest = casework.read(|link, _| newest(link)).await?;
    if newest.is_none() && !named && !dir.exists() {
        return Ok(());
    }
    let looked = tokio::task::spawn_blocking(move || {
        if let Some(sha256) = newest {
            let path = dir.join(file_name(&sha256));
            std::fs::metadata(&path).map_err(|cause| ArchiveError::File { path, cause })?;
        }
        takes_files(&dir)
    });
    Ok(looked.await.map_err(|_| Error::Panicked)??)
}

/// Whether the folder takes a file: one is made and removed again.
///
/// # Errors
/// Why it does not.
pub fn takes_files(dir: &Path) -> Result<(), ArchiveError> {
    let path = dir.join(format!(".probe-{}", std::process::id()));
    let made = std::fs::write(&path, b"x").and_then(|()| std::fs::remove_file(&path));
    match made {
        // Two that probe at once in one process share the name.
        Err(e) if e.kind() == ErrorKind::NotFound && dir.is_dir() => Ok(()),
        made => made.map_err(|cause| ArchiveError::File { path, cause }),
    }
}

fn newest(link: &mut Link) -> Result<Option<[u8; 32]>, Error> {
    let sql = "select sha256 from archives order by n desc limit 1";
    let row = link.query_opt(sql, &[])?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}
