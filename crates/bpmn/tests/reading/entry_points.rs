//! The reader of models, with what follows on it: any bytes are read or refused with a line, and what is read and has no errors
//! runs without a panic, in memory and time that the limits bound. The fuzz target calls this; the test beside it calls it on
//! changed models.

use bpmn::{Command, Program, State, TimerKey};
use dmn::feel::{Context, Environment, Value};
use jiff::Timestamp;

/// Commands that a read model is given.
const COMMANDS: usize = 24;

pub(crate) fn model(data: &[u8]) {
    let definitions = match bpmn::read(data) {
        Ok(definitions) => definitions,
        Err(findings) => {
            return assert!(findings.iter().all(|f| f.line > 0 && !f.message.is_empty()));
        }
    };
    let lines = data.iter().filter(|b| **b == b'\n').count() as u32 + 1;
    for finding in Program::explain(&definitions) {
        assert!(
            (1..=lines).contains(&finding.line),
            "{finding} is beyond line {lines}"
        );
        assert!(!finding.message.is_empty());
    }
    if let Ok(program) = Program::compile(&definitions) {
        run(&program);
    }
}

/// Starts every process and does what there is to do; events fold to the state.
fn run(program: &Program) {
    let mut state = State::default();
    let mut environment = Environment::at(Timestamp::UNIX_EPOCH);
    let vars: Context = [("v", Value::from(3_i64)), ("test", Value::from("a"))]
        .into_iter()
        .collect();
    for process in program
        .processes()
        .take(4)
        .map(str::to_owned)
        .collect::<Vec<_>>()
    {
        act(
            program,
            &mut state,
            &Command::Start {
                process: Some(process),
                vars: vars.clone(),
            },
            &environment,
        );
    }
    for n in 0..COMMANDS {
        let job = state.jobs().next().map(|j| j.key);
        let timer = state
            .timers()
            .min_by_key(|t| (t.due, t.key))
            .map(|t| (t.key, t.due));
        let said = state
            .subscriptions()
            .next()
            .map(|s| (s.name.to_string(), s.signal));
        let incident = state.incidents().next().map(|i| i.key);
        let command = match (n % 4, job, timer, said, incident) {
            (0 | 1, Some(job), ..) => Command::Complete {
                job,
                vars: vars.clone(),
            },
            (2, _, Some((timer, due)), ..) => {
                environment.now = environment.now.max(due);
                Command::Fire { timer }
            }
            (3, _, _, Some((name, true)), _) => Command::Signal {
                name,
                vars: vars.clone(),
            },
            (3, _, _, Some((name, false)), _) => Command::Message {
                name,
                key: None,
                vars: vars.clone(),
            },
            (_, Some(job), ..) if n > COMMANDS / 2 => Command::Error {
                job,
                code: "broken".to_owned(),
            },
            (.., Some(incident)) => Command::Retry { incident },
            _ => Command::Fire {
                timer: TimerKey(u64::MAX),
            },
        };
        act(program, &mut state, &command, &environment);
    }
    act(program, &mut state, &Command::Terminate, &environment);
    assert_eq!(state.active().len(), 0, "nothing is left behind");
}

fn act(program: &Program, state: &mut State, command: &Command, environment: &Environment) {
    let Ok((after, events)) = bpmn::run(program, state.clone(), command, environment) else {
        return;
    };
    events.iter().for_each(|event| state.apply(program, event));
    assert!(*state == after, "events fold to the state");
}
