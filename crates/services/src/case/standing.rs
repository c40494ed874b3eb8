//! Where a case stands: status, deadline, time used, outcome.

use casework::case::hold::Hold;
use casework::case::read::Whole;
use casework::case::{Case, Status};
use maud::{Markup, html};
use pack::Pack;
use web::View;
use web::components::{Row, inset, summary_list, tag, time_bar};
use web::lang::Precision;

use crate::words;

/// A working day in the calendar's own unit.
const DAY: f64 = 86_400e6;

/// Where the case stands: status, deadline, outcome.
pub(super) fn standing(view: &View, whole: &Whole, held: Option<&Hold>) -> Markup {
    let case = &whole.case;
    let yours = whole.seat.is_applicants()
        && case
            .inside
            .open
            .values()
            .any(|t| t.role == pack::APPLICANT || t.waiting.is_some());
    let (tone, text) = words::status(view, case.status, yours);
    let opened = html! { (view.text.time(case.opened_at, Precision::Minute)) };
    let mut rows = vec![
        Row::new(view.t("case-status"), tag(tone, &text)),
        Row::new(view.t("case-opened"), opened),
    ];
    if let Some(outcome) = &case.outcome {
        let outcome = words::of(view, &whole.pack, &format!("outcome-{outcome}"));
        rows.insert(
            0,
            Row::new(view.t("case-outcome"), html! { strong { (outcome) } }),
        );
    }
    if let Some(days) = case.worked_days {
        let mut days = view.with("service-days", &[("days", days.into())]);
        if let Some(waited) = case.waited_days.filter(|d| *d > 0) {
            days.push_str(&view.with("case-waited", &[("days", waited.into())]));
        }
        rows.push(Row::new(view.t("case-worked"), html! { (days) }));
    }
    match (case.due_at, case.paused_at, case.status) {
        (_, Some(_), Status::Open | Status::Paused) => {
            rows.push(Row::new(
                view.t("case-due"),
                html! { (view.t("case-paused")) },
            ));
        }
        (Some(due), None, Status::Open | Status::Paused | Status::Incident) => {
            rows.push(Row::new(
                view.t("case-due"),
                html! { (view.text.time(due, Precision::Day)) },
            ));
        }
        _ => {}
    }
    if case.status != Status::Closed {
        let with: Vec<_> = case
            .inside
            .open
            .values()
            .map(|t| waits(view, whole, t))
            .collect();
        if !with.is_empty() {
            rows.push(Row::new(
                view.t("case-now"),
                html! { ul { @for w in with { li { (w) } } } },
            ));
        }
    }
    rows.extend(crate::retention::row(view, whole, held));
    html! {
        (summary_list(&rows))
        (time_used(view, whole))
        @if case.outcome.is_some() && whole.certificates.is_empty() { (inset(&html! { p { (words::of(view, &whole.pack, "service-appeal")) } })) }
    }
}

fn waits(view: &View, whole: &Whole, task: &casework::case::OpenTask) -> String {
    let role = words::role(view, &whole.pack, &task.role);
    let name = words::element(view, &whole.pack, &task.element);
    let key = if task.waiting.is_some() {
        "case-with-asked"
    } else if task.assignee.is_some() {
        "case-with"
    } else {
        "case-with-nobody"
    };
    view.with(key, &[("task", name.into()), ("role", role.into())])
}

/// How much of the time promised an open case has used. Paused, the bar stands still.
fn time_used(view: &View, whole: &Whole) -> Markup {
    let (case, pack) = (&whole.case, &whole.pack);
    // What was promised is what the version promised with which the case began.
    let promised = whole.pack_on(case.opened_at).promised;
    let (Some(promised), None) = (promised, case.closed_at) else {
        return Markup::default();
    };
    let Some(left) = left(view, case, pack) else {
        return Markup::default();
    };
    let used = f64::from(promised) - left as f64 / DAY;
    let days = used.ceil().clamp(0.0, f64::from(u32::MAX)) as u32;
    let words = view.with(
        "case-used",
        &[("used", days.into()), ("promised", promised.into())],
    );
    time_bar(&words, used / f64::from(promised.max(1)), left < 0)
}

fn left(view: &View, case: &Case, pack: &Pack) -> Option<i64> {
    let running = case.due_at.map(|due| pack.calendar.left(view.now, due));
    case.paused_left.or(running)
}
