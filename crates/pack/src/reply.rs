//! Templates of what an official writes to the applicant: the pack's words, with gaps that the system fills.

use std::collections::{BTreeMap, BTreeSet};

use crate::Pack;

/// What a template may leave open, as Fluent variables: the applicant's name, the case's number, the service's name, the
/// office's name, what the task at hand is called, and until when it has to be done.
pub const PLACEHOLDERS: [&str; 6] = [
    "applicant",
    "number",
    "service",
    "office",
    "task",
    "deadline",
];

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfilled {
    /// The pack has no such template, or none in this language.
    Unknown,
    /// Nothing is known for these of its placeholders; a text with a gap is no text.
    Missing(Vec<String>),
}

impl Pack {
    /// The template's text in `language`, with `values` in its places.
    ///
    /// # Errors
    /// [`Unfilled`]; a value of nothing but space counts as missing.
    pub fn reply(
        &self,
        language: &str,
        id: &str,
        values: &BTreeMap<&str, String>,
    ) -> Result<String, Unfilled> {
        let key = format!("reply-{id}");
        if !self.replies.iter().any(|r| r == id) || !self.texts.has(language, &key) {
            return Err(Unfilled::Unknown);
        }
        let wanted = self.texts.variables(language, &key);
        let known = |name: &str| values.get(name).is_some_and(|v| !v.trim().is_empty());
        let missing: BTreeSet<_> = wanted.into_iter().filter(|name| !known(name)).collect();
        if !missing.is_empty() {
            return Err(Unfilled::Missing(missing.into_iter().collect()));
        }
        let args: Vec<_> = values.iter().map(|(k, v)| (*k, v.clone())).collect();
        Ok(self.texts.format(language, &key, &args))
    }
}
