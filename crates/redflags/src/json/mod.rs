//! JSON as publishers send it: read in one pass, from a borrowed text, without building a tree.
//!
//! A typed reader that fails at the first field of another type would lose whole records; here a
//! value of an unexpected type is passed over and its field is missing. Only broken JSON is a fault.

mod cursor;
mod number;
mod text;

pub use cursor::{Cursor, Fault, MOST_DEEP};
pub use number::parse_number;
pub(crate) use text::unescape;
