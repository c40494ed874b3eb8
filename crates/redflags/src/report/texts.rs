//! The words of the report in three languages. The English of an indicator is in its own file, beside
//! what it computes; its Arabic and French are in `text/`, with the words of the page.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::indicator::{About, Card, Says, Stage, Sure};

/// A language of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Arabic, from right to left.
    Arabic,
    /// French.
    French,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 3] = [Language::Arabic, Language::English, Language::French];

    /// The code of BCP 47.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Arabic => "ar",
            Language::French => "fr",
        }
    }

    /// `ltr` or `rtl`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Language::Arabic => "rtl",
            Language::English | Language::French => "ltr",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.code() == code)
    }
}

impl Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What a reader should know of an indicator, in their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardTexts<'t> {
    /// What is flagged.
    pub title: &'t str,
    /// What is computed.
    pub formula: &'t str,
    /// What it may mean.
    pub meaning: &'t str,
    /// What else explains it.
    pub mistakes: &'t str,
}

/// All words in one language.
#[derive(Debug)]
pub struct Texts {
    /// Which.
    pub language: Language,
    words: BTreeMap<String, String>,
}

static ENGLISH: LazyLock<Texts> =
    LazyLock::new(|| Texts::parse(Language::English, &[include_str!("../../text/en.toml")]));
static ARABIC: LazyLock<Texts> = LazyLock::new(|| {
    Texts::parse(
        Language::Arabic,
        &[
            include_str!("../../text/ar.toml"),
            include_str!("../../text/indicators.ar.toml"),
        ],
    )
});
static FRENCH: LazyLock<Texts> = LazyLock::new(|| {
    Texts::parse(
        Language::French,
        &[
            include_str!("../../text/fr.toml"),
            include_str!("../../text/indicators.fr.toml"),
        ],
    )
});

impl Texts {
    /// The words in a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Texts {
        match language {
            Language::English => &ENGLISH,
            Language::Arabic => &ARABIC,
            Language::French => &FRENCH,
        }
    }

    fn parse(language: Language, files: &[&str]) -> Texts {
        let mut words = BTreeMap::new();
        for file in files {
            let table: Table = file.parse().expect("the texts are TOML, a test reads them");
            for (section, keys) in table {
                for (key, text) in keys.as_table().into_iter().flatten() {
                    if let Value::String(text) = text {
                        words.insert(format!("{section}.{key}"), text.clone());
                    }
                }
            }
        }
        Texts { language, words }
    }

    /// A text by section and key. What is not there shows its key; a test finds it.
    fn get<'t>(&'t self, section: &str, key: &'t str) -> &'t str {
        self.words
            .get(&format!("{section}.{key}"))
            .map_or(key, String::as_str)
    }

    /// A word of the page.
    #[must_use]
    pub fn word<'t>(&'t self, key: &'t str) -> &'t str {
        self.get("words", key)
    }

    /// A sentence of the page, with what goes into it.
    #[must_use]
    pub fn with(&self, key: &str, values: &[&dyn Display]) -> String {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        self.fill(self.word(key), &values)
    }

    /// What was counted.
    #[must_use]
    pub fn says(&self, says: &Says) -> String {
        self.fill(self.get("says", says.key), &says.with)
    }

    /// An indicator.
    #[must_use]
    pub fn card(&self, card: &'static Card) -> CardTexts<'_> {
        let get = |key: &str, english: &'static str| {
            self.words
                .get(&format!("{}.{key}", card.code))
                .map_or(english, String::as_str)
        };
        CardTexts {
            title: get("title", card.title),
            formula: get("formula", card.formula),
            meaning: get("meaning", card.meaning),
            mistakes: get("mistakes", card.mistakes),
        }
    }

    /// What a flag is about.
    #[must_use]
    pub fn about(&self, about: About) -> &str {
        self.slug("about", about.name())
    }

    /// When in a process.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> &str {
        self.slug("stage", stage.name())
    }

    /// How sure a flag is.
    #[must_use]
    pub fn sure(&self, sure: Sure) -> &str {
        let key = match sure {
            Sure::Fact => "fact",
            Sure::Rule => "rule",
            Sure::Outlier => "outlier",
            Sure::Pattern => "pattern",
        };
        self.get("sure", key)
    }

    /// A value of evidence: as it stands in the data, but for those that say that nothing is there.
    #[must_use]
    pub fn value<'t>(&'t self, value: &'t str) -> &'t str {
        let ours = value.starts_with('(') && value.ends_with(')');
        if ours {
            self.slug("values", value)
        } else {
            value
        }
    }

    /// What a piece of evidence is called that is no field: `market`, `winner`.
    #[must_use]
    pub fn field<'t>(&'t self, field: &'t str) -> &'t str {
        self.slug("fields", field)
    }

    /// A missing field: its path, and why one that is there does not help.
    #[must_use]
    pub fn missing<'t>(&'t self, field: &'t str) -> (&'t str, Option<&'t str>) {
        match field.split_once(" (") {
            Some((path, reason)) => {
                let reason = reason.trim_end_matches(')');
                (path, Some(self.slug("reasons", reason)))
            }
            None => (field, None),
        }
    }

    fn slug<'t>(&'t self, section: &str, text: &'t str) -> &'t str {
        self.words
            .get(&format!("{section}.{}", slug(text)))
            .map_or(text, String::as_str)
    }

    /// In text from right to left each value is kept apart (U+2068, U+2069), so that signs beside it
    /// stay on their side.
    fn fill(&self, text: &str, values: &[String]) -> String {
        let mut out = text.to_owned();
        for (at, value) in values.iter().enumerate() {
            let place = format!("{{{at}}}");
            out = if self.language.direction() == "rtl" {
                out.replace(&place, &format!("\u{2068}{value}\u{2069}"))
            } else {
                out.replace(&place, value)
            };
        }
        out
    }
}

/// Lower-case letters and hyphens: the form of keys.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests;
