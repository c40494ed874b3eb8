//! What the engine's speed is measured with: the same for the benchmark of the program and for anybody else's.

use std::fmt::Write as _;

use dmn::feel::{Context, Environment, Value};

use crate::{Command, Program, Refusal, State, run};

/// Start, a person's task, a choice, a system's task, end.
pub const SIMPLE: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
<process id="simple" isExecutable="true">
<startEvent id="start"/>
<userTask id="decide"/>
<exclusiveGateway id="granted" default="refused"/>
<serviceTask id="issue"/>
<endEvent id="done"/>
<endEvent id="refusal"/>
<sequenceFlow id="f1" sourceRef="start" targetRef="decide"/>
<sequenceFlow id="f2" sourceRef="decide" targetRef="granted"/>
<sequenceFlow id="f3" sourceRef="granted" targetRef="issue"><conditionExpression>grant</conditionExpression></sequenceFlow>
<sequenceFlow id="refused" sourceRef="granted" targetRef="refusal"/>
<sequenceFlow id="f4" sourceRef="issue" targetRef="done"/>
</process></definitions>"#;

/// A person's task for each of so many instances at once.
#[must_use]
pub fn parallel(instances: usize) -> String {
    format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
<process id="parallel" isExecutable="true">
<startEvent id="start"/>
<userTask id="each"><multiInstanceLoopCharacteristics><loopCardinality>{instances}</loopCardinality></multiInstanceLoopCharacteristics></userTask>
<endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="start" targetRef="each"/>
<sequenceFlow id="f2" sourceRef="each" targetRef="done"/>
</process></definitions>"#
    )
}

/// A model of about so many elements: choices, parallel branches with choices in them, and tasks, one after the other.
#[must_use]
pub fn large(elements: usize) -> String {
    let mut xml = String::from(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\" targetNamespace=\"t\">\n<process id=\"large\" isExecutable=\"true\">\n<startEvent id=\"start\"/>\n",
    );
    let mut last = "start".to_owned();
    let flow = |xml: &mut String, from: &str, to: &str, condition: &str| {
        let inner = if condition.is_empty() {
            String::new()
        } else {
            format!("<conditionExpression>{condition}</conditionExpression>")
        };
        let _ = writeln!(
            xml,
            "<sequenceFlow id=\"f_{from}_{to}\" sourceRef=\"{from}\" targetRef=\"{to}\">{inner}</sequenceFlow>"
        );
    };
    // A block has 17 elements, flows counted.
    for n in 0..elements / 17 {
        let _ = writeln!(
            xml,
            "<parallelGateway id=\"a{n}\"/><exclusiveGateway id=\"x{n}\" default=\"f_x{n}_u{n}\"/>"
        );
        let _ = writeln!(
            xml,
            "<userTask id=\"t{n}\" name=\"Step {n}\"/><userTask id=\"u{n}\"/><serviceTask id=\"v{n}\"/>"
        );
        let _ = writeln!(
            xml,
            "<exclusiveGateway id=\"m{n}\"/><parallelGateway id=\"j{n}\"/>"
        );
        flow(&mut xml, &last, &format!("a{n}"), "");
        for (from, to) in [
            ("a", "x"),
            ("a", "v"),
            ("x", "u"),
            ("t", "m"),
            ("u", "m"),
            ("m", "j"),
            ("v", "j"),
        ] {
            flow(&mut xml, &format!("{from}{n}"), &format!("{to}{n}"), "");
        }
        flow(
            &mut xml,
            &format!("x{n}"),
            &format!("t{n}"),
            &format!("amount > {n}"),
        );
        last = format!("j{n}");
    }
    xml.push_str("<endEvent id=\"done\"/>\n");
    flow(&mut xml, &last, "done", "");
    xml.push_str("</process></definitions>");
    xml
}

/// Reads and checks a model.
///
/// # Panics
/// When it is not one of this module's.
#[must_use]
pub fn program(xml: &str) -> Program {
    let definitions = crate::read(xml.as_bytes()).expect("the workload is well-formed");
    Program::compile(&definitions).expect("the workload has no errors")
}

/// Runs one instance of [`SIMPLE`] to its end; the number of events.
///
/// # Errors
/// The engine's refusal.
pub fn simple(program: &Program, environment: &Environment) -> Result<usize, Refusal> {
    let granted: Context = [("grant", Value::Boolean(true))].into_iter().collect();
    let start = Command::Start {
        process: None,
        vars: Context::new(),
    };
    let (mut state, events) = run(program, State::default(), &start, environment)?;
    let mut count = events.len();
    let mut vars = Some(granted);
    loop {
        let job = state.jobs().next().map(|j| j.key);
        let Some(job) = job else { return Ok(count) };
        let complete = Command::Complete {
            job,
            vars: vars.take().unwrap_or_default(),
        };
        let (next, events) = run(program, state, &complete, environment)?;
        state = next;
        count += events.len();
    }
}

/// Runs one instance of [`parallel`] to its end, a command for each of its instances; the number of events.
///
/// # Errors
/// The engine's refusal.
pub fn many(program: &Program, environment: &Environment) -> Result<usize, Refusal> {
    let start = Command::Start {
        process: None,
        vars: Context::new(),
    };
    let (mut state, events) = run(program, State::default(), &start, environment)?;
    let jobs: Vec<_> = state.jobs().map(|j| j.key).collect();
    let mut count = events.len();
    for job in jobs {
        let (next, events) = run(
            program,
            state,
            &Command::Complete {
                job,
                vars: Context::new(),
            },
            environment,
        )?;
        state = next;
        count += events.len();
    }
    debug_assert!(state.ended(), "every instance was completed");
    Ok(count)
}
