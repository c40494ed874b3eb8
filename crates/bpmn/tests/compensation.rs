//! An event that undoes and does not wait: `waitForCompletion="false"`.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod drawing;

use bpmn::{Command, Event, Outcome, Program, State};
use dmn::feel::{Context, Environment};
use jiff::Timestamp;

/// Two things that can be undone, an event that undoes, and a step behind it that can be undone too.
fn drawn(throw: &str, waits: bool) -> Program {
    let undo = |id: &str| {
        format!(
            "{id}: user\nb{id}: boundary on={id} /compensate\nx{id}: service isForCompensation=true\na{id}: association sourceRef=b{id} targetRef=x{id}\n"
        )
    };
    let event = if waits {
        "<compensateEventDefinition/>"
    } else {
        "<compensateEventDefinition waitForCompletion=\"false\"/>"
    };
    let text = format!(
        "s: start\n{}{}{}r: {throw} /xml {event}\ns -> c\nc -> d\nd -> r\n",
        undo("c"),
        undo("d"),
        undo("n")
    );
    let after = if throw == "end" {
        "s -> n\ne: end\nn -> e"
    } else {
        "e: end\nr -> n\nn -> e"
    };
    drawing::program(&(text + after))
}

struct Case {
    program: Program,
    state: State,
    done: Vec<String>,
}

impl Case {
    fn new(program: Program) -> Case {
        let mut case = Case {
            program,
            state: State::default(),
            done: Vec::new(),
        };
        case.act(&Command::Start {
            process: None,
            vars: Context::new(),
        });
        case
    }

    fn act(&mut self, command: &Command) {
        let environment = Environment::at(Timestamp::UNIX_EPOCH);
        let state = std::mem::take(&mut self.state);
        let (state, events) = bpmn::run(&self.program, state, command, &environment).unwrap();
        self.state = state;
        self.done.extend(events.iter().filter_map(|e| match e {
            Event::Done { e } => Some(e.to_string()),
            _ => None,
        }));
    }

    fn complete(&mut self, element: &str) {
        let job = self.state.jobs().find(|j| *j.element == *element);
        let job = job.unwrap_or_else(|| panic!("{element}: {:?}", self.state.active()));
        let command = Command::Complete {
            job: job.key,
            vars: Context::new(),
        };
        self.act(&command);
    }
}

#[test]
fn who_waits_goes_on_when_everything_is_undone() {
    let mut case = Case::new(drawn("throw", true));
    case.complete("c");
    case.complete("d");
    assert_eq!(case.state.active(), ["r", "xd"]);
    case.complete("xd");
    case.complete("xc");
    assert_eq!(case.state.active(), ["n"]);
}

#[test]
fn who_does_not_wait_goes_on_at_once_and_undoes_only_what_was_done_before() {
    let mut case = Case::new(drawn("throw", false));
    case.complete("c");
    case.complete("d");
    assert_eq!(case.state.active(), ["n", "r", "xd"]);
    assert_eq!(case.done.iter().filter(|e| *e == "r").count(), 1);
    case.complete("n");
    assert_eq!(
        case.state.active(),
        ["r", "xd"],
        "the case does not end before it is undone"
    );
    case.complete("xd");
    assert_eq!(
        case.state.active(),
        ["r", "xc"],
        "the last first; what came after the event stays done"
    );
    case.complete("xc");
    assert_eq!(case.state.outcome(), Outcome::Completed);
    assert_eq!(case.done.iter().filter(|e| *e == "r").count(), 1);
    assert!(!case.done.contains(&"xn".to_owned()));
}

#[test]
fn nothing_to_undo_is_no_hindrance() {
    let text = "s: start\nr: throw /xml <compensateEventDefinition waitForCompletion=\"false\"/>\nn: user\ne: end\ns -> r\nr -> n\nn -> e";
    let mut case = Case::new(drawing::program(text));
    assert_eq!(case.state.active(), ["n"]);
    case.complete("n");
    assert!(case.state.ended());
}

#[test]
fn an_end_event_that_does_not_wait_is_done_at_once() {
    let mut case = Case::new(drawn("end", false));
    case.complete("c");
    case.complete("d");
    assert_eq!(case.state.active(), ["n", "r", "xd"]);
    assert!(case.done.contains(&"r".to_owned()));
    case.complete("n");
    case.complete("xd");
    case.complete("xc");
    assert_eq!(case.state.outcome(), Outcome::Completed);
    assert_eq!(case.done.iter().filter(|e| *e == "r").count(), 1);
}
