use std::io::Write;
use std::path::Path;

/// Whether what was checked holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Holds {
        if holds { Holds::Yes } else { Holds::No }
    }
}

/// Why a command could not do its work: one line.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file cannot be read or written.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why.
        cause: String,
    },
    /// The house refuses or cannot be opened.
    #[error(transparent)]
    House(#[from] casework::Error),
    /// A backup or a restoration did not come to its end.
    #[error(transparent)]
    Backup(#[from] backup::Error),
    /// Anything else, in words.
    #[error("{0}")]
    Said(String),
}

impl Failure {
    pub(crate) fn file(path: &Path, cause: impl std::fmt::Display) -> Failure {
        Failure::File {
            path: path.display().to_string(),
            cause: cause.to_string(),
        }
    }
}

/// Writes a line for machines or people on stdout; a reader that went away ends nothing.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Writes a line for people on stderr.
pub(crate) fn warn(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Reads a file of at most `most` bytes; `-` is standard input.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let fail = |e: std::io::Error| Failure::file(path, e);
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin()
            .lock()
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
    } else {
        std::fs::File::open(path)
            .map_err(fail)?
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
    }
    if bytes.len() as u64 > most {
        return Err(Failure::file(path, format!("larger than {most} bytes")));
    }
    Ok(bytes)
}
