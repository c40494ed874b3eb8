//! Answers in words.

use super::Field;
use crate::lang::Text;
use maud::{Markup, html};

/// What is typed, which decides keyboard and checks of the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A whole number: a text field with the keyboard of digits.
    Whole,
    /// A number with a fraction.
    Decimal,
    /// A one-time code.
    Code,
    /// A secret.
    Password,
    /// An address on the web.
    Url,
}

/// How long an answer is expected to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the column.
    #[default]
    Full,
    /// About 20 characters.
    Medium,
    /// About 10 characters.
    Short,
    /// About 4 characters.
    Tiny,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Medium => " width-medium",
            Self::Short => " width-short",
            Self::Tiny => " width-tiny",
        }
    }
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextInput {
    /// The question.
    pub field: Field,
    /// The answer so far.
    pub value: String,
    /// What is typed.
    pub kind: InputKind,
    /// The expected length.
    pub width: Width,
    /// The `autocomplete` token (HTML, section 4.10.18.7), such as `name` or `postal-code`.
    pub autocomplete: Option<&'static str>,
    /// A unit before the answer.
    pub prefix: Option<String>,
    /// A unit after the answer.
    pub suffix: Option<String>,
    /// Left to right in Arabic too: codes, addresses, numbers.
    pub ltr: bool,
}

impl TextInput {
    /// A line of words.
    #[must_use]
    pub fn new(field: Field, value: impl Into<String>) -> Self {
        Self {
            field,
            value: value.into(),
            ..Self::default()
        }
    }
}

/// A line of text.
#[must_use]
pub fn text_input(t: &Text, i: &TextInput) -> Markup {
    let (kind, mode) = match i.kind {
        InputKind::Text => ("text", None),
        InputKind::Email => ("email", Some("email")),
        InputKind::Tel => ("tel", Some("tel")),
        InputKind::Whole | InputKind::Code => ("text", Some("numeric")),
        InputKind::Decimal => ("text", Some("decimal")),
        InputKind::Password => ("password", None),
        InputKind::Url => ("url", Some("url")),
    };
    let ltr = i.ltr || !matches!(i.kind, InputKind::Text);
    let complete = i
        .autocomplete
        .or((i.kind == InputKind::Code).then_some("one-time-code"));
    let control = html! {
        div class="affixed" {
            @if let Some(p) = &i.prefix { span class="affix" aria-hidden="true" { (p) } }
            input class={ "input" (i.width.class()) } id=(i.field.id()) name=(i.field.name) type=(kind) inputmode=[mode] value=(i.value)
                autocomplete=[complete] dir=(if ltr { "ltr" } else { "auto" }) aria-describedby=[i.field.described_by()]
                aria-invalid=[i.field.invalid()];
            @if let Some(s) = &i.suffix { span class="affix" aria-hidden="true" { (s) } }
        }
    };
    i.field.wrap(t, &control)
}

/// Several lines of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextArea {
    /// The question.
    pub field: Field,
    /// The answer so far.
    pub value: String,
    /// Lines shown.
    pub rows: u8,
    /// Longest answer in characters, told beside the field.
    pub limit: Option<u32>,
}

impl TextArea {
    /// Five lines.
    #[must_use]
    pub fn new(field: Field, value: impl Into<String>) -> Self {
        Self {
            field,
            value: value.into(),
            rows: 5,
            limit: None,
        }
    }
}

/// Several lines of text.
#[must_use]
pub fn textarea(t: &Text, a: &TextArea) -> Markup {
    let control = html! {
        // A line break right after the tag is not part of the value (HTML, section 13.1.2.5).
        textarea class="input" id=(a.field.id()) name=(a.field.name) rows=(a.rows) dir="auto" data-limit=[a.limit]
            aria-describedby=[a.field.described_by()] aria-invalid=[a.field.invalid()] { "\n" (a.value) }
        @if let Some(limit) = a.limit {
            p class="hint" data-count=(a.field.id()) data-left=(t.with("field-left-many", &[("n", "{n}".into())])) { (t.with("field-limit", &[("count", limit.into())])) }
        }
    };
    a.field.wrap(t, &control)
}
