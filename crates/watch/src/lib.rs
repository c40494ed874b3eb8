//! What others run over a log: a court, a university, an NGO. They need nothing of the office but the
//! log's key.
//!
//! - [`witness`]: cosigns that a log has only grown (c2sp.org/tlog-witness), and shows what it has seen.
//! - [`monitor`]: follows a log, and says what is wrong or missing.

pub mod monitor;
pub mod witness;
