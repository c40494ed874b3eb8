//! Random cases that move: to the same process, and to one in which every id is another. They go on as if they had stayed.

use std::collections::BTreeMap;

use bpmn::migrate::{self, Mapping};
use bpmn::{Command, Event, Program, State, TimerKey};
use dmn::feel::{Context, Environment, Value};
use jiff::Timestamp;
use serde_json::Value as Json;

use crate::{Dice, draw, drawing};

/// Seeds of an ordinary run.
const RUNS: u64 = 400;
/// Commands before the move, and after it.
const COMMANDS: usize = 60;
/// What is put behind each id.
const LATER: &str = "_v2";

/// A case, and its twin in the renamed process.
struct Twins<'p> {
    programs: [&'p Program; 2],
    states: [State; 2],
    now: Timestamp,
}

impl Twins<'_> {
    fn environment(&self) -> Environment {
        Environment::at(self.now)
    }

    /// The same command to both: the same events, but for the ids.
    fn act(&mut self, command: &Command) -> bool {
        let environment = self.environment();
        let [a, b] = [0, 1].map(|n| {
            bpmn::step(self.programs[n], &self.states[n], command, &environment)
                .map_err(|refusal| refusal.to_string())
        });
        let (Ok(a), Ok(b)) = (&a, &b) else {
            assert_eq!(a.is_err(), b.is_err(), "{command:?}: {a:?} {b:?}");
            return false;
        };
        let plain = |events: &[Event]| plain(&serde_json::to_value(events).unwrap());
        assert_eq!(plain(a), plain(b), "{command:?}");
        for (n, events) in [a, b].into_iter().enumerate() {
            for event in events {
                self.states[n].apply(self.programs[n], event);
            }
        }
        self.same();
        true
    }

    fn same(&self) {
        let [a, b] = [0, 1].map(|n| plain(&serde_json::to_value(&self.states[n]).unwrap()));
        assert_eq!(a, b);
    }

    fn turn(&mut self, dice: &mut Dice) {
        let vars: Context = [("v", Value::from(dice.below(5) as i64))]
            .into_iter()
            .collect();
        let command = match dice.below(12) {
            0 => Command::Message {
                name: "post".into(),
                key: None,
                vars,
            },
            1 => Command::Signal {
                name: "bell".into(),
                vars,
            },
            2 => Command::Signal {
                name: "alarm".into(),
                vars,
            },
            3..=5 => return self.jump(1 + dice.below(6) as i64),
            _ => {
                let jobs: Vec<_> = self.states[0].jobs().map(|j| j.key).collect();
                let Some(job) = jobs.get(dice.below(jobs.len().max(1))).copied() else {
                    return;
                };
                Command::Complete { job, vars }
            }
        };
        self.act(&command);
    }

    fn jump(&mut self, hours: i64) {
        self.now += jiff::SignedDuration::from_hours(hours);
        let due = |state: &State, now| -> Option<TimerKey> {
            let timers = state.timers().filter(|t| t.due <= now);
            timers.min_by_key(|t| (t.due, t.key)).map(|t| t.key)
        };
        while let Some(timer) = due(&self.states[0], self.now) {
            assert!(self.act(&Command::Fire { timer }));
        }
    }
}

/// JSON without what was put behind ids.
fn plain(json: &Json) -> Json {
    serde_json::from_str(&json.to_string().replace(LATER, "")).unwrap()
}

/// The process with every id of elements and flows changed, and the mapping.
fn renamed(xml: &str) -> (String, BTreeMap<String, String>) {
    const IDS: [&str; 7] = [
        "id",
        "sourceRef",
        "targetRef",
        "attachedToRef",
        "default",
        "activityRef",
        "x",
    ];
    let (mut out, mut mapping) = (String::new(), BTreeMap::new());
    let mut before = "";
    for (n, part) in xml.split('"').enumerate() {
        if n > 0 {
            out.push('"');
        }
        out.push_str(part);
        let attribute = before.trim_end_matches('=').rsplit([' ', '<']).next();
        let own = !["d", "main"].contains(&part) && !part.contains("_post") && !root(part);
        if n % 2 == 1 && own && IDS.contains(&attribute.unwrap_or_default()) {
            out.push_str(LATER);
            mapping.insert(part.to_owned(), format!("{part}{LATER}"));
        }
        before = part;
    }
    (out, mapping)
}

/// Messages, signals and errors are called by their names.
fn root(id: &str) -> bool {
    ["message_", "signal_", "error_"]
        .iter()
        .any(|sort| id.starts_with(sort))
}

fn compiled(xml: &str) -> Program {
    let definitions = bpmn::read(xml.as_bytes()).unwrap();
    Program::compile(&definitions).unwrap_or_else(|found| panic!("{found:?}\n{xml}"))
}

fn moved(from: &Program, to: &Program, state: &State, mapping: &Mapping, now: Timestamp) -> State {
    let plan = migrate::plan(from, to, state, mapping);
    assert_eq!(plan.problems, [], "{:?}", state.active());
    let events = migrate::migrate(to, state, &plan, &Environment::at(now)).unwrap();
    let only_ids = |event: &Event| matches!(event, Event::Renamed { .. });
    assert!(
        events.iter().all(only_ids),
        "nothing else changes: {events:?}"
    );
    let mut after = state.clone();
    events.iter().for_each(|event| after.apply(to, event));
    after
}

fn simulate(seed: u64) -> usize {
    let mut dice = Dice(seed);
    let xml = drawing::xml(&draw(&mut dice));
    let (other, elements) = renamed(&xml);
    let (old, same, new) = (compiled(&xml), compiled(&xml), compiled(&other));
    let there = Mapping {
        elements,
        ..Mapping::default()
    };
    let back = there.elements.iter().map(|(a, b)| (b.clone(), a.clone()));
    let back = Mapping {
        elements: back.collect(),
        ..Mapping::default()
    };
    let mut twins = Twins {
        programs: [&old, &old],
        states: [State::default(), State::default()],
        now: Timestamp::UNIX_EPOCH,
    };
    let vars = [("v", Value::from(dice.below(5) as i64))];
    assert!(twins.act(&Command::Start {
        process: None,
        vars: vars.into_iter().collect(),
    }));
    for _ in 0..dice.below(COMMANDS) {
        twins.turn(&mut dice);
    }
    let state = twins.states[0].clone();
    let plan = migrate::plan(&old, &same, &state, &Mapping::default());
    let mut bare = plan.clone();
    bare.ahead.clear();
    assert_eq!(
        bare,
        migrate::Plan::default(),
        "to the same nothing changes"
    );
    assert_eq!(
        migrate::migrate(&same, &state, &plan, &twins.environment()),
        Ok(Vec::new())
    );
    let after = moved(&old, &new, &state, &there, twins.now);
    let again = moved(&new, &old, &after, &back, twins.now);
    assert_eq!(again, state, "there and back again is the same case");
    (twins.programs, twins.states[1]) = ([&old, &new], after);
    twins.same();
    for _ in 0..COMMANDS {
        twins.turn(&mut dice);
    }
    state.active().len()
}

#[test]
fn a_case_that_moved_goes_on_as_if_it_had_stayed() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    if let Some(seed) = number("SEED") {
        println!("{}", draw(&mut Dice(seed)));
        simulate(seed);
        return;
    }
    let mut moved = 0;
    for seed in 0..number("RUNS").unwrap_or(RUNS) {
        match std::panic::catch_unwind(|| simulate(seed)) {
            Ok(active) => moved += usize::from(active > 0),
            Err(failure) => {
                println!("failed with SEED={seed}");
                std::panic::resume_unwind(failure);
            }
        }
    }
    assert!(moved > 100, "{moved} cases were under way");
}
