//! Every word a person reads, from Fluent files compiled into the binary, brought by packs or by a language's folder.

use super::formats::Formats;
use super::{Ftl, Lang, Value};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

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
    /// The house offers no language.
    #[error("a house needs a language: name one or more")]
    None,
}

type Bundle = FluentBundle<FluentResource>;

/// One language: its words, and how it writes figures.
struct Speech {
    lang: Lang,
    bundle: Bundle,
    keys: BTreeSet<(String, BTreeSet<String>)>,
    formats: Arc<Formats>,
}

/// The texts of the languages that the house offers.
pub struct Texts(Vec<Speech>);

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keys = self.0.iter().map(|s| (s.lang.code(), s.keys.len()));
        f.debug_map().entries(keys).finish()
    }
}

impl Texts {
    /// The shell's own texts in the languages that are compiled in.
    ///
    /// # Errors
    /// Never in practice: the files are compiled in and tested.
    pub fn new() -> Result<Self, TextError> {
        Self::offering(&Lang::BUILT_IN)
    }

    /// The shell's own texts, for a house that offers these languages: in this order the language switch shows them.
    ///
    /// # Errors
    /// [`TextError::None`] when there is none.
    pub fn offering(languages: &[Lang]) -> Result<Self, TextError> {
        if languages.is_empty() {
            return Err(TextError::None);
        }
        let mut texts = Self(languages.iter().copied().map(Speech::of).collect());
        texts.add(&Self::own())?;
        Ok(texts)
    }

    /// The sources of the shell's own texts.
    #[must_use]
    pub fn own() -> Vec<Ftl> {
        Ftl::domain(
            "web",
            include_str!("../../text/ar.ftl"),
            include_str!("../../text/en.ftl"),
            include_str!("../../text/fr.ftl"),
        )
    }

    /// These texts and a domain's, a pack's or a further language's. What is in a language that is not offered is left out.
    ///
    /// # Errors
    /// When a source is not Fluent or a key exists already.
    pub fn with(mut self, more: &[Ftl]) -> Result<Self, TextError> {
        self.add(more)?;
        Ok(self)
    }

    fn add(&mut self, more: &[Ftl]) -> Result<(), TextError> {
        for ftl in more {
            if let Some(speech) = self.0.iter_mut().find(|s| s.lang == ftl.lang) {
                speech.add(ftl)?;
            }
        }
        Ok(())
    }

    /// The languages that the house offers.
    pub fn languages(&self) -> impl Iterator<Item = Lang> + '_ {
        self.0.iter().map(|speech| speech.lang)
    }

    /// The offered language of a BCP 47 tag; only the primary subtag counts.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<Lang> {
        Lang::from_tag(tag).filter(|lang| self.languages().any(|l| l == *lang))
    }

    /// Checks that all languages have the same keys, with the same arguments.
    ///
    /// # Errors
    /// Every difference found.
    pub fn check(&self) -> Result<(), Vec<TextError>> {
        let all: BTreeSet<_> = self.0.iter().flat_map(|s| &s.keys).collect();
        let mut errors = Vec::new();
        for Speech { lang, keys, .. } in &self.0 {
            for (key, args) in all.iter().filter(|k| !keys.contains(*k)) {
                let detail = if keys.iter().any(|(k, _)| k == key) {
                    format!("does not use the arguments {args:?}, as other languages do")
                } else {
                    "missing".to_owned()
                };
                errors.push(TextError::Uneven {
                    key: key.clone(),
                    lang: *lang,
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
        self.speech(lang).bundle.has_message(key)
    }

    /// The text of a key. A key that does not exist gives `⟦key⟧` and an error in the log: a page
    /// with one word missing helps its reader more than no page.
    #[must_use]
    pub fn get(&self, lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let speech = self.speech(lang);
        let Some(pattern) = speech.bundle.get_message(key).and_then(|m| m.value()) else {
            tracing::error!(key, lang = lang.code(), "text missing");
            return format!("⟦{key}⟧");
        };
        let args: FluentArgs<'_> = args.iter().map(|(k, v)| (*k, v.clone())).collect();
        let mut errors = Vec::new();
        let text = speaking(&speech.formats, || {
            let text = speech
                .bundle
                .format_pattern(pattern, Some(&args), &mut errors);
            text.into_owned()
        });
        if !errors.is_empty() {
            tracing::error!(key, lang = lang.code(), ?errors, "text incomplete");
        }
        text
    }

    pub(super) fn formats(&self, lang: Lang) -> &Formats {
        &self.speech(lang).formats
    }

    /// A language's words, or the first language's where the house does not offer it.
    fn speech(&self, lang: Lang) -> &Speech {
        let found = self.0.iter().find(|s| s.lang == lang);
        found.unwrap_or(&self.0[0])
    }
}

impl Speech {
    fn of(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_formatter(Some(|value, _| match value {
            Value::Number(n) => SPEAKING.with_borrow(|f| Some(f.as_ref()?.decimal(&n.as_string()))),
            _ => None,
        }));
        Self {
            lang,
            bundle,
            keys: BTreeSet::new(),
            formats: Arc::new(Formats::of(lang)),
        }
    }

    fn add(&mut self, ftl: &Ftl) -> Result<(), TextError> {
        let said = |errors: Vec<String>| errors.join("; ");
        let resource = FluentResource::try_new(ftl.source.clone()).map_err(|(_, errors)| {
            TextError::Syntax {
                name: ftl.name.clone(),
                detail: said(errors.iter().map(ToString::to_string).collect()),
            }
        })?;
        let texts = language::ftl::messages(&resource).into_iter();
        self.keys.extend(texts.map(|t| (t.key, t.arguments)));
        self.bundle
            .add_resource(resource)
            .map_err(|errors| TextError::Duplicate {
                name: ftl.name.clone(),
                detail: said(errors.iter().map(ToString::to_string).collect()),
            })
    }
}

thread_local! {
    /// Whose figures Fluent writes now: it takes a bare function, which can carry nothing.
    static SPEAKING: RefCell<Option<Arc<Formats>>> = const { RefCell::new(None) };
}

fn speaking<T>(formats: &Arc<Formats>, say: impl FnOnce() -> T) -> T {
    SPEAKING.set(Some(Arc::clone(formats)));
    let said = say();
    SPEAKING.set(None);
    said
}
