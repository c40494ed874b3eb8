//! Every word a person reads, from Fluent files compiled into the binary or brought by packs.

use super::{Digits, Lang, Value, numbers};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::collections::BTreeSet;
use unic_langid::LanguageIdentifier;

/// One language's Fluent source of a domain or a pack.
#[derive(Clone, Debug)]
pub struct Ftl {
    /// The language it is written in.
    pub lang: Lang,
    /// The name shown in errors, such as `services/ar.ftl`.
    pub name: String,
    /// The Fluent source.
    pub source: String,
}

impl Ftl {
    /// A source with its name.
    pub fn new(lang: Lang, name: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            lang,
            name: name.into(),
            source: source.into(),
        }
    }

    /// The three sources of a domain, as `include_str!` gives them.
    #[must_use]
    pub fn domain(name: &str, ar: &str, en: &str, fr: &str) -> Vec<Self> {
        [(Lang::Ar, ar), (Lang::En, en), (Lang::Fr, fr)]
            .map(|(lang, source)| Self::new(lang, format!("{name}/{}.ftl", lang.code()), source))
            .into()
    }
}

/// Why a set of texts is refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// The file is not Fluent.
    #[error("{name}: not valid Fluent: {detail}; correct the file")]
    Syntax {
        /// The file.
        name: String,
        /// What the parser said.
        detail: String,
    },
    /// A key exists already.
    #[error("{name}: {detail}; give the key another name or start it with the domain's name")]
    Duplicate {
        /// The file.
        name: String,
        /// Which key.
        detail: String,
    },
    /// A key is missing in one language, or takes other arguments there.
    #[error("text {key:?} in {lang}: {detail}", lang = lang.code())]
    Uneven {
        /// The key.
        key: String,
        /// The language in which it differs.
        lang: Lang,
        /// How it differs.
        detail: String,
    },
}

type Bundle = FluentBundle<FluentResource>;

/// The texts of all languages.
pub struct Texts {
    bundles: [Bundle; 3],
    keys: [BTreeSet<(String, BTreeSet<String>)>; 3],
    digits: Digits,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("keys", &self.keys[0].len())
            .finish_non_exhaustive()
    }
}

impl Texts {
    /// The shell's own texts.
    ///
    /// # Errors
    /// Never in practice: the files are compiled in and tested.
    pub fn new(digits: Digits) -> Result<Self, TextError> {
        let mut texts = Self {
            bundles: Lang::ALL.map(|lang| bundle(lang, digits)),
            keys: Default::default(),
            digits,
        };
        texts.add(&Ftl::domain(
            "web",
            include_str!("../../text/ar.ftl"),
            include_str!("../../text/en.ftl"),
            include_str!("../../text/fr.ftl"),
        ))?;
        Ok(texts)
    }

    /// These texts and a domain's or a pack's.
    ///
    /// # Errors
    /// When a source is not Fluent or a key exists already.
    pub fn with(mut self, more: &[Ftl]) -> Result<Self, TextError> {
        self.add(more)?;
        Ok(self)
    }

    fn add(&mut self, more: &[Ftl]) -> Result<(), TextError> {
        for ftl in more {
            let resource = FluentResource::try_new(ftl.source.clone()).map_err(|(_, errors)| {
                let detail = errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; ");
                TextError::Syntax {
                    name: ftl.name.clone(),
                    detail,
                }
            })?;
            let i = ftl.lang.index();
            self.keys[i].extend(super::arguments::messages(&resource));
            self.bundles[i]
                .add_resource(resource)
                .map_err(|errors| TextError::Duplicate {
                    name: ftl.name.clone(),
                    detail: errors
                        .iter()
                        .map(ToString::to_string)
                        .collect::<Vec<_>>()
                        .join("; "),
                })?;
        }
        Ok(())
    }

    /// Checks that all languages have the same keys, with the same arguments.
    ///
    /// # Errors
    /// Every difference found.
    pub fn check(&self) -> Result<(), Vec<TextError>> {
        let all: BTreeSet<_> = self.keys.iter().flatten().collect();
        let mut errors = Vec::new();
        for lang in Lang::ALL {
            let have = &self.keys[lang.index()];
            for (key, args) in all.iter().filter(|k| !have.contains(*k)) {
                let detail = if have.iter().any(|(k, _)| k == key) {
                    format!("does not use the arguments {args:?}, as other languages do")
                } else {
                    "missing".to_owned()
                };
                errors.push(TextError::Uneven {
                    key: key.clone(),
                    lang,
                    detail,
                });
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// Whether a key exists in a language.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundles[lang.index()].has_message(key)
    }

    /// The digits of Arabic figures.
    #[must_use]
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// The text of a key. A key that does not exist gives `⟦key⟧` and an error in the log: a page
    /// with one word missing helps its reader more than no page.
    #[must_use]
    pub fn get(&self, lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let bundle = &self.bundles[lang.index()];
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            tracing::error!(key, lang = lang.code(), "text missing");
            return format!("⟦{key}⟧");
        };
        let args: FluentArgs<'_> = args.iter().map(|(k, v)| (*k, v.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(key, lang = lang.code(), ?errors, "text incomplete");
        }
        text
    }
}

fn bundle(lang: Lang, digits: Digits) -> Bundle {
    let id: LanguageIdentifier = lang
        .code()
        .parse()
        .expect("the codes of our languages are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_formatter(Some(match (lang, digits) {
        (Lang::Ar, Digits::ArabicIndic) => |v, _| number(v, Lang::Ar, Digits::ArabicIndic),
        (Lang::Ar, Digits::Latin) => |v, _| number(v, Lang::Ar, Digits::Latin),
        (Lang::En, _) => |v, _| number(v, Lang::En, Digits::Latin),
        (Lang::Fr, _) => |v, _| number(v, Lang::Fr, Digits::Latin),
    }));
    bundle
}

fn number(value: &Value<'_>, lang: Lang, digits: Digits) -> Option<String> {
    match value {
        Value::Number(n) => Some(numbers::decimal(&n.as_string(), lang, digits)),
        _ => None,
    }
}
