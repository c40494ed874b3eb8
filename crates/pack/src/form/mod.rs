//! Forms: a data contract (JSON Schema 2020-12) and how it is asked.

mod accept;
mod answers;
mod browser;
mod condition;
mod error;
mod graph;
mod group;
mod read;

use std::fmt;

use dmn::feel::Expression;

pub use answers::Answers;
pub use condition::Condition;
pub use error::FieldError;
use graph::Graph;
pub use group::{Place, root};
pub(crate) use read::read;

/// What stands behind a typed date that is no day of the Hijri calendar.
pub const AH: &str = " AH";

/// A form, ready.
pub struct Form {
    /// Its id.
    pub id: String,
    pub(crate) pages: Vec<Page>,
    pub(crate) fields: Vec<Field>,
    pub(crate) graph: Graph,
    pub(crate) validator: jsonschema::Validator,
}

/// A page: one group of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id; its title is the text `form-<form>-page-<id>`.
    pub id: String,
    /// Its fields, in order.
    pub fields: Vec<String>,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; its label is the text `field-<form>-<name>`.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// How it is asked.
    pub widget: Widget,
    /// It must be answered where it is shown.
    pub required: bool,
    /// The answers to choose from.
    pub options: Vec<String>,
    /// Media types of files.
    pub accept: Vec<String>,
    /// It is written as a pattern says, such as a register number: digits are the same in every script.
    pub patterned: bool,
    /// Most characters.
    pub max_length: Option<u64>,
    /// Most files or answers.
    pub max_items: Option<u64>,
    /// The questions about each thing of a group.
    pub items: Vec<Field>,
    /// Computed by the system: FEEL.
    pub compute: Option<Expression>,
    /// Shown only when this holds: FEEL.
    pub when: Option<Expression>,
    /// Proposed from what is known: FEEL.
    pub prefill: Option<Expression>,
    /// Must hold besides the schema: FEEL.
    pub validate: Option<Expression>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A number, with fractions.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// A day, as ISO 8601 text.
    Date,
    /// One of its options.
    Choice,
    /// Some of its options.
    Choices,
    /// Files, by the hash of their content.
    Files,
    /// Several things, each with the same questions: a list of contexts.
    Group,
}

/// How a field is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Widget {
    /// One line of text.
    Text,
    /// Several lines.
    Textarea,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// Day, month and year.
    Date,
    /// One of few.
    Radios,
    /// One of many.
    Select,
    /// Any of few.
    Checkboxes,
    /// Yes or not.
    Checkbox,
    /// Files.
    File,
    /// Not asked: computed.
    Computed,
    /// The same questions for each of several things.
    Group,
}

impl Form {
    /// Its pages, in order.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Its fields, in the order of the pages.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// The questions on which a field depends, itself among them when it is asked: by what computes it and by the
    /// conditions under which they are shown.
    #[must_use]
    pub fn questions_behind(&self, field: &str) -> Vec<&str> {
        let place = |name: &str| self.fields.iter().position(|f| f.name == name);
        let (mut seen, mut next) = (Vec::new(), Vec::from_iter(place(field)));
        while let Some(at) = next.pop() {
            if !seen.contains(&at) {
                seen.push(at);
                next.extend(self.graph.reads(at));
            }
        }
        seen.sort_unstable();
        let asked = seen.into_iter().map(|at| &self.fields[at]);
        asked
            .filter(|f| f.compute.is_none())
            .map(|f| f.name.as_str())
            .collect()
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("id", &self.id)
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
