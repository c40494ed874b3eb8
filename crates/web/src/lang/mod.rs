//! The three languages, what each reader gets, and every word and figure in it.
//!
//! [`Lang`] is negotiated for each request; [`Texts`] holds the words (Fluent); [`Text`] is the
//! pair of both that a page works with: `t.get("key")`, `t.date(…)`, `t.money(…)`.

mod arguments;
mod dates;
pub mod fold;
pub(crate) mod negotiate;
mod numbers;
mod text;
mod texts;

pub use dates::Precision;
pub use numbers::{Digits, Money};
pub use text::Text;
pub use texts::{Ftl, TextError, Texts};

pub use fluent_bundle::FluentValue as Value;

use serde::{Deserialize, Serialize};

/// A language that every page exists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, written right to left.
    Ar,
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All languages, in the order in which the language switch shows them.
    pub const ALL: [Self; 3] = [Self::Ar, Self::En, Self::Fr];

    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The writing direction, as in `<html dir>`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::Fr => "ltr",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn native_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// The language of a BCP 47 tag; only the primary subtag counts (`fr-TN` is French).
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }

    /// Position in [`Lang::ALL`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }
}
