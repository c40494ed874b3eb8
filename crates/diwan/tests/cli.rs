//! The command line: where options may stand, and that errors say their cause once.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use std::process::{Command, Output};

fn diwan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diwan"));
    command.args(arguments).env_remove("DIWAN_DATA");
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn where_the_data_is_may_be_said_before_and_after_the_subcommand() {
    let dir = tempfile::tempdir().unwrap();
    let nowhere = dir.path().join("nowhere");
    let data = nowhere.to_str().unwrap();
    let role = ["3", "--agency", "a", "--role", "b"];
    for arguments in [
        ["people", "--data", data, "grant"].as_slice(),
        ["people", "grant", "--data", data].as_slice(),
    ] {
        let output = diwan(&[arguments, role.as_slice()].concat());
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            told.contains("there is no house here"),
            "{arguments:?}: {told}"
        );
    }
    let output = diwan(&["people", "erase", "3", "--reason", "x", "--data", data]);
    assert!(told(&output).contains("there is no house here"));
}

#[test]
fn an_error_names_a_path_once() {
    let dir = tempfile::tempdir().unwrap();
    let absent = dir.path().join("absent");
    let path = absent.to_str().unwrap();
    for arguments in [["pack", "check", path], ["pack", "deploy", path]] {
        let output = diwan(&arguments);
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(told.matches(path).count(), 1, "{arguments:?}: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

#[test]
fn what_a_house_holds_is_published_as_its_files_would_be() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let release = |n: u32| {
        format!(
            "{{\"ocid\":\"ocds-x-{n}\",\"id\":\"{n}\",\"date\":\"2026-01-0{n}T00:00:00Z\",\"tag\":[\"tender\"],\"initiationType\":\"tender\",\
             \"tender\":{{\"id\":\"t{n}\",\"procurementMethod\":\"open\"}}}}\n"
        )
    };
    let (input, house) = (at("releases.jsonl"), at("house"));
    std::fs::write(&input, format!("{}{}", release(1), release(2))).unwrap();
    drop(casework::Casework::open(casework::Settings::new(&house)).unwrap());
    let into = diwan(&["redflags", &input, "--into", &house, "--publisher", "city"]);
    assert_eq!(into.status.code(), Some(0), "{}", told(&into));
    let publish = |what: &[&str], out: &str| {
        let terms = [
            "--base",
            "https://data.example/ocds",
            "--publisher",
            "The city",
            "--license",
            "https://creativecommons.org/licenses/by/4.0/",
            "--json",
            "--out",
            out,
        ];
        diwan(&[&["redflags", "publish"], what, &terms].concat())
    };
    let from_files = publish(&[&input], &at("a"));
    assert_eq!(from_files.status.code(), Some(0), "{}", told(&from_files));
    let held = ["--from", &house, "--publisher-id", "city"];
    let from_house = publish(&held, &at("b"));
    let said: serde_json::Value = serde_json::from_slice(&from_house.stdout).unwrap_or_default();
    assert_eq!(said["processes"], 2, "{said} {}", told(&from_house));
    let catalogue = |out: &str| std::fs::read(dir.path().join(out).join("catalogue.jsonld"));
    assert_eq!(catalogue("a").unwrap(), catalogue("b").unwrap());
    let unknown = publish(&["--from", &house, "--publisher-id", "town"], &at("c"));
    assert_eq!(unknown.status.code(), Some(2));
    assert!(told(&unknown).contains("no publisher town"));
}

#[test]
fn contracting_data_go_into_a_house_once() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("house");
    let data = data.to_str().unwrap();
    let input = dir.path().join("releases.jsonl");
    let release = |n: u32| {
        format!(
            "{{\"ocid\":\"ocds-x-{n}\",\"tag\":[\"compiled\"],\"tender\":{{\"procurementMethod\":\"open\",\"numberOfTenderers\":1}}}}\n"
        )
    };
    std::fs::write(&input, format!("{}{}{{broken\n", release(1), release(2))).unwrap();
    let input = input.to_str().unwrap();
    let into = ["redflags", input, "--into", data, "--publisher", "city"];
    let refused = diwan(&into);
    assert!(
        told(&refused).contains("there is no house here"),
        "{}",
        told(&refused)
    );
    // Opening a house is what `serve` does first.
    let settings = casework::Settings::new(data);
    drop(casework::Casework::open(settings).unwrap());
    let done = diwan(&[&into[..], &["--json"]].concat());
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
    assert_eq!(said["processes"], 2, "{} {}", said, told(&done));
    assert_eq!(said["unreadable"], 1);
    assert!(said["flags"].as_i64().unwrap() >= 2, "{said}");
    let again = diwan(&[&into[..], &["--json"]].concat());
    let said: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(said["unchanged"], true);
    let audit = diwan(&["audit", "--data", data]);
    let words = String::from_utf8_lossy(&audit.stdout).into_owned();
    assert_eq!(audit.status.code(), Some(0), "{words}");
    assert!(words.contains("2 contracts checked"), "{words}");
    let wrong = diwan(&["redflags", input, "--into", data, "--publisher", "No!"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told(&wrong).contains("small letters"), "{}", told(&wrong));
}
