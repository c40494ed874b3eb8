//! Service packs: a procedure as data. A folder of BPMN, DMN, forms, texts, risks and test scripts, checked as one.
//!
//! [`check`] reads the files and tells everything that is wrong, with file, line and element; what it returns without errors can
//! run. Pure: only [`read_dir`] touches a disk.

mod assurance;
mod calendar;
pub mod call;
mod check;
mod dir;
mod files;
mod finding;
mod form;
mod manifest;
mod need;
mod pack;
mod reply;
mod retention;
mod risks;
pub mod test;
mod texts;
mod vocabulary;

pub use assurance::Assurance;
pub use calendar::Calendar;
pub use check::{check, check_for, load, not_allowed};
pub use dir::read_dir;
pub use files::{Files, FilesError};
pub use finding::{Finding, Severity};
pub use form::{
    AH, Answers, Condition, Field, FieldError, FieldKind, Form, Page, Place, Widget, root,
};
pub use need::{EVENTS, Eligibility, Eligible};
pub use pack::{
    Departure, Document, External, Information, Mail, MessageRule, Overdue, Pack, RESULT, Role,
    Rule, Service, ServiceKind, Slip, Task,
};
pub use reply::{PLACEHOLDERS, Unfilled};
pub use retention::{Age, Erasure, NoAge, Retention};
pub use risks::Risk;
pub use texts::{LANGUAGES, Texts};
pub use vocabulary::Vocabulary;

/// What a register's line may read of the case's newest certificate: `{number, valid_until}`.
pub const CERTIFICATE: &str = "certificate";
/// The role of the person who asked: their tasks are not drawn.
pub const APPLICANT: &str = "applicant";
