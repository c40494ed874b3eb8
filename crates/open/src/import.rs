//! Importing a publisher's data: a job that waits, is done in the background, and ends as an entry.

mod job;
mod run;

pub use job::{Job, NewFile, NewJob, State, add, jobs, keep, problems};
pub(crate) use run::{files_of, lay_one};
pub use run::{keep_file, run, work};
