//! The business licence, changed as it is changed where things go wrong: each smell is told at its element, and silenced only by a
//! reason that stands in the pack.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::{Path, PathBuf};

use pack::{Files, Finding, Severity, check, read_dir};

fn licence() -> Files {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    read_dir(&root.join("packs/business-licence")).unwrap()
}

/// The pack with parts of a file replaced; each must be there.
fn changed(file: &str, changes: &[(&str, &str)]) -> Files {
    let original = licence();
    let mut text = String::from_utf8(original.get(file).unwrap().to_vec()).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is not in {file}");
        text = text.replacen(from, to, 1);
    }
    let mut files = Files::default();
    for (path, content) in original.iter().filter(|(path, _)| *path != file) {
        files.insert(path, content.to_vec()).unwrap();
    }
    files.insert(file, text.into_bytes()).unwrap();
    files
}

fn findings(files: &Files) -> Vec<Finding> {
    let found = match check(files) {
        Ok(pack) => pack.findings,
        Err(findings) => findings,
    };
    // A law that is taken away leaves its translations behind.
    found
        .into_iter()
        .filter(|f| f.code != "unused-text")
        .collect()
}

/// Code and element of each finding.
fn told(files: &Files) -> Vec<(&'static str, String)> {
    findings(files)
        .into_iter()
        .map(|f| (f.code, f.element.unwrap_or_default()))
        .collect()
}

fn one(code: &'static str, element: &str) -> Vec<(&'static str, String)> {
    vec![(code, element.to_owned())]
}

#[test]
fn the_officer_who_decides_does_not_take_the_money() {
    let files = changed(
        "pack.toml",
        &[(
            "role = \"cashier\"\nform = \"payment\"",
            "role = \"officer\"\nform = \"payment\"",
        )],
    );
    let found = told(&files);
    assert!(
        found.contains(&one("decides-and-pays", "RecordPayment")[0]),
        "{found:?}"
    );
}

#[test]
fn a_task_says_what_it_is_where_its_name_does_not() {
    let files = changed(
        "pack.toml",
        &[(
            "role = \"inspector\"\nform = \"inspection\"",
            "role = \"inspector\"\nform = \"inspection\"\ndoes = \"pay\"",
        )],
    );
    assert_eq!(told(&files), []);
    let files = changed(
        "pack.toml",
        &[(
            "role = \"clerk\"\nform = \"check\"",
            "role = \"inspector\"\nform = \"check\"\ndoes = \"apply\"",
        )],
    );
    let found = told(&files);
    assert!(
        found.contains(&one("applies-and-inspects", "Inspect")[0]),
        "{found:?}"
    );
}

#[test]
fn nobody_waits_for_ever() {
    let files = changed(
        "pack.toml",
        &[(
            "form = \"check\"\ndeadline = 2\nremind = [1]\noverdue = \"escalate\"",
            "form = \"check\"",
        )],
    );
    assert_eq!(
        told(&files),
        one("wait-without-deadline", "CheckApplication")
    );
    // The cashier has no deadline either; there the process itself ends the wait.
    assert!(
        !told(&licence())
            .iter()
            .any(|(_, element)| element == "RecordPayment")
    );
}

#[test]
fn a_decision_is_compared_with_a_rule() {
    let without = "recommendation = \"recommendation.outcome\"\ndecides = \"outcome\"\nconfirm = \"ConfirmDeparture\"\n";
    let files = changed("pack.toml", &[(without, "")]);
    let found = told(&files);
    assert!(
        found.contains(&one("decision-without-rule", "Decide")[0]),
        "{found:?}"
    );
}

#[test]
fn a_wording_decides_nothing() {
    let files = changed(
        "process.bpmn",
        &[("check.complete = \"yes\"", "check.note = \"ok\"")],
    );
    let found = told(&files);
    assert!(
        found.contains(&one("free-text-decides", "FileComplete")[0]),
        "{found:?}"
    );
}

#[test]
fn demands_come_to_an_end() {
    let files = changed(
        "process.bpmn",
        &[("rounds &gt;= 2", "check.complete = \"never\"")],
    );
    let found = told(&files);
    assert!(
        found.contains(&one("endless-demands", "CheckApplication")[0]),
        "{found:?}"
    );
}

#[test]
fn every_step_has_its_law() {
    let law =
        "law = \"Article 14: high-risk premises are inspected once, against the published list\"\n";
    let files = changed("pack.toml", &[(law, "")]);
    let found = findings(&files);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (
            found[0].code,
            found[0].severity,
            found[0].element.as_deref()
        ),
        ("law-not-cited", Severity::Warning, Some("Inspect"))
    );
    assert!(
        found[0].message.contains("no law is cited"),
        "{}",
        found[0].message
    );
    assert!(
        found[0].message.contains("[[justified]]"),
        "it says how to silence it: {}",
        found[0].message
    );
}

#[test]
fn a_reason_in_the_pack_silences_a_smell_and_is_kept() {
    let law =
        "law = \"Article 14: high-risk premises are inspected once, against the published list\"\n";
    let reason = "[[justified]]\nsmell = \"law-not-cited\"\nelement = \"Inspect\"\nreason = \"The decree is being drafted\"\n\n[calendar]";
    let files = changed("pack.toml", &[(law, ""), ("[calendar]", reason)]);
    let pack = check(&files).unwrap();
    assert_eq!(findings(&files), []);
    assert_eq!(pack.justified.len(), 1);
    assert_eq!(pack.justified[0].reason, "The decree is being drafted");
}

#[test]
fn a_justification_is_for_something_and_has_a_reason() {
    let with = |smell: &str, reason: &str| {
        let table = format!(
            "[[justified]]\nsmell = \"{smell}\"\nelement = \"Inspect\"\nreason = \"{reason}\"\n\n[calendar]"
        );
        told(&changed("pack.toml", &[("[calendar]", &table)]))
    };
    assert_eq!(
        with("law-not-cited", "Because"),
        one("needless-justification", "Inspect")
    );
    assert_eq!(
        with("law-not-cited", " "),
        one("bad-justification", "Inspect")
    );
    assert_eq!(
        with("bad-weather", "Because"),
        one("bad-justification", "Inspect")
    );
}

#[test]
fn a_variable_is_not_read_before_anything_sets_it() {
    let files = changed(
        "process.bpmn",
        &[("check.complete = \"yes\"", "decision.outcome = \"grant\"")],
    );
    let found = findings(&files);
    let early = found.iter().find(|f| f.code == "read-before-set").unwrap();
    assert_eq!(
        (early.severity, early.element.as_deref()),
        (Severity::Error, Some("FileComplete_to_AssessRisk"))
    );
    assert!(early.message.contains("`decision`"), "{}", early.message);
}

#[test]
fn a_procedure_that_can_stop_for_ever_is_refused() {
    // The merge before the check becomes a join: it would wait for a second token that never comes.
    let files = changed(
        "process.bpmn",
        &[
            (
                "<exclusiveGateway id=\"BeforeCheck\">",
                "<parallelGateway id=\"BeforeCheck\">",
            ),
            (
                "<outgoing>BeforeCheck_to_CheckApplication</outgoing>\n      </exclusiveGateway>",
                "<outgoing>BeforeCheck_to_CheckApplication</outgoing>\n      </parallelGateway>",
            ),
        ],
    );
    let found = check(&files).unwrap_err();
    let deadlock = found.iter().find(|f| f.code == "deadlock").unwrap();
    assert_eq!(
        (deadlock.severity, deadlock.element.as_deref()),
        (Severity::Error, Some("BeforeCheck"))
    );
    assert!(deadlock.line > 1);
}
