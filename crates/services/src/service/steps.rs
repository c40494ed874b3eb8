//! The steps of a procedure: who does them, how often they were passed, how long each was waited for.

use bpmn::diagram::{Mark, Marks};
use casework::case::read::{Step, Steps};
use maud::{Markup, html};
use pack::Pack;
use web::View;
use web::components::details;

use super::Described;
use crate::drawing::{self, Key};
use crate::words;

/// A working day in the calendar's own unit.
const DAY: f64 = 86_400e6;
/// Shades of waiting.
const SHADES: i64 = 4;

/// The steps that people do as a table, and what the system does.
pub(super) fn steps(view: &View, found: &Described) -> Markup {
    let (pack, measured) = (&found.pack, &found.steps);
    let some = !measured.steps.is_empty();
    html! {
        @if some { p { (view.with("steps-measured", &[("count", (measured.cases as u64).into())])) } }
        @else { p { (view.t("steps-unmeasured")) } }
        (table(view, pack, measured))
        p { (view.t("steps-system")) }
        (system(view, pack, measured))
    }
}

/// The whole procedure as a drawing: wide, so that it has the page's whole width.
pub(super) fn drawing(view: &View, found: &Described) -> Markup {
    let measured = &found.steps;
    let some = !measured.steps.is_empty();
    let keys: Vec<Key> = some.then(|| keys(view)).into_iter().flatten().collect();
    let picture = drawing::of(view, &found.pack, &marks(view, measured), &keys);
    details(&view.t("drawing-show"), &picture)
}

fn table(view: &View, pack: &Pack, measured: &Steps) -> Markup {
    let heads = ["task", "who", "passed", "wait"].map(|h| view.t(&format!("steps-{h}")));
    let some = !measured.steps.is_empty();
    html! {
        table class="stack" {
            caption class="visually-hidden" { (view.t("steps-heading")) }
            thead {
                tr {
                    th scope="col" { (heads[0]) }
                    th scope="col" { (heads[1]) }
                    @if some {
                        th scope="col" class="figure" { (heads[2]) }
                        th scope="col" class="figure" { (heads[3]) }
                    }
                }
            }
            tbody {
                @for (id, task) in in_order(pack) {
                    @let step = measured.steps.get(id);
                    tr {
                        th scope="row" { (words::element(view, pack, id)) }
                        td data-head=(heads[1]) { (words::role(view, pack, &task.role)) }
                        @if some {
                            td class="figure" data-head=(heads[2]) { (passed(view, step)) }
                            td class="figure" data-head=(heads[3]) { (waited(view, step)) }
                        }
                    }
                }
            }
        }
    }
}

/// How often the system did its steps, in the order of the model.
fn system(view: &View, pack: &Pack, measured: &Steps) -> Markup {
    let own = |n: &bpmn::NodeInfo<'_>| !pack.tasks.contains_key(n.id);
    let counted =
        |n: bpmn::NodeInfo<'_>| Some((words::element(view, pack, n.id), measured.steps.get(n.id)?));
    let all: Vec<_> = pack
        .process
        .nodes()
        .filter(own)
        .filter_map(counted)
        .collect();
    html! {
        @if !all.is_empty() {
            ul class="facts" {
                @for (name, step) in &all {
                    li { bdi { (name) } ": " (view.with("steps-system-count", &[("count", (step.passed as u64).into())])) }
                }
            }
        }
    }
}

/// The people's tasks in the order of the model.
fn in_order(pack: &Pack) -> impl Iterator<Item = (&str, &pack::Task)> {
    let task = |n: bpmn::NodeInfo<'_>| pack.tasks.get_key_value(n.id);
    pack.process
        .nodes()
        .filter_map(task)
        .map(|(id, task)| (id.as_str(), task))
}

fn passed(view: &View, step: Option<&Step>) -> String {
    match step {
        Some(step) => view.text.number(step.passed as i64),
        None => view.t("steps-few"),
    }
}

fn waited(view: &View, step: Option<&Step>) -> String {
    match step.and_then(|s| s.wait) {
        Some(micros) => wait(view, micros),
        None => view.t("answer-none"),
    }
}

/// A working time in whole days; a day of the calendar has no hours.
fn wait(view: &View, micros: i64) -> String {
    let days = micros as f64 / DAY;
    if days < 1.0 {
        return view.t("steps-short");
    }
    let days = days.round().min(f64::from(u32::MAX)) as u32;
    view.with("service-days", &[("days", days.into())])
}

/// The heat of waiting, the number of passings, and both in words.
fn marks(view: &View, measured: &Steps) -> Marks {
    let longest = measured.steps.values().filter_map(|s| s.wait).max();
    // Where nothing waits for a day, nothing is hot.
    let longest = longest.unwrap_or_default().max(DAY as i64);
    let mark = |(id, step): (&String, &Step)| {
        let passed = step.passed as u64;
        let (class, words) = match step.wait {
            Some(waited) => {
                let shade = (waited * SHADES + longest - 1) / longest;
                let args = [
                    ("passed", passed.into()),
                    ("wait", wait(view, waited).into()),
                ];
                let class = format!("heat-{}", shade.clamp(1, SHADES));
                (class, view.with("steps-mark", &args))
            }
            // Nobody waits for what the system does.
            None => {
                let words = view.with("steps-system-count", &[("count", passed.into())]);
                (String::new(), words)
            }
        };
        let mark = Mark {
            class,
            badge: Some(format!("{}×", view.text.number(step.passed as i64))),
            words: Some(words),
        };
        (id.clone(), mark)
    };
    measured.steps.iter().map(mark).collect()
}

fn keys(view: &View) -> Vec<Key> {
    let key = |class, words: &str| Key {
        class,
        words: view.t(words),
    };
    vec![
        key("heat-1", "drawing-wait-short"),
        key("heat-4", "drawing-wait-long"),
        key("count", "drawing-passed"),
    ]
}
