//! FEEL, the Friendly Enough Expression Language (DMN 1.5, chapter 10).

pub(crate) mod ast;
pub(crate) mod builtins;
mod context;
pub(crate) mod error;
pub(crate) mod eval;
mod expression;
pub(crate) mod inputs;
pub(crate) mod java;
mod json;
mod names;
pub(crate) mod number;
pub(crate) mod parser;
pub(crate) mod scope;
mod show;
pub mod temporal;
pub(crate) mod types;
mod value;

pub use ast::Function;
pub use context::Context;
pub use error::{Error, ErrorKind};
pub use expression::{Environment, Expression, Limits};
pub use names::Names;
pub use number::{Number, Rounding};
pub use temporal::{Date, DateTime, DaysTime, Time, YearsMonths, Zone};
pub use types::Type;
pub use value::{List, Range, RangeForm, Value};
