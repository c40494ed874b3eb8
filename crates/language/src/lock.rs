//! Which source each translation was made from: the file `translated.toml` beside the texts.
//!
//! ```toml
//! source = "en"
//! [ar]
//! service-name = "1f3a9c02"
//! ```
//! A translation is stale when its source no longer has that hash, and unread when the file has none for it.

use crate::ftl::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file's name, in a folder of texts.
const NAME: &str = "translated.toml";
/// What stands above the hashes in the file.
const HEAD: &str = "# For each translated text the hash of the source that it was translated from. Written by a command:\n# after you have read a translation against its source, mark it, and never edit this file by hand.\n";

/// What was translated from what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The code of the language that the others are translated from.
    pub source: String,
    /// By language, the hash of the source of each text.
    #[serde(flatten)]
    translated: BTreeMap<String, BTreeMap<String, String>>,
}

/// A translation that is not known to say what its source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The key of the text.
    pub key: String,
    /// It was read against an older source; else nobody has said that it was read.
    pub older: bool,
}

/// Why a `translated.toml` is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{NAME}: {0}; write it anew by the command that marks texts as translated")]
pub struct LockError(String);

impl Lock {
    /// The file's name, in a folder of texts.
    pub const NAME: &'static str = NAME;

    /// Nothing is translated yet.
    #[must_use]
    pub fn of(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            ..Self::default()
        }
    }

    /// Reads a `translated.toml`.
    ///
    /// # Errors
    /// [`LockError`], when it is none.
    pub fn read(text: &str) -> Result<Self, LockError> {
        toml::from_str(text).map_err(|e| LockError(e.message().to_owned()))
    }

    /// The file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = format!("{HEAD}source = \"{}\"\n", self.source);
        for (language, hashes) in &self.translated {
            out += &format!("\n[{language}]\n");
            for (key, hash) in hashes {
                out += &format!("{key} = \"{hash}\"\n");
            }
        }
        out
    }

    /// The translations into a language that are not known to say what their sources say.
    #[must_use]
    pub fn stale(&self, language: &str, sources: &[Text]) -> Vec<Stale> {
        if language == self.source {
            return Vec::new();
        }
        let known = self.translated.get(language);
        let stale = |text: &Text| {
            let hash = known.and_then(|k| k.get(&text.key));
            (hash != Some(&text.hash)).then(|| Stale {
                key: text.key.clone(),
                older: hash.is_some(),
            })
        };
        sources.iter().filter_map(stale).collect()
    }

    /// Keeps that these texts were read against their sources; all of them where no keys are named. Forgets texts that
    /// have no source any more. Returns how many were marked.
    pub fn mark(&mut self, language: &str, sources: &[Text], keys: &[String]) -> usize {
        let known = self.translated.entry(language.to_owned()).or_default();
        known.retain(|key, _| sources.iter().any(|text| text.key == *key));
        let mut marked = 0;
        for text in sources {
            let named = keys.is_empty() || keys.contains(&text.key);
            if named && known.get(&text.key) != Some(&text.hash) {
                known.insert(text.key.clone(), text.hash.clone());
                marked += 1;
            }
        }
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ftl::messages_of;

    #[test]
    fn a_translation_older_than_its_source_is_stale_until_it_is_read_again() {
        let before = messages_of("a = One\nb = Two\n");
        let mut lock = Lock::of("en");
        assert_eq!(lock.stale("ar", &before).len(), 2);
        assert!(lock.stale("ar", &before).iter().all(|s| !s.older));
        assert_eq!(lock.mark("ar", &before, &[]), 2);
        let lock_read = Lock::read(&lock.write()).unwrap();
        assert_eq!(lock_read, lock);
        assert_eq!(lock.stale("ar", &before), []);
        let after = messages_of("a = One\nb = Two of them\n");
        assert_eq!(
            lock.stale("ar", &after),
            [Stale {
                key: "b".into(),
                older: true
            }]
        );
        assert_eq!(lock.stale("en", &after), [], "the source is never stale");
        assert_eq!(
            lock.stale("fr", &after).len(),
            2,
            "another language is another matter"
        );
        assert_eq!(lock.mark("ar", &after, &["a".into()]), 0);
        assert_eq!(
            lock.stale("ar", &after).len(),
            1,
            "only what is named is marked"
        );
        assert_eq!(lock.mark("ar", &after, &["b".into()]), 1);
        assert_eq!(lock.stale("ar", &after), []);
    }

    #[test]
    fn what_has_no_source_any_more_is_forgotten() {
        let mut lock = Lock::of("en");
        lock.mark("ar", &messages_of("a = One\nb = Two\n"), &[]);
        lock.mark("ar", &messages_of("a = One\n"), &[]);
        assert!(!lock.write().contains("b ="));
        assert!(Lock::read("[ar]\nx = 1").is_err());
    }
}
