//! FEEL and DMN 1.5: the rules of a procedure, written once, run by the system and explained to the person concerned.
//!
//! Pure: no I/O, no clock, no randomness; time, zone and limits are arguments ([`feel::Environment`]). Safe on any
//! input: what nests too deep, works too long or grows too large ends in a typed error ([`feel::Limits`]). Deterministic: the same
//! model, inputs and environment give the same bytes, on every machine; limits count what the input makes the evaluator do.
//!
//! A [`Model`] is read once and shared between threads. [`Model::check`] tells what is wrong with it before it runs,
//! [`Model::decide`] decides with the reasons ([`Trace`]), [`compare`] says whom another version would decide otherwise.
//!
//! Not offered: functions outside a model (Java, PMML), but for a few of Java's arithmetic; patterns with back references.
//!
//! ```
//! use dmn::feel::{Context, Environment, Expression, Names, Value};
//!
//! let fee = Expression::parse("if area > 100 then 200 else 100", &Names::new()).unwrap();
//! let scope: Context = [("area", Value::from(120))].into_iter().collect();
//! assert_eq!(fee.evaluate(&scope, &Environment::at(jiff::Timestamp::UNIX_EPOCH)), Ok(Value::from(200)));
//! ```

mod check;
mod compare;
pub mod feel;
mod finding;
mod model;
mod place;
mod read;
mod table;
mod trace;
mod view;
pub mod xml;

pub use check::Domains;
pub use compare::{Applied, Comparison, Difference, compare};
pub use finding::{Finding, Severity};
pub use model::{DecideError, Input, Model, Outcome};
pub use read::imported_files;
pub use trace::texts;
pub use trace::{
    DecisionTrace, OtherRule, RuleTrace, TableTrace, Trace, Vocabulary, condition_in_words,
};
pub use view::{Column, DecisionView, Read, RuleView, Shape, TableView};
