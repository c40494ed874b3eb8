//! An official's work list: what was drawn for them, the most urgent first. Nothing can be picked.

use std::sync::Arc;

use axum::extract::State;
use casework::case::read::{DoneLine, Load, TaskLine, done_lately, load, work_list};
use maud::{Markup, html};
use pack::Pack;
use web::api::Paging;
use web::components::{
    LinkButton, Pagination, Task, TaskState, Tone, empty_state, link_button, pagination, section,
    task_list,
};
use web::lang::Precision;
use web::{Access, Answer, Page, Problem, Routes, View};

use crate::office::{Office, Official};
use crate::{paths, words};

/// A task that is due within this many hours is marked.
const SOON: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// What was done in the last days is one step away, so many tasks of it.
const LATELY: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);
const DONE: u32 = 10;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get(paths::WORK, Access::Role(crate::OFFICIAL), work)
}

async fn work(official: Official, paging: Paging, State(office): State<Office>) -> Answer<Page> {
    let (view, person) = (&official.view, official.person);
    let (after, most) = (offset(&paging)?, paging.limit + 1);
    let lines = office.read(view, move |link, parts| {
        let mut lines = Vec::new();
        for line in work_list(link, person, after, most)? {
            let pack = parts.packs.get(link, &line.pack_hash)?;
            lines.push((line, pack));
        }
        let now = parts.clock.now();
        let mut done = Vec::new();
        for line in done_lately(link, person, now - LATELY, DONE)? {
            let pack = parts.packs.get(link, &line.pack_hash)?;
            done.push((line, pack));
        }
        Ok((lines, load(link, person, now)?, done))
    });
    let (lines, load, done) = lines.await?;
    let page = paging.page(lines, |_| (after + u64::from(paging.limit)).to_string());
    let more = Pagination {
        first: (after > 0).then(|| paths::WORK.to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("work-title");
    let list: Vec<_> = page
        .items
        .iter()
        .map(|(line, pack)| row(view, line, pack))
        .collect();
    let main = html! {
        h1 { (title) }
        @if list.is_empty() {
            (empty_state(&view.t("work-none"), &view.t("work-none-text"), None))
        } @else {
            (lead(view, load))
            @if let Some((line, pack)) = page.items.first().filter(|_| after == 0) { (next(view, line, pack)) }
            (task_list(&list))
        }
        (pagination(&view.text, &more))
        @if after == 0 && !done.is_empty() { (lately(view, &done)) }
    };
    Ok(view.page(title.clone()).main(main))
}

/// Where a page of the list begins: after so many tasks.
pub(crate) fn offset(paging: &Paging) -> Result<u64, Problem> {
    let after: Option<u32> = paging.cursor()?;
    Ok(after.unwrap_or(0).into())
}

/// The way back to what was just done: to write to the applicant, or to correct a slip.
fn lately(view: &View, done: &[(DoneLine, Arc<Pack>)]) -> Markup {
    let lines = html! {
        ul {
            @for (line, pack) in done {
                li {
                    a href=(paths::case(line.number)) { (words::element(view, pack, &line.element)) " · " bdi dir="ltr" class="case-number" { (line.number) } }
                    " · " (view.text.time(line.done_at, Precision::Minute))
                }
            }
        }
    };
    section("done", &view.t("desk-done"), &lines)
}

fn lead(view: &View, load: Load) -> Markup {
    let mut counts = vec![view.with("desk-open", &[("count", load.open.into())])];
    if load.late > 0 {
        counts.push(view.with("desk-late", &[("count", load.late.into())]));
    }
    if load.waiting > 0 {
        counts.push(view.with("desk-waiting", &[("count", load.waiting.into())]));
    }
    html! {
        p class="lead" { (counts.join(" · ")) }
        p class="hint" { (view.t("work-lead")) }
    }
}

/// The way on without a search: the task whose deadline comes first, unless all wait for applicants.
fn next(view: &View, line: &TaskLine, pack: &Pack) -> Markup {
    if line.waits_until.is_some() {
        return Markup::default();
    }
    let name = words::element(view, pack, &line.element);
    let title = view.with("desk-next", &[("task", name.into())]);
    html! { p { (link_button(&LinkButton::new(paths::task(line.number, line.job), title))) } }
}

fn row(view: &View, line: &TaskLine, pack: &Arc<Pack>) -> Task {
    let late = line.overdue || line.due_at.is_some_and(|due| due < view.now);
    let soon = line
        .due_at
        .is_some_and(|due| due.duration_since(view.now) < SOON);
    let (tone, key) = match (late, soon) {
        _ if line.waits_until.is_some() => (Tone::Neutral, "desk-paused"),
        (true, _) => (Tone::Bad, "work-overdue"),
        (_, true) => (Tone::Attention, "work-soon"),
        _ => (Tone::Active, "work-open"),
    };
    let mut hint = view.with(
        "work-line",
        &[
            ("service", words::service(view, pack).into()),
            ("number", line.number.to_string().into()),
            ("role", words::role(view, pack, &line.role).into()),
        ],
    );
    if let Some(due) = line.due_at {
        let due = view.text.moment(due, Precision::Minute);
        hint.push(' ');
        hint.push_str(&view.with("work-due", &[("date", due.into())]));
    }
    if let Some(until) = line.waits_until {
        let until = view.text.moment(until, Precision::Minute);
        hint.push(' ');
        hint.push_str(&view.with("desk-paused-until", &[("date", until.into())]));
    }
    Task {
        title: words::element(view, pack, &line.element),
        href: Some(paths::task(line.number, line.job)),
        hint: Some(hint),
        state: TaskState {
            text: view.t(key),
            tone,
        },
    }
}
