use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field.
    pub field: String,
    /// A fixed name of what is wrong: `required`, `too_short`, `too_long`, `minimum`, `maximum`, `pattern`, `format`, `type`, `choice`,
    /// `too_few`, `too_many`, `unknown`, `custom`, `departure_reason`, `hijri_year`, `hijri_month`, `hijri_day`.
    pub code: std::borrow::Cow<'static, str>,
    /// What the sentence needs: `limit`, `format`.
    pub args: BTreeMap<String, String>,
}

impl FieldError {
    /// An error without arguments.
    #[must_use]
    pub fn new(field: &str, code: &'static str) -> FieldError {
        FieldError {
            field: field.to_owned(),
            code: code.into(),
            args: BTreeMap::new(),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: impl std::fmt::Display) -> FieldError {
        self.args.insert(name.to_owned(), format!("{value}"));
        self
    }
}
