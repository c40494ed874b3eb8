//! The languages that are known, and what is known of each.

use icu_locale::{Locale, LocaleDirectionality};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// Most languages that a process knows: more than any country has of official ones (Bolivia: 37).
const MOST: usize = 64;
/// Longest name, sign or pattern in a `language.toml`, in bytes.
const LONGEST: usize = 100;

/// The name of a known language: its BCP 47 language subtag, such as `ar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Lang(&'static str);

/// What is known of a language beside its texts: its `language.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Language {
    /// The BCP 47 language subtag, such as `es`: in addresses, cookies and `<html lang>`.
    pub code: String,
    /// The language's own name for itself.
    pub name: String,
    /// The Unicode locale of figures and dates, such as `es-MX` or `ar-u-nu-latn`; the code where it is left out.
    #[serde(default)]
    pub locale: String,
    /// What the first day of a month is called where CLDR has a plain 1 (French: `1er`).
    #[serde(default)]
    pub first_day: Option<String>,
    /// Where the currency stands: `{figure}` and `{currency}` are filled in.
    #[serde(default = "figure_first")]
    pub money: String,
    /// The comma between a date and a time.
    #[serde(default = "comma")]
    pub comma: String,
    /// What readers call currencies, by ISO 4217 code; the code itself where it is left out.
    #[serde(default)]
    pub currencies: BTreeMap<String, String>,
    /// Whether it is written from right to left; from the script (CLDR).
    #[serde(skip)]
    rtl: bool,
    /// Texts of a further language for crates that know no Fluent.
    #[serde(skip)]
    templates: BTreeMap<String, String>,
}

/// Why a `language.toml` is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LanguageError {
    /// It is no TOML, or has a key that is none of ours.
    #[error("language.toml: {0}")]
    Toml(String),
    /// The code is no language subtag.
    #[error(
        "language.toml: code {0:?} is no language code: write two or three small letters, such as \"es\""
    )]
    Code(String),
    /// The locale is none, or one of another language.
    #[error(
        "language.toml: locale {0:?} is no Unicode locale of {1:?}: write one such as \"{1}-u-nu-latn\""
    )]
    Locale(String, String),
    /// A text is too long or lacks what is filled in.
    #[error("language.toml: {0}")]
    Field(&'static str),
    /// The process knows as many as it can.
    #[error("more than {MOST} languages: leave some out")]
    TooMany,
}

fn figure_first() -> String {
    "{figure}\u{a0}{currency}".to_owned()
}

fn comma() -> String {
    ",".to_owned()
}

static KNOWN: LazyLock<RwLock<BTreeMap<&'static str, &'static Language>>> = LazyLock::new(|| {
    let built_in = [
        include_str!("../languages/ar.toml"),
        include_str!("../languages/en.toml"),
        include_str!("../languages/fr.toml"),
    ];
    let known = built_in.map(|source| {
        let language = Language::read(source).expect("our own languages are tested");
        let language: &'static Language = Box::leak(Box::new(language));
        (language.code.as_str(), language)
    });
    RwLock::new(known.into())
});

impl Language {
    /// Reads a `language.toml`.
    ///
    /// # Errors
    /// [`LanguageError`].
    pub fn read(source: &str) -> Result<Self, LanguageError> {
        let mut read: Self =
            toml::from_str(source).map_err(|e| LanguageError::Toml(e.message().to_owned()))?;
        let code = &read.code;
        let letters = code.bytes().all(|b| b.is_ascii_lowercase());
        if !(2..=3).contains(&code.len()) || !letters {
            return Err(LanguageError::Code(code.clone()));
        }
        if read.locale.is_empty() {
            read.locale.clone_from(&read.code);
        }
        let locale = locale_of(code, &read.locale)?;
        if !read.money.contains("{figure}") || !read.money.contains("{currency}") {
            return Err(LanguageError::Field(
                "money needs {figure} and {currency}, such as \"{figure} {currency}\"",
            ));
        }
        let short = [&read.name, &read.money, &read.comma, &read.locale];
        let signs = read.currencies.values().chain(read.first_day.as_ref());
        if short
            .into_iter()
            .chain(signs)
            .any(|s| s.len() > LONGEST || s.is_empty())
        {
            return Err(LanguageError::Field(
                "name, money, comma, first-day and signs have 1 to 100 bytes",
            ));
        }
        read.rtl = LocaleDirectionality::new_common().is_right_to_left(&locale.id);
        Ok(read)
    }

    /// This language with figures and dates of another locale of it, such as `ar-LB-u-nu-arab`.
    ///
    /// # Errors
    /// [`LanguageError::Locale`].
    pub fn with_locale(mut self, tag: &str) -> Result<Self, LanguageError> {
        locale_of(&self.code, tag)?;
        tag.clone_into(&mut self.locale);
        Ok(self)
    }

    /// This language with texts for crates that know no Fluent (see [`crate::ftl::templates`]).
    #[must_use]
    pub fn with_templates(mut self, more: BTreeMap<String, String>) -> Self {
        self.templates.extend(more);
        self
    }

    pub(crate) fn template(&self, key: &str) -> Option<&String> {
        self.templates.get(key)
    }

    /// The Unicode locale of figures and dates.
    #[must_use]
    pub fn formats(&self) -> Locale {
        locale_of(&self.code, &self.locale).unwrap_or(Locale::UNKNOWN)
    }

    /// Makes the language known to this process, in place of one of its code if there is one. For the start of a program:
    /// what was formatted by the one before stays.
    ///
    /// # Errors
    /// [`LanguageError::TooMany`].
    pub fn make_known(self) -> Result<Lang, LanguageError> {
        let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(self.code.as_str()) {
            return Err(LanguageError::TooMany);
        }
        if let Some(same) = known.get(self.code.as_str()).filter(|k| ***k == self) {
            return Ok(Lang(&same.code));
        }
        let language: &'static Self = Box::leak(Box::new(self));
        known.insert(&language.code, language);
        Ok(Lang(&language.code))
    }
}

fn locale_of(code: &str, tag: &str) -> Result<Locale, LanguageError> {
    let refused = || LanguageError::Locale(tag.to_owned(), code.to_owned());
    let locale: Locale = tag.parse().map_err(|_| refused())?;
    if locale.id.language.as_str() == code {
        Ok(locale)
    } else {
        Err(refused())
    }
}

impl Lang {
    /// Arabic.
    pub const AR: Self = Self("ar");
    /// English: what others are translated from.
    pub const EN: Self = Self("en");
    /// French.
    pub const FR: Self = Self("fr");

    /// The languages that are compiled in.
    pub const BUILT_IN: [Self; 3] = [Self::AR, Self::EN, Self::FR];

    /// The BCP 47 language subtag, as in `<html lang>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// What is known of it.
    #[must_use]
    pub fn language(self) -> &'static Language {
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known
            .get(self.0)
            .copied()
            .expect("a Lang is made of a known language only")
    }

    /// The writing direction, as in `<html dir>`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        self.language().rtl
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn native_name(self) -> &'static str {
        &self.language().name
    }

    /// The known language of a BCP 47 tag; only the primary subtag counts (`fr-TN` is French).
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.len() > 3 {
            return None;
        }
        let primary = primary.to_ascii_lowercase();
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
        known
            .get_key_value(primary.as_str())
            .map(|(code, _)| Self(code))
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Self::from_tag(&code)
            .ok_or_else(|| serde::de::Error::custom("a language that is not known here"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_follows_from_the_script() {
        let dirs = Lang::BUILT_IN.map(Lang::dir);
        assert_eq!(dirs, ["rtl", "ltr", "ltr"]);
        for (source, rtl) in [
            ("code = \"ur\"\nname = \"اردو\"", true),
            ("code = \"ku\"\nname = \"Kurdî\"", false),
            (
                "code = \"ku\"\nname = \"کوردی\"\nlocale = \"ku-Arab\"",
                true,
            ),
            ("code = \"es\"\nname = \"Español\"", false),
        ] {
            assert_eq!(Language::read(source).unwrap().rtl, rtl, "{source}");
        }
    }

    #[test]
    fn a_wrong_description_says_what_is_wrong() {
        for (source, part) in [
            (
                "code = \"spanish\"\nname = \"Español\"",
                "two or three small letters",
            ),
            ("code = \"es\"\nname = \"\"", "1 to 100 bytes"),
            (
                "code = \"es\"\nname = \"E\"\nlocale = \"fr\"",
                "no Unicode locale of \"es\"",
            ),
            (
                "code = \"es\"\nname = \"E\"\nmoney = \"{figure}\"",
                "money needs",
            ),
            (
                "code = \"es\"\nname = \"E\"\ncolour = \"red\"",
                "unknown field",
            ),
        ] {
            let error = Language::read(source).unwrap_err().to_string();
            assert!(error.contains(part), "{source}: {error}");
        }
    }

    #[test]
    fn a_language_that_is_made_known_is_found_by_its_tag() {
        assert_eq!(Lang::from_tag("nl"), None);
        let dutch = Language::read("code = \"nl\"\nname = \"Nederlands\"").unwrap();
        let lang = dutch.make_known().unwrap();
        assert_eq!(Lang::from_tag("NL-be"), Some(lang));
        assert_eq!((lang.code(), lang.native_name()), ("nl", "Nederlands"));
        assert_eq!(Lang::from_tag("fr_TN"), Some(Lang::FR));
    }
}
