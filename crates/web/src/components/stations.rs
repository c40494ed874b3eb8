//! The way of something through its steps: what is done, where it is, what may follow.

use crate::lang::Text;
use maud::{Markup, html};

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StationState {
    /// It was passed.
    Done,
    /// Somebody is at it.
    Now,
    /// It may follow.
    #[default]
    Later,
}

/// A step on the way.
#[derive(Clone, Debug)]
pub struct Station {
    /// What it is called.
    pub name: String,
    /// When it was passed, or who is at it.
    pub note: Option<Markup>,
    /// How far it is.
    pub state: StationState,
}

/// The steps as stations of a line, one below the other. The state is said in words, too.
#[must_use]
pub fn stations(t: &Text, all: &[Station]) -> Markup {
    html! {
        ol class="stations" {
            @for s in all {
                @let (class, said) = match s.state {
                    StationState::Done => ("station station-done", "steps-done"),
                    StationState::Now => ("station station-now", "station-now"),
                    StationState::Later => ("station", "station-later"),
                };
                li class=(class) aria-current=[(s.state == StationState::Now).then_some("step")] {
                    span class="station-name" { (s.name) }
                    @if s.state == StationState::Later { span class="station-note" { (t.get(said)) } }
                    @else { span class="visually-hidden" { " " (t.get(said)) } }
                    @if let Some(note) = &s.note { span class="station-note" { (note) } }
                }
            }
        }
    }
}

/// How much of a time has passed: a bar, with the same in words above it.
#[must_use]
pub fn time_bar(words: &str, share: f64, late: bool) -> Markup {
    let width = format!("{:.1}", 100.0 * share.clamp(0.0, 1.0));
    html! {
        div class={ "time-bar" @if late { " time-bar-late" } } {
            p { (words) }
            svg class="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" { rect width=(width) height="8" {} }
        }
    }
}
