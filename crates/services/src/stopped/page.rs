//! The page of a case that stopped: what, where, since when and why; what was proposed; the ways to mend it.

use axum::extract::{Path, State};
use casework::PersonId;
use casework::case::read::{self, Course, Incident, Proposal, Stopped, Whole};
use casework::case::{Seat, mend};
use casework::record::mend::Mend;
use maud::{Markup, html};
use web::components::{FieldError, NoticeKind};
use web::components::{Row, error_summary, inset, section, summary_list};
use web::forms::FormData;
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use super::forms;
use crate::case::{picture, seat};
use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// A case as the one who may mend it sees it.
pub(crate) struct Desk {
    pub(crate) person: PersonId,
    pub(crate) whole: Whole,
    pub(crate) stopped: Stopped,
    /// Why this supervisor may only look.
    pub(crate) barred: Option<&'static str>,
    course: Course,
}

impl Desk {
    /// The incident that the address names, else the first.
    pub(super) fn chosen(&self, view: &View) -> Option<&Incident> {
        let asked: Option<u64> = view.query_value("incident").parse().ok();
        let all = &self.stopped.incidents;
        let named = all.iter().find(|i| Some(i.stop.seq) == asked);
        named.or_else(|| all.first())
    }
}

/// The case, for a supervisor of its agency who is not at it in another way. Looking is an entry.
pub(crate) async fn desk(
    office: &Office,
    view: &View,
    person: PersonId,
    number: &str,
) -> Result<Desk, Problem> {
    let number = seat::number(number)?;
    let whole = seat::whole(office, view, person, number).await?;
    if !matches!(whole.seat, Seat::Supervisor(_)) {
        return Err(Problem::forbidden());
    }
    let now = view.now;
    let read = office.read(view, move |link, parts| {
        let stopped = read::stopped(link, parts, &whole)?;
        let course = read::course(link, parts, whole.case.id)?;
        let case = (&whole.case, &*whole.pack);
        let barred = mend::barred(link, parts, case, person, now)?;
        Ok(Desk {
            person,
            stopped,
            barred,
            course,
            whole,
        })
    });
    read.await
}

pub(super) async fn incident(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path(number): Path<String>,
) -> Answer<Page> {
    let view = &supervisor.view;
    let desk = desk(&office, view, supervisor.person, &number).await?;
    Ok(show(view, &desk, &FormData::default(), &[]))
}

/// The page; `errors` are those of the form that was sent.
pub(super) fn show(view: &View, desk: &Desk, form: &FormData, errors: &[FieldError]) -> Page {
    let whole = &desk.whole;
    let number = whole.case.number;
    let runs = desk.stopped.incidents.is_empty();
    let title = view.t(if runs {
        "stopped-over"
    } else {
        "stopped-title"
    });
    let chosen = desk.chosen(view);
    let may = desk.barred.is_none();
    let (waiting, past): (Vec<_>, Vec<_>) = desk
        .stopped
        .proposals
        .iter()
        .partition(|p| p.state == "waiting");
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &whole.pack)) " · " bdi dir="ltr" { (number) } }
        h1 { (title) }
        @if runs { p class="lead" { (view.t("stopped-over-text")) } }
        @for incident in &desk.stopped.incidents { (stopped(view, desk, incident)) }
        @if !waiting.is_empty() {
            (section("waiting", &view.t("mend-waiting"), &html! {
                @for p in &waiting { (inset(&html! { (proposal(view, desk, p)) @if may { (forms::decide(view, desk, p, form, errors)) } })) }
            }))
        }
        @if let Some(incident) = chosen {
            @if may { (forms::ways(view, desk, incident, form, errors)) }
            (section("drawing", &view.t("stopped-drawing"), &drawing(view, desk)))
        }
        @if !past.is_empty() {
            (section("past", &view.t("mend-past"), &html! { @for p in &past { (proposal(view, desk, p)) } }))
        }
        p { a href=(paths::case(number)) { (view.t("stopped-case")) } }
    };
    let page = view.page(title.clone()).with_errors(errors);
    let page = page.crumb(paths::INCIDENTS, view.t("stopped-list"));
    let page = match desk.barred {
        Some(why) => page.notice(
            NoticeKind::Warning,
            html! { p { (view.t(&format!("mend-barred-{why}"))) } },
        ),
        None => page,
    };
    page.main(main)
}

/// What stopped, where, since when and why.
fn stopped(view: &View, desk: &Desk, incident: &Incident) -> Markup {
    let (stop, whole) = (&incident.stop, &desk.whole);
    let id = format!("incident-{}", stop.seq);
    let place = match stop.element.as_str() {
        "" => view.t("stopped-nowhere"),
        element => words::element(view, &whole.pack, element),
    };
    let rows = [
        Row::new(
            view.t("stopped-since"),
            view.text.time(stop.since, Precision::Minute),
        ),
        Row::new(view.t("stopped-why"), html! { (explained(view, incident)) }),
        Row::new(
            view.t("stopped-text"),
            html! { bdi dir="ltr" { code { (stop.message) } } },
        ),
        Row::new(
            view.t("stopped-entry"),
            html! { a href=(paths::entry(whole.case.number, stop.seq)) { (view.t("stopped-entry-link")) } },
        ),
    ];
    let several = desk.stopped.incidents.len() > 1;
    section(
        &id,
        &view.with("stopped-at", &[("task", place.into())]),
        &html! {
            (summary_list(&rows))
            @if several && desk.barred.is_none() {
                p { a href={ (paths::incident(whole.case.number)) "?incident=" (stop.seq) "#mend" } { (view.t("mend-this")) } }
            }
        },
    )
}

/// Why the case stopped, in plain words.
pub(crate) fn explained(view: &View, incident: &Incident) -> String {
    view.t(&format!("stopped-why-{}", incident.why.as_str()))
}

fn drawing(view: &View, desk: &Desk) -> Markup {
    let elements: Vec<&str> = desk
        .stopped
        .incidents
        .iter()
        .map(|i| i.stop.element.as_str())
        .filter(|e| !e.is_empty())
        .collect();
    html! {
        @for element in &elements {
            p { a href={ "#bpmn-" (element) } { (view.with("drawing-go", &[("task", words::element(view, &desk.whole.pack, element).into())])) } }
        }
        (picture(view, &desk.whole, &desk.course, &elements))
    }
}

/// What somebody proposed, and what became of it.
fn proposal(view: &View, desk: &Desk, p: &Proposal) -> Markup {
    let pack = &desk.whole.pack;
    let by = view.t(if p.by == desk.person {
        "mend-by-you"
    } else {
        "mend-by-other"
    });
    let mut rows = Vec::new();
    if let Mend::Set(changes) = &p.mend {
        for change in changes {
            rows.push(Row::new(
                view.t("mend-old"),
                value(view, change.old.as_ref()),
            ));
            rows.push(Row::new(view.t("mend-new"), value(view, Some(&change.new))));
        }
    }
    let place = words::element(view, pack, &p.element);
    rows.push(Row::new(view.t("mend-where"), html! { bdi { (place) } }));
    rows.push(Row::new(view.t("mend-by"), html! { (by) }));
    rows.push(Row::new(
        view.t("mend-at"),
        view.text.time(p.at, Precision::Minute),
    ));
    rows.push(Row::new(
        view.t("mend-reason"),
        html! { p dir="auto" { (p.reason) } },
    ));
    if p.state != "waiting" {
        let state = view.t(&format!("mend-state-{}", p.state));
        rows.push(Row::new(view.t("mend-state"), html! { (state) }));
        if let Some(at) = p.decided_at {
            rows.push(Row::new(
                view.t("mend-since"),
                view.text.time(at, Precision::Minute),
            ));
        }
    }
    html! { h3 { (words::mend(view, pack, &p.mend)) } (summary_list(&rows)) }
}

/// A value as the process has it: who mends has to see which kind it is.
pub(super) fn value(view: &View, value: Option<&dmn::feel::Value>) -> Markup {
    match value {
        None => html! { span class="hint" { (view.t("mend-none")) } },
        Some(value) => html! { bdi dir="ltr" { code { (value.to_json()) } } },
    }
}
