//! Running cases move to a new version of their process, with every change named, or stay with the reason.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod drawing;

use std::collections::BTreeMap;

use bpmn::migrate::{self, Mapping, Plan};
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
    migrate::plan(old, new, state, &mapped(mapping))
}

fn mapped(elements: &[(&str, &str)]) -> Mapping {
    let pair = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    Mapping {
        elements: elements.iter().map(pair).collect::<BTreeMap<_, _>>(),
        ..Mapping::default()
    }
}

fn said(changes: &[migrate::Change]) -> Vec<String> {
    changes.iter().map(ToString::to_string).collect()
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

/// Every job done until none is left that is not one of `but`.
fn work(program: &Program, mut state: State, but: &[&str]) -> State {
    loop {
        let job = state.jobs().find(|j| !but.contains(&&*j.element));
        let Some(job) = job.map(|j| j.key) else {
            return state;
        };
        let command = Command::Complete {
            job,
            vars: Context::new(),
        };
        state = bpmn::run(program, state, &command, &environment())
            .unwrap()
            .0;
    }
}

fn again(events: &[&str]) -> Mapping {
    Mapping {
        again: events.iter().map(|e| (*e).to_owned()).collect(),
        ..Mapping::default()
    }
}

#[test]
fn a_timer_is_counted_anew_where_the_mapping_says_so() {
    let old = drawing::program(OLD);
    let new = drawing::program(&OLD.replace("P5D", "P9D"));
    let state = begun(&old);
    let plan = migrate::plan(&old, &new, &state, &again(&["b"]));
    assert_eq!(
        said(&plan.changes),
        ["t: `b` is counted anew: after P9D, from now on; it was due 1970-01-06T00:00:00Z"]
    );
    let after = moved(&new, &state, &plan);
    let due: Vec<String> = after.timers().map(|t| t.due.to_string()).collect();
    assert_eq!(due, ["1970-01-10T00:00:00Z"]);
    let kept = migrate::plan(&old, &new, &state, &Mapping::default());
    assert_eq!(
        said(&kept.changes),
        [
            "t: `b` is after P9D and was after P5D: the timer that runs keeps its time, 1970-01-06T00:00:00Z"
        ]
    );
}

#[test]
fn a_reminder_that_fired_does_not_fire_again() {
    let text = "s: start\nt: user\nb: boundary on=t cancelActivity=false /after PT1H\nr: task\nx: end\ne: end\ns -> t\nt -> e\nb -> r\nr -> x";
    let old = drawing::program(text);
    let state = begun(&old);
    let timer = state.timers().next().unwrap().key;
    let (state, _) = bpmn::run(&old, state, &Command::Fire { timer }, &environment()).unwrap();
    let new = drawing::program(&text.replace("PT1H", "PT2H"));
    let plan = plan(&old, &new, &state, &[]);
    assert_eq!(said(&plan.changes), Vec::<String>::new());
    assert_eq!(moved(&new, &state, &plan).timers().count(), 0);
}

#[test]
fn event_sub_processes_of_a_scope_are_waited_for_as_the_new_version_draws_them() {
    let text = "s: start\nt: user\ne: end\ns -> t\nt -> e\n";
    let with = |message: &str| {
        format!(
            "{text}v: subProcess triggeredByEvent=true {{\nvs: start /message {message}\nvt: user\nve: end\nvs -> vt\nvt -> ve\n}}"
        )
    };
    let (none, post, call) = (
        drawing::program(text),
        drawing::program(&with("post")),
        drawing::program(&with("call")),
    );
    let state = begun(&none);
    let plan_in = plan(&none, &post, &state, &[]);
    assert_eq!(
        said(&plan_in.changes),
        ["main: `vs` is waited for from now on: message `post`"]
    );
    assert_eq!(
        plan_in.added.iter().map(String::as_str).collect::<Vec<_>>(),
        ["vt"]
    );
    let state = moved(&post, &state, &plan_in);
    let names = |state: &State| -> Vec<String> {
        state.subscriptions().map(|s| s.name.to_string()).collect()
    };
    assert_eq!(names(&state), ["post"]);
    let other = plan(&post, &call, &state, &[]);
    let state = moved(&call, &state, &other);
    assert_eq!(names(&state), ["call"]);
    let out = plan(&call, &none, &state, &[]);
    assert_eq!(
        said(&out.changes),
        ["main: `vs` is waited for no more: message `call`"]
    );
    assert_eq!(names(&moved(&none, &state, &out)), Vec::<String>::new());
}

const PARALLEL: &str = "s: start\ng: and\na: user\nb: user\nj: and\ne: end\ns -> g\ng -> a\ng -> b\na -> j\nb -> j\nj -> e";

#[test]
fn a_case_that_would_wait_for_a_branch_that_it_never_took_stays() {
    let old = drawing::program(PARALLEL);
    let three = drawing::program(&PARALLEL.replace("a -> j", "c: user\ng -> c\nc -> j\na -> j"));
    let state = begun(&old);
    assert_eq!(
        said(&plan(&old, &three, &state, &[]).problems),
        ["j: the case would wait there for ever: for tokens that never come"]
    );
}

#[test]
fn a_case_with_two_tokens_does_not_move_to_where_there_is_one() {
    let old = drawing::program(PARALLEL);
    let row = drawing::program("s: start\na: user\nb: user\ne: end\ns -> a\na -> b\nb -> e");
    let state = begun(&old);
    let problems = said(&plan(&old, &row, &state, &[]).problems);
    assert!(
        problems.contains(
            &"b: two tokens could come there, and what follows would be done twice".to_owned()
        ),
        "{problems:?}"
    );
}

#[test]
fn a_token_that_waits_at_a_join_keeps_its_way_under_another_id() {
    let old = drawing::program(PARALLEL);
    let new = drawing::program(
        &PARALLEL
            .replace("a: user", "check: user")
            .replace("g -> a\n", "g -> check\n")
            .replace("a -> j\n", "check -> j\n"),
    );
    let state = work(&old, begun(&old), &["b"]);
    assert_eq!(state.active(), ["b", "j"]);
    let there = plan(&old, &new, &state, &[("a", "check")]);
    assert_eq!(said(&there.problems), Vec::<String>::new());
    let after = work(&new, moved(&new, &state, &there), &[]);
    assert!(after.ended(), "both ways were taken: {:?}", after.active());
    assert_eq!(
        said(&plan(&old, &new, &state, &[]).problems),
        ["j: a token waits there that came by `a_j`, which the new version does not have"]
    );
}

#[test]
fn runs_go_on_as_planned_and_by_the_new_rule_after() {
    let text = "s: start\nt: user /times 3\nb: boundary on=t /after P5D\ne: end\nf: end\ns -> t\nt -> e\nb -> f";
    let (old, new) = (
        drawing::program(text),
        drawing::program(&text.replace("times 3", "times 5")),
    );
    let state = begun(&old);
    let first = state.jobs().next().unwrap().key;
    let complete = Command::Complete {
        job: first,
        vars: Context::new(),
    };
    let (state, _) = bpmn::run(&old, state, &complete, &environment()).unwrap();
    let there = plan(&old, &new, &state, &[]);
    assert_eq!(
        said(&there.changes),
        [
            "t: is repeated `5` times and was `3` times: 1 of 3 runs are done, and those that were planned stay"
        ]
    );
    let after = moved(&new, &state, &there);
    assert_eq!((after.jobs().count(), after.timers().count()), (2, 1));
    assert!(work(&new, after, &[]).ended());
}

const CALLS: &str = "<process id=\"inner\" isExecutable=\"true\"><startEvent id=\"is\"/><userTask id=\"it\"/><endEvent id=\"ie\"/><sequenceFlow id=\"i1\" sourceRef=\"is\" targetRef=\"it\"/><sequenceFlow id=\"i2\" sourceRef=\"it\" targetRef=\"ie\"/></process>";

fn calling(called: &str, inner: &str) -> Program {
    let xml = drawing::xml(&format!(
        "s: start\nc: call calledElement={called}\ne: end\ns -> c\nc -> e"
    ));
    let xml = xml.replace("</definitions>", &format!("{inner}</definitions>"));
    Program::compile(&bpmn::read(xml.as_bytes()).unwrap()).unwrap()
}

fn begun_main(program: &Program) -> State {
    let start = Command::Start {
        process: Some("main".into()),
        vars: Context::new(),
    };
    bpmn::run(program, State::default(), &start, &environment())
        .unwrap()
        .0
}

#[test]
fn a_called_process_moves_with_its_caller_and_is_not_changed_for_another() {
    let old = calling("inner", CALLS);
    let state = begun_main(&old);
    assert_eq!(state.active(), ["c", "it"]);
    let other = CALLS
        .replace("\"inner\"", "\"other\"")
        .replace("\"i", "\"o");
    let both = format!("{CALLS}{other}");
    let new = calling("other", &both);
    assert_eq!(
        said(&plan(&old, &new, &state, &[]).problems),
        ["c: called `inner`, which runs, and calls `other` in the new version"]
    );
    let renamed = CALLS.replace("\"inner\"", "\"within\"");
    let new = calling("within", &renamed);
    let there = plan(&old, &new, &state, &[("inner", "within")]);
    assert_eq!(said(&there.problems), Vec::<String>::new());
    assert!(work(&new, moved(&new, &state, &there), &[]).ended());
}

const UNDO: &str = "s: start\nc: user\nb: boundary on=c /compensate\nx: service isForCompensation=true\nbx: association sourceRef=b targetRef=x\nt: user\nr: throw /compensate\ne: end\ns -> c\nc -> t\nt -> r\nr -> e";

#[test]
fn what_was_done_can_still_be_undone_or_the_case_stays() {
    let old = drawing::program(UNDO);
    let state = work(&old, begun(&old), &["t"]);
    let new = drawing::program("s: start\nc: user\nt: user\ne: end\ns -> c\nc -> t\nt -> e");
    assert_eq!(
        said(&plan(&old, &new, &state, &[]).problems),
        ["c: was done and could be undone by x, and could not in the new version"]
    );
    let other = UNDO
        .replace("x: service", "y: service")
        .replace("bx:", "by:")
        .replace("targetRef=x", "targetRef=y");
    let new = drawing::program(&other);
    let there = plan(&old, &new, &state, &[]);
    assert_eq!(
        said(&there.changes),
        ["c: would be undone by y and not by x"]
    );
    let after = work(&new, moved(&new, &state, &there), &["y"]);
    assert_eq!(after.active(), ["r", "y"]);
    assert!(work(&new, after, &[]).ended());
}

#[test]
fn a_case_moves_in_the_midst_of_undoing() {
    let old = drawing::program(UNDO);
    let state = work(&old, begun(&old), &["x"]);
    assert_eq!(state.active(), ["r", "x"]);
    let new = drawing::program(
        &UNDO
            .replace("e: end", "n: user\ne: end")
            .replace("r -> e", "r -> n\nn -> e"),
    );
    let there = plan(&old, &new, &state, &[]);
    assert_eq!(said(&there.problems), Vec::<String>::new());
    let after = work(&new, moved(&new, &state, &there), &["n"]);
    assert_eq!(after.active(), ["n"]);
    let nothing = drawing::program(&UNDO.replace("r: throw /compensate", "r: throw /signal z"));
    let problems = said(&plan(&old, &nothing, &state, &[]).problems);
    assert_eq!(
        problems,
        ["r: is undoing what was done, and would undo something else"]
    );
}

#[test]
fn the_plan_tells_what_lies_ahead_and_what_it_reads() {
    let old = drawing::program(OLD);
    let new = drawing::program(
        &OLD.replace(
            "u: user",
            "v: service\ng: xor default=g_v\ng -> v else\nw: user\ng -> w if income > 5\nw -> e",
        )
        .replace("t -> u", "t -> g")
        .replace("u -> e", "v -> e"),
    );
    let plan = plan(&old, &new, &begun(&old), &[]);
    let list =
        |names: &std::collections::BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>();
    assert_eq!(list(&plan.added), ["v", "w"]);
    assert_eq!(list(&plan.gone), ["u"]);
    assert_eq!(list(&plan.reads), ["income"]);
}

#[test]
fn a_mapping_that_names_what_is_not_there_is_told() {
    let program = drawing::program(OLD);
    let unknown = mapped(&[("nowhere", "t"), ("u", "nothing")]).unknown(&program, &program);
    assert_eq!(
        said(&unknown),
        [
            "nothing: is in the mapping, and not in the new version",
            "nowhere: is in the mapping, and not in the old version"
        ]
    );
    assert_eq!(again(&["b"]).unknown(&program, &program), []);
}

#[test]
fn two_elements_may_change_their_ids() {
    let text = "s: start\ng: and\na: user\nb: user\nj: and\ne: end\ns -> g\ng -> a\ng -> b\na -> j\nb -> j\nj -> e";
    let (old, new) = (drawing::program(text), drawing::program(text));
    let state = work(&old, begun(&old), &["b"]);
    let there = plan(&old, &new, &state, &[("a", "b"), ("b", "a")]);
    assert_eq!(said(&there.problems), Vec::<String>::new());
    let after = moved(&new, &state, &there);
    assert_eq!(after.active(), ["a", "j"]);
    assert!(work(&new, after, &[]).ended());
}
