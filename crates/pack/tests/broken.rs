//! A pack that is broken in one place is refused with the file, the line and the element of that place.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use pack::{Files, Finding, Severity, check, read_dir};

fn good() -> Files {
    read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/business-licence")).unwrap()
}

/// The pack with `from` written as `to` in one file, once.
fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = good();
    let text = std::str::from_utf8(files.get(path).unwrap()).unwrap();
    assert!(text.contains(from), "{path} says {from}");
    let text = text.replacen(from, to, 1);
    files.insert(path, text.into_bytes()).unwrap();
    files
}

fn errors(files: &Files) -> Vec<Finding> {
    let Err(findings) = check(files) else {
        panic!("a broken pack is refused");
    };
    findings
        .into_iter()
        .filter(|f| f.severity == Severity::Error)
        .collect()
}

/// The finding of that kind, which names the file, a line of it, and the element.
fn finding(files: &Files, code: &str, file: &str, element: &str) -> Finding {
    let all = errors(files);
    let found = all
        .iter()
        .find(|f| f.code == code && f.file == file && f.element.as_deref() == Some(element));
    found.cloned().unwrap_or_else(|| {
        panic!("no {code} at {element} of {file} in {all:#?}");
    })
}

#[test]
fn a_task_whose_form_does_not_exist_is_named() {
    let files = with("pack.toml", "form = \"check\"", "form = \"chek\"");
    let found = errors(&files);
    assert!(
        found.iter().any(|f| f.file == "pack.toml"
            && f.element.as_deref() == Some("CheckApplication")
            && f.message.contains("chek")
            && f.line > 1),
        "{found:#?}"
    );
}

#[test]
fn an_element_that_the_engine_cannot_run_is_named_with_its_line() {
    let files = with(
        "process.bpmn",
        "<userTask id=\"CheckApplication\"",
        "<holographicTask id=\"CheckApplication\"",
    );
    let found = errors(&files);
    let named = found.iter().any(|f| {
        f.file == "process.bpmn" && f.line > 10 && f.message.contains("holographicTask")
            || f.element.as_deref() == Some("CheckApplication")
    });
    assert!(named, "{found:#?}");
}

#[test]
fn a_loop_in_which_nothing_waits_is_refused() {
    // The request for what is missing leads straight back to itself.
    let files = with(
        "process.bpmn",
        "sourceRef=\"AskSupplement\" targetRef=\"Supplement\"",
        "sourceRef=\"AskSupplement\" targetRef=\"RoundsLeft\"",
    );
    let found = errors(&files);
    assert!(
        found
            .iter()
            .any(|f| f.code == "unbounded-loop" && f.file == "process.bpmn"),
        "{found:#?}"
    );
}

#[test]
fn a_missing_translation_is_named_with_its_language() {
    let files = with("text/ar.ftl", "\nrole-inspector", "\nrole-inspektor");
    finding(&files, "missing-text", "text/ar.ftl", "role-inspector");
}

#[test]
fn a_missing_language_is_refused() {
    let mut files = Files::default();
    for (path, content) in good().iter().filter(|(path, _)| *path != "text/fr.ftl") {
        files.insert(path, content.to_vec()).unwrap();
    }
    let found = errors(&files);
    assert!(found.iter().any(|f| f.file == "text/fr.ftl"), "{found:#?}");
}

#[test]
fn a_step_without_its_row_of_risks_is_named() {
    let files = with("risks.csv", "\nInspect,", "\nInspekt,");
    let found = errors(&files);
    assert!(
        found
            .iter()
            .any(|f| f.file == "risks.csv" && f.message.contains("Inspect")
                || f.element.as_deref() == Some("Inspect")),
        "{found:#?}"
    );
}

#[test]
fn a_computed_field_that_does_not_parse_is_named() {
    let files = with(
        "forms/application.json",
        "if floor_area <= 50",
        "if floor_area <= ",
    );
    let found = errors(&files);
    assert!(
        found.iter().any(|f| f.file == "forms/application.json"
            && f.element
                .as_deref()
                .is_some_and(|e| e.contains("size_class"))),
        "{found:#?}"
    );
}

#[test]
fn a_document_type_or_entities_in_a_process_are_refused() {
    let files = with(
        "process.bpmn",
        "<definitions ",
        "<!DOCTYPE lol [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><definitions ",
    );
    let found = errors(&files);
    assert!(found.iter().any(|f| f.file == "process.bpmn"), "{found:#?}");
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let files = with("pack.toml", "[roles.clerk]", "[roles.clerk");
    let found = errors(&files);
    assert_eq!(found[0].file, "pack.toml");
    assert!(found[0].line > 30, "{found:#?}");
}
