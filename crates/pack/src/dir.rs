//! Packs from folders.

use std::fs;
use std::path::Path;

use crate::{Files, FilesError};

/// Deepest folder.
const DEPTH: usize = 4;

/// Reads the files of a folder and the folders in it. Names that begin with a dot are left out.
///
/// # Errors
/// What cannot be read or is not allowed.
pub fn read_dir(dir: &Path) -> Result<Files, FilesError> {
    let mut files = Files::default();
    let mut left = vec![(dir.to_path_buf(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = left.pop() {
        let fail = |source| FilesError::Read {
            path: folder.display().to_string(),
            source,
        };
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = if prefix.is_empty() {
                name
            } else {
                format!("{prefix}/{name}")
            };
            let kind = entry.file_type().map_err(fail)?;
            if kind.is_dir() && depth < DEPTH {
                left.push((entry.path(), path, depth + 1));
            } else if kind.is_file() {
                let size = entry.metadata().map_err(fail)?.len();
                if size > 16 << 20 {
                    return Err(FilesError::TooLarge(path));
                }
                files.insert(&path, fs::read(entry.path()).map_err(fail)?)?;
            }
        }
    }
    Ok(files)
}
