//! Answers chosen from a list.

use super::Field;
use crate::lang::{Lang, Text};
use maud::{Markup, html};

/// One answer to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// The words.
    pub label: String,
    /// Help under the words.
    pub hint: Option<String>,
    /// The language of the words, where it is not the page's.
    pub lang: Option<Lang>,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            lang: None,
        }
    }
}

/// A question with answers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The question.
    pub field: Field,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The values chosen so far.
    pub chosen: Vec<String>,
    /// Short answers stand beside each other.
    pub inline: bool,
}

impl Choices {
    /// A question with one answer chosen, or none when `chosen` is empty.
    #[must_use]
    pub fn new(field: Field, choices: Vec<Choice>, chosen: impl Into<String>) -> Self {
        let chosen = Some(chosen.into())
            .filter(|c: &String| !c.is_empty())
            .into_iter()
            .collect();
        Self {
            field,
            choices,
            chosen,
            inline: false,
        }
    }
}

/// One answer of few.
#[must_use]
pub fn radios(t: &Text, c: &Choices) -> Markup {
    group(t, c, "radio")
}

/// Any of few answers.
#[must_use]
pub fn checkboxes(t: &Text, c: &Choices) -> Markup {
    group(t, c, "checkbox")
}

fn group(t: &Text, c: &Choices, kind: &str) -> Markup {
    let controls = html! {
        div class={ "choices" @if c.inline { " choices-inline" } } {
            @for (i, choice) in c.choices.iter().enumerate() {
                // The first has the field's own id, so that the error summary leads to it.
                @let id = if i == 0 { c.field.name.clone() } else { format!("{}-{}", c.field.name, i + 1) };
                @let hint = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
                div class="choice" {
                    input type=(kind) id=(id.as_str()) name=(c.field.name) value=(choice.value) checked[c.chosen.contains(&choice.value)] aria-describedby=[hint.as_deref()];
                    label for=(id.as_str()) lang=[choice.lang.map(Lang::code)] { (choice.label) }
                    @if let Some(text) = &choice.hint { p class="hint" id=[hint.as_deref()] { (text) } }
                }
            }
        }
    };
    c.field.wrap_group(t, None, &controls)
}

/// One answer of many, of which none is chosen at first.
#[must_use]
pub fn select(t: &Text, c: &Choices) -> Markup {
    let control = html! {
        select class="input" id=(c.field.id()) name=(c.field.name) aria-describedby=[c.field.described_by()] aria-invalid=[c.field.invalid()] {
            option value="" { (t.get("select-choose")) }
            @for choice in &c.choices {
                option value=(choice.value) selected[c.chosen.contains(&choice.value)] { (choice.label) }
            }
        }
    };
    c.field.wrap(t, &control)
}
