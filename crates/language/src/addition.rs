//! A further language: a folder with `language.toml` and Fluent files.

use crate::ftl::{Text, messages_of};
use crate::{Ftl, Lang, Language, LanguageError, Lock, Stale};
use std::collections::{BTreeMap, BTreeSet};

/// Largest file of a language, in bytes: ours have under 100 kB.
const LARGEST: usize = 1 << 20;
/// Most files of a language: ours have under 30.
const MOST: usize = 200;

/// A language as its folder has it.
#[derive(Clone, Debug)]
pub struct Addition {
    /// What is known of the language.
    pub language: Language,
    /// The Fluent sources by file name, such as `services.ftl`.
    pub files: BTreeMap<String, String>,
    /// What was translated from what.
    pub lock: Lock,
}

/// Why a language is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Its description.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// A file that is too large, not text, or one too many.
    #[error("{0}: {1}")]
    File(String, &'static str),
    /// Texts that it lacks.
    #[error("{file}: {} texts are missing: {}; translate them from the English ones", keys.len(), shown(keys))]
    Missing {
        /// The file that they belong in.
        file: String,
        /// Their keys.
        keys: Vec<String>,
    },
    /// Its `translated.toml`.
    #[error("{0}")]
    Lock(String),
}

fn shown(keys: &[String]) -> String {
    let first: Vec<&str> = keys.iter().take(20).map(String::as_str).collect();
    let more = if keys.len() > 20 { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

impl Addition {
    /// Reads the files of a language's folder, by name.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, Refused> {
        let text = |name: &str| -> Result<Option<&str>, Refused> {
            let Some(bytes) = files.get(name) else {
                return Ok(None);
            };
            if bytes.len() > LARGEST {
                return Err(Refused::File(name.to_owned(), "is larger than 1 MiB"));
            }
            let text = std::str::from_utf8(bytes);
            text.map(Some)
                .map_err(|_| Refused::File(name.to_owned(), "is not UTF-8"))
        };
        let manifest = text("language.toml")?.ok_or_else(|| {
            Refused::File(
                "language.toml".to_owned(),
                "is missing: it needs code = \"…\" and name = \"…\"",
            )
        })?;
        let language = Language::read(manifest)?;
        let lock = match text(Lock::NAME)? {
            Some(lock) => Lock::read(lock).map_err(|e| Refused::Lock(e.to_string()))?,
            None => Lock::of(Lang::EN.code()),
        };
        let names = files.keys().filter(|name| name.ends_with(".ftl"));
        let mut sources = BTreeMap::new();
        for name in names {
            if sources.len() >= MOST {
                return Err(Refused::File(name.clone(), "is one file too many"));
            }
            let source = text(name)?.unwrap_or_default();
            sources.insert(name.clone(), source.to_owned());
        }
        Ok(Self {
            language,
            files: sources,
            lock,
        })
    }

    /// The sources for a language's bundle, but for the files named.
    #[must_use]
    pub fn sources(&self, lang: Lang, but: &[&str]) -> Vec<Ftl> {
        let files = self.files.iter();
        let files = files.filter(|(name, _)| !but.contains(&name.trim_end_matches(".ftl")));
        files
            .map(|(name, source)| Ftl::new(lang, format!("{}/{name}", lang.code()), source.clone()))
            .collect()
    }

    /// What it lacks of the English sources, by the file that it belongs in.
    ///
    /// # Errors
    /// [`Refused::Missing`] for each topic that lacks texts.
    pub fn complete(&self, english: &[Ftl]) -> Result<(), Vec<Refused>> {
        let own: BTreeSet<String> = self.texts().into_iter().map(|t| t.key).collect();
        let mut lacking = Vec::new();
        for (file, texts) in topics(english) {
            let keys: Vec<String> = texts
                .into_iter()
                .map(|t| t.key)
                .filter(|key| !own.contains(key))
                .collect();
            if !keys.is_empty() {
                lacking.push(Refused::Missing { file, keys });
            }
        }
        if lacking.is_empty() {
            Ok(())
        } else {
            Err(lacking)
        }
    }

    /// The texts that are not known to say what the English ones say.
    #[must_use]
    pub fn stale(&self, english: &[Ftl]) -> Vec<Stale> {
        let sources: Vec<Text> = topics(english).into_values().flatten().collect();
        self.lock.stale(&self.language.code, &sources)
    }

    /// All its texts.
    #[must_use]
    pub fn texts(&self) -> Vec<Text> {
        self.files.values().flat_map(|s| messages_of(s)).collect()
    }
}

/// The English texts, by the file that their translations belong in: `services/en.ftl` is `services.ftl`.
fn topics(english: &[Ftl]) -> BTreeMap<String, Vec<Text>> {
    let mut all: BTreeMap<String, Vec<Text>> = BTreeMap::new();
    for ftl in english.iter().filter(|ftl| ftl.lang == Lang::EN) {
        all.entry(ftl.topic_file())
            .or_default()
            .extend(messages_of(&ftl.source));
    }
    all
}

impl Ftl {
    /// The file of a further language's folder that has this topic: `services.ftl`.
    #[must_use]
    pub fn topic_file(&self) -> String {
        let topic = self.name.split('/').next().unwrap_or_default();
        format!("{topic}.ftl")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        all.iter()
            .map(|(n, s)| ((*n).to_owned(), s.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_language_that_lacks_texts_is_told_which() {
        let english = Ftl::domain("services", "", "a = One\nb = Two\n", "");
        let spanish = files(&[
            ("language.toml", "code = \"es\"\nname = \"Español\""),
            ("services.ftl", "a = Uno\n"),
        ]);
        let spanish = Addition::read(&spanish).unwrap();
        let lacking = spanish.complete(&english).unwrap_err();
        assert_eq!(
            lacking[0].to_string(),
            "services.ftl: 1 texts are missing: b; translate them from the English ones"
        );
        assert_eq!(
            spanish.stale(&english).len(),
            2,
            "nobody has said that they were read"
        );
    }

    #[test]
    fn a_folder_without_description_is_refused() {
        let refused = Addition::read(&files(&[("services.ftl", "a = Uno\n")])).unwrap_err();
        assert!(
            refused.to_string().starts_with("language.toml: is missing"),
            "{refused}"
        );
        let large = "x".repeat(LARGEST + 1);
        let refused = Addition::read(&files(&[("language.toml", &large)])).unwrap_err();
        assert_eq!(refused.to_string(), "language.toml: is larger than 1 MiB");
    }
}
