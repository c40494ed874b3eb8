//! Languages as data: what is known of one, its Fluent sources, and which translations are older than their source.
//!
//! - [`Lang`] names a language; [`Language`] is what its `language.toml` says. Three are compiled in; a further
//!   one is a folder that is read at start ([`Addition`]) and [made known](Language::make_known).
//! - [`Ftl`] is one Fluent file; [`messages`](ftl::messages) are its texts, [`templates`](ftl::templates) those
//!   that are filled without Fluent.
//! - [`HijriDay`] is a day of the Umm al-Qura calendar.
//! - [`Lock`] keeps, for each translated text, the hash of the source that it was translated from.
//!
//! Everything is a function of its arguments, but for the list of known languages: it only grows, and only at start.

mod addition;
pub mod ftl;
pub mod hijri;
mod known;
mod lock;

pub use addition::{Addition, Refused};
pub use ftl::Ftl;
pub use hijri::{HijriDay, HijriError};
pub use known::{Lang, Language, LanguageError};
pub use lock::{Lock, LockError, Stale};
