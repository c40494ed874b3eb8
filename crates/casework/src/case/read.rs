//! What pages show of cases: lists, one case with its timeline, the work list, measured times.

mod course;
mod figures;
mod lists;
mod questions;
mod steps;
mod stopped;
mod system;
mod timeline;
mod whole;

pub use course::{Course, course};
pub use figures::{Figures, Service, service};
pub use lists::{
    CaseLine, TaskLine, cases_of, cases_represented, departures, measured, mended, work_list,
};
pub use lists::{Departures, DoneLine, Load, Measured, done_lately, load};
pub use questions::{Ended, Question, questions};
pub use steps::{FEW, Step, Steps, steps};
pub use stopped::{Incident, Proposal, Stopped, StoppedLine, Why, stopped, stopped_cases};
pub use timeline::{Line, line, timeline};
pub use whole::{
    Certificate, DocumentLine, MessageLine, TaskView, Whole, certificate, task, whole,
};
