//! Execution cases of the University of Bamberg's betsy suite, and reading the models of the OMG's
//! Model Interchange Working Group. The cases lie beside the project.

#![expect(clippy::print_stdout, reason = "what is skipped or corrected is told")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bpmn::Program;
use bpmn::script::Runner;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

/// Cases whose data contradict themselves, so that no engine can meet them as written: the model, why, and what is corrected.
/// With the corrections they are met like all others.
const CONTRADICTIONS: [(&str, &str, Correction); 4] = [
    (
        "CallActivity_GlobalTask",
        "expects `task1`, and no element has that mark; the global task's script is still the mark of the source, `SCRIPT_task1`",
        Correction::Mark("globalTask", "task1"),
    ),
    (
        "AdHocSubProcess_Sequential",
        "expects `task3`, and no element has that mark; the task behind the sub-process is marked `task1` like one inside it",
        Correction::Mark("ScriptTask1", "task3"),
    ),
    (
        "AdHocSubProcess_Parallel",
        "the same as in the sequential model",
        Correction::Mark("ScriptTask1", "task3"),
    ),
    (
        "Escalation_EndEvent_TopLevel",
        "expects no `marker`, and what throws the expected escalation comes behind the element with that mark",
        Correction::Expect("marker", 1),
    ),
];

enum Correction {
    /// An element's mark.
    Mark(&'static str, &'static str),
    /// One more mark is expected so often.
    Expect(&'static str, u64),
}

fn correct(model: &mut Json) -> bool {
    let found = CONTRADICTIONS.iter().find(|(id, ..)| model["id"] == **id);
    let Some((id, why, correction)) = found else {
        return false;
    };
    println!("corrected: {id}: {why}");
    match correction {
        Correction::Mark(element, mark) => model["marks"][*element] = json!(mark),
        Correction::Expect(mark, n) => model["cases"][0]["expect"]["marks"][*mark] = json!(n),
    }
    true
}

fn folder(name: &str) -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    let folder = shared.join(name);
    if !folder.is_dir() {
        println!("SKIPPED: no cases at {}", folder.display());
        return None;
    }
    Some(folder)
}

fn program(file: &Path) -> Result<Program, String> {
    let xml = std::fs::read(file).expect("the model is readable");
    let told = |findings: Vec<bpmn::Finding>| {
        let errors: Vec<String> = findings.iter().map(ToString::to_string).collect();
        errors.join("; ")
    };
    bpmn::read(&xml)
        .and_then(|definitions| Program::compile(&definitions))
        .map_err(told)
}

/// Runs one case: its outcome and how often each mark was completed.
fn run(
    program: &Program,
    case: &Json,
    model: &Json,
) -> Result<(String, BTreeMap<String, u64>), String> {
    let processes: Vec<String> =
        serde_json::from_value(model["processes"].clone()).expect("processes are ids");
    let mut runner = Runner::new(program, &processes, Timestamp::UNIX_EPOCH);
    let mut steps = vec![json!({ "start": case["start"], "auto": true })];
    steps.extend(
        case["advance"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|d| json!({ "advance": d })),
    );
    let mut marks = BTreeMap::new();
    let mut outcome = String::new();
    for (at, step) in steps.iter().enumerate() {
        let result = runner.step(at + 1, step).map_err(|e| e.to_string())?;
        for element in &result.completed {
            if let Some(mark) = model["marks"][element.as_str()].as_str() {
                *marks.entry(mark.to_owned()).or_insert(0) += 1;
            }
        }
        outcome = result.outcome.to_owned();
    }
    Ok((outcome, marks))
}

/// What is wrong with a case, where something is.
fn judge(program: &Result<Program, String>, case: &Json, model: &Json) -> Option<String> {
    let expected = case["expect"]["outcome"]
        .as_str()
        .expect("an outcome is expected");
    let program = match (program, expected) {
        (Err(_), "rejected") => return None,
        (Ok(_), "rejected") => return Some("the model was accepted".to_owned()),
        (Err(findings), _) => return Some(format!("the model was refused: {findings}")),
        (Ok(program), _) => program,
    };
    let (outcome, marks) = match run(program, case, model) {
        Ok(found) => found,
        Err(error) => return Some(error),
    };
    let wanted: BTreeMap<String, u64> =
        serde_json::from_value(case["expect"]["marks"].clone()).expect("marks are counts");
    // A model that waits for ever for an event has not ended; the source does not say that it has.
    let met = match expected {
        "completed" => !matches!(outcome.as_str(), "error" | "incident"),
        other => outcome == other,
    };
    if met && marks == wanted {
        return None;
    }
    Some(format!(
        "expected {expected} {wanted:?}, found {outcome} {marks:?}"
    ))
}

#[test]
fn all_execution_cases_are_met() {
    let Some(folder) = folder("bpmn-execution") else {
        return;
    };
    let models = std::fs::read(folder.join("cases.json")).expect("the cases are readable");
    let mut models: Vec<Json> = serde_json::from_slice(&models).expect("the cases are JSON");
    let (mut met, mut all, mut corrected, mut wrong) = (0, 0, 0, Vec::new());
    for model in &mut models {
        corrected += usize::from(correct(model));
        let program = program(&folder.join(model["file"].as_str().expect("a model has a file")));
        for (at, case) in model["cases"].as_array().into_iter().flatten().enumerate() {
            let problem = judge(&program, case, model);
            all += 1;
            met += usize::from(problem.is_none());
            wrong.extend(problem.map(|problem| format!("{} {}: {problem}", model["id"], at + 1)));
        }
    }
    println!("{met} of {all} execution cases are met, {corrected} of them after a correction");
    assert!(wrong.is_empty(), "{met} of {all} met\n{}", wrong.join("\n"));
    assert_eq!((all, corrected), (116, CONTRADICTIONS.len()));
}

/// What is said about each interchange model: how many elements are kept, and what could not be executed. Reviewed by hand.
const INTERCHANGE: &str = include_str!("interchange.txt");

/// Elements of BPMN's namespace, counted by another reader.
fn count(xml: &[u8]) -> usize {
    let mut reader = quick_xml::NsReader::from_reader(xml);
    let mut found = 0;
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .expect("the model is well-formed");
        match event {
            quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_) => {
                let model = matches!(namespace, quick_xml::name::ResolveResult::Bound(n)
                    if n.as_ref() == "http://www.omg.org/spec/BPMN/20100524/MODEL");
                found += usize::from(model);
            }
            quick_xml::events::Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_interchange_model_is_read_and_what_cannot_run_is_named() {
    let Some(folder) = folder("bpmn-miwg") else {
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "bpmn"));
    files.sort();
    assert_eq!(files.len(), 21);
    let mut told = String::new();
    for path in files {
        let xml = std::fs::read(&path).expect("the model is readable");
        let definitions = bpmn::read(&xml).unwrap_or_else(|e| panic!("{}: {e:?}", path.display()));
        let kept = definitions.elements().count();
        assert_eq!(
            kept,
            count(&xml),
            "{}: every element is kept",
            path.display()
        );
        let name = path.file_stem().expect("it has a name").to_string_lossy();
        told.push_str(&format!("{name}: {kept} elements kept\n"));
        for finding in Program::explain(&definitions) {
            assert!(
                finding.line > 0 && !finding.message.is_empty(),
                "{finding:?}"
            );
            let element = finding.element.as_deref().unwrap_or("-");
            told.push_str(&format!(
                "  {:?} {} line {}: {element}: {}\n",
                finding.severity, finding.code, finding.line, finding.message
            ));
        }
    }
    if told != INTERCHANGE {
        println!("{told}");
    }
    assert!(
        told == INTERCHANGE,
        "what is said about the models has changed: compare the text above with interchange.txt"
    );
}
