//! The cases that stopped, at the agencies that one watches over.

use std::sync::Arc;

use axum::extract::State;
use casework::case::read::{StoppedLine, stopped_cases};
use casework::store::Link;
use casework::{CaseId, Error, Parts, PersonId, people};
use maud::html;
use pack::Pack;
use web::api::Paging;
use web::components::{Pagination, Task, TaskState, Tone, pagination, task_list};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// A stopped case, with the procedure that it runs on.
pub(crate) type Line = (StoppedLine, Arc<Pack>);

/// The stopped cases after `after`, over all agencies of a person, the oldest case first.
pub(crate) async fn lines(
    office: &Office,
    view: &View,
    person: PersonId,
    (after, most): (Option<CaseId>, u32),
) -> Result<Vec<Line>, Problem> {
    let found = office.read(view, move |link, parts| {
        let watched = people::supervised(link, parts, person)?;
        let all = of(link, parts, &watched, (after, most))?;
        Ok((!watched.is_empty()).then_some(all))
    });
    found.await?.ok_or_else(Problem::forbidden)
}

fn of(
    link: &mut Link,
    parts: &Parts,
    agencies: &[String],
    (after, most): (Option<CaseId>, u32),
) -> Result<Vec<Line>, Error> {
    let mut found = Vec::new();
    for agency in agencies {
        found.extend(stopped_cases(link, agency, after, most)?);
    }
    found.sort_by_key(|line| line.id);
    found.truncate(most as usize);
    let mut all = Vec::new();
    for line in found {
        let pack = parts.packs.get(link, &line.pack_hash)?;
        all.push((line, pack));
    }
    Ok(all)
}

pub(super) async fn list(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page> {
    let view = &supervisor.view;
    let span = (paging.cursor()?.map(CaseId), paging.limit + 1);
    let found = lines(&office, view, supervisor.person, span).await?;
    let page = paging.page(found, |(line, _)| line.id.to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::INCIDENTS.to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let tasks: Vec<_> = page.items.iter().map(|line| task(view, line)).collect();
    let title = view.t("stopped-list");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("stopped-list-lead")) }
        @if tasks.is_empty() { p class="hint" { (view.t("overview-stopped-none")) } } @else { (task_list(&tasks)) }
        (pagination(&view.text, &more))
    };
    let page = view.page(title.clone());
    Ok(page
        .crumb(paths::OVERVIEW, view.t("nav-overview"))
        .main(main))
}

/// A stopped case as a thing to do.
pub(crate) fn task(view: &View, (line, pack): &Line) -> Task {
    let since = view.text.moment(line.since, Precision::Minute);
    let args = [
        ("number", line.number.to_string().into()),
        ("date", since.into()),
    ];
    let state = match line.waiting {
        0 => TaskState {
            text: view.t("status-incident"),
            tone: Tone::Bad,
        },
        n => TaskState {
            text: view.with("stopped-list-waiting", &[("count", n.into())]),
            tone: Tone::Attention,
        },
    };
    Task {
        title: words::service(view, pack),
        href: Some(paths::incident(line.number)),
        hint: Some(view.with("stopped-list-line", &args)),
        state,
    }
}
