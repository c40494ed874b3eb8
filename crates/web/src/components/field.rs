//! What all questions share: label, hint, error, and how they are tied together.

use crate::lang::Text;
use maud::{Markup, html};

/// A question of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The form field's name; its id too.
    pub name: String,
    /// The question.
    pub label: String,
    /// Help, between question and answer.
    pub hint: Option<String>,
    /// What is wrong with the answer and how to mend it.
    pub error: Option<String>,
    /// The question is the page's heading.
    pub heading: bool,
    /// The answer may be left out, and the label says so.
    pub optional: bool,
}

impl Field {
    /// A question.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Adds help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the error of this field, if there is one among these.
    #[must_use]
    pub fn errors(mut self, errors: &[FieldError]) -> Self {
        self.error = errors
            .iter()
            .find(|e| e.name == self.name)
            .map(|e| e.text.clone());
        self
    }

    /// Makes the question the page's heading.
    #[must_use]
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }

    /// Marks the answer as optional.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The id that labels and the error summary point to.
    pub(super) fn id(&self) -> &str {
        &self.name
    }

    /// The ids of hint and error, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let ids = [
            self.hint.as_ref().map(|_| format!("{}-hint", self.name)),
            self.error.as_ref().map(|_| format!("{}-error", self.name)),
        ];
        let ids: Vec<_> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid` where there is an error.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    /// The question with the word "optional" where it is.
    fn label_text(&self, t: &Text) -> Markup {
        html! {
            (self.label)
            @if self.optional { " " span class="optional" { (t.get("field-optional")) } }
        }
    }

    fn notes(&self, t: &Text) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p class="hint" id={ (self.name) "-hint" } { (hint) } }
            @if let Some(error) = &self.error {
                p class="field-error" id={ (self.name) "-error" } {
                    span class="visually-hidden" { (t.get("error-prefix")) " " } (error)
                }
            }
        }
    }

    /// One control with its label.
    pub(super) fn wrap(&self, t: &Text, control: &Markup) -> Markup {
        html! {
            div class={ "field" @if self.error.is_some() { " field-invalid" } } {
                @if self.heading {
                    h1 class="label-heading" { label for=(self.id()) { (self.label_text(t)) } }
                } @else {
                    label class="label" for=(self.id()) { (self.label_text(t)) }
                }
                (self.notes(t)) (control)
            }
        }
    }

    /// Several controls, or several sets of them, under one question.
    #[must_use]
    pub fn group(&self, t: &Text, controls: &Markup) -> Markup {
        self.wrap_group(t, None, controls)
    }

    /// Several controls under one question.
    pub(super) fn wrap_group(&self, t: &Text, id: Option<&str>, controls: &Markup) -> Markup {
        html! {
            fieldset class={ "field" @if self.error.is_some() { " field-invalid" } } id=[id] aria-describedby=[self.described_by()] {
                legend class="label" {
                    @if self.heading { h1 class="label-heading" { (self.label_text(t)) } } @else { (self.label_text(t)) }
                }
                (self.notes(t)) (controls)
            }
        }
    }
}

/// A mistake in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub name: String,
    /// What to do.
    pub text: String,
}

impl FieldError {
    /// A mistake in a field.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// The errors of one field.
pub fn field_errors<'a>(errors: &'a [FieldError], name: &'a str) -> impl Iterator<Item = &'a str> {
    errors
        .iter()
        .filter(move |e| e.name == name)
        .map(|e| e.text.as_str())
}

/// All mistakes at the head of the page, each a link to its field. Nothing when there are none.
#[must_use]
pub fn error_summary(t: &Text, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="error-summary" role="alert" tabindex="-1" data-focus {
                h2 { (t.get("error-summary-title")) }
                ul { @for e in errors { li { a href={ "#" (e.name) } { (e.text) } } } }
            }
        }
    }
}
