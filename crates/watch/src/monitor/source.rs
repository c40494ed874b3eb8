//! Where a log is read from.

use std::path::PathBuf;
use std::time::Duration;

use casework::http::{Http, Unanswered};

/// Longest resource read, in bytes: a full bundle of the longest entries.
const LARGEST: u64 = 32 << 20;
/// How long a resource may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a log publishes, by the paths of c2sp.org/tlog-tiles.
pub trait Source {
    /// A resource, or nothing where there is none.
    ///
    /// # Errors
    /// [`SourceError`] when that cannot be told.
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError>;

    /// A resource that every log has.
    ///
    /// # Errors
    /// [`SourceError`].
    fn need(&self, path: &str) -> Result<Vec<u8>, SourceError> {
        self.get(path)?.ok_or_else(|| SourceError::Absent {
            path: path.to_owned(),
        })
    }
}

/// Why a log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nobody answers.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// The answer is no resource.
    #[error("{url}: status {status}")]
    Status {
        /// What was asked.
        url: String,
        /// What came.
        status: u16,
    },
    /// There is no log at that address.
    #[error(
        "there is no `{path}`: is it the address before `/checkpoint`, such as https://licences.example/record?"
    )]
    Absent {
        /// What every log has.
        path: String,
    },
    /// A file cannot be read.
    #[error("{path}: {cause}")]
    File {
        /// Which.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
}

/// A log at an address.
pub struct Web {
    http: Http,
    prefix: String,
}

impl Web {
    /// The log at the address before `/checkpoint`.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        Self {
            http: Http::new(PATIENCE),
            prefix: prefix.trim_end_matches('/').to_owned(),
        }
    }
}

impl Source for Web {
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let url = format!("{}/{path}", self.prefix);
        let mut waits = 0;
        loop {
            let reply = self.http.get(&url, LARGEST)?;
            match reply.status {
                200 => return Ok(Some(reply.body)),
                404 | 410 => return Ok(None),
                // Asked too fast: a public log may well say so.
                429 | 503 if waits < 20 => {
                    waits += 1;
                    std::thread::sleep(Duration::from_millis(500 * waits));
                }
                status => return Err(SourceError::Status { url, status }),
            }
        }
    }
}

/// A copy of a log in a folder, as a web server would serve it.
pub struct Folder(pub PathBuf);

impl Source for Folder {
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let path = self.0.join(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(SourceError::File {
                path: path.display().to_string(),
                cause,
            }),
        }
    }
}
