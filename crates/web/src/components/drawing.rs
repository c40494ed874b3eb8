//! A drawing that is larger than a phone.

use maud::{Markup, html};

/// A picture in a region of its own that scrolls, so that the page does not; `key`: what its colours mean. The label says what
/// the region is to those who reach it by keyboard or listen.
#[must_use]
pub fn drawing(label: &str, picture: &Markup, key: Option<&Markup>) -> Markup {
    html! {
        div class="drawing" {
            @if let Some(key) = key { p class="drawing-keys" { (key) } }
            div class="drawing-view" role="region" tabindex="0" aria-label=(label) { (picture) }
        }
    }
}
