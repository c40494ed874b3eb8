//! The files of the repository: tracked, and new ones that no ignore rule covers.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// From the root, with `/`.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
    /// Whether its owner may execute it.
    pub(crate) executable: bool,
}

impl File {
    /// Its lines with their numbers from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line))
    }

    /// The part of the path after the last `/`.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether it is Rust.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// All files, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// Those that are UTF-8 text.
    pub(crate) files: Vec<File>,
    /// Paths of all, text or not.
    pub(crate) paths: std::collections::BTreeSet<String>,
}

impl Tree {
    /// Reads the repository that this program was built from.
    pub(crate) fn read() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&root)
            .output()
            .map_err(|e| format!("git ls-files: {e}"))?;
        if !listed.status.success() {
            return Err(format!(
                "git ls-files: {}",
                String::from_utf8_lossy(&listed.stderr)
            ));
        }
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        let mut tree = Self::default();
        for path in names.split('\0').filter(|p| !p.is_empty()) {
            tree.add(&root, path)?;
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn add(&mut self, root: &Path, path: &str) -> Result<(), String> {
        let full: PathBuf = root.join(path);
        let bytes = match std::fs::read(&full) {
            Ok(bytes) => bytes,
            // Listed by git, removed on disk and not yet committed.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(format!("{path}: {e}")),
        };
        self.paths.insert(path.to_owned());
        if let Ok(text) = String::from_utf8(bytes) {
            let executable = is_executable(&full);
            self.files.push(File {
                path: path.to_owned(),
                text,
                executable,
            });
        }
        Ok(())
    }

    /// The file at `path`.
    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|f| f.path == path)
    }

    /// Whether there is such a file or folder.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let below = format!("{path}/");
        path.is_empty()
            || self.paths.contains(path)
            || self
                .paths
                .range(below.clone()..)
                .next()
                .is_some_and(|p| p.starts_with(&below))
    }

    /// A tree from paths and texts, for tests.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.paths.insert((*path).to_owned());
            let (path, text) = ((*path).to_owned(), (*text).to_owned());
            tree.files.push(File {
                path,
                text,
                executable: false,
            });
        }
        tree
    }
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}
