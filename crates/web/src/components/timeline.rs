//! What has happened, the newest first.

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

/// The course of something, given the newest first: whoever comes back wants to know what is new.
#[must_use]
pub fn timeline(t: &Text, events: &[Event]) -> Markup {
    html! {
        ol class="timeline" reversed {
            @for e in events {
                li class=(class(e)) aria-current=[e.current.then_some("step")] {
                    span class="event-icon" { (icon(e.icon)) }
                    div class="event-body" {
                        h3 { (e.title) }
                        @if e.at.is_some() || e.proof.is_some() {
                            p class="event-time" {
                                @if let Some(at) = e.at { (t.time(at, Precision::Minute)) " " }
                                @if let Some(href) = &e.proof {
                                    a class="event-proof" href=(href) { (icon(Icon::Seal)) (t.get("timeline-proof")) span class="visually-hidden" { ": " (e.title) } }
                                }
                            }
                        }
                        @if let Some(text) = &e.text { div { (text) } }
                    }
                }
            }
        }
    }
}

fn class(e: &Event) -> &'static str {
    match (e.current, e.at) {
        (true, _) => "event event-current",
        (false, None) => "event event-later",
        _ => "event",
    }
}
