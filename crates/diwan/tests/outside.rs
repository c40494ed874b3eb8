//! What the operator says about the world outside: which systems may be called, and which programs do jobs.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::path::Path;
use std::process::{Command, Output};

const REGISTRY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../casework/testdata/registry");

fn diwan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(arguments);
    for name in ["DIWAN_DATA", "DIWAN_DATABASE", "DIWAN_ALLOW_CALL"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_call_of_a_host_that_is_not_allowed_is_a_warning_with_its_line() {
    let output = diwan(&["pack", "check", REGISTRY]);
    assert_eq!(output.status.code(), Some(0), "it can be deployed");
    let told = told(&output);
    assert!(
        told.contains("pack.toml:17") && told.contains("--allow-call https://registry.example"),
        "{told}"
    );
    let allowed = ["--allow-call", "https://REGISTRY.example:443"];
    let output = diwan(&[&["pack", "check", REGISTRY], allowed.as_slice()].concat());
    assert_eq!(out(&output).matches("0 warnings").count(), 1, "{output:?}");
    let wrong = diwan(&[
        "pack",
        "check",
        REGISTRY,
        "--allow-call",
        "registry.example",
    ]);
    assert_eq!(wrong.status.code(), Some(2));
}

fn house() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let settings = casework::Settings::new(dir.path());
    drop(casework::Casework::open(settings).unwrap());
    dir
}

fn worker(data: &Path, arguments: &[&str]) -> Output {
    let place = ["worker", "--data", data.to_str().unwrap()];
    diwan(&[place.as_slice(), arguments].concat())
}

#[test]
fn a_worker_is_added_listed_and_revoked() {
    let dir = house();
    let added = worker(
        dir.path(),
        &["add", "scorer", "--topic", "score", "--topic", "rate"],
    );
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    let token = out(&added).trim().to_owned();
    assert!(token.starts_with("w1.") && token.len() == 46, "{token}");
    let twice = worker(dir.path(), &["add", "scorer", "--topic", "score"]);
    assert_eq!(twice.status.code(), Some(2));
    let list = out(&worker(dir.path(), &["list"]));
    assert_eq!(list, "scorer\trate, score\t32\tworks\n");
    assert!(!list.contains(&token));
    assert_eq!(
        worker(dir.path(), &["revoke", "scorer"]).status.code(),
        Some(0)
    );
    let list = out(&worker(dir.path(), &["list", "--json"]));
    let line: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(line["topics"], serde_json::json!(["rate", "score"]));
    assert!(line["revoked"].is_string());
    assert_eq!(
        worker(dir.path(), &["revoke", "nobody"]).status.code(),
        Some(2)
    );
    for wrong in ["Scorer", "", "a b"] {
        assert_eq!(
            worker(dir.path(), &["add", wrong, "--topic", "t"])
                .status
                .code(),
            Some(2),
            "{wrong}"
        );
    }
}

#[test]
fn a_token_of_a_host_is_read_from_its_file_and_never_sent_in_the_clear() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("token");
    std::fs::write(&file, "s3cret\n").unwrap();
    let data = dir.path().join("data");
    let serve = |allow: &str, token: String| {
        let place = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            data.to_str().unwrap(),
        ];
        diwan(
            &[
                place.as_slice(),
                &["--allow-call", allow, "--call-token", &token],
            ]
            .concat(),
        )
    };
    let path = file.display();
    for (allow, token, says) in [
        (
            "http://a.example",
            format!("http://a.example={path}"),
            "is not encrypted",
        ),
        (
            "https://b.example",
            format!("https://a.example={path}"),
            "which no --allow-call names",
        ),
        (
            "https://a.example",
            format!("https://a.example={path}.no"),
            "token.no",
        ),
    ] {
        let output = serve(allow, token);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let told = told(&output);
        assert!(told.contains(says) && !told.contains("s3cret"), "{told}");
    }
}

#[test]
fn the_audit_counts_workers_among_the_state() {
    let dir = house();
    worker(dir.path(), &["add", "scorer", "--topic", "score"]);
    let audit = diwan(&["audit", "--data", dir.path().to_str().unwrap()]);
    assert_eq!(audit.status.code(), Some(0), "{audit:?}");
}
