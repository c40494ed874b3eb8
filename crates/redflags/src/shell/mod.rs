//! The shell around the pure parts: files, archives, threads, temporary files.

mod collect;
mod inputs;
mod output;
mod partial;
mod publish;
mod spill;
mod spool;

use std::path::PathBuf;

pub use collect::{Collected, Collector, collect};
pub use inputs::{Limits, Source, sources};
pub use output::{Outcome, Results, write_results};
pub use partial::{merge_partials, write_partial};
pub use publish::{Gathered, Outgoing, gather};
pub use spill::{FileFacts, Runs};

/// What stops everything: files that cannot be read or written, not what is in them.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// A file.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Facts.
    #[error(transparent)]
    Facts(#[from] crate::facts::FactsError),
    /// Partial results that do not belong together.
    #[error("{path}: {reason}")]
    Partial {
        /// Which.
        path: String,
        /// Why.
        reason: String,
    },
}

impl ShellError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> ShellError {
        let path = path.into().display().to_string();
        move |source| ShellError::File { path, source }
    }
}
