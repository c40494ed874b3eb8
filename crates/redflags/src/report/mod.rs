//! What was found, for people and for programs.

mod charts;
mod csv;
mod html;
mod judge;
mod rows;
mod sections;
mod summary;

pub use csv::Csv;
pub use html::write_html;
pub use judge::{Covering, Judged, judge};
pub use rows::{Flagged, each_process, write_findings, write_network};
pub(crate) use rows::{write_flags, write_heading};
pub use summary::{Ranked, Shown, Summary, write_coverage};
