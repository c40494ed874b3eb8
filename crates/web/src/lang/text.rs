//! What a page speaks with: one language, its words, its dates and figures.

use super::formats::Formats;
use super::{Lang, Money, Texts, Value};
use jiff::tz::TimeZone;
use std::sync::Arc;

/// The words and formats of one language, cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    texts: Arc<Texts>,
    lang: Lang,
    zone: TimeZone,
    beside: bool,
}

impl Text {
    /// The texts in one language, with times shown in `zone`.
    #[must_use]
    pub fn new(texts: Arc<Texts>, lang: Lang, zone: TimeZone) -> Self {
        Self {
            texts,
            lang,
            zone,
            beside: false,
        }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The zone in which times are shown.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The same texts, with the Hijri day beside each Gregorian one or without.
    #[must_use]
    pub fn with_hijri(self, beside: bool) -> Self {
        Self { beside, ..self }
    }

    /// Whether the Hijri day stands beside each Gregorian one.
    #[must_use]
    pub fn has_hijri(&self) -> bool {
        self.beside
    }

    /// The texts of all languages.
    #[must_use]
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    /// The same texts in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self {
            lang,
            ..self.clone()
        }
    }

    /// The text of a key without arguments.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.texts.get(self.lang, key, &[])
    }

    /// The text of a key with arguments: `t.with("cases", &[("count", 3.into())])`.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.texts.get(self.lang, key, args)
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, n: i64) -> String {
        self.formats().decimal(&n.to_string())
    }

    /// A decimal number, with `places` digits after the point.
    #[must_use]
    pub fn decimal(&self, n: f64, places: usize) -> String {
        self.formats().decimal(&format!("{n:.places$}"))
    }

    /// An amount of money.
    #[must_use]
    pub fn money(&self, amount: Money<'_>) -> String {
        let figure = self.formats().decimal(&amount.plain());
        self.formats().money(&figure, amount.currency)
    }

    /// Things in a row: `A, B and C`.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.formats().list(items)
    }

    /// A size in bytes, as kB or MB of a thousand.
    #[must_use]
    pub fn bytes(&self, n: u64) -> String {
        let (value, key) = if n < 1_000_000 {
            (format!("{}", n.div_ceil(1000)), "size-kb")
        } else {
            (format!("{:.1}", n as f64 / 1e6), "size-mb")
        };
        self.with(key, &[("n", self.formats().decimal(&value).into())])
    }

    pub(super) fn formats(&self) -> &Formats {
        self.texts.formats(self.lang)
    }
}
