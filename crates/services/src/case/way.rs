//! The case's way through the procedure: the tasks that were done, the one at hand, and those that
//! may follow from there.

use std::collections::BTreeSet;

use casework::case::Status;
use casework::case::read::Whole;
use casework::store::Link;
use casework::{CaseId, Error};
use jiff::Timestamp;
use maud::{Markup, html};
use pack::Pack;
use web::View;
use web::components::{Station, StationState, stations};
use web::lang::Precision;

use crate::words;

/// A task that was done: its element, and when.
pub(super) struct Passed {
    element: String,
    at: Timestamp,
}

/// The tasks that people have done, in the order in which they did them.
pub(super) fn passed(link: &mut Link, case: CaseId) -> Result<Vec<Passed>, Error> {
    let sql = "select element, done_at from tasks where case_id = $1 and done_at is not null \
               and state <> 'open' order by done_at, job";
    let rows = link.query(sql, &[case.into()])?;
    let one = |row: &casework::store::Row| {
        Ok::<_, Error>(Passed {
            element: row.get(0)?,
            at: row.get(1)?,
        })
    };
    rows.iter().map(one).collect()
}

/// The way as stations, from sending to the outcome.
pub(super) fn way(view: &View, whole: &Whole, passed: &[Passed]) -> Markup {
    let (case, pack) = (&whole.case, &whole.pack);
    let day = |at| Some(view.text.time(at, Precision::Day));
    let mut all = vec![station(
        view.t("case-opened"),
        day(case.opened_at),
        StationState::Done,
    )];
    for p in passed {
        all.push(station(
            words::element(view, whole.pack_on(p.at), &p.element),
            day(p.at),
            StationState::Done,
        ));
    }
    let open: Vec<&str> = case
        .inside
        .open
        .values()
        .map(|t| t.element.as_str())
        .collect();
    for task in case.inside.open.values() {
        let role = words::role(view, pack, &task.role);
        let note = html! { (role) };
        all.push(station(
            words::element(view, pack, &task.element),
            Some(note),
            StationState::Now,
        ));
    }
    if case.status != Status::Closed {
        for element in may_follow(pack, &open) {
            all.push(station(
                words::element(view, pack, element),
                None,
                StationState::Later,
            ));
        }
    }
    if let (Some(outcome), Some(at)) = (&case.outcome, case.closed_at) {
        let outcome = words::of(view, pack, &format!("outcome-{outcome}"));
        all.push(station(outcome, day(at), StationState::Done));
    }
    stations(&view.text, &all)
}

fn station(name: String, note: Option<Markup>, state: StationState) -> Station {
    Station { name, note, state }
}

/// The tasks of people that can be reached from those at hand, in the order of the model. What leads
/// back to a task at hand is no news, and is left out with it.
fn may_follow<'p>(pack: &'p Pack, open: &[&str]) -> Vec<&'p str> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut edge: Vec<&str> = open
        .iter()
        .filter_map(|e| pack.process.node(e))
        .map(|n| n.id)
        .collect();
    while let Some(here) = edge.pop() {
        let next = pack
            .process
            .flows()
            .filter(|f| f.source == here)
            .map(|f| f.target);
        for target in next.collect::<Vec<_>>() {
            if seen.insert(target) {
                edge.push(target);
            }
        }
    }
    let own = |id: &&str| pack.tasks.contains_key(*id) && seen.contains(id) && !open.contains(id);
    pack.process.nodes().map(|n| n.id).filter(own).collect()
}
