//! The languages of the house, what each reader gets, and every word and figure in it.
//!
//! [`Lang`] is negotiated for each request; [`Texts`] holds the words (Fluent) and the formats (ICU4X) of the languages
//! that the house offers; [`Text`] is what a page works with: `t.get("key")`, `t.date(…)`, `t.money(…)`.

mod dates;
pub mod fold;
mod formats;
pub(crate) mod negotiate;
mod numbers;
mod text;
mod texts;

pub use dates::Precision;
pub use numbers::Money;
pub use text::Text;
pub use texts::{TextError, Texts};

pub use fluent_bundle::FluentValue as Value;
pub use language::{Ftl, HijriDay, HijriError, Lang, hijri::YEARS};
