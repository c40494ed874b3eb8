//! What was found, for people and for programs.

mod charts;
mod csv;
mod html;
mod judge;
mod parquet;
mod rows;
mod sections;
mod summary;
mod table;
mod texts;

pub use csv::Csv;
pub use html::Report;
pub use judge::{Covering, Judged, judge};
pub use rows::{
    FLAGS, Flagged, NETWORK, PROCESSES, each_process, write_findings, write_flags, write_network,
    write_process,
};
pub use summary::{COVERAGE, Ranked, Shown, Strongest, Summary, write_coverage};
pub(crate) use table::column;
pub use table::{Cell, Column, Holds, Table};
pub use texts::{CardTexts, Language, Texts};
