//! The way of a process as a picture: a line a stage, time along it. What it shows stands in words
//! beside it.

use maud::{Markup, html};
use redflags::date::{civil, days};
use web::View;

use super::{Stage, Step, Story};

/// Units of the drawing.
const WIDE: i32 = 760;
const LANE: i32 = 44;
const TOP: i32 = 34;
/// Where the time begins, after the stages' names.
const BEGIN: i32 = 150;
const END: i32 = WIDE - 50;
/// Fewest days that the picture spans: a single day would have no length.
const LEAST_SPAN: i32 = 30;
/// Most marks of years or months.
const MOST_TICKS: usize = 7;

/// The picture; nothing for a process without dates.
#[must_use]
pub(crate) fn picture(view: &View, story: &Story) -> Option<Markup> {
    let (first, last) = story.days()?;
    let scale = Scale {
        first,
        span: (last - first).max(LEAST_SPAN),
        mirrored: view.lang().dir() == "rtl",
    };
    let stages: Vec<Stage> = Stage::ALL
        .into_iter()
        .filter(|stage| story.steps.iter().any(|s| s.stage == *stage))
        .collect();
    let high = TOP + LANE * stages.len() as i32 + 10;
    let title = view.t("contract-story-picture");
    Some(html! {
        svg class="story" viewBox={ "0 0 " (WIDE) " " (high) } width=(WIDE) height=(high) role="img" aria-labelledby="story-title story-desc" {
            title id="story-title" { (title) }
            desc id="story-desc" { (in_words(view, story)) }
            @for (day, label) in ticks(view, &scale) {
                @let x = scale.x(day);
                line class="story-tick" x1=(x) x2=(x) y1=(TOP - 8) y2=(high - 6) {}
                text class="story-when" x=(x) y=(TOP - 14) text-anchor="middle" { (label) }
            }
            @for (n, stage) in stages.iter().enumerate() {
                @let y = TOP + LANE * n as i32 + LANE / 2;
                text class="story-stage" x=(scale.start()) y=(y + 5) { (view.t(&format!("stage-{}", stage.code()))) }
                line class="story-lane" x1=(scale.flip(BEGIN)) x2=(scale.flip(END)) y1=(y) y2=(y) {}
                @for step in story.steps.iter().filter(|s| s.stage == *stage) { (mark(&scale, step, y)) }
            }
        }
    })
}

/// A point, or a bar for what takes time.
fn mark(scale: &Scale, step: &Step, y: i32) -> Markup {
    let Some(from) = step.from.or(step.to) else {
        return Markup::default();
    };
    let to = step.to.unwrap_or(from).max(from);
    let (a, b) = (scale.x(from), scale.x(to));
    let class = format!("story-mark story-{}", step.stage.code());
    html! {
        @if to > from {
            rect class=(class) x=(a.min(b)) y=(y - 7) width=((a - b).abs().max(3)) height="14" rx="4" {}
        } @else {
            circle class=(class) cx=(a) cy=(y) r="7" {}
        }
    }
}

struct Scale {
    first: i32,
    span: i32,
    mirrored: bool,
}

impl Scale {
    fn x(&self, day: i32) -> i32 {
        let along = i64::from(day - self.first) * i64::from(END - BEGIN - 20);
        self.flip(BEGIN + 10 + (along / i64::from(self.span)) as i32)
    }

    /// In Arabic time runs from right to left, as the words do.
    fn flip(&self, x: i32) -> i32 {
        if self.mirrored { WIDE - x } else { x }
    }

    /// Where a line of words begins; an SVG's text runs as the page does.
    fn start(&self) -> i32 {
        self.flip(8)
    }
}

/// Beginnings of years, or of months where it was not so long.
fn ticks(view: &View, scale: &Scale) -> Vec<(i32, String)> {
    let last = scale.first + scale.span;
    let (from, to) = (civil(scale.first), civil(last));
    let years: Vec<_> = (from.0 + 1..=to.0)
        .filter_map(|year| Some((days(year, 1, 1)?, view.text.year(year))))
        .collect();
    let all = if years.len() >= 2 {
        years
    } else {
        let months = (from.0 * 12 + from.1 as i32)..=(to.0 * 12 + to.1 as i32 - 1);
        months
            .filter_map(|n| {
                let (year, month) = (n.div_euclid(12), n.rem_euclid(12) + 1);
                let label = view.text.month(year, month);
                Some((days(year, month, 1)?, label))
            })
            .collect()
    };
    let every = all.len().div_ceil(MOST_TICKS).max(1);
    all.into_iter().step_by(every).collect()
}

/// What the picture shows, for those who listen.
fn in_words(view: &View, story: &Story) -> String {
    let said = story.steps.iter().filter_map(|step| {
        let from = super::super::show::day(view, i64::from(step.from?))?;
        let stage = view.t(&format!("stage-{}", step.stage.code()));
        let to = step
            .to
            .and_then(|d| super::super::show::day(view, i64::from(d)));
        Some(match to {
            Some(to) => view.with(
                "contract-step-period",
                &[
                    ("stage", stage.into()),
                    ("from", from.into()),
                    ("to", to.into()),
                ],
            ),
            None => view.with(
                "contract-step-day",
                &[("stage", stage.into()), ("day", from.into())],
            ),
        })
    });
    said.take(30).collect::<Vec<_>>().join(". ")
}
