//! The key files of a house, which only their owner may read.

use std::path::Path;

use super::{KeyError, LogSigners};
use crate::{Entropy, Settings};

/// The secrets of a house.
#[derive(Clone)]
pub struct Secrets {
    /// Wraps all data keys.
    pub master: [u8; 32],
    /// Sign checkpoints.
    pub log: LogSigners,
    /// Seed of the key that draws (RFC 9381).
    pub draw: [u8; 32],
}

impl Secrets {
    /// Reads `master.key` and `draw.key` in the folder of keys, and finds the log's signing keys. For a new log (`create`) makes
    /// what is missing.
    ///
    /// # Errors
    /// [`KeyError::File`], with the path: it is missing, of the wrong form, or others than its owner may read it.
    pub fn load(settings: &Settings, create: bool) -> Result<Self, KeyError> {
        let dir = settings.keys_dir();
        let one = |name: &str| read_or_make(&dir.join(name), create, &settings.entropy);
        let log = LogSigners::new(settings);
        if create && settings.log_keys.is_empty() {
            one(LogSigners::FIRST)?;
        }
        Ok(Self {
            master: one("master.key")?,
            draw: one("draw.key")?,
            log,
        })
    }
}

fn read_or_make(path: &Path, create: bool, entropy: &Entropy) -> Result<[u8; 32], KeyError> {
    if create && !path.exists() {
        let bytes = entropy.bytes();
        write_secret(path, &bytes)?;
        return Ok(bytes);
    }
    read_secret(path)
}

/// Reads a file of 64 hexadecimal digits that only its owner may read.
pub(super) fn read_secret(path: &Path) -> Result<[u8; 32], KeyError> {
    let failed = |cause: String| KeyError::File {
        path: path.display().to_string(),
        cause,
    };
    owner_only(path).map_err(failed)?;
    let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
    let bytes = hex::decode(text.trim()).map_err(|e| failed(e.to_string()))?;
    bytes
        .try_into()
        .map_err(|_| failed("must hold 64 hexadecimal digits".into()))
}

/// Whether nobody but its owner has any right on a file; nothing is said of one that is not there.
#[cfg(unix)]
pub(crate) fn owner_only(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(meta) = std::fs::metadata(path) else {
        return Ok(());
    };
    let mode = meta.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(format!(
        "others than its owner have rights on it (mode {mode:04o}): chmod 600, and think about who has read it"
    ))
}

#[cfg(not(unix))]
pub(crate) fn owner_only(_: &Path) -> Result<(), String> {
    Ok(())
}

/// Writes a file that only its owner may read, and that was not there.
pub(super) fn write_secret(path: &Path, secret: &[u8; 32]) -> Result<(), KeyError> {
    write_text(path, &hex::encode(secret))
}

/// The same with a line of text.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), KeyError> {
    use std::io::Write as _;
    let write = || {
        if let Some(dir) = path.parent() {
            std::fs::create_dir_all(dir)?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        writeln!(file, "{text}")?;
        file.sync_all()
    };
    write().map_err(|e: std::io::Error| KeyError::File {
        path: path.display().to_string(),
        cause: e.to_string(),
    })
}
