//! A witness's server: the function of crate `witness` over files that outlive a crash, behind the
//! page shell.
//!
//! *Invariant:* no cosignature leaves the process before the checkpoint that it is on is on the disk.

mod config;
mod keys;
mod page;
mod routes;
mod store;

pub use config::{Config, ConfigError, WatchedLog, read_agencies};
pub use keys::{KeyFileError, policy_lines, read_or_make};
pub use routes::{Watch, domain, limits};
pub use store::{AnswerError, LogState, Store, StoreError, log_id, read_all};
