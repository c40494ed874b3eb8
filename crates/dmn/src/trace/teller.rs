//! Who tells: the words of a language, with what names and values are called in it.

use std::ops::Deref;

use super::words::Words;

/// What the names and texts of a model are called in the language of whoever reads an explanation. A model has them in one
/// language only; where this has nothing to say, they stand as the model writes them.
pub trait Vocabulary {
    /// A decision, by its id and its name.
    fn decision(&self, id: &str, name: &str) -> Option<String>;
    /// An input column or an entry of a result: by its expression or name (`application.zone`) and the model's own label.
    fn name(&self, source: &str, label: &str) -> Option<String>;
    /// A text that such a column, entry or decision holds.
    fn value(&self, source: &str, text: &str) -> Option<String>;
}

/// The model's own words.
pub(super) struct Plainly;

impl Vocabulary for Plainly {
    fn decision(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn name(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn value(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

/// The words of a language and a vocabulary.
pub(super) struct Teller<'v> {
    words: Words,
    vocabulary: &'v dyn Vocabulary,
}

impl Deref for Teller<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

impl<'v> Teller<'v> {
    pub(super) fn new(language: &str, vocabulary: &'v dyn Vocabulary) -> Teller<'v> {
        Teller {
            words: Words::of(language),
            vocabulary,
        }
    }

    pub(super) fn decision(&self, id: &str, name: &str) -> String {
        let called = self.vocabulary.decision(id, name);
        self.isolated(called.as_deref().unwrap_or(name))
    }

    pub(super) fn name(&self, source: &str, label: &str) -> String {
        let called = self.vocabulary.name(source, label);
        self.isolated(called.as_deref().unwrap_or(label))
    }

    pub(super) fn text(&self, source: &str, text: &str) -> String {
        let called = self.vocabulary.value(source, text);
        self.isolated(called.as_deref().unwrap_or(text))
    }
}
