use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Most files in a pack.
const FILES: usize = 200;
/// Largest file in bytes.
const FILE: usize = 4 << 20;
/// Largest pack in bytes.
const PACK: usize = 16 << 20;
/// Longest path in bytes.
const PATH: usize = 200;
/// What the packed form begins with.
const MAGIC: &[u8] = b"diwan-pack/v1\n";

/// The files of a pack, by path (`forms/application.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Vec<u8>>);

/// Why files are not taken.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// Too many files.
    #[error("a pack has at most {FILES} files")]
    TooMany,
    /// A file or all of them are too large.
    #[error("{0}: a file has at most {FILE} bytes, a pack {PACK}")]
    TooLarge(String),
    /// A path that leads elsewhere, or has other signs than letters, digits, `.`, `_`, `-` and `/`.
    #[error("`{0}` is no path of a pack")]
    Path(String),
    /// Bytes that are no packed files.
    #[error("these are no packed files of a service pack")]
    Malformed,
    /// A folder could not be read.
    #[error("{path}: {source}")]
    Read {
        /// Where.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl Files {
    /// Adds a file.
    ///
    /// # Errors
    /// When its path or size is not allowed, or there are too many.
    pub fn insert(&mut self, path: &str, content: Vec<u8>) -> Result<(), FilesError> {
        if !is_path(path) {
            return Err(FilesError::Path(path.to_owned()));
        }
        let all: usize = self.0.values().map(Vec::len).sum();
        if content.len() > FILE || all + content.len() > PACK {
            return Err(FilesError::TooLarge(path.to_owned()));
        }
        if self.0.len() >= FILES && !self.0.contains_key(path) {
            return Err(FilesError::TooMany);
        }
        self.0.insert(path.to_owned(), content);
        Ok(())
    }

    /// The file at that path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// One sequence of bytes: after a magic line, for each file in order the length of path and content (4 bytes, big-endian, each)
    /// and both.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for (path, content) in self.iter() {
            bytes.extend((path.len() as u32).to_be_bytes());
            bytes.extend((content.len() as u32).to_be_bytes());
            bytes.extend(path.as_bytes());
            bytes.extend(content);
        }
        bytes
    }

    /// Reads what [`Files::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FilesError::Malformed`], or what [`Files::insert`] refuses.
    pub fn from_bytes(bytes: &[u8]) -> Result<Files, FilesError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(FilesError::Malformed)?;
        let mut files = Files::default();
        while !rest.is_empty() {
            let path = length(rest)?;
            let content = length(&rest[4..])?;
            let body = rest.get(8..).ok_or(FilesError::Malformed)?;
            let path_bytes = body.get(..path).ok_or(FilesError::Malformed)?;
            let content_bytes = body
                .get(path..path.saturating_add(content))
                .ok_or(FilesError::Malformed)?;
            files.insert(
                std::str::from_utf8(path_bytes).map_err(|_| FilesError::Malformed)?,
                content_bytes.to_vec(),
            )?;
            rest = &body[path + content..];
        }
        Ok(files)
    }

    /// SHA-256 of [`Files::to_bytes`]: the identity of a version.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }
}

fn length(bytes: &[u8]) -> Result<usize, FilesError> {
    let bytes: [u8; 4] = bytes
        .get(..4)
        .and_then(|b| b.try_into().ok())
        .ok_or(FilesError::Malformed)?;
    Ok(u32::from_be_bytes(bytes) as usize)
}

fn is_path(path: &str) -> bool {
    let sign = |b: u8| b.is_ascii_alphanumeric() || b"._-/".contains(&b);
    !path.is_empty()
        && path.len() <= PATH
        && path.bytes().all(sign)
        && path
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_files_come_back_and_keep_their_hash() {
        let mut files = Files::default();
        files.insert("pack.toml", b"id = 1".to_vec()).unwrap();
        files.insert("forms/a.json", Vec::new()).unwrap();
        let back = Files::from_bytes(&files.to_bytes()).unwrap();
        assert_eq!(back, files);
        assert_eq!(back.hash(), files.hash());
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in [
            "../x",
            "/etc/passwd",
            "a//b",
            "a/../b",
            ".git/config",
            "a\\b",
            "",
        ] {
            assert!(
                matches!(
                    Files::default().insert(path, Vec::new()),
                    Err(FilesError::Path(_))
                ),
                "{path}"
            );
        }
    }

    #[test]
    fn cut_bytes_are_malformed_and_do_not_panic() {
        let mut files = Files::default();
        files.insert("pack.toml", b"id = 1".to_vec()).unwrap();
        let bytes = files.to_bytes();
        for end in MAGIC.len() + 1..bytes.len() {
            assert!(
                matches!(Files::from_bytes(&bytes[..end]), Err(FilesError::Malformed)),
                "{end}"
            );
        }
    }
}
