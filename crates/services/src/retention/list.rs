//! The cases whose data will be erased, at the agencies that one watches over, those first that go first.

use std::fmt;
use std::str::FromStr;

use axum::extract::State;
use casework::PersonId;
use casework::people;
use casework::retention::{self, Leaving};
use jiff::SignedDuration;
use maud::html;
use web::api::Paging;
use web::components::{Pagination, Task, TaskState, Tone, pagination, task_list};
use web::lang::Precision;
use web::{Answer, Page, Problem, View};

use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// How far the list looks ahead, in days.
const DAYS: u32 = 90;

/// A place in the list: until when a case is kept, in µs, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(pub(crate) (i64, i64));

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self((at, id)) = self;
        write!(f, "{at}_{id}")
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, id) = text.split_once('_').unwrap_or((text, ""));
        let at: i64 = at.parse()?;
        // Nothing is kept beyond what the calendar has; a cursor that says so is none of ours.
        let bounds = jiff::Timestamp::MIN.as_microsecond()..jiff::Timestamp::MAX.as_microsecond();
        if !bounds.contains(&at) {
            return Err("".parse::<i64>().expect_err("nothing is no number"));
        }
        Ok(Self((at, id.parse()?)))
    }
}

/// The cases that will be erased within [`DAYS`], over all agencies of a person, after a place.
pub(crate) async fn leaving(
    office: &Office,
    view: &View,
    person: PersonId,
    (after, most): (Option<Place>, u32),
) -> Result<Vec<Leaving>, Problem> {
    let until = view.now + SignedDuration::from_hours(24 * i64::from(DAYS));
    let found = office.read(view, move |link, parts| {
        let watched = people::supervised(link, parts, person)?;
        let span = (after.map(|place| place.0), most as usize);
        let mut all = Vec::new();
        for agency in &watched {
            all.extend(retention::leaving(link, parts, agency, until, span)?);
        }
        all.sort_by_key(Leaving::place);
        all.truncate(most as usize);
        Ok((!watched.is_empty()).then_some(all))
    });
    found.await?.ok_or_else(Problem::forbidden)
}

pub(super) async fn list(
    supervisor: Supervisor,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page> {
    let view = &supervisor.view;
    let span = (paging.cursor()?, paging.limit + 1);
    let found = leaving(&office, view, supervisor.person, span).await?;
    let page = paging.page(found, |l| Place(l.place()).to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::RETENTION.to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let lines: Vec<_> = page.items.iter().map(|l| line(view, l)).collect();
    let title = view.t("retention-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.with("retention-lead", &[("days", DAYS.into())])) }
        @if lines.is_empty() { p class="hint" { (view.with("retention-none", &[("days", DAYS.into())])) } }
        @else { (task_list(&lines)) }
        (pagination(&view.text, &more))
    };
    let page = view.page(title.clone());
    Ok(page
        .crumb(paths::OVERVIEW, view.t("nav-overview"))
        .main(main))
}

fn line(view: &View, leaving: &Leaving) -> Task {
    let closed = view.text.moment(leaving.closed_at, Precision::Day);
    let args = [
        ("number", leaving.number.to_string().into()),
        ("date", closed.into()),
        (
            "law",
            words::of(view, &leaving.pack, "service-retention").into(),
        ),
    ];
    let state = if leaving.held {
        TaskState {
            text: view.t("retention-held"),
            tone: Tone::Attention,
        }
    } else {
        let until = view.text.moment(leaving.kept.until, Precision::Day);
        TaskState {
            text: view.with("retention-until", &[("date", until.into())]),
            tone: Tone::Neutral,
        }
    };
    Task {
        title: words::service(view, &leaving.pack),
        href: Some(paths::hold(leaving.number)),
        hint: Some(view.with("retention-line", &args)),
        state,
    }
}
