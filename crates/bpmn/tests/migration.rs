//! Running cases move to a new version of their process, with every change named, or stay with the reason.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod drawing;

use std::collections::BTreeMap;

use bpmn::migrate::{self, Plan};
use bpmn::{Command, Event, Program, State};
use dmn::feel::{Context, Environment};
use jiff::Timestamp;

fn environment() -> Environment {
    Environment::at(Timestamp::UNIX_EPOCH)
}

fn begun(program: &Program) -> State {
    let start = Command::Start {
        process: None,
        vars: Context::new(),
    };
    bpmn::run(program, State::default(), &start, &environment())
        .unwrap()
        .0
}

fn plan(old: &Program, new: &Program, state: &State, mapping: &[(&str, &str)]) -> Plan {
    let mapping: BTreeMap<String, String> = mapping
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect();
    migrate::plan(old, new, state, &mapping)
}

fn said(changes: &[migrate::Change]) -> Vec<String> {
    changes
        .iter()
        .map(|c| format!("{}: {}", c.element, c.what))
        .collect()
}

/// The state after a move, in the new version.
fn moved(new: &Program, state: &State, plan: &Plan) -> State {
    let events: Vec<Event> = migrate::migrate(new, state, plan, &environment()).unwrap();
    let mut after = state.clone();
    events.iter().for_each(|event| after.apply(new, event));
    after
}

const OLD: &str = "s: start\nt: user\nb: boundary on=t /after P5D\nu: user\ne: end\nf: end\ns -> t\nt -> u\nu -> e\nb -> f";

#[test]
fn the_same_ids_need_no_mapping_and_nothing_changes() {
    let (old, new) = (drawing::program(OLD), drawing::program(OLD));
    let state = begun(&old);
    let plan = plan(&old, &new, &state, &[]);
    assert_eq!(
        (said(&plan.changes), said(&plan.problems)),
        (vec![], vec![])
    );
    assert_eq!(
        migrate::migrate(&new, &state, &plan, &environment()),
        Ok(vec![])
    );
}

#[test]
fn a_step_that_is_gone_keeps_the_case_where_it_is() {
    let (old, new) = (
        drawing::program(OLD),
        drawing::program("s: start\nu: user\ne: end\ns -> u\nu -> e"),
    );
    let state = begun(&old);
    let plan = plan(&old, &new, &state, &[]);
    assert_eq!(
        said(&plan.problems),
        ["t: the new version has no element `t`: say in the mapping where the case goes on"]
    );
    assert!(migrate::migrate(&new, &state, &plan, &environment()).is_err());
}

#[test]
fn a_mapped_step_goes_on_under_its_new_id() {
    let text = OLD
        .replace("t: user", "check: user")
        .replace("on=t", "on=check")
        .replace("-> t\n", "-> check\n")
        .replace("t -> u", "check -> u");
    let (old, new) = (drawing::program(OLD), drawing::program(&text));
    let state = begun(&old);
    let plan = plan(&old, &new, &state, &[("t", "check")]);
    assert_eq!(
        (said(&plan.changes), said(&plan.problems)),
        (vec!["t: becomes `check`".to_owned()], vec![])
    );
    let after = moved(&new, &state, &plan);
    assert_eq!(after.active(), ["check"]);
    let job = after.jobs().next().unwrap();
    assert_eq!((&*job.element, after.timers().count()), ("check", 1));
    let complete = Command::Complete {
        job: job.key,
        vars: Context::new(),
    };
    let (after, _) = bpmn::run(&new, after, &complete, &environment()).unwrap();
    assert_eq!(after.active(), ["u"]);
}

#[test]
fn a_deadline_is_added_taken_away_and_kept_with_its_time() {
    let added = OLD.replace("u: user", "m: boundary on=t cancelActivity=false /message post\nv: service\ng: end\nm -> v\nv -> g\nu: user");
    let (old, new) = (drawing::program(OLD), drawing::program(&added));
    let state = begun(&old);
    let with = plan(&old, &new, &state, &[]);
    assert_eq!(
        said(&with.changes),
        ["t: `m` is waited for from now on: message `post`"]
    );
    let after = moved(&new, &state, &with);
    assert_eq!(
        after
            .subscriptions()
            .map(|s| s.name.to_string())
            .collect::<Vec<_>>(),
        ["post"]
    );
    let back = plan(&new, &old, &after, &[]);
    assert_eq!(
        said(&back.changes),
        ["t: `m` is waited for no more: message `post`"]
    );
    assert_eq!(moved(&old, &after, &back).subscriptions().count(), 0);
    let longer = drawing::program(&OLD.replace("P5D", "P9D"));
    let later = plan(&old, &longer, &state, &[]);
    assert_eq!(later.changes.len(), 1);
    let due = state.timers().next().unwrap().due;
    assert_eq!(
        moved(&longer, &state, &later).timers().next().unwrap().due,
        due,
        "what was promised stays"
    );
}

#[test]
fn another_sort_of_step_or_another_place_is_a_problem() {
    let old = drawing::program(OLD);
    let state = begun(&old);
    let service = drawing::program(&OLD.replace("t: user", "t: service"));
    assert_eq!(plan(&old, &service, &state, &[]).problems.len(), 1);
    let inside = drawing::program(
        "s: start\np: sub {\ni: start\nt: user\no: end\ni -> t\nt -> o\n}\ne: end\ns -> p\np -> e",
    );
    let problems = said(&plan(&old, &inside, &state, &[]).problems);
    assert_eq!(
        problems,
        ["t: `t` is in another process or sub-process of the new version"]
    );
}

#[test]
fn several_runs_in_progress_are_not_made_one() {
    let old = drawing::program(&OLD.replace("t: user", "t: user /times 3"));
    let new = drawing::program(OLD);
    let state = begun(&old);
    assert_eq!(
        said(&plan(&old, &new, &state, &[]).problems),
        ["t: is repeated in another way in the new version while it runs"]
    );
}
