//! Buttons do something; links that look like buttons go somewhere.

use maud::{Markup, html};

/// A button that sends its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// The words: a verb.
    pub text: String,
    /// A lesser choice beside the main one.
    pub secondary: bool,
    /// Destroys something.
    pub warning: bool,
    /// The field that tells which of several buttons was pressed: name and value.
    pub field: Option<(String, String)>,
}

impl Button {
    /// The page's main button.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            secondary: false,
            warning: false,
            field: None,
        }
    }
}

/// A button. A second press within the same page does nothing where the script runs.
#[must_use]
pub fn button(b: &Button) -> Markup {
    let (name, value) = b.field.as_ref().map(|(n, v)| (n, v)).unzip();
    html! {
        button type="submit" class={ "button" (kind(b.secondary, b.warning)) } name=[name] value=[value] { (b.text) }
    }
}

fn kind(secondary: bool, warning: bool) -> &'static str {
    match (warning, secondary) {
        (true, _) => " button-warning",
        (false, true) => " button-secondary",
        (false, false) => "",
    }
}

/// A link with the weight of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkButton {
    /// Where it leads.
    pub href: String,
    /// The words.
    pub text: String,
    /// A lesser choice beside the main one.
    pub secondary: bool,
    /// The start of a journey, with an arrow.
    pub start: bool,
}

impl LinkButton {
    /// A main link.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
            secondary: false,
            start: false,
        }
    }
}

/// A link that looks like a button.
#[must_use]
pub fn link_button(l: &LinkButton) -> Markup {
    html! {
        a class={ "button" (kind(l.secondary, false)) @if l.start { " button-start" } } href=(l.href) {
            (l.text)
            @if l.start { (super::icon(super::Icon::Forward)) }
        }
    }
}

/// A hidden field.
#[must_use]
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
