//! What is wrong with a pack's rules and computed fields is told with file, line and element.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use pack::{Files, Severity, check, read_dir};

/// The business licence with a text of one of its files changed.
fn changed(file: &str, from: &str, to: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/business-licence");
    let mut files = Files::default();
    for (path, content) in read_dir(&root).unwrap().iter() {
        let mut content = content.to_vec();
        if path == file {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(from), "{file} has no {from}");
            content = text.replacen(from, to, 1).into_bytes();
        }
        files.insert(path, content).unwrap();
    }
    files
}

/// What is found: severity, code and the whole line.
fn found(files: &Files) -> Vec<(Severity, &'static str, String)> {
    let findings = match check(files) {
        Ok(pack) => pack.findings,
        Err(findings) => findings,
    };
    findings
        .iter()
        .map(|f| (f.severity, f.code, f.to_string()))
        .collect()
}

#[test]
fn a_gap_is_a_warning_that_tells_the_inputs() {
    let files = changed("risk.dmn", "<text>&gt;= 1</text>", "<text>&gt;= 2</text>");
    let found = found(&files);
    let gap = found.iter().find(|(_, code, _)| *code == "gap").unwrap();
    assert_eq!(gap.0, Severity::Warning);
    assert!(gap.2.starts_with("risk.dmn:"), "{}", gap.2);
    assert!(gap.2.contains("Dangerous substances = 1"), "{}", gap.2);
}

#[test]
fn an_overlap_is_an_error_with_an_example() {
    let files = changed("risk.dmn", "<text>0</text>", "<text>&gt;= 0</text>");
    let found = found(&files);
    let overlap = found
        .iter()
        .find(|(_, code, _)| *code == "overlapping-rules")
        .unwrap();
    assert_eq!(overlap.0, Severity::Error);
    assert!(
        overlap.2.contains("both match, for example Trade = "),
        "{}",
        overlap.2
    );
    assert!(overlap.2.contains("_rule"), "{}", overlap.2);
}

#[test]
fn an_unknown_name_is_an_error() {
    let files = changed(
        "risk.dmn",
        "<text>application.kitchen</text>",
        "<text>aplication.kitchen</text>",
    );
    let found = found(&files);
    let unknown = found
        .iter()
        .find(|(_, code, _)| *code == "unknown-name")
        .unwrap();
    assert_eq!(unknown.0, Severity::Error);
    assert!(unknown.2.contains("`aplication"), "{}", unknown.2);
}

#[test]
fn fields_computed_from_one_another_are_an_error() {
    let files = changed(
        "forms/application.json",
        "floor_area <= 50 and",
        "size_class = \\\"small\\\" and",
    );
    let found = found(&files);
    let circle = found
        .iter()
        .find(|(_, code, _)| *code == "circular-fields")
        .unwrap();
    assert!(
        circle.2.starts_with("forms/application.json:"),
        "{}",
        circle.2
    );
    assert!(circle.2.contains(" → "), "{}", circle.2);
}

#[test]
fn an_expression_that_can_have_no_value_is_an_error() {
    let files = changed(
        "forms/application.json",
        "date(starts_on) >= today()",
        "date(starts_on) >= today() + 1",
    );
    let found = found(&files);
    let wrong = found
        .iter()
        .find(|(_, code, _)| *code == "feel-type")
        .unwrap();
    assert!(
        wrong.2.contains("`+` does not work on a date and a number"),
        "{}",
        wrong.2
    );
}
