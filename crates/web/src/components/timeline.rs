//! What has happened, the newest last.

use super::{Icon, icon};
use crate::lang::{Precision, Text};
use jiff::Timestamp;
use maud::{Markup, html};

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// When; nothing for what is still to come.
    pub at: Option<Timestamp>,
    /// What kind of thing.
    pub icon: Icon,
    /// What, in a few words.
    pub title: String,
    /// More about it.
    pub text: Option<Markup>,
    /// Where its proof is.
    pub proof: Option<String>,
    /// It is happening now.
    pub current: bool,
}

/// The course of something.
#[must_use]
pub fn timeline(t: &Text, events: &[Event]) -> Markup {
    html! {
        ol class="timeline" {
            @for e in events {
                li class=(match (e.current, e.at) { (true, _) => "event event-current", (false, None) => "event event-later", _ => "event" }) aria-current=[e.current.then_some("step")] {
                    span class="event-icon" { (icon(e.icon)) }
                    div class="event-body" {
                        h3 { (e.title) }
                        @if let Some(at) = e.at { p class="event-time" { (t.time(at, Precision::Minute)) } }
                        @if let Some(text) = &e.text { div { (text) } }
                        @if let Some(href) = &e.proof {
                            p class="event-proof" { a href=(href) { (icon(Icon::Seal)) (t.get("timeline-proof")) span class="visually-hidden" { ": " (e.title) } } }
                        }
                    }
                }
            }
        }
    }
}
