//! Ways to choose from by what one is in, such as the events of a life: a picture and a word each.

use maud::{Markup, html};

/// A way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signpost {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub title: String,
    /// What is found there, in a few words.
    pub text: String,
    /// The picture: an SVG path on 24 × 24, drawn with a line.
    pub picture: &'static str,
}

/// Ways beside each other where there is room.
#[must_use]
pub fn signposts(all: &[Signpost]) -> Markup {
    html! {
        ul class="signposts" {
            @for s in all {
                li {
                    a href=(s.href) {
                        svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" { path d=(s.picture) {} }
                        span { strong { (s.title) } @if !s.text.is_empty() { span class="hint" { (s.text) } } }
                    }
                }
            }
        }
    }
}
