//! The files of a publisher as a house holds them, for publishing them again.

use std::path::{Path, PathBuf};

use casework::Settings;
use casework::store::ReadPool;

use crate::derive::DeriveError;
use crate::import::{files_of, lay_one};
use crate::store;

/// Lays the files of a publisher's current import into a folder, the first imported first, each held against the hash in its entry.
/// Nothing where the house has no such publisher. The house may be running: it is read from one snapshot.
///
/// # Errors
/// When the store cannot be read or a file not written; when bytes are not those that were imported.
pub fn export(
    settings: &Settings,
    publisher: &str,
    dir: &Path,
) -> Result<Option<Vec<PathBuf>>, DeriveError> {
    ReadPool::new(settings.place(), 1).on_snapshot(|link| {
        let sql = "select import from publishers where id = $1";
        let Some(row) = link.query_opt(sql, &[publisher.into()])? else {
            return Ok(None);
        };
        let files = files_of(link, publisher, row.get(0)?)?;
        let mut paths = Vec::with_capacity(files.len());
        for (n, file) in files.iter().enumerate() {
            let path = dir.join(format!("{n:06}{}", kind(&file.name)));
            lay_one(file, &path, |hash, at| {
                Ok(store::blob_piece(link, hash, at)?)
            })?;
            paths.push(path);
        }
        Ok::<_, DeriveError>(Some(paths))
    })
}

/// What the name ends with says how the file is read.
fn kind(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let ends = name.split_once('.').map_or("", |(_, ends)| ends);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
    match ends.chars().all(plain) && !ends.is_empty() && ends.len() <= 20 {
        true => format!(".{ends}"),
        false => String::new(),
    }
}
