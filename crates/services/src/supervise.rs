//! A supervisor's overview: what is late, what nobody could be drawn for, what stopped, what could
//! not be delivered. A supervisor sees; they decide nothing, and move nothing but what stopped, with a second one.

use axum::extract::State;
use casework::case::read::stopped_cases;
use casework::store::{Link, Row as Columns};
use casework::{CaseNumber, Error, Parts, PersonId, people};
use jiff::Timestamp;
use maud::{Markup, html};
use pack::Pack;
use std::sync::Arc;
use web::components::{Task, TaskState, Tone, section, task_list};
use web::lang::Precision;
use web::{Access, Answer, Page, Problem, Routes, View};

use crate::office::{Office, Supervisor};
use crate::stopped::{Line, task};
use crate::{paths, words};

/// Lines of each list; what is behind them grows shorter as the first are mended.
const MOST: u32 = 100;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get(paths::OVERVIEW, Access::Role(crate::SUPERVISOR), overview)
}

/// A task that is late or waits for somebody to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Stuck {
    pub(crate) number: CaseNumber,
    pub(crate) pack: Arc<Pack>,
    pub(crate) element: String,
    pub(crate) role: String,
    pub(crate) due_at: Option<Timestamp>,
}

/// A notice that could not be delivered.
#[derive(Clone, Debug)]
pub(crate) struct Undelivered {
    pub(crate) number: Option<CaseNumber>,
    pub(crate) channel: String,
    /// The channel that is tried in its place.
    pub(crate) instead: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) error: String,
    pub(crate) next_at: Timestamp,
    pub(crate) given_up: bool,
}

/// What a supervisor of some agencies sees.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overview {
    pub(crate) late: Vec<Stuck>,
    pub(crate) waiting: Vec<Stuck>,
    pub(crate) stopped: Vec<Line>,
    pub(crate) undelivered: Vec<Undelivered>,
}

/// Reads the overview of the agencies where the person is a supervisor now.
pub(crate) async fn read(
    office: &Office,
    view: &View,
    person: PersonId,
) -> Result<Overview, Problem> {
    let found = office.read(view, move |link, parts| {
        let watched = people::supervised(link, parts, person)?;
        let mut all = Overview::default();
        for name in &watched {
            agency(link, parts, name, &mut all)?;
        }
        Ok((!watched.is_empty()).then_some(all))
    });
    found.await?.ok_or_else(Problem::forbidden)
}

fn agency(link: &mut Link, parts: &Parts, agency: &str, all: &mut Overview) -> Result<(), Error> {
    let sql = "select c.number, c.pack_hash, t.element, t.role, t.due_at from tasks t \
               join cases c on c.id = t.case_id where c.agency = $1 and t.state = 'open' \
               and t.overdue = $2 order by t.due_at limit $3";
    let rows = link.query(sql, &[agency.into(), true.into(), MOST.into()])?;
    all.late.extend(stuck(link, parts, &rows)?);
    let sql = "select c.number, c.pack_hash, t.element, t.role, t.due_at from tasks t \
               join cases c on c.id = t.case_id where c.agency = $1 and t.state = 'open' \
               and t.assignee is null order by t.opened_at limit $2";
    let rows = link.query(sql, &[agency.into(), MOST.into()])?;
    all.waiting.extend(stuck(link, parts, &rows)?);
    for line in stopped_cases(link, agency, None, MOST)? {
        let pack = parts.packs.get(link, &line.pack_hash)?;
        all.stopped.push((line, pack));
    }
    let sql = "select c.number, n.attempts, n.error, n.next_at, n.state, n.channel, i.channel \
               from notices n left join notices i on i.after_seq = n.seq \
               join cases c on c.id = n.case_id where c.agency = $1 and n.state <> 'sent' \
               and n.attempts > 0 order by n.seq desc limit $2";
    for row in link.query(sql, &[agency.into(), MOST.into()])? {
        all.undelivered.push(Undelivered {
            number: Some(number(&row, 0)?),
            channel: row.get(5)?,
            instead: row.get(6)?,
            attempts: row.get(1)?,
            error: row.get::<Option<String>>(2)?.unwrap_or_default(),
            next_at: row.get(3)?,
            given_up: row.get::<String>(4)? == "failed",
        });
    }
    Ok(())
}

fn stuck(link: &mut Link, parts: &Parts, rows: &[Columns]) -> Result<Vec<Stuck>, Error> {
    let mut all = Vec::new();
    for row in rows {
        all.push(Stuck {
            number: number(row, 0)?,
            pack: parts.packs.get(link, &row.get(1)?)?,
            element: row.get(2)?,
            role: row.get(3)?,
            due_at: row.get(4)?,
        });
    }
    Ok(all)
}

fn number(row: &Columns, index: usize) -> Result<CaseNumber, Error> {
    let text: String = row.get(index)?;
    let wrong = casework::store::StoreError::Column {
        index,
        wanted: "case number",
    };
    text.parse().map_err(|_| Error::Store(wrong))
}

async fn overview(supervisor: Supervisor, State(office): State<Office>) -> Answer<Page> {
    let view = &supervisor.view;
    let all = read(&office, view, supervisor.person).await?;
    let title = view.t("overview-title");
    let stopped: Vec<_> = all.stopped.iter().map(|line| task(view, line)).collect();
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("overview-lead")) }
        (part(view, "late", &tasks(view, &all.late, Tone::Bad)))
        (part(view, "waiting", &tasks(view, &all.waiting, Tone::Attention)))
        (part(view, "stopped", &stopped))
        @if !stopped.is_empty() { p { a href=(paths::INCIDENTS) { (view.t("stopped-list-all")) } } }
        (part(view, "undelivered", &undelivered(view, &all)))
        p { a href=(paths::VERSIONS) { (view.t("overview-versions")) } }
        p { a href=(paths::WEBHOOKS) { (view.t("webhooks-title")) } }
        p { a href=(paths::RETENTION) { (view.t("retention-title")) } }
    };
    Ok(view.page(title.clone()).main(main))
}

fn part(view: &View, id: &str, tasks: &[Task]) -> Markup {
    let heading = view.t(&format!("overview-{id}"));
    if tasks.is_empty() {
        let none = view.t(&format!("overview-{id}-none"));
        return section(id, &heading, &html! { p class="hint" { (none) } });
    }
    section(id, &heading, &task_list(tasks))
}

fn tasks(view: &View, stuck: &[Stuck], tone: Tone) -> Vec<Task> {
    let one = |s: &Stuck| Task {
        title: words::element(view, &s.pack, &s.element),
        href: Some(paths::case(s.number)),
        hint: Some(view.with(
            "work-line",
            &[
                ("service", words::service(view, &s.pack).into()),
                ("number", s.number.to_string().into()),
                ("role", words::role(view, &s.pack, &s.role).into()),
            ],
        )),
        state: TaskState {
            text: s.due_at.map_or_else(
                || view.t("overview-no-deadline"),
                |due| view.text.moment(due, Precision::Day),
            ),
            tone,
        },
    };
    stuck.iter().map(one).collect()
}

fn undelivered(view: &View, all: &Overview) -> Vec<Task> {
    let one = |u: &Undelivered| {
        let state = if let Some(instead) = &u.instead {
            view.with("overview-instead", &[("channel", instead.as_str().into())])
        } else if u.given_up {
            view.t("overview-given-up")
        } else {
            let next = view.text.moment(u.next_at, Precision::Minute);
            view.with("overview-next", &[("date", next.into())])
        };
        Task {
            title: view.with(
                "overview-notice-by",
                &[
                    ("attempts", u.attempts.into()),
                    ("channel", u.channel.as_str().into()),
                ],
            ),
            href: u.number.map(paths::case),
            hint: Some(u.error.clone()),
            state: TaskState {
                text: state,
                tone: if u.given_up && u.instead.is_none() {
                    Tone::Bad
                } else {
                    Tone::Attention
                },
            },
        }
    };
    all.undelivered.iter().map(one).collect()
}
