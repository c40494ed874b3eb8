//! Plain ways of setting words apart.

use maud::{Markup, html};

/// A group of questions under one heading.
#[must_use]
pub fn fieldset(legend: &str, content: &Markup) -> Markup {
    html! { fieldset class="group" { legend class="legend" { (legend) } (content) } }
}

/// A part of a page under its own heading, to which `id` leads.
#[must_use]
pub fn section(id: &str, heading: &str, content: &Markup) -> Markup {
    html! { section class="section" aria-labelledby=(id) { h2 id=(id) { (heading) } (content) } }
}

/// Words that matter more than those around them.
#[must_use]
pub fn inset(content: &Markup) -> Markup {
    html! { div class="inset" { (content) } }
}

/// More for those who want it.
#[must_use]
pub fn details(summary: &str, content: &Markup) -> Markup {
    html! { details class="details" { summary { (summary) } div class="details-body" { (content) } } }
}

/// What a list says when it is empty, and what to do next.
#[must_use]
pub fn empty_state(heading: &str, text: &str, action: Option<&super::LinkButton>) -> Markup {
    html! {
        div class="empty" {
            (super::icon(super::Icon::Seal))
            h2 { (heading) }
            p { (text) }
            @if let Some(action) = action { p { (super::link_button(action)) } }
        }
    }
}

/// A thing to choose from several, such as a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub title: String,
    /// What it is, in a sentence.
    pub text: String,
    /// Short facts, such as the time promised.
    pub facts: Vec<String>,
}

/// One card.
#[must_use]
pub fn card(c: &Card) -> Markup {
    html! {
        div class="card" {
            h3 { a href=(c.href) { (c.title) } }
            @if !c.text.is_empty() { p { (c.text) } }
            @if !c.facts.is_empty() { ul class="facts" { @for fact in &c.facts { li { (fact) } } } }
        }
    }
}

/// Cards beside each other where there is room.
#[must_use]
pub fn cards(cards: &[Card]) -> Markup {
    html! { ul class="cards" { @for c in cards { li { (card(c)) } } } }
}
