//! What the system's tasks may do, each key of it checked; and scripts that say what comes from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;

use pack::{Files, Finding, check, read_dir, test};

fn files(folder: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../casework/testdata");
    read_dir(&root.join(folder)).unwrap()
}

/// The findings of the pack in which `from` is `to`.
fn found(folder: &str, from: &str, to: &str) -> Vec<Finding> {
    let mut files = files(folder);
    let text = String::from_utf8(files.get("pack.toml").unwrap().to_vec()).unwrap();
    assert!(text.contains(from), "{from}");
    files
        .insert("pack.toml", text.replacen(from, to, 1).into_bytes())
        .unwrap();
    check(&files).expect_err(to)
}

fn line(folder: &str, key: &str) -> u32 {
    let files = files(folder);
    let text = std::str::from_utf8(files.get("pack.toml").unwrap()).unwrap();
    text.lines().position(|l| l.starts_with(key)).unwrap() as u32 + 1
}

#[test]
fn what_is_wrong_with_a_service_is_told_at_its_key() {
    for (folder, key, from, to, code) in [
        (
            "registry",
            "origin",
            "https://registry.example",
            "registry.example",
            "bad-origin",
        ),
        (
            "registry",
            "origin",
            "https://registry.example",
            "https://registry.example/v1",
            "bad-origin",
        ),
        (
            "registry",
            "errors",
            "\"404\" = \"not_registered\"",
            "\"4o4\" = \"not_registered\"",
            "bad-errors",
        ),
        (
            "registry",
            "errors",
            "{ \"404\" = \"not_registered\" }",
            "[\"not_registered\"]",
            "bad-errors",
        ),
        (
            "registry",
            "timeout",
            "timeout = 1",
            "timeout = 61",
            "out-of-bounds",
        ),
        (
            "registry",
            "retries",
            "retries = 2",
            "retries = 21",
            "out-of-bounds",
        ),
        ("registry", "wait", "wait = 30", "wait = 0", "out-of-bounds"),
        (
            "registry",
            "wait",
            "wait = 30",
            "retry = [404]",
            "bad-retry",
        ),
        (
            "registry",
            "wait",
            "wait = 30",
            "retry = [200]",
            "bad-retry",
        ),
        (
            "registry",
            "wait",
            "wait = 30",
            "topic = \"score\"",
            "unfit-key",
        ),
        ("registry", "body", "method = \"POST\"", "", "unfit-key"),
        (
            "outside",
            "topic",
            "topic = \"score\"",
            "topic = \"Score!\"",
            "no-topic",
        ),
        (
            "outside",
            "errors",
            "[\"unscorable\"]",
            "{ \"404\" = \"unscorable\" }",
            "bad-errors",
        ),
        (
            "outside",
            "language",
            "language = \"en\"",
            "language = \"de\"",
            "bad-language",
        ),
    ] {
        let findings = found(folder, from, to);
        let found = findings.iter().find(|f| f.code == code);
        let found = found.unwrap_or_else(|| panic!("{to}: {findings:?}"));
        assert_eq!(
            (found.file.as_str(), found.line),
            ("pack.toml", line(folder, key)),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn what_a_service_needs_is_asked_for() {
    for (folder, key, code) in [
        ("registry", "path = ", "no-path"),
        ("registry", "origin = ", "bad-origin"),
        ("outside", "topic = ", "no-topic"),
        ("outside", "to = ", "no-address"),
        ("outside", "fields = ", "no-fields"),
        ("outside", "notice = ", "no-notice"),
    ] {
        let findings = found(folder, key, &format!("# {key}"));
        assert!(
            findings.iter().any(|f| f.code == code && f.line > 1),
            "{key}: {findings:?}"
        );
    }
}

#[test]
fn an_error_that_nothing_catches_is_found_before_a_case_ends_by_it() {
    let findings = found(
        "registry",
        "\"404\" = \"not_registered\"",
        "\"404\" = \"not_registered\", \"410\" = \"gone\"",
    );
    let found = findings
        .iter()
        .find(|f| f.code == "uncaught-error")
        .unwrap();
    assert_eq!(found.element.as_deref(), Some("LookUp"));
    assert!(found.message.contains("`gone`"), "{}", found.message);
}

#[test]
fn only_what_comes_from_outside_is_read_as_the_answer() {
    let findings = found(
        "registry",
        "body = '{number: request.subject",
        "body = '{number: response.body",
    );
    assert!(
        findings.iter().any(|f| f.code == "unknown-variable"),
        "{findings:?}"
    );
    let findings = found(
        "outside",
        "score = \"result.score\"",
        "score = \"response.score\"",
    );
    assert!(
        findings.iter().any(|f| f.code == "unknown-variable"),
        "{findings:?}"
    );
}

#[test]
fn work_that_no_timer_ends_smells() {
    let found = check(&{
        let mut files = files("outside");
        let text = String::from_utf8(files.get("pack.toml").unwrap().to_vec()).unwrap();
        let at = text.find("[[justified]]").unwrap();
        files
            .insert("pack.toml", text.as_bytes()[..at].to_vec())
            .unwrap();
        files
    });
    let findings = found.unwrap().findings;
    let smell = findings
        .iter()
        .find(|f| f.code == "wait-without-deadline")
        .unwrap();
    assert_eq!(smell.element.as_deref(), Some("Score"));
}

#[test]
fn scripts_say_what_comes_from_outside() {
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    for (folder, count) in [("registry", 3), ("outside", 2)] {
        let files = files(folder);
        let pack = check(&files).unwrap_or_else(|f| panic!("{f:?}"));
        assert_eq!(pack.findings, [], "{folder}");
        let scripts: Vec<_> = files
            .iter()
            .filter(|(p, _)| p.starts_with("tests/"))
            .collect();
        assert_eq!(scripts.len(), count);
        for (path, script) in scripts {
            let report = test::run(&pack, script, now);
            assert!(report.passed, "{folder} {path}: {:?}", report.failures);
        }
    }
}

#[test]
fn a_script_that_expects_another_request_or_gives_no_usable_answer_fails() {
    let now = "2026-11-24T09:00:00Z".parse().unwrap();
    let pack = check(&files("registry")).unwrap();
    let start = r#"{"start": {"request": {"subject": "A"}}}"#;
    for (step, says) in [
        (
            r#"{"complete": "LookUp", "request": {"target": "/v2"}, "vars": {"response": {"status": 200}}}"#,
            "expected `LookUp` to ask with target",
        ),
        (
            r#"{"complete": "LookUp", "vars": {"response": {"status": 503}}}"#,
            "tried again",
        ),
        (
            r#"{"complete": "LookUp", "vars": {"response": {"status": 301}}}"#,
            "stops the case",
        ),
        (
            r#"{"complete": "LookUp", "vars": {"response": {}}}"#,
            "has no `status`",
        ),
        (r#"{"complete": "LookUp"}"#, "`vars` has no `response`"),
    ] {
        let report = test::run(&pack, format!("[{start}, {step}]").as_bytes(), now);
        assert!(!report.passed);
        assert!(
            report.failures[0].message.contains(says),
            "{}",
            report.failures[0].message
        );
    }
}
