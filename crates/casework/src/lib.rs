//! Casework: the core that every domain stands on.
//!
//! - [`store`]: one SQLite file or one PostgreSQL database behind the same calls;
//! - [`record`]: entries, keys, the log, the writer (group commit) and its transaction [`record::Tx`];
//! - `fold`: what each entry does to the state tables: the only way state changes, of this crate alone;
//! - [`case`]: cases: opening, assignment by draw, tasks, deadlines, messages, documents;
//! - [`snapshot`]: a whole house as rows, for backups and for the way to another store;
//! - [`migration`]: running cases move to another version of their pack;
//! - [`archive`] and [`retention`]: closed cases leave the database, and are erased when the law says so;
//! - [`calls`]: what is asked of other systems, and [`workers`]: programs outside that fetch jobs;
//! - [`channels`]: how people are reached, and [`outbox`]: what leaves for them;
//! - [`tokens`] and [`webhooks`]: what other programs may do, and what they are told;
//! - [`idempotency`]: a write that is sent twice is done once;
//! - [`people`]: who may do what: roles, absences, interests, sign-in; [`oidc`]: what identity providers prove.
//!
//! Architecture invariant: state changes only in the transaction that appends the entry for it. The
//! compiler holds other crates to it: they query by [`store::Link`], append by [`record::Tx::append`],
//! and write to the tables of [`store::SIDE_TABLES`] only.

pub mod archive;
pub mod audit;
pub mod calls;
pub mod case;
pub mod channels;
mod claims;
mod clock;
pub mod deploy;
mod error;
mod fold;
pub mod http;
pub mod idempotency;
mod ids;
pub mod inspect;
pub mod migration;
pub mod national;
pub mod nodes;
pub mod oidc;
pub mod outbox;
mod parts;
pub mod people;
mod proofs;
pub mod record;
pub mod reference;
pub mod retention;
pub mod scheduler;
pub mod snapshot;
pub mod stamps;
pub mod store;
pub mod tokens;
pub mod vitals;
pub mod webhooks;
pub mod witnesses;
pub mod words;
pub mod workers;

pub use case::number::CaseNumber;
pub use clock::{Clock, Entropy, micros};
pub use error::Error;
pub use ids::{Actor, CaseId, NoActor, PersonId, WorkerId};
/// The target of spans that may leave the machine as traces: they name code and counts, nothing of a case or a person.
const SPANS: &str = "diwan_trace";

pub use parts::{Casework, Packs, Parts, Settings};
