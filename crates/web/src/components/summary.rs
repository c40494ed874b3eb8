//! Questions with their answers, to check before sending.

use maud::{Markup, html};

/// Where an answer can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The address of the question.
    pub href: String,
    /// The word: change.
    pub text: String,
}

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Row {
    /// The question, short.
    pub key: String,
    /// The answer.
    pub value: Markup,
    /// Where it can be changed.
    pub change: Option<Change>,
}

impl Row {
    /// A row that cannot be changed.
    #[must_use]
    pub fn new(key: impl Into<String>, value: Markup) -> Self {
        Self {
            key: key.into(),
            value,
            change: None,
        }
    }

    /// Adds a link to change the answer.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.change = Some(Change {
            href: href.into(),
            text: text.into(),
        });
        self
    }
}

/// A list of questions with answers.
#[must_use]
pub fn summary_list(rows: &[Row]) -> Markup {
    html! {
        dl class="summary" {
            @for row in rows {
                div class="summary-row" {
                    dt { (row.key) }
                    dd class="summary-value" { (row.value) }
                    @if let Some(change) = &row.change {
                        dd class="summary-change" { a href=(change.href) { (change.text) span class="visually-hidden" { " " (row.key) } } }
                    }
                }
            }
        }
    }
}
